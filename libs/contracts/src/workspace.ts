import { z } from 'zod';
import { id, instant } from './identifiers.js';

/** The workspace of the caller, with its clock: a demo workspace's days pass in seconds. */
export const workspace = z
  .object({
    id,
    name: z.string(),
    timeZone: z.string(),
    isDemo: z.boolean(),
    clock: z.object({
      now: instant.meta({ description: "What the workspace's clock shows now." }),
      rate: z.number().meta({ description: 'How many times faster than the wall clock it runs; 1 outside a demo.' }),
      secondsPerDay: z.number().meta({ description: 'Real seconds that one of its days takes.' }),
    }),
    sender: z.object({ name: z.string(), email: z.string() }),
    postalAddress: z.string(),
  })
  .meta({ id: 'Workspace' });
export type Workspace = z.infer<typeof workspace>;

/** Who the caller is. */
export const me = z
  .object({
    kind: z.enum(['user', 'apiKey']),
    id,
    name: z.string(),
    email: z.string().nullable(),
    workspace,
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof me>;

const count = z.number().int();
/** Live numbers of the first page. */
export const overview = z
  .object({
    now: instant,
    subscribers: z.object({ total: count, active: count, unsubscribed: count, bounced: count }),
    enrollments: z.object({ active: count, held: count, paused: count, ended: count, completed: count }),
    messages: z.object({ queued: count, sent: count, failed: count, unknown: count, sentLastDay: count }),
    sequences: z.object({ draft: count, active: count, paused: count }),
    next24Hours: z.object({ sends: count }),
    attention: z.array(
      z.object({
        kind: z.enum(['held', 'failed', 'unknown', 'importFailed']),
        count,
        message: z.string(),
        href: z.string(),
      }),
    ),
    daily: z.array(
      z.object({ day: z.string().meta({ description: 'YYYY-MM-DD in the workspace time zone.' }), sent: count }),
    ),
  })
  .meta({ id: 'Overview' });
export type Overview = z.infer<typeof overview>;
