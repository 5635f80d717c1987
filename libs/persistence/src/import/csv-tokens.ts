import type { FileRow } from '@dripemails/application';
import { unreadable } from './unreadable.js';

/** A row larger than this is no row of people but an unclosed quote or another kind of file. */
const MAX_RECORD_CHARS = 256 * 1024;
const DELIMITERS = [',', ';', '\t', '|'];

/** The delimiter of a file, told by its first line: whichever stands there most often. */
export function delimiterOf(firstLine: string): string {
  const bare = firstLine.replaceAll(/"[^"]*"/g, '');
  const count = (char: string) => bare.split(char).length - 1;
  return DELIMITERS.reduce((best, char) => (count(char) > count(best) ? char : best), ',');
}

/**
 * Splits text into records as it comes (RFC 4180; lines may end in CRLF, LF or CR, also mixed) and counts lines as an
 * editor does. Specs hold it to what a kept library reads.
 *
 * A quote in the middle of a cell stands for itself, and a cell whose quotes are followed by more text is taken as it is
 * written: people write 5" disk, and the row can be judged by what it says.
 */
export class CsvTokens {
  private rest = '';
  private line = 1;
  private isBegun = false;
  private delimiter: string | null;

  /** @param delimiter null: told by the first line */
  constructor(delimiter: string | null = null) {
    this.delimiter = delimiter;
  }

  /** The delimiter once it is known. */
  get delimiterUsed(): string {
    return this.delimiter ?? ',';
  }

  /**
   * Reads on. Empty lines are no records.
   * @param isLast no text follows
   * @throws DomainError `import.unreadable` where the rest of the file cannot be made sense of
   */
  push(text: string, isLast: boolean): FileRow[] {
    const buffer = this.rest === '' ? text : this.rest + text;
    const rows: FileRow[] = [];
    const scan = new Scan(buffer, isLast);
    let at = 0;
    while (at < buffer.length) {
      const end = scan.lineEnd(at);
      if (!this.isBegun && end !== null && end.at > at) {
        this.isBegun = true;
        const first = buffer.slice(at, end.at);
        // a line of Excel's own that says what the delimiter is
        const said = /^sep=([,;\t|])$/i.exec(first)?.[1];
        this.delimiter ??= said ?? delimiterOf(first);
        if (said !== undefined) {
          this.line++;
          at = end.next;
          continue;
        }
      }
      if (end !== null && !scan.quoteBefore(at, end.at)) {
        if (end.at - at > MAX_RECORD_CHARS) throw tooLong(this.line);
        if (end.at > at)
          rows.push({ line: this.line, cells: buffer.slice(at, end.at).split(this.delimiter ?? ','), fault: null });
        this.line++;
        at = end.next;
        continue;
      }
      const record = end === null ? null : readQuoted(buffer, at, this.delimiter ?? ',', isLast, scan);
      if (record === null) break;
      if (record.next - at > MAX_RECORD_CHARS) throw tooLong(this.line);
      rows.push({ line: this.line, cells: record.cells, fault: null });
      this.line += 1 + record.lineEnds;
      at = record.next;
    }
    this.rest = buffer.slice(at);
    if (this.rest.length > MAX_RECORD_CHARS) throw tooLong(this.line);
    if (isLast && this.rest !== '') throw neverClosed(this.line);
    return rows;
  }
}

function tooLong(line: number): Error {
  return unreadable(
    `The row at line ${line} is longer than ${MAX_RECORD_CHARS / 1024} KiB: it has far too many columns, far too much text in one, or a quote is never closed.`,
  );
}

function neverClosed(line: number): Error {
  return unreadable(
    `A quote that is opened at about line ${line} is never closed. Close it, or double it if it is part of the text ("").`,
  );
}

/** Where the next line end and quote are; each place in the text is looked at once. */
class Scan {
  private lf = -2;
  private cr = -2;
  private quote = -2;

  constructor(
    private readonly text: string,
    private readonly isLast: boolean,
  ) {}

  /** The end of the line that `from` is in; null when it is not in the text yet. */
  lineEnd(from: number): { at: number; next: number } | null {
    const { text } = this;
    if (this.lf !== -1 && this.lf < from) this.lf = text.indexOf('\n', from);
    if (this.cr !== -1 && this.cr < from) this.cr = text.indexOf('\r', from);
    const { lf, cr } = this;
    if (cr !== -1 && (lf === -1 || cr < lf)) {
      // the second half of a CRLF may be in the next piece
      if (cr === text.length - 1 && !this.isLast) return null;
      return { at: cr, next: text.charCodeAt(cr + 1) === 10 ? cr + 2 : cr + 1 };
    }
    if (lf !== -1) return { at: lf, next: lf + 1 };
    return this.isLast ? { at: text.length, next: text.length } : null;
  }

  quoteBefore(from: number, end: number): boolean {
    if (this.quote !== -1 && this.quote < from) this.quote = this.text.indexOf('"', from);
    return this.quote !== -1 && this.quote < end;
  }
}

/** A record with quotes; null when its end is not in the text yet. `next` is where the one after it begins. */
function readQuoted(
  text: string,
  start: number,
  delimiter: string,
  isLast: boolean,
  scan: Scan,
): { cells: string[]; next: number; lineEnds: number } | null {
  const cells: string[] = [];
  let lineEnds = 0;
  let at = start;
  for (;;) {
    const quoted = text.charCodeAt(at) === 34 ? quotedCell(text, at, delimiter, isLast) : undefined;
    if (quoted === null) return null;
    if (quoted !== undefined) {
      cells.push(quoted.value);
      lineEnds += countLineEnds(quoted.value);
      at = quoted.end;
    } else {
      const end = scan.lineEnd(at);
      if (end === null) return null;
      const found = text.indexOf(delimiter, at);
      const stop = found === -1 || found > end.at ? end.at : found;
      cells.push(text.slice(at, stop));
      at = stop;
    }
    if (text.startsWith(delimiter, at)) {
      at += delimiter.length;
      continue;
    }
    const end = scan.lineEnd(at);
    return end === null ? null : { cells, next: end.next, lineEnds };
  }
}

/** A cell that begins with a quote; undefined when it turns out to be plain text, null when its end is not there yet. */
function quotedCell(
  text: string,
  start: number,
  delimiter: string,
  isLast: boolean,
): { value: string; end: number } | null | undefined {
  for (let from = start + 1; ;) {
    const close = text.indexOf('"', from);
    if (close === -1) return null;
    const after = text.charCodeAt(close + 1);
    if (after === 34) {
      from = close + 2;
      continue;
    }
    if (Number.isNaN(after) && !isLast) return null;
    const isEnd = Number.isNaN(after) || after === 10 || after === 13 || text.startsWith(delimiter, close + 1);
    if (!isEnd) return undefined;
    return { value: text.slice(start + 1, close).replaceAll('""', '"'), end: close + 1 };
  }
}

function countLineEnds(cell: string): number {
  return cell.includes('\n') || cell.includes('\r') ? (cell.match(/\r\n|\r|\n/g)?.length ?? 0) : 0;
}
