import { Readable } from 'node:stream';
import type { FileContent, FileRow, ImportFiles, ReadAs, UploadedFile } from '@dripemails/application';
import { importEncoding, type EncodingFound, type ImportEncoding, type ImportFormat } from '@dripemails/contracts';
import { DomainError } from '@dripemails/domain';
import type { Pool } from 'pg';
import { CsvTokens } from './csv-tokens.js';
import { detectEncoding } from './detect-encoding.js';
import { lostWarning, MIXED, refusedEncoding, SAVE_AS_UTF8, unsure } from './encoding-words.js';
import { headerOf } from './file-header.js';
import { kindOf } from './file-kind.js';
import { decodeText, encodingByMark, WrongEncoding } from './text-encoding.js';
import { sampleOf } from './text-sample.js';
import { unreadable } from './unreadable.js';
import { XlsxArchive, type FileBytes } from './xlsx-archive.js';
import { sheetRows } from './xlsx-rows.js';
import { readWorkbook, sheetOf } from './xlsx-workbook.js';

/** Pieces of this size: few round trips, little memory. */
const CHUNK_BYTES = 1024 * 1024;

interface FileRef {
  readonly workspaceId: string;
  readonly importId: string;
}

/** What a file is found to hold. */
type Read = Omit<FileContent, 'fileName'>;

/** Uploaded files in pieces in PostgreSQL: any worker can read them, and they are backed up with everything else. */
export class PgImportFiles implements ImportFiles {
  constructor(private readonly pool: Pool) {}

  async save(workspaceId: string, importId: string, upload: UploadedFile, maxBytes: number): Promise<void> {
    try {
      await this.store({ workspaceId, importId }, upload, maxBytes);
    } catch (error) {
      await this.discard(workspaceId, importId);
      throw error;
    }
  }

  /** No transaction is held meanwhile. */
  async inspect(workspaceId: string, importId: string, how: ReadAs): Promise<FileContent> {
    const file = { workspaceId, importId };
    const known = await this.known(file);
    if (known === null) throw gone();
    return { ...(await this.read(file, known.encoding, how)), fileName: known.fileName };
  }

  private async read(file: FileRef, chosenBefore: ImportEncoding | null, how: ReadAs): Promise<Read> {
    const start = await this.chunk(file, 0);
    if (start === null) throw gone();
    if (start.length === 0) return { ...contentOf(null, undefined, 0), warning: null };
    if (kindOf(start) === 'zip') {
      if (how.encoding !== null) throw refusedEncoding('An Excel workbook has no encoding to choose: leave it out.');
      return await this.inspectSheet(file, how.sheet);
    }
    const chosen = how.encoding ?? chosenBefore;
    return chosen === null ? await this.inspectDetected(file, start) : await this.inspectChosen(file, chosen);
  }

  async *rows(
    workspaceId: string,
    importId: string,
    format: ImportFormat,
    skip: number,
  ): AsyncGenerator<readonly FileRow[]> {
    const file = { workspaceId, importId };
    // the header is a row too
    let left = skip + 1;
    const all = format.kind === 'xlsx' ? this.sheetOf(file, format.sheet) : this.textRows(file, format);
    for await (const rows of all) {
      const taken = left === 0 ? rows : rows.slice(left);
      left = Math.max(0, left - rows.length);
      if (taken.length > 0) yield taken;
    }
  }

  async move(workspaceId: string, fromId: string, to: { id: string; fileName: string }): Promise<void> {
    await this.pool.query(
      `update import_chunk set import_id = $3, file_name = case when seq = 0 then $4::text end
       where workspace_id = $1 and import_id = $2`,
      [workspaceId, fromId, to.id, to.fileName],
    );
  }

  async discard(workspaceId: string, importId: string): Promise<void> {
    await this.pool.query('delete from import_chunk where workspace_id = $1 and import_id = $2', [
      workspaceId,
      importId,
    ]);
  }

