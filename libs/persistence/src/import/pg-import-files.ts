import type { CsvRow, ImportFiles } from '@dripemails/application';
import { DomainError } from '@dripemails/domain';
import type { Pool } from 'pg';
import { csvRecords, decodeText, headerOf, toRow, unreadable } from './csv-rows.js';

/** Pieces of this size: few round trips, little memory. */
const CHUNK_BYTES = 1024 * 1024;

/** Uploaded files in pieces in PostgreSQL: any worker can read them, and they are backed up with everything else. */
export class PgImportFiles implements ImportFiles {
  constructor(private readonly pool: Pool) {}

  async save(
    workspaceId: string,
    importId: string,
    stream: AsyncIterable<Uint8Array>,
    maxBytes: number,
  ): Promise<{ header: readonly string[]; rows: number }> {
    try {
      return await this.check(storeChunks(this.pool, { workspaceId, importId, maxBytes }, stream));
    } catch (error) {
      await this.discard(workspaceId, importId);
      throw error;
    }
  }

  /** Reads the whole file once. No transaction is held meanwhile: a slow client must not take a connection from others. */
  private async check(file: AsyncIterable<Uint8Array>): Promise<{ header: readonly string[]; rows: number }> {
    let header: string[] | undefined;
    let rows = 0;
    for await (const record of csvRecords(decodeText(file))) {
      if (header === undefined) header = headerOf(record);
      else rows++;
    }
    header ??= headerOf(undefined);
    if (rows === 0) throw unreadable('The file has a header but no people. Add a row for each person.');
    return { header, rows };
  }

  async *rows(workspaceId: string, importId: string, skip: number): AsyncGenerator<CsvRow> {
    let header: string[] | undefined;
    let index = 0;
    for await (const record of csvRecords(decodeText(this.chunks(workspaceId, importId)))) {
      if (header === undefined) header = headerOf(record);
      else if (index++ >= skip) yield toRow(record, header);
    }
  }

  async discard(workspaceId: string, importId: string): Promise<void> {
    await this.pool.query('delete from import_chunk where workspace_id = $1 and import_id = $2', [
      workspaceId,
      importId,
    ]);
  }

  private async *chunks(workspaceId: string, importId: string): AsyncGenerator<Uint8Array> {
    for (let seq = 0; ; seq++) {
      const { rows } = await this.pool.query<{ data: Buffer }>(
        'select data from import_chunk where workspace_id = $1 and import_id = $2 and seq = $3',
        [workspaceId, importId, seq],
      );
      if (rows[0] === undefined) return;
      yield rows[0].data;
    }
  }
}

/** Passes a stream on and stores it on the way, so that checking and keeping it is one pass. */
async function* storeChunks(
  pool: Pool,
  file: { workspaceId: string; importId: string; maxBytes: number },
  stream: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let seq = 0;
  let total = 0;
  let pending: Uint8Array[] = [];
  let pendingBytes = 0;
  const flush = async () => {
    const data = Buffer.concat(pending);
    pending = [];
    pendingBytes = 0;
    await pool.query('insert into import_chunk (workspace_id, import_id, seq, data) values ($1, $2, $3, $4)', [
      file.workspaceId,
      file.importId,
      seq++,
      data,
    ]);
  };
  for await (const piece of stream) {
    total += piece.byteLength;
    if (total > file.maxBytes) {
      const limit = `${Math.round(file.maxBytes / 1024 / 1024)} MB`;
      throw new DomainError(
        'import.too_large',
        `The file is larger than ${limit}. Split it, or raise IMPORT_MAX_BYTES.`,
        [{ path: 'file', message: `At most ${limit}.` }],
      );
    }
    pending.push(piece);
    pendingBytes += piece.byteLength;
    if (pendingBytes >= CHUNK_BYTES) await flush();
    yield piece;
  }
  if (pendingBytes > 0) await flush();
}
