import { z } from 'zod';
import { tagName } from './condition.js';
import { id, instant } from './identifiers.js';
import { importEncoding } from './import-encoding.js';
import { pageOf } from './paging.js';

export const importStatus = z.enum(['queued', 'running', 'paused', 'completed', 'failed', 'cancelled']);
export type ImportStatus = z.infer<typeof importStatus>;

/** The fields of a subscriber that a column can be mapped to; anything else becomes a custom field. */
export const importTarget = z.enum(['email', 'firstName', 'lastName', 'timeZone', 'locale', 'ignore']);
export type ImportTarget = z.infer<typeof importTarget>;

/** `mapping` of an import: header of a column to a subscriber field, or to `field:<name>` for a custom field. */
export const importMapping = z.record(
  z.string(),
  z.union([importTarget, z.string().regex(/^field:[a-zA-Z][a-zA-Z0-9_]{0,63}$/)]),
);
export type ImportMapping = z.infer<typeof importMapping>;

/** What becomes of somebody who is here already; `skip` leaves their lists and tags alone too. */
export const importConflict = z.enum(['skip', 'fillBlanks', 'overwrite']);
export type ImportConflict = z.infer<typeof importConflict>;

/** `single`: whoever imports has everybody's consent and says so; `doubleOptIn`: everybody new is asked to confirm. */
export const importConsent = z.enum(['single', 'doubleOptIn']);
export type ImportConsent = z.infer<typeof importConsent>;

/** How an import was asked for. */
export const importOptions = z
  .object({
    conflict: importConflict,
    consent: importConsent
      .nullable()
      .meta({ description: 'Null: nothing was said; a list with double opt-in then asks its new members to confirm.' }),
    consentText: z.string().max(2000),
    listIds: z.array(id).max(20),
    tags: z.array(tagName).max(20),
    dryRun: z.boolean(),
    sheet: z.string().max(100).nullable(),
    encoding: importEncoding.nullable().meta({ description: 'The encoding that was chosen; null: as it is detected.' }),
  })
  .meta({ id: 'ImportOptions' });
export type ImportOptions = z.infer<typeof importOptions>;

/**
 * `chosen` by whoever imports; `certain`: a byte order mark says so, or all of it is well-formed UTF-8; `likely`: it fits
 * the letters far better than any other; `unsure`: another one fits nearly as well, so names are to be looked at.
 */
export const encodingFound = z.enum(['chosen', 'certain', 'likely', 'unsure']);
export type EncodingFound = z.infer<typeof encodingFound>;

/** How a file was recognised. */
export const importFormat = z
  .object({
    kind: z.enum(['csv', 'xlsx']),
    encoding: z.string().nullable().meta({ description: 'Such as UTF-8, UTF-16LE or windows-1252; null for XLSX.' }),
    encodingFound: encodingFound
      .nullable()
      .meta({ description: 'How the encoding is known; null for XLSX and for imports that are older than this.' }),
    delimiter: z.string().nullable().meta({ description: 'Comma, semicolon, tab or bar; null for XLSX.' }),
    sheet: z.string().nullable().meta({ description: 'The sheet of an XLSX file that is read.' }),
    sheets: z.array(z.string()).meta({ description: 'All sheets of an XLSX file.' }),
  })
  .meta({ id: 'ImportFormat' });
export type ImportFormat = z.infer<typeof importFormat>;

const count = z.number().int();
/** An import of subscribers from a file. */
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
    withheld: count.meta({
      description:
        'Rows of people who said no (unsubscribed, bounced, complained, erased, suppressed, or left the list): their status stays. They are counted as updated or unchanged too.',
    }),
    errors: z
      .array(z.object({ line: count, reason: z.string() }))
      .meta({ description: 'The first 100 rejected rows; `line` counts as a text editor does, the header is line 1.' }),
    failure: z.string().nullable().meta({ description: 'Why the import as a whole failed.' }),
    options: importOptions,
    mapping: importMapping,
    format: importFormat.nullable(),
    createdAt: instant,
    completedAt: instant.nullable(),
  })
  .meta({ id: 'Import' });
export type ImportJob = z.infer<typeof importJob>;
export const importPage = pageOf(importJob, 'ImportPage');

/** A file as it was understood, before anything of it is imported. */
export const importPreview = z
  .object({
    uploadId: id.meta({ description: 'Give it as `upload` to POST /imports instead of the file; kept for a day.' }),
    fileName: z.string(),
    format: importFormat,
    header: z.array(z.string()).meta({ description: 'The columns, each under a name of its own.' }),
    total: count.meta({ description: 'Data rows.' }),
    warning: z
      .string()
      .nullable()
      .meta({ description: 'What to look at before the import, with the cure, such as an encoding that is unsure.' }),
    mapping: importMapping,
    mappingFrom: z.enum(['lastImport', 'names']).meta({
      description: 'Where the mapping comes from: the last import with these columns, or the names of the columns.',
    }),
    rows: z
      .array(
        z.object({
          line: count,
          cells: z.array(z.string()),
          fault: z.string().nullable().meta({ description: 'Why the row would be rejected.' }),
        }),
      )
      .meta({ description: 'The first 10 rows.' }),
  })
  .meta({ id: 'ImportPreview' });
export type ImportPreview = z.infer<typeof importPreview>;
