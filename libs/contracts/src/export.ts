import { z } from 'zod';
import { id, instant } from './identifiers.js';
import { pageOf } from './paging.js';
import { subscriberFilter } from './subscriber.js';

export const exportFormat = z.enum(['csv', 'xlsx', 'json']);
export type ExportFormat = z.infer<typeof exportFormat>;
export const exportStatus = z.enum(['queued', 'running', 'completed', 'failed', 'cancelled', 'expired']);
export type ExportStatus = z.infer<typeof exportStatus>;

/** The columns that every export can have beside the custom fields, in the order of the file. */
export const EXPORT_COLUMNS = [
  'email',
  'firstName',
  'lastName',
  'status',
  'timeZone',
  'locale',
  'lists',
  'tags',
  'createdAt',
  'updatedAt',
] as const;
const noSuchColumn = ({ input }: { readonly input?: unknown }): string =>
  `there is no column ${JSON.stringify(input)?.slice(0, 80) ?? ''}: use ${EXPORT_COLUMNS.join(', ')}, or field:<name> for a custom field`;
export const exportColumn = z
  .union([z.enum(EXPORT_COLUMNS), z.string().regex(/^field:[a-zA-Z][a-zA-Z0-9_]{0,63}$/, { error: noSuchColumn })], {
    error: noSuchColumn,
  })
  .meta({ description: 'A column of a subscriber, or `field:<name>` for a custom field.' });

/** Whose rows a file has: those whom the page of people shows for the same filter. Empty is everybody. */
export const exportFilter = subscriberFilter
  .extend({ ids: z.array(id).min(1).max(10_000).optional() })
  .meta({ id: 'ExportFilter' });
export type ExportFilter = z.infer<typeof exportFilter>;

/** Body of `POST /exports`. */
export const startExport = z
  .strictObject({
    format: exportFormat,
    filter: exportFilter.default({}),
    columns: z
      .array(exportColumn)
      .min(1)
      .max(500)
      .superRefine((columns, context) => {
        for (const [at, column] of columns.entries())
          if (columns.indexOf(column) < at)
            context.addIssue({ code: 'custom', path: [at], message: `'${column}' stands here twice: name it once` });
      })
      .optional()
      .meta({
        description:
          'Each once, in the order of the file; a custom field has to be one of the workspace. Left out: every column and every custom field.',
      }),
  })
  .meta({ id: 'StartExport' });
export type StartExport = z.infer<typeof startExport>;

export const exportStarted = z.object({ id }).meta({ id: 'ExportStarted' });
export type ExportStarted = z.infer<typeof exportStarted>;

const count = z.number().int();
/** A file of subscribers. */
export const exportJob = z
  .object({
    id,
    status: exportStatus,
    format: exportFormat,
    filter: exportFilter,
    columns: z.array(z.string()),
    total: count.meta({ description: 'People when it began; 0 until then.' }),
    processed: count,
    size: count.meta({ description: 'Bytes of the file.' }),
    failure: z.string().nullable(),
    downloadUrl: z.string().nullable().meta({
      description:
        'Once completed: a signed link that needs no sign-in and works until `expiresAt`. Treat it as the file.',
    }),
    createdAt: instant,
    completedAt: instant.nullable(),
    expiresAt: instant.nullable().meta({
      description:
        'The file is deleted then and its link ends. A real instant, also where a demo workspace has a clock of its own; the other instants here are in workspace time.',
    }),
  })
  .meta({ id: 'Export' });
export type ExportJob = z.infer<typeof exportJob>;
export const exportPage = pageOf(exportJob, 'ExportPage');
