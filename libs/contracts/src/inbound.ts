import { z } from 'zod';
import { id, instant } from './identifiers.js';
import { pageOf, pageQuery } from './paging.js';

export const inboundKind = z.enum(['captured', 'reply', 'bounce', 'complaint', 'auto-reply', 'unsubscribe', 'other']);
export type InboundKind = z.infer<typeof inboundKind>;

/** A mail that our SMTP app took. */
export const inbound = z
  .object({
    id,
    from: z.string(),
    to: z.array(z.string()),
    subject: z.string(),
    receivedAt: instant,
    kind: inboundKind,
    detail: z
      .string()
      .nullable()
      .meta({ description: 'What it says in short, such as `5.1.1 user unknown`; without addresses.' }),
    size: z.number().int().meta({ description: 'Bytes of the whole mail.' }),
    messageId: id.nullable().meta({ description: 'The message of ours that this mail is, or is about.' }),
    enrollmentId: id.nullable().meta({ description: 'The enrollment that message belongs to.' }),
  })
  .meta({ id: 'Inbound' });
export type Inbound = z.infer<typeof inbound>;
export const inboundPage = pageOf(inbound, 'InboundPage');

export const inboundDetail = inbound
  .extend({
    html: z.string().nullable().meta({ description: 'HTML part, sanitised; show it in a sandbox all the same.' }),
    text: z.string().nullable(),
    headers: z.array(z.object({ name: z.string(), value: z.string() })),
    attachments: z.array(z.object({ filename: z.string(), contentType: z.string(), size: z.number().int() })),
  })
  .meta({ id: 'InboundDetail' });
export type InboundDetail = z.infer<typeof inboundDetail>;

export const inboundQuery = pageQuery.extend({
  kind: inboundKind.optional(),
  query: z.string().trim().max(200).optional(),
});
export type InboundQuery = z.infer<typeof inboundQuery>;
