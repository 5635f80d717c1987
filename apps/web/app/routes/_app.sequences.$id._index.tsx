import { answer } from '@dripemails/api-client';
import type { Sequence } from '@dripemails/contracts';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData, useOutletContext, useRouteLoaderData } from '@remix-run/react';
import { SequenceEditor } from '../components/sequence-editor/sequence-editor';
import { readSteps } from '../sequence/step-form';
import { applyEdit, parseEdit } from '../sequence/step-list';
import { apiFor, attempt } from '../session/api.server';
import { idOf } from '../session/id-of.server';
import type { loader as appLoader } from './_app';

/** What happens at each step, and what would stand in the way of publishing; neither may keep the editor from opening. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const api = apiFor(request);
  const at = { params: { path: { id: idOf(params) } } };
  const [stats, dryRun] = await Promise.all([
    attempt(() => answer(api.GET('/api/v1/sequences/{id}/stats', at))),
    attempt(() =>
      answer(api.POST('/api/v1/sequences/{id}/publish', { ...at, body: { running: 'keep', dryRun: true } })),
    ),
  ]);
  return { stats: stats.ok ?? null, problems: dryRun.ok?.problems ?? [] };
}

/** Saves the draft. A button of the editor that was pressed before JavaScript came is done here, on the steps as they were sent. */
export async function action({ request, params }: ActionFunctionArgs) {
  const form = await request.formData();
  const intent = String(form.get('intent') ?? 'save');
  const edit = parseEdit(intent);
  const typed = readSteps(form);
  const steps = edit ? applyEdit(typed, edit) : typed;
  const path = { id: idOf(params) };
  const { refusal, status } = await attempt(() =>
    answer(apiFor(request).PATCH('/api/v1/sequences/{id}', { params: { path }, body: { steps } })),
  );
  if (refusal || intent === 'autosave') return data({ refusal, steps }, status);
  const changed = edit?.do === 'add' ? steps[edit.at] : edit?.do === 'move' ? steps[edit.to] : undefined;
  return redirect(`/sequences/${path.id}${changed ? `#step-${changed.id}` : ''}`);
}

export default function BuildTab() {
  const { stats, problems } = useLoaderData<typeof loader>();
  const sequence = useOutletContext<Sequence>();
  const sent = useActionData<typeof action>();
  const app = useRouteLoaderData<typeof appLoader>('routes/_app');
  if (!app) return null;
  const refused = sent?.refusal ? { steps: sent.steps, refusal: sent.refusal } : undefined;
  return (
    <SequenceEditor
      key={sequence.id}
      sequence={sequence}
      refused={refused}
      stats={sequence.version === null ? null : stats}
      problems={problems}
      sender={app.me.workspace}
    />
  );
}
