import { z } from 'zod';
import { id, instant } from './identifiers.js';
import { fieldName, tagName } from './condition.js';
import { jsonValue } from './custom-field.js';
import { pageOf, pageQuery } from './paging.js';
import { suppressionReason } from './suppression.js';

export const subscriberStatus = z.enum(['unconfirmed', 'active', 'unsubscribed', 'bounced', 'complained', 'erased']);
export type SubscriberStatus = z.infer<typeof subscriberStatus>;

const email = z
  .string()
  .min(3)
  .max(254)
  .meta({ description: 'Address, RFC 5321 mailbox; compared case-insensitively.', example: 'ada@example.com' });
const name = z.string().trim().max(200).nullable();
const timeZone = z.string().max(64).nullable().meta({ description: 'IANA time zone, such as `Europe/Paris`.' });
const locale = z.string().max(35).nullable().meta({ description: 'BCP 47 language tag, such as `de-AT`.' });
const fields = z
  .record(fieldName, jsonValue)
  .meta({ description: 'Custom fields by name, as their types say. A new name makes a field; null removes a value.' });

export const subscriber = z
  .object({
    id,
    email: z.string(),
    firstName: z.string().nullable(),
    lastName: z.string().nullable(),
    timeZone: z.string().nullable(),
    locale: z.string().nullable(),
    fields: z.record(z.string(), jsonValue),
    status: subscriberStatus,
    suppressed: z
      .object({ reason: suppressionReason, since: instant })
      .nullable()
      .meta({ description: 'Why the address, or its domain, is never mailed, whatever the status; else null.' }),
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
    locale: locale.optional(),
    fields: fields.optional(),
    listIds: z.array(id).max(50).optional(),
    tags: z.array(tagName).max(100).optional().meta({ description: 'Added to those that they have.' }),
    doubleOptIn: z.boolean().optional().meta({
      description:
        'Somebody new is `unconfirmed` and gets a mail to confirm, and no other before. Lists with double opt-in always ask.',
    }),
  })
  .meta({ id: 'UpsertSubscriber' });
export type UpsertSubscriber = z.infer<typeof upsertSubscriber>;

export const updateSubscriber = z
  .strictObject({
    email: email.optional(),
    firstName: name.optional(),
    lastName: name.optional(),
    timeZone: timeZone.optional(),
    locale: locale.optional(),
    fields: fields.optional(),
  })
  .meta({ id: 'UpdateSubscriber' });
export type UpdateSubscriber = z.infer<typeof updateSubscriber>;

/** Which subscribers: all of what is given must hold. */
const filter = {
  query: z
    .string()
    .trim()
    .max(200)
    .optional()
    .meta({ description: 'Words that the address or the name has, each from its beginning.', example: 'ada exam' }),
  list: id.optional().meta({ description: 'Whoever is on this list now.' }),
  tag: tagName.optional(),
  segment: id.optional().meta({ description: 'Who is in the segment now.' }),
  status: subscriberStatus
    .optional()
    .meta({ description: 'Left out: whatever it is, but for `erased`, who are only found by it.' }),
};
export const subscriberQuery = pageQuery.extend(filter);
export type SubscriberQuery = z.infer<typeof subscriberQuery>;

/** Query of `GET /subscribers/count`. */
export const subscriberCountQuery = z.object(filter);
export type SubscriberCountQuery = z.infer<typeof subscriberCountQuery>;
export const subscriberCount = z
  .object({
    count: z.number().int(),
    isExact: z.boolean().meta({ description: 'Whether it was counted; many people are estimated.' }),
  })
  .meta({ id: 'SubscriberCount' });
export type SubscriberCount = z.infer<typeof subscriberCount>;

export const subscriberFilter = z
  .strictObject({ ...filter, ids: z.array(id).min(1).max(1000).optional() })
  .meta({ id: 'SubscriberFilter' });
export type SubscriberFilter = z.infer<typeof subscriberFilter>;

