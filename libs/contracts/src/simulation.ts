import { z } from 'zod';
import { eventName, fieldName, scalar, tagName, wait } from './condition.js';
import { enrollmentOutcome } from './enrollment.js';
import { givenInstant, id, instant } from './identifiers.js';

const after = wait.meta({ description: 'How long after entering the sequence.' });
/** Something that the person is taken to do. */
export const assumption = z
  .discriminatedUnion('does', [
    z.strictObject({ does: z.literal('open'), step: z.string().max(64), after }),
    z.strictObject({
      does: z.literal('click'),
      step: z.string().max(64),
      link: z.string().max(2000).optional(),
      after,
    }),
    z.strictObject({ does: z.literal('reply'), step: z.string().max(64).optional(), after }),
    z.strictObject({ does: z.literal('unsubscribe'), after }),
    z.strictObject({
      does: z.literal('event'),
      name: eventName,
      properties: z.record(z.string().max(100), z.unknown()).default({}),
      after,
    }),
    z.strictObject({ does: z.literal('getTag'), tag: tagName, after }),
    z.strictObject({ does: z.literal('setField'), field: fieldName, value: scalar, after }),
  ])
  .meta({ id: 'Assumption' });
export type Assumption = z.infer<typeof assumption>;

/** Body of `POST /sequences/{id}/simulate`. */
export const simulateSequence = z
  .strictObject({
    subscriberId: id.optional().meta({ description: 'The person; a made-up one without fields when left out.' }),
    from: z.enum(['draft', 'published']).default('draft'),
    startAt: givenInstant.optional().meta({ description: 'When they enter; now when left out.' }),
    assume: z.array(assumption).max(200).default([]),
  })
  .meta({ id: 'SimulateSequence' });
export type SimulateSequence = z.infer<typeof simulateSequence>;

export const simulation = z
  .object({
    timeline: z.array(
      z.object({
        at: instant,
        stepId: z.string().nullable(),
        kind: z.enum(['entered', 'sent', 'passed', 'waited', 'assumed', 'ended']),
        what: z.string(),
        why: z.string().nullable(),
      }),
    ),
    outcome: enrollmentOutcome.nullable().meta({ description: 'Null when it does not end within the time looked at.' }),
    endsAt: instant.nullable(),
    assumptions: z.array(z.string()).meta({ description: 'What was taken for granted, in words.' }),
    problems: z.array(z.object({ stepId: z.string().nullable(), message: z.string() })),
  })
  .meta({ id: 'Simulation' });
export type Simulation = z.infer<typeof simulation>;
