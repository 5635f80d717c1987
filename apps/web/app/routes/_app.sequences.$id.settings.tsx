import { answer } from '@dripemails/api-client';
import type { Sequence } from '@dripemails/contracts';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData, useOutletContext } from '@remix-run/react';
import { choicesOf } from '../components/sequence-editor/editor-world';
import { SettingsEditor } from '../components/sequence-settings/settings-editor';
import { changeRows, formTree } from '../sequence/form-tree';
import { parseJson } from '../sequence/parse-json';
import { readNamed } from '../sequence/read-named.server';
import { readSettings } from '../sequence/settings-form';
import { placedSteps } from '../sequence/step-tree';
import { apiFor, attempt } from '../session/api.server';
import { engineFor } from '../session/engine-api.server';
import { idOf } from '../session/id-of.server';
import { redirectWithToast } from '../session/toast.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const query = { limit: 200 };
  const [found, topics] = await Promise.all([
    readNamed(request, idOf(params)),
    attempt(() => answer(apiFor(request).GET('/api/v1/topics', { params: { query } }))),
  ]);
  return { found, topics: (topics.ok?.items ?? []).map(({ id, name }) => ({ id, name })) };
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
  const { found, topics } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const sequence = useOutletContext<Sequence>();
  return (
    <SettingsEditor
      key={sequence.id}
      saved={sequence.settings}
      sent={sent && 'settings' in sent ? sent : undefined}
      topics={topics}
      choices={choicesOf(found, placedSteps(sequence.steps))}
    />
  );
}