  private async inspectDetected(file: FileRef, start: Uint8Array): Promise<Read> {
    try {
      const { content, lost } = await this.inspectText(file, encodingByMark(start) ?? 'UTF-8', 'certain');
      return { ...content, warning: lost === 0 ? null : lostWarning(lost) };
    } catch (error) {
      if (!(error instanceof WrongEncoding)) throw error;
    }
    const sample = await sampleOf(this.chunks(file));
    if (sample.isMixed) throw unreadable(`${MIXED} ${SAVE_AS_UTF8}`);
    const { encoding, found, others } = await detectEncoding(sample);
    const first = await this.inspectText(file, encoding, found);
    if (first.lost === 0) return { ...first.content, warning: found === 'likely' ? null : unsure(encoding, others) };
    // the sample is not all of the file: one that fits nearly as well may read the rest too
    for (const other of others) {
      const { content, lost } = await this.inspectText(file, other, 'unsure');
      if (lost === 0) return { ...content, warning: unsure(other, [encoding]) };
    }
    const { content, lost } = await this.inspectText(file, encoding, 'unsure');
    return { ...content, warning: lostWarning(lost) };
  }

  /** @throws DomainError `input.invalid` on path `encoding`; what was chosen well is remembered for the file */
  private async inspectChosen(file: FileRef, encoding: ImportEncoding): Promise<Read> {
    const misfit = `Some of the file is no text in ${encoding}: choose another encoding, or leave it out, and it is detected.`;
    try {
      const { content, lost } = await this.inspectText(file, encoding, 'chosen');
      if (lost > 0) throw refusedEncoding(misfit);
      await this.pool.query(
        'update import_chunk set encoding = $3 where workspace_id = $1 and import_id = $2 and seq = 0',
        [file.workspaceId, file.importId, encoding],
      );
      return { ...content, warning: null };
    } catch (error) {
      throw error instanceof WrongEncoding ? refusedEncoding(misfit) : error;
    }
  }

  /** What is remembered of a file beside its bytes; null where there is none. */
  private async known({ workspaceId, importId }: FileRef) {
    const { rows } = await this.pool.query<{ encoding: string | null; fileName: string | null }>(
      'select encoding, file_name as "fileName" from import_chunk where workspace_id = $1 and import_id = $2 and seq = 0',
      [workspaceId, importId],
    );
    const [row] = rows;
    return row === undefined
      ? null
      : { fileName: row.fileName, encoding: importEncoding.safeParse(row.encoding).data ?? null };
  }

  /** @returns what is in it, and how many characters could not be read */
  private async inspectText(
    file: FileRef,
    encoding: ImportEncoding,
    encodingFound: EncodingFound,
  ): Promise<{ content: Omit<Read, 'warning'>; lost: number }> {
    const tokens = new CsvTokens();
    let first: FileRow | undefined;
    let count = 0;
    let lost = 0;
    const take = (rows: readonly FileRow[]) => {
      first ??= rows[0];
      count += rows.length;
    };
    for await (const text of decodeText(this.chunks(file), encoding)) {
      // in UTF-8 it stands for itself
      if (encoding !== 'UTF-8' && text.includes('\uFFFD')) lost += text.split('\uFFFD').length - 1;
      take(tokens.push(text, false));
    }
    take(tokens.push('', true));
    const format = {
      ...{ kind: 'csv' as const, encoding, encodingFound, delimiter: tokens.delimiterUsed },
      ...{ sheet: null, sheets: [] },
    };
    return { content: contentOf(format, first, count), lost };
  }

  private async *textRows(file: FileRef, { encoding, delimiter }: ImportFormat): AsyncGenerator<readonly FileRow[]> {
    const tokens = new CsvTokens(delimiter);
    for await (const text of decodeText(this.chunks(file), encoding ?? 'UTF-8')) yield tokens.push(text, false);
    yield tokens.push('', true);
  }

  private async inspectSheet(file: FileRef, name: string | null): Promise<Read> {
    const archive = await XlsxArchive.open(await this.bytes(file));
    try {
      const workbook = await readWorkbook(archive);
      const sheet = sheetOf(workbook, name);
      let first: FileRow | undefined;
      let count = 0;
      for await (const rows of sheetRows(archive, workbook, sheet.part)) {
        first ??= rows[0];
        count += rows.length;
      }
      const sheets = workbook.sheets.map((one) => one.name);
      const none = { encoding: null, encodingFound: null, delimiter: null };
      return { ...contentOf({ kind: 'xlsx', ...none, sheet: sheet.name, sheets }, first, count), warning: null };
    } finally {
      archive.close();
    }
  }

