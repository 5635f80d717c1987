import { z } from 'zod';
import { id, instant } from './identifiers.js';
import { sequenceSettings } from './sequence-settings.js';
import { step } from './step.js';
import { pageOf, pageQuery } from './paging.js';

export const sequenceState = z.enum(['draft', 'active', 'paused', 'archived']);
export type SequenceState = z.infer<typeof sequenceState>;

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
    settings: sequenceSettings.meta({ description: 'Of the draft; published with the steps.' }),
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

export const createSequence = z
  .strictObject({ name, steps: steps.default([]), settings: sequenceSettings.optional() })
  .meta({ id: 'CreateSequence' });
export type CreateSequence = z.infer<typeof createSequence>;
export const updateSequence = z
  .strictObject({ name: name.optional(), steps: steps.optional(), settings: sequenceSettings.optional() })
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
    effects: z
      .array(
        z.object({
          kind: z.enum(['stays', 'next', 'skips', 'finishes', 'resends']),
          stepId: z.string().nullable(),
          count,
          atOnce: count.meta({
            description: 'Of these, how many at the most come to their next step by the move itself, without a wait.',
          }),
          what: z.string(),
        }),
      )
      .meta({ description: 'With `move`: what would happen to whom, in words with numbers.' }),
  })
  .meta({ id: 'PublishResult' });
export type PublishResult = z.infer<typeof publishResult>;

export const resumeSequence = z
  .strictObject({
    mode: z.enum(['freeze', 'keepClock', 'skipOverdue']).default('freeze').meta({
      description:
        '`freeze`: the remaining wait of each person continues. `keepClock`: due dates stand, overdue mail goes out at once. `skipOverdue`: due dates stand, overdue mail is not sent.',
    }),
    ratePerMinute: z
      .number()
      .int()
      .min(1)
      .max(1_000_000)
      .optional()
      .meta({ description: 'Most people a minute (of real time) whose mail is let go; without it, all at once.' }),
  })
  .meta({ id: 'ResumeSequence' });
export type ResumeSequence = z.infer<typeof resumeSequence>;

export const sequenceVersion = z
  .object({
    version: count,
    publishedAt: instant,
    steps: z.array(step),
    settings: sequenceSettings,
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

export const activateSequence = z
  .strictObject({
    enrollExisting: z
      .boolean()
      .default(false)
      .meta({ description: 'Whether those who are on the lists of its triggers already are enrolled too.' }),
  })
  .meta({ id: 'ActivateSequence' });
export type ActivateSequence = z.infer<typeof activateSequence>;

/** Body of `POST /sequences/{id}/rollback`: makes an earlier version the newest again. */
export const rollbackSequence = z
  .strictObject({
    version: count.min(1),
    running: z.enum(['keep', 'move']).default('keep'),
    dryRun: z.boolean().default(false),
  })
  .meta({ id: 'RollbackSequence' });
export type RollbackSequence = z.infer<typeof rollbackSequence>;

export const versionDiff = z
  .object({
    from: count,
    to: count,
    changes: z.array(
      z.object({
        stepId: z.string().nullable(),
        kind: z.enum(['added', 'removed', 'changed', 'moved', 'settings']),
        what: z.string(),
      }),
    ),
  })
  .meta({ id: 'VersionDiff' });
export type VersionDiff = z.infer<typeof versionDiff>;
export const diffQuery = z.object({ from: z.coerce.number().int().min(1), to: z.coerce.number().int().min(1) });
export type DiffQuery = z.infer<typeof diffQuery>;
