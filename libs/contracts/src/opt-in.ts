import { z } from 'zod';
import { consentActor } from './consent.js';
import { id, instant } from './identifiers.js';

export const optInState = z.enum(['pending', 'confirmed', 'expired', 'cancelled']);
export type OptInState = z.infer<typeof optInState>;

/** A request to confirm a subscription: one workflow. */
export const optIn = z
  .object({
    id,
    subscriberId: id,
    list: z
      .object({ id, name: z.string() })
      .nullable()
      .meta({ description: 'Null: mail of the workspace as a whole.' }),
    formId: id.nullable(),
    state: optInState,
    source: z.string().meta({ description: 'Where the request came from, in words.' }),
    by: consentActor.nullable().meta({ description: 'Who brought it about, such as who imported the person.' }),
    sent: z.number().int().meta({ description: 'Mails that went out.' }),
    requestedAt: instant,
    nextMailAt: instant.nullable().meta({ description: 'When the next mail is due; null when none is to come.' }),
    expiresAt: instant,
    endedAt: instant.nullable(),
    workflowId: z.string(),
    workflowUrl: z.string(),
  })
  .meta({ id: 'OptIn' });
export type OptIn = z.infer<typeof optIn>;

/** The latest requests of one person, newest first; there are a few at most. */
export const optIns = z.object({ items: z.array(optIn) }).meta({ id: 'OptIns' });
export type OptIns = z.infer<typeof optIns>;

/** Body of `POST /subscribers/{id}/opt-ins`. */
export const requestOptIn = z
  .strictObject({
    listId: id.nullable().default(null).meta({ description: 'The list to confirm; without one, mail as a whole.' }),
    evidence: z.string().trim().max(1000).optional().meta({
      description:
        'How the person asked for it, such as `By phone on 3 May`; needed to ask somebody who has unsubscribed or left the list. Kept in the consent log with the request.',
    }),
  })
  .meta({ id: 'RequestOptIn' });
export type RequestOptIn = z.infer<typeof requestOptIn>;
