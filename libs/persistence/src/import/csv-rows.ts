import { Readable } from 'node:stream';
import type { CsvRow } from '@dripemails/application';
import { DomainError } from '@dripemails/domain';
import { CsvError, parse, type Info } from 'csv-parse';
import { hasCode } from '../database.js';

/** A row larger than this is no row of people but an unclosed quote or another kind of file. */
const MAX_RECORD_CHARS = 256 * 1024;
const MAX_COLUMNS = 500;
/** After these the rest of the file means something else than its author thinks, so nothing of it is taken. */
const FATAL = new Set(['CSV_QUOTE_NOT_CLOSED', 'CSV_MAX_RECORD_SIZE']);

/** A record of the file: cells, or why they cannot be read; `line` is where it begins, from 1. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[] | null;
  readonly fault: string | null;
}

/** The file cannot be read as a whole. */
export function unreadable(message: string): DomainError {
  return new DomainError('import.unreadable', message, [{ path: 'file', message }]);
}

/**
 * Decodes a file as UTF-8 as it streams.
 * @throws DomainError `import.unreadable` for UTF-16, other encodings and binary files, with the cure
 */
export async function* decodeText(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isFirst = true;
  try {
    for await (const chunk of stream) {
      if (isFirst && chunk.length > 0) {
        refuseOtherEncodings(chunk);
        isFirst = false;
      }
      if (chunk.includes(0))
        throw unreadable('The file holds NUL bytes, so it is no text file. Export it as CSV in UTF-8.');
      yield decoder.decode(chunk, { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    if (hasCode(error, 'ERR_ENCODING_INVALID_ENCODED_DATA'))
      throw unreadable('The file is not UTF-8 text. Save it as CSV in UTF-8 (in Excel: "CSV UTF-8").');
    throw error;
  }
}

function refuseOtherEncodings(start: Uint8Array): void {
  const [a, b] = start;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff))
    throw unreadable('The file is UTF-16 text. Save it as CSV in UTF-8 (in Excel: "CSV UTF-8").');
  if (a === 0x50 && b === 0x4b) throw unreadable('The file is a ZIP or Excel file. Export the sheet as CSV in UTF-8.');
}

/** The delimiter of a file, told by its first line: comma, semicolon or tab, whichever stands there most often. */
export function delimiterOf(firstLine: string): string {
  const bare = firstLine.replaceAll(/"[^"]*"/g, '');
  const count = (char: string) => bare.split(char).length - 1;
  return [',', ';', '\t'].reduce((best, char) => (count(char) > count(best) ? char : best), ',');
}

/**
 * Reads records as the text streams (RFC 4180; lines may end in CRLF, LF or CR). A record that cannot be read is yielded
 * with its fault, and reading goes on after it.
 * @throws DomainError `import.unreadable` where the rest of the file cannot be made sense of
 */
export async function* csvRecords(text: AsyncIterable<string>): AsyncGenerator<CsvRecord> {
  const iterator = text[Symbol.asyncIterator]();
  let head = '';
  // the first line decides the delimiter; a first line without an end in this much text is refused below by its size
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
    head += next.value;
    if (/[\r\n]/.test(head) || head.length > MAX_RECORD_CHARS) break;
  }
  const delimiter = delimiterOf(head.split(/[\r\n]/, 1)[0] ?? '');
  const parser = parse({
    delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    // people write 5" disk without doubling the quote; taken as it stands, the row can be judged by what it says
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: MAX_RECORD_CHARS,
    on_skip: (error) => {
      if (error instanceof CsvError && FATAL.has(error.code)) parser.destroy(fatalError(error));
      else parser.push({ fault: faultOf(error), line: error === undefined ? 0 : Number(error['lines'] ?? 0) });
    },
  });
  const source = Readable.from(
    (async function* () {
      yield head;
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
    })(),
  );
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  for await (const entry of parser as AsyncIterable<
    { record: string[]; info: Info } | { fault: string; line: number }
  >) {
    if ('fault' in entry) yield { line: entry.line, cells: null, fault: entry.fault };
    else yield { line: entry.info.lines - newlinesIn(entry.record), cells: entry.record, fault: null };
  }
}

function fatalError(error: CsvError): DomainError {
  const line = Number(error['lines'] ?? 1);
  if (error.code === 'CSV_QUOTE_NOT_CLOSED')
    return unreadable(
      `A quote that is opened at about line ${line} is never closed. Close it, or double it if it is part of the text ("").`,
    );
  return unreadable(
    `The row at about line ${line} is longer than ${MAX_RECORD_CHARS / 1024} KiB: it has far too many columns, or a quote is never closed.`,
  );
}

function faultOf(error: CsvError | undefined): string {
  return `The row cannot be read as CSV: ${error?.message ?? 'unknown fault'}`;
}

/** Line ends inside a record stand in quoted cells; CRLF counts once. */
function newlinesIn(record: readonly string[]): number {
  return record.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
}

/**
 * The header's names, each made unique.
 * @throws DomainError `import.unreadable`
 */
export function headerOf(record: CsvRecord | undefined): string[] {
  if (record === undefined)
    throw unreadable('The file is empty. Its first line must be a header with a column for the email address.');
  if (record.cells === null) throw unreadable(`The header cannot be read. ${record.fault ?? ''}`);
  if (record.cells.length > MAX_COLUMNS)
    throw unreadable(`The file has ${record.cells.length} columns; at most ${MAX_COLUMNS} can be imported.`);
  const seen = new Map<string, number>();
  return record.cells.map((cell, index) => {
    const name = cell.trim().slice(0, 100) || `Column ${index + 1}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

/** A record as a row by header, or with the fault that its number of cells is. */
export function toRow({ line, cells, fault }: CsvRecord, header: readonly string[]): CsvRow {
  if (cells === null) return { line, values: null, fault };
  if (cells.length !== header.length) {
    return {
      line,
      values: null,
      fault: `The row has ${cells.length} cells and the header ${header.length}. Check commas and quotes.`,
    };
  }
  return { line, values: Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ''])), fault: null };
}
