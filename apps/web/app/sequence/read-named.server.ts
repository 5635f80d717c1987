import { answer } from '@dripemails/api-client';
import type { Found } from '../components/sequence-editor/editor-world';
import { apiFor, attempt } from '../session/api.server';
import { engineFor } from '../session/engine-api.server';

const named = (items: readonly { id: string; name: string }[] = []) => items.map(({ id, name }) => ({ id, name }));

/** What a sequence can point at; what cannot be read is left empty, so that the page opens all the same. */
export async function readNamed(request: Request, sequenceId: string): Promise<Found> {
  const engine = engineFor(request);
  const [lists, segments, sequences, forms] = await Promise.all([
    attempt(() => answer(engine.lists())),
    attempt(() => answer(engine.segments())),
    attempt(() => answer(engine.sequences())),
    attempt(() => answer(apiFor(request).GET('/api/v1/forms', { params: { query: { limit: 200 } } }))),
  ]);
  const pages = [lists.ok, segments.ok, sequences.ok];
  const all = named(sequences.ok?.items);
  return {
    lists: named(lists.ok?.items),
    segments: named(segments.ok?.items),
    sequences: all.filter(({ id }) => id !== sequenceId),
    forms: named(forms.ok?.items),
    own: all.find(({ id }) => id === sequenceId),
    isWhole: pages.every((page) => page?.nextCursor === null),
  };
}
