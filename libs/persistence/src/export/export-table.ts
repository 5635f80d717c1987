import type { ExportRow, FilePage } from '@dripemails/application';
import { EXPORT_COLUMNS, type ExportFormat } from '@dripemails/contracts';
import { customFieldOf } from '@dripemails/domain';
import { stringify } from 'csv-stringify/sync';

const BUILT_IN: ReadonlySet<string> = new Set(EXPORT_COLUMNS);
/** Lists and tags stand in one cell; a separator that is in no tag and that an eye can tell apart. */
const SEPARATOR = '; ';
/** Excel's limit on the text of one cell. */
export const CELL_MAX = 32_767;

/** The heads of the columns: a custom field by its own name, or as `field:<name>` where that is a column of ours. */
export function headOf(columns: readonly string[]): string[] {
  return columns.map((column) => {
    const name = customFieldOf(column);
    return name === null || BUILT_IN.has(name) ? column : name;
  });
}

/** The cells of a row as text. */
export function cellsOf(row: ExportRow, columns: readonly string[]): string[] {
  return columns.map((column) => cell(valueOf(row, column)));
}

/** A field may be called as something that every object has, such as `constructor`. */
const fieldOf = ({ fields }: ExportRow, name: string): unknown => (Object.hasOwn(fields, name) ? fields[name] : undefined); // prettier-ignore

function valueOf(row: ExportRow, column: string): unknown {
  const field = customFieldOf(column);
  if (field !== null) return fieldOf(row, field);
  return row[column as Exclude<keyof ExportRow, 'fields' | 'id'>];
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.join(SEPARATOR);
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value as string | number | boolean);
}

/** A row as an object of a JSON file: as the API shows a subscriber, with what was asked for. */
export function objectOf(row: ExportRow, columns: readonly string[]): Record<string, unknown> {
  const plain = columns
    .filter((column) => customFieldOf(column) === null)
    .map((column) => [column, valueOf(row, column)]);
  const fields = columns.flatMap((column) => customFieldOf(column) ?? []);
  const held = fields.map((name) => [name, fieldOf(row, name)]).filter(([, value]) => value !== undefined);
  return { id: row.id, ...Object.fromEntries(plain), fields: Object.fromEntries(held) };
}

/** How a spreadsheet tells UTF-8 from the encoding of its country. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * The text of one page of a file. Cells of CSV that a spreadsheet would run as a formula (beginning with `=`, `+`, `-`, `@`,
 * a tab or a carriage return) get a leading `'`.
 */
export function encodePage(
  format: Exclude<ExportFormat, 'xlsx'>,
  { columns, isFirst }: { columns: readonly string[]; isFirst: boolean },
  { rows, end }: FilePage,
): Buffer {
  if (format === 'json') {
    const items = rows.map((row) => JSON.stringify(objectOf(row, columns)));
    const before = isFirst ? '[\n' : items.length > 0 ? ',\n' : '';
    return Buffer.from(`${before}${items.join(',\n')}${end === null ? '' : '\n]\n'}`);
  }
  const table = rows.map((row) => cellsOf(row, columns));
  const text = stringify(isFirst ? [headOf(columns), ...table] : table, {
    escape_formulas: true,
    record_delimiter: 'windows',
  });
  return Buffer.from(isFirst ? BYTE_ORDER_MARK + text : text);
}
