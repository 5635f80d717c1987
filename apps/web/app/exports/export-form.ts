import type { StartExport } from '@dripemails/contracts';

/** What of the address of a list of people, or of the form, limits an export. */
export const EXPORT_FILTERS = ['query', 'list', 'tag', 'segment', 'status'] as const;

/** The body of `POST /exports` from the form; empty fields limit nothing. */
export function readExport(form: FormData): StartExport {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const filter = Object.fromEntries(
    EXPORT_FILTERS.flatMap((name) => (text(name) === '' ? [] : [[name, text(name)]])),
  ) as StartExport['filter'];
  const format = text('format');
  return { format: format === 'xlsx' || format === 'json' ? format : 'csv', filter };
}
