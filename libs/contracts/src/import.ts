import { z } from 'zod';
import { id, instant } from './identifiers.js';
import { pageOf } from './paging.js';

export const importStatus = z.enum(['queued', 'running', 'paused', 'completed', 'failed', 'cancelled']);
export type ImportStatus = z.infer<typeof importStatus>;

const count = z.number().int();
/** An import of subscribers from a CSV file. */
export const importJob = z
  .object({
    id,
    status: importStatus,
    fileName: z.string(),
    listId: id.nullable(),
    total: count.meta({ description: 'Data rows in the file, without the header.' }),
    processed: count,
    created: count,
    updated: count,
    unchanged: count,
    rejected: count,
    errors: z
      .array(z.object({ line: count, reason: z.string() }))
      .meta({ description: 'The first 100 rejected rows; `line` counts as a text editor does, the header is line 1.' }),
    failure: z.string().nullable().meta({ description: 'Why the import as a whole failed.' }),
    createdAt: instant,
    completedAt: instant.nullable(),
  })
  .meta({ id: 'Import' });
export type ImportJob = z.infer<typeof importJob>;
export const importPage = pageOf(importJob, 'ImportPage');

/** The fields of a subscriber that a column can be mapped to; anything else becomes a custom field. */
export const importTarget = z.enum(['email', 'firstName', 'lastName', 'timeZone', 'locale', 'ignore']);
export type ImportTarget = z.infer<typeof importTarget>;

/** `mapping` of an import: header of a column to a subscriber field, or to `field:<name>` for a custom field. */
export const importMapping = z.record(
  z.string(),
  z.union([importTarget, z.string().regex(/^field:[a-zA-Z][a-zA-Z0-9_]{0,63}$/)]),
);
export type ImportMapping = z.infer<typeof importMapping>;
