import { z } from 'zod';
import { id, instant } from './identifiers.js';
import { tagName } from './condition.js';
import { pageOf, pageQuery } from './paging.js';

export const subscriberStatus = z.enum(['active', 'unsubscribed', 'bounced', 'complained', 'erased']);
export type SubscriberStatus = z.infer<typeof subscriberStatus>;

const email = z
  .string()
  .min(3)
  .max(254)
  .meta({ description: 'Address, RFC 5321 mailbox; compared case-insensitively.', example: 'ada@example.com' });
const name = z.string().trim().max(200).nullable();
const timeZone = z.string().max(64).nullable().meta({ description: 'IANA time zone, such as `Europe/Paris`.' });
const fields = z.record(
  z.string().regex(/^[a-zA-Z][a-zA-Z0-9_]{0,63}$/, 'start with a letter; letters, digits and _ only'),
  z.union([z.string().max(2000), z.number(), z.boolean(), z.null()]),
);

export const subscriber = z
  .object({
    id,
    email: z.string(),
    firstName: z.string().nullable(),
    lastName: z.string().nullable(),
    timeZone: z.string().nullable(),
    locale: z.string().nullable(),
    fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    status: subscriberStatus,
    lists: z.array(z.object({ id, name: z.string() })),
    tags: z.array(z.string()),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Subscriber' });
export type Subscriber = z.infer<typeof subscriber>;
export const subscriberPage = pageOf(subscriber, 'SubscriberPage');

/** Body of `POST /subscribers`: creates, or updates what is given, by email. Consent is never raised by it. */
export const upsertSubscriber = z
  .strictObject({
    email,
    firstName: name.optional(),
    lastName: name.optional(),
    timeZone: timeZone.optional(),
    locale: z.string().max(35).nullable().optional(),
    fields: fields.optional(),
    listIds: z.array(id).max(50).optional(),
    tags: z.array(tagName).max(100).optional().meta({ description: 'Added to those that they have.' }),
  })
  .meta({ id: 'UpsertSubscriber' });
export type UpsertSubscriber = z.infer<typeof upsertSubscriber>;

export const updateSubscriber = z
  .strictObject({
    email: email.optional(),
    firstName: name.optional(),
    lastName: name.optional(),
    timeZone: timeZone.optional(),
    locale: z.string().max(35).nullable().optional(),
    fields: fields.optional(),
  })
  .meta({ id: 'UpdateSubscriber' });
export type UpdateSubscriber = z.infer<typeof updateSubscriber>;

export const subscriberQuery = pageQuery.extend({
  query: z.string().trim().max(200).optional().meta({ description: 'Part of the address or of a name.' }),
  list: id.optional(),
  tag: tagName.optional(),
  status: subscriberStatus.optional(),
});
export type SubscriberQuery = z.infer<typeof subscriberQuery>;

export const unsubscribeSubscriber = z
  .strictObject({ reason: z.string().trim().max(500).optional() })
  .meta({ id: 'UnsubscribeSubscriber' });
export type UnsubscribeSubscriber = z.infer<typeof unsubscribeSubscriber>;

/** One line of a person's history. */
export const timelineEntry = z
  .object({
    at: instant,
    what: z.string(),
    why: z.string().nullable(),
    stepId: z.string().nullable(),
    messageId: id.nullable().meta({ description: 'The message (ledger row) it is about.' }),
    enrollmentId: id.nullable(),
  })
  .meta({ id: 'TimelineEntry' });
export type TimelineEntry = z.infer<typeof timelineEntry>;
export const timelinePage = pageOf(timelineEntry, 'TimelinePage');

/** Body of `POST /subscribers/{id}/tags`. */
export const changeTags = z
  .strictObject({ add: z.array(tagName).max(100).default([]), remove: z.array(tagName).max(100).default([]) })
  .meta({ id: 'ChangeTags' });
export type ChangeTags = z.infer<typeof changeTags>;
