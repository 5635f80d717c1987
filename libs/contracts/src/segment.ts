import { z } from 'zod';
import { condition } from './condition.js';
import { id, instant } from './identifiers.js';
import { pageOf } from './paging.js';
import { subscriber } from './subscriber.js';

const count = z.number().int();
const MAILABLE = {
  description: 'How many of them can be mailed: active, and neither their address nor its domain suppressed.',
};
const name = z.string().trim().min(1, 'give it a name').max(120);
const description = z.string().trim().max(1000);

export const segment = z
  .object({
    id,
    name: z.string(),
    description: z.string(),
    condition,
    words: z.string().meta({ description: 'The rule in words.' }),
    problems: z.array(z.object({ path: z.string(), message: z.string() })).meta({
      description:
        'What the rule is refused for if it is saved again, such as a field that changed its type since; each with its place, such as `condition.all.1.value`, and the cure. Empty where it is in order.',
    }),
    count: count.nullable().meta({ description: 'How many people fit it; null before it could be counted.' }),
    mailable: count.nullable().meta(MAILABLE),
    countedAt: instant.nullable().meta({ description: 'When they were counted; reading one segment counts anew.' }),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Segment' });
export type Segment = z.infer<typeof segment>;
export const segmentPage = pageOf(segment, 'SegmentPage');

export const createSegment = z
  .strictObject({ name, description: description.default(''), condition })
  .meta({ id: 'CreateSegment' });
export type CreateSegment = z.infer<typeof createSegment>;
export const updateSegment = z
  .strictObject({ name: name.optional(), description: description.optional(), condition: condition.optional() })
  .meta({ id: 'UpdateSegment' });
export type UpdateSegment = z.infer<typeof updateSegment>;

/** Body of `POST /segments/preview`. */
export const previewSegment = z.strictObject({ condition }).meta({ id: 'PreviewSegment' });
export type PreviewSegment = z.infer<typeof previewSegment>;
export const segmentPreview = z
  .object({
    count: count.meta({ description: 'How many people fit the rule now.' }),
    mailable: count.meta(MAILABLE),
    words: z.string(),
    sample: z.array(subscriber).meta({ description: 'The ten newest of them.' }),
  })
  .meta({ id: 'SegmentPreview' });
export type SegmentPreview = z.infer<typeof segmentPreview>;

export const explainSegmentQuery = z.object({ subscriberId: id });
export type ExplainSegmentQuery = z.infer<typeof explainSegmentQuery>;
/** Why somebody is in a segment, or is not. */
export const segmentExplanation = z
  .object({
    isIn: z.boolean(),
    isMailable: z.boolean(),
    words: z.string(),
    rules: z
      .array(
        z.object({
          path: z.string().meta({ description: 'Where the rule stands in the condition, such as `all.1.not`.' }),
          words: z.string(),
          holds: z.boolean(),
          saw: z.string().meta({ description: 'What was seen of the person.' }),
        }),
      )
      .meta({ description: 'Every single rule with what was seen; those inside other segments too.' }),
  })
  .meta({ id: 'SegmentExplanation' });
export type SegmentExplanation = z.infer<typeof segmentExplanation>;
