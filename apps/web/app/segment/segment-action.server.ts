import { answer } from '@dripemails/api-client';
import type { Segment, SegmentPreview } from '@dripemails/contracts';
import { data } from '@remix-run/node';
import { parseJson } from '../sequence/parse-json';
import { attempt } from '../session/api.server';
import type { Engine } from '../session/engine-api.server';
import type { Refusal } from '../session/refusal';
import { redirectWithToast } from '../session/toast.server';
import { readSegment, type TypedSegment } from './segment-form';

/** What the builder gets back when it is not done yet: all that was typed, and what there is to say about it. */
export interface BuilderAnswer {
  typed?: TypedSegment;
  preview?: SegmentPreview;
  refusal?: Refusal;
}

/**
 * What every form of the builder asks for: a preview while it is typed in, the buttons of rows before JavaScript is
 * there, a preview by a button, and saving.
 */
export async function builderAction(
  engine: Engine,
  form: FormData,
  save: (typed: TypedSegment) => Promise<{ data?: Segment; response: Response }>,
) {
  const intent = form.get('intent');
  if (intent === 'preview-json') {
    const { ok, refusal } = await attempt(() =>
      answer(engine.previewSegment(parseJson(String(form.get('json') ?? '')))),
    );
    return data<BuilderAnswer>({ ...(ok && { preview: ok }), ...(refusal && { refusal }) });
  }
  const { typed, isRow } = readSegment(form);
  if (isRow) return data<BuilderAnswer>({ typed });
  if (intent === 'preview') {
    const { ok, refusal, status } = await attempt(() => answer(engine.previewSegment(typed.condition)));
    return data<BuilderAnswer>({ typed, ...(ok && { preview: ok }), ...(refusal && { refusal }) }, status ?? 200);
  }
  const { ok, refusal, status } = await attempt(() => answer(save(typed)));
  if (refusal) return data<BuilderAnswer>({ typed, refusal }, status);
  return redirectWithToast(`/segments/${ok?.id ?? ''}`, `The segment ${typed.name} is saved.`);
}

/** Lists, segments and fields that rules can name. They are no reason for the builder not to open. */
export async function builderChoices(engine: Engine, ownId?: string) {
  const [lists, segments, fields] = await Promise.all([
    attempt(() => answer(engine.lists())),
    attempt(() => answer(engine.segments())),
    attempt(() => answer(engine.fields())),
  ]);
  const named = (items: readonly { id: string; name: string }[] = []) => items.map(({ id, name }) => ({ id, name }));
  return {
    lists: named(lists.ok?.items),
    segments: named(segments.ok?.items).filter(({ id }) => id !== ownId),
    fields: (fields.ok?.items ?? []).map(({ name, label }) => ({ name, label })),
  };
}