export const unsubscribeSubscriber = z
  .strictObject({ reason: z.string().trim().max(500).optional() })
  .meta({ id: 'UnsubscribeSubscriber' });
export type UnsubscribeSubscriber = z.infer<typeof unsubscribeSubscriber>;

/** One line of a person's history. */
export const timelineEntry = z
  .object({
    id,
    kind: z.string().meta({ description: 'What kind of thing it is, such as `sent`, `note`, `fields-changed`.' }),
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

export const timelineTopic = z.enum(['mail', 'activity', 'sequences', 'consent', 'profile', 'notes', 'events']);
export type TimelineTopic = z.infer<typeof timelineTopic>;
export const timelineQuery = pageQuery.extend({
  kind: timelineTopic.optional().meta({ description: 'Only what is about this.' }),
});
export type TimelineQuery = z.infer<typeof timelineQuery>;

/** Body of `POST /subscribers/{id}/notes`. */
export const addNote = z
  .strictObject({ text: z.string().trim().min(1, 'write the note').max(5000) })
  .meta({ id: 'AddNote' });
export type AddNote = z.infer<typeof addNote>;
export const noteParams = z.object({ id, noteId: id });
export type NoteParams = z.infer<typeof noteParams>;

/** Body of `POST /subscribers/{id}/merge`. */
export const mergeSubscriber = z
  .strictObject({ from: id.meta({ description: 'The other profile: it goes into this one and is removed.' }) })
  .meta({ id: 'MergeSubscriber' });
export type MergeSubscriber = z.infer<typeof mergeSubscriber>;

/** Profiles that may be one person. */
export const duplicateGroup = z
  .object({
    reason: z.enum(['address', 'name']).meta({
      description: '`address`: one mailbox in several spellings; `name`: the same name at the same domain.',
    }),
    subscribers: z.array(subscriber),
  })
  .meta({ id: 'DuplicateGroup' });
export type DuplicateGroup = z.infer<typeof duplicateGroup>;
export const duplicatePage = pageOf(duplicateGroup, 'DuplicatePage');

/** Body of `POST /subscribers/{id}/tags`. */
export const changeTags = z
  .strictObject({ add: z.array(tagName).max(100).default([]), remove: z.array(tagName).max(100).default([]) })
  .meta({ id: 'ChangeTags' });
export type ChangeTags = z.infer<typeof changeTags>;

const tags = z.array(tagName).min(1, 'name a tag').max(20);
/** What is done to each person of a bulk action. */
export const bulkSubscriberAction = z
  .discriminatedUnion('do', [
    z.strictObject({ do: z.literal('addTags'), tags }),
    z.strictObject({ do: z.literal('removeTags'), tags }),
    z.strictObject({ do: z.literal('addToList'), listId: id }),
    z.strictObject({ do: z.literal('removeFromList'), listId: id }),
    z.strictObject({ do: z.literal('setField'), field: fieldName, value: jsonValue }),
    z.strictObject({ do: z.literal('unsubscribe'), reason: z.string().trim().max(500).optional() }),
  ])
  .meta({ id: 'BulkSubscriberAction' });
export type BulkSubscriberAction = z.infer<typeof bulkSubscriberAction>;

/** Body of `POST /subscribers/bulk`. Who matches when it begins is acted on; who comes later is not. */
export const bulkSubscribers = z
  .strictObject({
    filter: subscriberFilter,
    action: bulkSubscriberAction,
    dryRun: z.boolean().default(false).meta({ description: 'Only counts.' }),
  })
  .meta({ id: 'BulkSubscribers' });
export type BulkSubscribers = z.infer<typeof bulkSubscribers>;

export const bulkSubscribersAnswer = z
  .object({
    operationId: id.nullable().meta({ description: 'Null for a dry run.' }),
    matching: z.number().int().meta({ description: 'How many people the filter finds.' }),
    changing: z.number().int().meta({ description: 'How many of them the action changes.' }),
  })
  .meta({ id: 'BulkSubscribersAnswer' });
export type BulkSubscribersAnswer = z.infer<typeof bulkSubscribersAnswer>;
