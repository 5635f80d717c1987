import { z } from 'zod';
import { id, instant } from './identifiers.js';
import { pageOf, pageQuery } from './paging.js';

export const suppressionReason = z.enum(['hardBounce', 'complaint', 'manual', 'imported', 'unsubscribed', 'erased']);
export type SuppressionReason = z.infer<typeof suppressionReason>;
const kind = z.enum(['address', 'domain']);

/** An address, or a domain with its subdomains, that is never mailed. */
export const suppression = z
  .object({
    id,
    kind,
    value: z.string().nullable().meta({ description: 'Null after an erasure: only a hash is kept then.' }),
    reason: suppressionReason,
    note: z.string(),
    isRemovable: z.boolean().meta({ description: 'Complaints and erasures stay.' }),
    saidNo: z.boolean().meta({
      description:
        'Somebody unsubscribed at this address whose profile has another one now. When the entry is removed it stays as `unsubscribed`, until the owner of the address confirms.',
    }),
    createdAt: instant,
  })
  .meta({ id: 'Suppression' });
export type Suppression = z.infer<typeof suppression>;
export const suppressionPage = pageOf(suppression, 'SuppressionPage');

export const suppressionQuery = pageQuery.extend({
  query: z.string().max(254).optional().meta({ description: 'Part of the address or domain.' }),
  kind: kind.optional(),
  reason: suppressionReason.optional(),
});
export type SuppressionQuery = z.infer<typeof suppressionQuery>;

const note = z.string().trim().max(500).default('').meta({ description: 'Why, for whoever reads the list later.' });

/** Body of `POST /suppressions`. */
export const addSuppressions = z
  .strictObject({
    addresses: z.array(z.string().max(320)).max(1000).default([]),
    domains: z
      .array(z.string().max(254))
      .max(1000)
      .default([])
      .meta({ description: 'Such as `example.com`; subdomains are suppressed too.' }),
    note,
  })
  .refine(({ addresses, domains }) => addresses.length + domains.length > 0, {
    message: 'give at least one address or domain',
    path: ['addresses'],
  })
  .refine(({ addresses, domains }) => addresses.length + domains.length <= 1000, {
    message: 'give at most 1000 at a time, or use the import',
    path: ['addresses'],
  })
  .meta({ id: 'AddSuppressions' });
export type AddSuppressions = z.infer<typeof addSuppressions>;

/** Body of `POST /suppressions/import`. */
export const importSuppressions = z
  .strictObject({
    text: z.string().min(1, 'paste at least one address').max(5_000_000).meta({
      description:
        'One address or `@domain` a line; in CSV the first cell that is one counts, and lines without any are rejected.',
    }),
    note,
  })
  .meta({ id: 'ImportSuppressions' });
export type ImportSuppressions = z.infer<typeof importSuppressions>;

export const suppressionsAdded = z
  .object({
    added: z.number().int(),
    already: z.number().int().meta({ description: 'Suppressed before; nothing changed for them.' }),
    rejected: z.array(z.object({ line: z.number().int(), reason: z.string() })).meta({
      description: 'Of an import: the first 100 lines that are no address or domain.',
    }),
    rejectedCount: z.number().int(),
    ended: z.number().int().meta({ description: 'Enrollments that ended by it.' }),
  })
  .meta({ id: 'SuppressionsAdded' });
export type SuppressionsAdded = z.infer<typeof suppressionsAdded>;

export const suppressionCheckQuery = z.object({ email: z.string().max(320) });
export type SuppressionCheckQuery = z.infer<typeof suppressionCheckQuery>;
export const suppressionCheck = z
  .object({
    suppressed: z.boolean(),
    by: z.array(suppression).meta({ description: 'By the address itself, by its domain, or both.' }),
  })
  .meta({ id: 'SuppressionCheck' });
export type SuppressionCheck = z.infer<typeof suppressionCheck>;
