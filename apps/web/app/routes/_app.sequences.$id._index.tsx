import { answer } from '@dripemails/api-client';
import type { PublishResult, Sequence, Step } from '@dripemails/contracts';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import {
  useActionData,
  useLoaderData,
  useOutletContext,
  useRouteLoaderData,
  type ShouldRevalidateFunction,
} from '@remix-run/react';
import { SequenceEditor } from '../components/sequence-editor/sequence-editor';
import { changeRows, formTree } from '../sequence/form-tree';
import { parseJson } from '../sequence/parse-json';
import { readNamed } from '../sequence/read-named.server';
import { readSteps } from '../sequence/step-form';
import { applyEdit, parseEdit, pathAfter, stepAt } from '../sequence/step-tree';
import { attempt } from '../session/api.server';
import { engineFor, type Engine } from '../session/engine-api.server';
import { idOf } from '../session/id-of.server';
import type { loader as appLoader } from './_app';

/**
 * What happens at each step, what would stand in the way of publishing, and what steps can point at. None of it may
 * keep the editor from opening.
 */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const engine = engineFor(request);
  const id = idOf(params);
  const [stats, problems, found] = await Promise.all([
    attempt(() => answer(engine.stats(id))),
    problemsOf(engine, id),
    readNamed(request, id),
  ]);
  return { stats: stats.ok ?? null, problems, found };
}

async function problemsOf(engine: Engine, id: string): Promise<PublishResult['problems']> {
  const { ok } = await attempt(() => answer(engine.publish(id, { running: 'keep', dryRun: true })));
  return ok?.problems ?? [];
}

/** Saving every few words must not load all lists and sequences again; the answer brings the problems that it may change. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formData, defaultShouldRevalidate }) =>
  formData?.get('intent') === 'save-json' ? false : defaultShouldRevalidate;

/**
 * Saves the draft: from JSON as the editor sends it, or from the fields of the form before JavaScript came. A button
 * that was pressed then is done here, on the steps as they were sent.
 */
export async function action({ request, params }: ActionFunctionArgs) {
  const form = await request.formData();
  const intent = String(form.get('intent') ?? 'save');
  const id = idOf(params);
  const save = (steps: unknown) => attempt(() => answer(engineFor(request).updateSequence(id, { steps })));
  if (intent === 'save-json') {
    const json = parseJson(String(form.get('json') ?? ''));
    if (json === undefined)
      return data({ refusal: { message: 'That is no JSON. Nothing was saved.', fields: {} }, steps: null }, 400);
    const { refusal, status } = await save(json);
    const problems = refusal ? undefined : await problemsOf(engineFor(request), id);
    return data({ refusal, steps: null, problems }, status);
  }
  const tree = formTree(form);
  changeRows(tree, intent);
  const typed = readSteps(tree);
  const edit = parseEdit(intent);
  const steps = edit ? applyEdit(typed, edit) : typed;
  const { refusal, status } = await save(steps);
  if (refusal) return data({ refusal, steps }, status);
  const path = edit && pathAfter(typed, edit);
  const changed = path ? stepAt(steps, path) : undefined;
  return redirect(`/sequences/${id}${changed ? `#step-${changed.id}` : ''}`);
}

export default function BuildTab() {
  const { stats, problems, found } = useLoaderData<typeof loader>();
  const sequence = useOutletContext<Sequence>();
  const sent = useActionData<typeof action>();
  const app = useRouteLoaderData<typeof appLoader>('routes/_app');
  if (!app) return null;
  const steps: readonly Step[] = sent?.steps ?? sequence.steps;
  const refused = sent?.refusal ? { steps, refusal: sent.refusal } : undefined;
  return (
    <SequenceEditor
      key={sequence.id}
      sequence={sequence}
      refused={refused}
      stats={sequence.version === null ? null : stats}
      problems={problems}
      found={found}
      sender={app.me.workspace}
    />
  );
}
