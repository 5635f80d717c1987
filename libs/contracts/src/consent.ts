import { z } from 'zod';
import { id, instant } from './identifiers.js';
import { pageOf } from './paging.js';

export const consentWhat = z.enum([
  'subscribed',
  'requested',
  'confirmed',
  'imported',
  'unsubscribed',
  'bounced',
  'complained',
  'listJoined',
  'listLeft',
  'topicLeft',
  'topicJoined',
  'paused',
  'resumed',
  'frequencyChanged',
  'suppressed',
  'unsuppressed',
  'erased',
]);

/** A member or an API key of the workspace, by whom something came. */
export const consentActor = z
  .object({
    kind: z.enum(['user', 'apiKey']),
    id: z.string(),
    name: z.string().nullable().meta({ description: 'Null where they are no member any more.' }),
  })
  .meta({ id: 'ConsentActor' });
export type ConsentActor = z.infer<typeof consentActor>;

/** A line of the consent log. */
export const consentEntry = z
  .object({
    id,
    at: instant,
    what: consentWhat,
    listId: id.nullable(),
    text: z.string().meta({ description: 'The words agreed to, or the reason given.' }),
    source: z.string().meta({ description: 'Where it came from, in words.' }),
    by: consentActor.nullable().meta({ description: 'Who said so for the person, such as who imported them.' }),
    ip: z.string().nullable(),
    userAgent: z.string().nullable(),
  })
  .meta({ id: 'ConsentEntry' });
export type ConsentEntry = z.infer<typeof consentEntry>;
export const consentPage = pageOf(consentEntry, 'ConsentPage');

export const preferences = z
  .object({
    status: z.enum(['unconfirmed', 'active', 'unsubscribed', 'bounced', 'complained', 'erased']),
    lists: z.array(
      z.object({
        id,
        name: z.string(),
        description: z.string(),
        optIn: z.enum(['single', 'double']),
        status: z.enum(['unconfirmed', 'active', 'unsubscribed']).nullable(),
      }),
    ),
    topics: z.array(z.object({ id, name: z.string(), description: z.string(), wanted: z.boolean() })),
    pausedUntil: instant.nullable(),
    capPerWeek: z.number().int().nullable(),
  })
  .meta({ id: 'Preferences' });
export type Preferences = z.infer<typeof preferences>;

const ids = z.array(id).max(200);
/** Body of `PUT /subscribers/{id}/preferences`: what is absent stays. */
export const changePreferences = z
  .strictObject({
    joinLists: ids.optional(),
    leaveLists: ids.optional(),
    wantTopics: ids.optional(),
    leaveTopics: ids.optional(),
    pausedUntil: z.iso.datetime({ offset: true }).nullable().optional().meta({ description: 'In workspace time.' }),
    capPerWeek: z.number().int().min(1).max(1000).nullable().optional(),
    evidence: z.string().trim().max(1000).optional().meta({
      description:
        'How the person asked for it, such as `By phone on 3 May`; needed to put somebody on a list or topic again that they left.',
    }),
  })
  .meta({ id: 'ChangePreferences' });
export type ChangePreferences = z.infer<typeof changePreferences>;
