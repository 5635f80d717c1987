import { once } from 'node:events';
import { Writable } from 'node:stream';
import type { ExportRow } from '@dripemails/application';
import excel from 'exceljs';
import { CELL_MAX, cellsOf, headOf } from './export-table.js';

/** A sheet of Excel has so many rows. */
const SHEET_ROWS = 1_048_576;
/** Rows handed to the zip at once. */
const AT_ONCE = 200;

// Excel keeps no control characters but these; XML 1.0 has no others
// eslint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/**
 * Writes an XLSX file as its rows come. Every cell is text, so nothing in it is run as a formula. More rows than a sheet
 * holds go on in the next one.
 * @param store takes the pieces of the file in order; the next is made once it has
 * @param onProgress how many rows are written
 * @returns bytes of the file
 */
export async function writeWorkbook(
  columns: readonly string[],
  pages: AsyncIterable<readonly ExportRow[]>,
  { store, onProgress }: { store: (piece: Buffer) => Promise<void>; onProgress: (rows: number) => Promise<void> },
): Promise<number> {
  const sink = new PieceSink(store);
  const workbook = new excel.stream.xlsx.WorkbookWriter({ stream: sink, useSharedStrings: false, useStyles: false });
  const head = headOf(columns);
  let sheet: excel.Worksheet | null = null;
  let inSheet = 0;
  let sheets = 0;
  let rows = 0;
  const add = (cells: readonly string[]) => {
    sheet?.addRow(cells.map((text) => text.replaceAll(UNPRINTABLE, '').slice(0, CELL_MAX))).commit();
    inSheet++;
  };
  const open = () => {
    sheet?.commit();
    sheets++;
    sheet = workbook.addWorksheet(sheets === 1 ? 'Subscribers' : `Subscribers ${sheets}`);
    inSheet = 0;
    add(head);
  };
  try {
    open();
    for await (const page of pages) {
      for (let at = 0; at < page.length; at += AT_ONCE) {
        for (const row of page.slice(at, at + AT_ONCE)) {
          if (inSheet === SHEET_ROWS) open();
          add(cellsOf(row, columns));
        }
        await sink.caughtUp();
      }
      rows += page.length;
      await onProgress(rows);
    }
    await Promise.race([workbook.commit(), sink.failed()]);
    await sink.flush();
    return sink.bytes;
  } catch (error) {
    sink.destroy();
    throw error;
  }
}

const PIECE_BYTES = 1024 * 1024;

/** Gathers what the zip emits into pieces and stores one after the other. */
class PieceSink extends Writable {
  bytes = 0;
  private pending: Buffer[] = [];
  private pendingBytes = 0;
  private error: Error | null = null;

  constructor(private readonly store: (piece: Buffer) => Promise<void>) {
    super({ highWaterMark: PIECE_BYTES });
    this.on('error', (error) => (this.error = error));
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.bytes += chunk.byteLength;
    this.pending.push(chunk);
    this.pendingBytes += chunk.byteLength;
    if (this.pendingBytes < PIECE_BYTES) done();
    else this.flush().then(() => done(), done);
  }

  /** Stores what is left. */
  async flush(): Promise<void> {
    if (this.pendingBytes === 0) return;
    const piece = Buffer.concat(this.pending);
    this.pending = [];
    this.pendingBytes = 0;
    await this.store(piece);
  }

  /** Lets the zip work, and waits until what it emitted is stored. @throws what storing threw */
  async caughtUp(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    if (this.error === null && this.writableNeedDrain) await once(this, 'drain');
    if (this.error !== null) throw this.error;
  }

  /** Rejects when storing fails; never resolves. */
  failed(): Promise<never> {
    return new Promise((_resolve, reject) => {
      if (this.error !== null) reject(this.error);
      else this.once('error', reject);
    });
  }
}