  /** The rows of a sheet, each as long as the header: a sheet leaves out what is empty. */
  private async *sheetOf(file: FileRef, name: string | null): AsyncGenerator<readonly FileRow[]> {
    const archive = await XlsxArchive.open(await this.bytes(file));
    try {
      const workbook = await readWorkbook(archive);
      let width: number | undefined;
      for await (const rows of sheetRows(archive, workbook, sheetOf(workbook, name).part)) {
        width ??= rows[0]?.cells?.length ?? 0;
        yield rows.map((row) => ({ ...row, cells: fitted(row.cells ?? [], width ?? 0) }));
      }
    } finally {
      archive.close();
    }
  }

  private async store(file: FileRef, { fileName, stream }: UploadedFile, maxBytes: number): Promise<void> {
    let seq = 0;
    let total = 0;
    let pending: Uint8Array[] = [];
    let pendingBytes = 0;
    const flush = async () => {
      const name = seq === 0 ? fileName : null;
      await this.pool.query(
        'insert into import_chunk (workspace_id, import_id, seq, data, file_name) values ($1, $2, $3, $4, $5)',
        [file.workspaceId, file.importId, seq++, Buffer.concat(pending), name],
      );
      pending = [];
      pendingBytes = 0;
    };
    for await (const piece of stream) {
      total += piece.byteLength;
      if (total > maxBytes) throw tooLarge(maxBytes);
      pending.push(piece);
      pendingBytes += piece.byteLength;
      if (pendingBytes >= CHUNK_BYTES) await flush();
    }
    if (pendingBytes > 0 || seq === 0) await flush();
  }

  private async *chunks(file: FileRef): AsyncGenerator<Buffer> {
    for (let seq = 0; ; seq++) {
      const data = await this.chunk(file, seq);
      if (data === null) return;
      yield data;
    }
  }

  private async chunk({ workspaceId, importId }: FileRef, seq: number): Promise<Buffer | null> {
    const { rows } = await this.pool.query<{ data: Buffer }>(
      'select data from import_chunk where workspace_id = $1 and import_id = $2 and seq = $3',
      [workspaceId, importId, seq],
    );
    return rows[0]?.data ?? null;
  }

  /** Any part of a file, piece by piece. */
  private async bytes(file: FileRef): Promise<FileBytes> {
    const { rows } = await this.pool.query<{ seq: number; length: number }>(
      'select seq, octet_length(data) as length from import_chunk where workspace_id = $1 and import_id = $2 order by seq',
      [file.workspaceId, file.importId],
    );
    const size = rows.reduce((sum, { length }) => sum + length, 0);
    const read = async function* (this: PgImportFiles, start: number, end: number): AsyncGenerator<Buffer> {
      let from = 0;
      for (const { seq, length } of rows) {
        if (from + length > start && from < end) {
          const data = await this.chunk(file, seq);
          if (data === null) throw gone();
          yield data.subarray(Math.max(0, start - from), Math.min(length, end - from));
        }
        from += length;
      }
    }.bind(this);
    return { size, read: (start, end) => Readable.from(read(start, end), { objectMode: false }) };
  }
}

function contentOf(format: ImportFormat | null, first: FileRow | undefined, count: number): Omit<Read, 'warning'> {
  const header = headerOf(first);
  if (format === null || count <= 1)
    throw unreadable('The file has a header but no people. Add a row for each person.');
  return { format, header, rows: count - 1 };
}

/** What stands right of the header belongs to no column; if there is text, the row is rejected for its length. */
function fitted(cells: readonly string[], width: number): readonly string[] {
  if (cells.length === width) return cells;
  if (cells.length < width) return [...cells, ...Array<string>(width - cells.length).fill('')];
  return cells.slice(width).every((cell) => cell.trim() === '') ? cells.slice(0, width) : cells;
}

function tooLarge(maxBytes: number): DomainError {
  const limit = `${Math.round(maxBytes / 1024 / 1024)} MB`;
  return new DomainError('import.too_large', `The file is larger than ${limit}. Split it, or raise IMPORT_MAX_BYTES.`, [
    { path: 'file', message: `At most ${limit}.` },
  ]);
}

function gone(): DomainError {
  const message = 'The uploaded file is no longer there; uploads are kept for a day. Choose the file again.';
  return new DomainError('input.invalid', message, [{ path: 'upload', message }]);
}
