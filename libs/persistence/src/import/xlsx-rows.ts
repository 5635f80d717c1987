import type { FileRow } from '@dripemails/application';
import { unreadable } from './unreadable.js';
import type { XlsxArchive } from './xlsx-archive.js';
import type { Workbook } from './xlsx-workbook.js';
import { XmlEvents, type XmlHandler } from './xml-events.js';

/** As many columns as Excel has. */
const MAX_COLUMNS = 16_384;
/** Excel takes 32,767 characters a cell; more is made to break readers. */
const MAX_CELL_CHARS = 256 * 1024;
const DAY_MS = 86_400_000;
/** Days from 1899-12-30, from which serial numbers count, to 1970-01-01. */
const EPOCH_1900 = 25_569;
const EPOCH_1904 = 24_107;

/** The rows of a sheet as they are unpacked, in batches; rows without any text are left out. */
export async function* sheetRows(
  archive: XlsxArchive,
  workbook: Workbook,
  part: string,
): AsyncGenerator<readonly FileRow[]> {
  const sheet = new SheetHandler(workbook);
  const events = new XmlEvents(sheet);
  for await (const text of archive.text(part)) {
    events.push(text);
    if (sheet.rows.length > 0) yield sheet.take();
  }
  events.end();
  if (sheet.rows.length > 0) yield sheet.take();
}

class SheetHandler implements XmlHandler {
  rows: FileRow[] = [];
  private line = 0;
  private cells: string[] = [];
  private column = 0;
  private type = 'n';
  private style = 0;
  private value = '';
  private isValue = false;

  constructor(private readonly workbook: Workbook) {}

  take(): FileRow[] {
    const taken = this.rows;
    this.rows = [];
    return taken;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') {
      this.line = Number(attributes['r'] ?? this.line + 1);
      if (!Number.isInteger(this.line) || this.line < 1 || this.line > 0x7fffffff)
        throw unreadable('The sheet has rows without a number. Save the file again in Excel.');
      this.cells = [];
      this.column = -1;
    } else if (name === 'c') {
      this.column = columnOf(attributes['r']) ?? this.column + 1;
      if (this.column >= MAX_COLUMNS)
        throw unreadable('The sheet has more columns than Excel has. Save the people as CSV.');
      this.type = attributes['t'] ?? 'n';
      this.style = Number(attributes['s'] ?? 0);
      this.value = '';
    }
    this.isValue = name === 'v' || name === 't';
  }

  text(text: string): void {
    if (!this.isValue) return;
    this.value += text;
    if (this.value.length > MAX_CELL_CHARS)
      throw unreadable(`Row ${this.line} has a cell with more than ${MAX_CELL_CHARS / 1024} KiB of text. Shorten it.`);
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.isValue = false;
    else if (name === 'c') {
      while (this.cells.length < this.column) this.cells.push('');
      this.cells[this.column] = this.cellText();
    } else if (name === 'row') {
      while (this.cells.length > 0 && this.cells.at(-1)?.trim() === '') this.cells.pop();
      if (this.cells.length > 0) this.rows.push({ line: this.line, cells: this.cells, fault: null });
    }
  }

  private cellText(): string {
    const { value, type, workbook } = this;
    if (type === 's') return workbook.sharedStrings[Number(value)] ?? '';
    if (type === 'b') return value === '1' ? 'true' : 'false';
    if (type !== 'n' || value === '') return value;
    const number = Number(value);
    if (!Number.isFinite(number)) return value;
    return workbook.isDate[this.style] === true
      ? dateText(number, workbook.from1904)
      : String(Number(number.toPrecision(15)));
  }
}

/** `C7` is column 2. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^[A-Z]{1,4}/.exec(reference ?? '')?.[0];
  if (letters === undefined) return null;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** A serial number as ISO 8601 text: a day, a day with a time, or a time alone. */
function dateText(serial: number, from1904: boolean): string {
  if (serial < 0 || serial > 2_958_466) return String(serial);
  const seconds = Math.round((serial - (from1904 ? EPOCH_1904 : EPOCH_1900)) * (DAY_MS / 1000));
  const iso = new Date(seconds * 1000).toISOString();
  if (serial < 1) return iso.slice(11, 16);
  return Number.isInteger(serial) ? iso.slice(0, 10) : iso.slice(0, 19);
}
