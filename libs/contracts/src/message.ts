import { z } from 'zod';
import { id, instant } from './identifiers.js';
import { pageOf, pageQuery } from './paging.js';

export const messageStatus = z.enum(['pending', 'queued', 'sent', 'failed', 'unknown']);
export type MessageStatus = z.infer<typeof messageStatus>;

/** One mail to one subscriber: a row of the ledger. */
export const message = z
  .object({
    id,
    enrollmentId: id.nullable(),
    sequenceId: id.nullable(),
    subscriberId: id,
    stepId: z.string().nullable(),
    to: z.string(),
    subject: z.string(),
    status: messageStatus,
    messageId: z.string().meta({ description: 'Message-ID header, the same on every attempt.' }),
    replyTo: z.string().nullable().meta({ description: 'The address that an answer goes to.' }),
    sentAt: instant.nullable(),
    error: z.string().nullable(),
    attempts: z.number().int(),
    createdAt: instant,
  })
  .meta({ id: 'Message' });
export type Message = z.infer<typeof message>;
export const messagePage = pageOf(message, 'MessagePage');
export const messageQuery = pageQuery.extend({
  status: messageStatus.optional(),
  enrollmentId: id.optional(),
  subscriberId: id.optional(),
  sequenceId: id.optional(),
});
export type MessageQuery = z.infer<typeof messageQuery>;
