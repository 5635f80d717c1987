import { z } from 'zod';
import { branding } from './branding.js';
import { id, instant } from './identifiers.js';
import { retention } from './privacy.js';

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
    frequencyCap: z
      .object({ perDay: z.number().int().nullable(), perWeek: z.number().int().nullable() })
      .meta({ description: 'Most marketing mails to one person in any 24 hours and any 7 days; null is no limit.' }),
    spfPolicy: z
      .enum(['hold', 'warn', 'ignore'])
      .meta({ description: 'What a sending domain with broken SPF means: sends wait, go with a warning, or just go.' }),
    retention,
    branding,
  })
  .meta({ id: 'Workspace' });
export type Workspace = z.infer<typeof workspace>;
/** Body of `PATCH /workspace`. */
export const updateWorkspace = z
  .strictObject({
    name: z.string().trim().min(1, 'give it a name').max(200).optional(),
    timeZone: z.string().max(64).optional(),
    postalAddress: z.string().trim().max(500).optional(),
    sender: z.strictObject({ name: z.string().trim().max(200), email: z.string().max(254) }).optional(),
    frequencyCap: z
      .strictObject({
        perDay: z.number().int().min(1).max(1000).nullable(),
        perWeek: z.number().int().min(1).max(1000).nullable(),
      })
      .optional(),
    spfPolicy: z.enum(['hold', 'warn', 'ignore']).optional(),
    retention: retention.partial().strict().optional(),
    branding: branding.partial().strict().optional(),
  })
  .meta({ id: 'UpdateWorkspace' });
export type UpdateWorkspace = z.infer<typeof updateWorkspace>;

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
        kind: z.enum(['held', 'failed', 'unknown', 'importFailed', 'privacyRequest']),
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

export const webhookSecret = z
  .object({ secret: z.string().meta({ description: 'Key of the signature, as Standard Webhooks libraries take it.' }) })
  .meta({ id: 'WebhookSecret' });
export type WebhookSecret = z.infer<typeof webhookSecret>;
