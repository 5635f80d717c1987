import { z } from 'zod';
import { condition, eventName, fieldName, propertyMatch, tagName } from './condition.js';
import { NO_SUCH_DAY } from './identifiers.js';
import { clockTime, offset } from './step.js';

/** A day without a year may be 29 February. */
function isCalendarDay(date: string): boolean {
  const day = date.length === 5 ? `2024-${date}` : date;
  const ms = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day);
}

export const sendWindow = z
  .strictObject({
    weekdays: z
      .array(z.number().int().min(1).max(7))
      .min(1, 'choose at least one day')
      .max(7)
      .meta({ description: 'ISO weekdays, 1 is Monday.' }),
    from: clockTime,
    to: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'write the time as HH:MM, such as 17:00'),
    timeZone: z
      .string()
      .max(64)
      .default('subscriber')
      .meta({ description: "`subscriber` for each person's own, or an IANA name." }),
    skipDates: z
      .array(
        z
          .string()
          .regex(/^(\d{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'write YYYY-MM-DD, or MM-DD for every year')
          .refine(isCalendarDay, NO_SUCH_DAY),
      )
      .max(400)
      .default([])
      .meta({ description: 'Days without mail: `YYYY-MM-DD`, or `MM-DD` for every year.' }),
  })
  .meta({ id: 'SendWindow' });

export const trigger = z
  .discriminatedUnion('on', [
    z.strictObject({ on: z.literal('listJoined'), listId: z.uuid('give the id of a list') }),
    z.strictObject({ on: z.literal('tagAdded'), tag: tagName }),
    z.strictObject({
      on: z.literal('event'),
      name: eventName,
      where: z.array(propertyMatch).max(20).optional(),
      key: z.string().min(1).max(100).optional().meta({
        description: 'Property, such as `orderId`: with re-entry `always` one enrollment for each of its values.',
      }),
    }),
    z.strictObject({ on: z.literal('segmentEntered'), if: condition }),
    z.strictObject({ on: z.literal('formSubmitted'), formId: z.string().min(1).max(100) }),
    z.strictObject({
      on: z.literal('dateReached'),
      field: fieldName,
      at: clockTime.optional(),
      offset: offset.optional(),
      yearly: z.boolean().optional(),
    }),
    z.strictObject({ on: z.literal('sequenceCompleted'), sequenceId: z.uuid('give the id of a sequence') }),
  ])
  .meta({ id: 'Trigger' });
export type Trigger = z.infer<typeof trigger>;

export const reentry = z
  .discriminatedUnion('rule', [
    z.strictObject({ rule: z.literal('never') }),
    z.strictObject({ rule: z.literal('afterCompletion') }),
    z.strictObject({ rule: z.literal('afterDays'), days: z.number().int().min(1).max(36_500) }),
    z.strictObject({ rule: z.literal('always') }),
  ])
  .meta({ id: 'Reentry' });

/** What holds for the whole sequence. */
export const sequenceSettings = z
  .strictObject({
    window: sendWindow.nullable().default(null),
    jitterMinutes: z.number().int().min(0).max(720).default(1),
    reentry: reentry.default({ rule: 'afterCompletion' }),
    triggers: z.array(trigger).max(20).default([]),
    stopOnReply: z.boolean().default(true),
    topicId: z
      .uuid('give the id of a topic')
      .optional()
      .meta({ description: 'Topic of its mail: who wants no mail about it gets none.' }),
  })
  .meta({ id: 'SequenceSettings' });
export type SequenceSettings = z.infer<typeof sequenceSettings>;
