import { answer } from '@dripemails/api-client';
import type { Sequence } from '@dripemails/contracts';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData, useOutletContext } from '@remix-run/react';
import { SettingsEditor } from '../components/sequence-settings/settings-editor';
import { changeRows, formTree } from '../sequence/form-tree';
import { parseJson } from '../sequence/parse-json';
import { readSettings } from '../sequence/settings-form';
import { stepTitle } from '../sequence/step-words';
import { placedSteps } from '../sequence/step-tree';
import { apiFor, attempt } from '../session/api.server';
import { engineFor } from '../session/engine-api.server';
import { idOf } from '../session/id-of.server';
import { redirectWithToast } from '../session/toast.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const engine = engineFor(request);
  const id = idOf(params);
  const query = { limit: 200 };
  const [lists, topics, segments, sequences, forms] = await Promise.all([
    attempt(() => answer(engine.lists())),
    attempt(() => answer(apiFor(request).GET('/api/v1/topics', { params: { query } }))),
    attempt(() => answer(engine.segments())),
    attempt(() => answer(engine.sequences())),
    attempt(() => answer(apiFor(request).GET('/api/v1/forms', { params: { query } }))),
  ]);
  return {
    topics: (topics.ok?.items ?? []).map((one) => ({ id: one.id, name: one.name })),
    lists: (lists.ok?.items ?? []).map((one) => ({ id: one.id, name: one.name })),
    segments: (segments.ok?.items ?? []).map((one) => ({ id: one.id, name: one.name })),
    sequences: (sequences.ok?.items ?? []).flatMap((one) => (one.id === id ? [] : [{ id: one.id, name: one.name }])),
    forms: (forms.ok?.items ?? []).map((one) => ({ id: one.id, name: one.name })),
  };
}

/** Saves the settings of the draft; the buttons of rows, when they come here before JavaScript, only change the form. */
export async function action({ request, params }: ActionFunctionArgs) {
  const form = await request.formData();
  const id = idOf(params);
  const intent = String(form.get('intent') ?? 'save');
  const engine = engineFor(request);
  if (intent === 'save-json') {
    const settings = parseJson(String(form.get('json') ?? ''));
    const { refusal, status } = await attempt(() => answer(engine.updateSequence(id, { settings })));
    return data({ refusal }, status);
  }
  const tree = formTree(form);
  const isRow = changeRows(tree, intent);
  const settings = readSettings(tree);
  if (isRow) return data({ settings });
  const { refusal, status } = await attempt(() => answer(engine.updateSequence(id, { settings })));
  if (refusal) return data({ refusal, settings }, status);
  return redirectWithToast(`/sequences/${id}/settings`, 'Saved in the draft: publish to make it real.');
}

export default function SequenceSettingsTab() {
  const { lists, topics, segments, sequences, forms } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const sequence = useOutletContext<Sequence>();
  const emails = placedSteps(sequence.steps).flatMap(({ step, place }) =>
    step.kind === 'email' ? [{ id: step.id, name: `${place} ${stepTitle(step)}` }] : [],
  );
  const names = new Map([...lists, ...segments, ...sequences, ...forms, ...emails].map(({ id, name }) => [id, name]));
  return (
    <SettingsEditor
      key={sequence.id}
      saved={sequence.settings}
      sent={sent && 'settings' in sent ? sent : undefined}
      topics={topics}
      choices={{ lists, segments, sequences, forms, emails, names }}
    />
  );
}
