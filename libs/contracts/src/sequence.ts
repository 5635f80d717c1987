import { z } from 'zod';
import { id, instant } from './identifiers.js';
import { pageOf, pageQuery } from './paging.js';

export const sequenceState = z.enum(['draft', 'active', 'paused', 'archived']);
export type SequenceState = z.infer<typeof sequenceState>;

const stepId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'use 1 to 64 letters, digits, _ or -');
export const waitUnit = z.enum(['seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'years']);
export type WaitUnit = z.infer<typeof waitUnit>;

export const emailStep = z
  .strictObject({
    id: stepId,
    kind: z.literal('email'),
    subject: z.string().trim().min(1, 'write a subject').max(998),
    html: z
      .string()
      .max(500_000)
      .meta({ description: 'Body in HTML with Liquid placeholders, such as `{{ subscriber.firstName }}`.' }),
    text: z
      .string()
      .max(500_000)
      .optional()
      .meta({ description: 'Plain text part; made from the HTML when left out.' }),
  })
  .meta({ id: 'EmailStep' });
export const waitStep = z
  .strictObject({
    id: stepId,
    kind: z.literal('wait'),
    for: z.strictObject({ amount: z.number().int().min(0).max(100_000), unit: waitUnit }),
  })
  .meta({ id: 'WaitStep' });
export const step = z.discriminatedUnion('kind', [emailStep, waitStep]).meta({ id: 'Step' });
export type Step = z.infer<typeof step>;

const steps = z.array(step).max(200, 'a sequence has at most 200 steps');
const name = z.string().trim().min(1, 'give it a name').max(200);

const count = z.number().int();
/** Where the people of a sequence stand. */
export const sequenceCounts = z
  .object({ active: count, held: count, paused: count, ended: count, sent: count })
  .meta({ id: 'SequenceCounts' });
export type SequenceCounts = z.infer<typeof sequenceCounts>;

export const sequence = z
  .object({
    id,
    name: z.string(),
    state: sequenceState,
    version: count
      .nullable()
      .meta({ description: 'The published version that new people get; null before the first publish.' }),
    steps: z.array(step).meta({ description: 'The draft, which is edited; `publish` makes a version of it.' }),
    hasUnpublishedChanges: z.boolean(),
    counts: sequenceCounts,
    pausedAt: instant.nullable(),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Sequence' });
export type Sequence = z.infer<typeof sequence>;
export const sequencePage = pageOf(sequence, 'SequencePage');
export const sequenceQuery = pageQuery.extend({ state: sequenceState.optional() });
export type SequenceQuery = z.infer<typeof sequenceQuery>;

export const createSequence = z.strictObject({ name, steps: steps.default([]) }).meta({ id: 'CreateSequence' });
export type CreateSequence = z.infer<typeof createSequence>;
export const updateSequence = z
  .strictObject({ name: name.optional(), steps: steps.optional() })
  .meta({ id: 'UpdateSequence' });
export type UpdateSequence = z.infer<typeof updateSequence>;

export const publishSequence = z
  .strictObject({
    running: z
      .enum(['keep', 'move'])
      .default('keep')
      .meta({ description: 'What becomes of people already in it: stay on their version, or move to the new one.' }),
    dryRun: z.boolean().default(false),
  })
  .meta({ id: 'PublishSequence' });
export type PublishSequence = z.infer<typeof publishSequence>;

export const sequenceProblem = z
  .object({
    stepId: z.string().nullable(),
    path: z.string(),
    message: z.string().meta({ description: 'What is wrong and the cure.' }),
  })
  .meta({ id: 'SequenceProblem' });
export const publishResult = z
  .object({
    version: count.nullable(),
    problems: z.array(sequenceProblem),
    moved: count,
    kept: count,
    dryRun: z.boolean(),
  })
  .meta({ id: 'PublishResult' });
export type PublishResult = z.infer<typeof publishResult>;

export const resumeSequence = z
  .strictObject({
    mode: z.enum(['freeze', 'keepClock']).default('freeze').meta({
      description:
        '`freeze`: the remaining wait of each person continues. `keepClock`: due dates stand, overdue mail goes out at once.',
    }),
  })
  .meta({ id: 'ResumeSequence' });
export type ResumeSequence = z.infer<typeof resumeSequence>;

export const sequenceVersion = z
  .object({
    version: count,
    publishedAt: instant,
    steps: z.array(step),
    people: count.meta({ description: 'Running enrollments on this version.' }),
  })
  .meta({ id: 'SequenceVersion' });
export type SequenceVersion = z.infer<typeof sequenceVersion>;
export const sequenceVersionPage = pageOf(sequenceVersion, 'SequenceVersionPage');

export const sequenceStats = z
  .object({
    counts: sequenceCounts,
    outcomes: z.record(z.string(), count),
    steps: z.array(z.object({ stepId: z.string(), waiting: count, passed: count, failed: count, unknown: count })),
  })
  .meta({ id: 'SequenceStats' });
export type SequenceStats = z.infer<typeof sequenceStats>;
