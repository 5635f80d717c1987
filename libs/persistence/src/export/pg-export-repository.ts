import type { ExportEnd, ExportRecord, ExportRepository, ExportRow, FilePage } from '@dripemails/application';
import type { ExportFilter, Page, PageQuery } from '@dripemails/contracts';
import { DomainError } from '@dripemails/domain';
import { type Database, inTransaction } from '../database.js';
import type { ExportJob } from '../generated/client.js';
import { afterCursor, pageOfRows } from '../keyset-page.js';
import { encodePage } from './export-table.js';
import { writeWorkbook } from './workbook-stream.js';

const toRecord = (row: ExportJob): ExportRecord => ({
  id: row.id,
  workspaceId: row.workspaceId,
  status: row.status as ExportRecord['status'],
  format: row.format as ExportRecord['format'],
  filter: row.filter as ExportFilter,
  columns: row.columns,
  total: row.total,
  processed: row.processed,
  size: Number(row.size),
  cursor: row.cursor,
  failure: row.failure,
  createdAt: row.createdAt.getTime(),
  completedAt: row.completedAt?.getTime() ?? null,
  expiresAt: row.expiresAt?.getTime() ?? null,
});

// The row decides who may write: it has to be running and to stand where the writer began.
const MOVE_ON = `
  update export_job set cursor = coalesce($4::uuid, cursor), processed = processed + $5, size = size + $6,
    status = case when $8::timestamptz is null then status else 'completed' end, completed_at = $8, expires_at = $9
  where workspace_id = $1 and id = $2 and status = 'running' and cursor is not distinct from $3::uuid and processed = $7`;

const ADD_CHUNK = `
  insert into export_chunk (workspace_id, export_id, seq, data)
  select $1, $2, (select coalesce(max(seq) + 1, 0) from export_chunk where export_id = $2), $3`;

/** A piece of a workbook that this try may still write. */
const ADD_PIECE = `
  with job as (
    update export_job set size = size + $4 where workspace_id = $1 and id = $2 and status = 'running' and attempt = $5 returning id)
  insert into export_chunk (workspace_id, export_id, seq, data) select $1, job.id, $6, $3 from job`;

const dateOf = (ms: number | undefined): Date | null => (ms === undefined ? null : new Date(ms));

/** Somebody cancelled, or another worker began the file anew. */
class Overtaken extends Error {}

/** Exports and their files in PostgreSQL: any process can serve them, and they are backed up with everything else. */
export class PgExportRepository implements ExportRepository {
  constructor(private readonly db: Database) {}

  async create(job: Pick<ExportRecord, 'id' | 'workspaceId' | 'format' | 'filter' | 'columns'>): Promise<void> {
    const filter = JSON.parse(JSON.stringify(job.filter)) as object;
    await this.db.prisma.exportJob.create({ data: { ...job, filter, columns: [...job.columns] } });
  }

  async get(workspaceId: string, id: string): Promise<ExportRecord> {
    const row = await this.db.prisma.exportJob.findFirst({ where: { workspaceId, id } });
    if (row === null) throw new DomainError('export.not_found', 'There is no such export.');
    return toRecord(row);
  }

  async list(workspaceId: string, query: PageQuery): Promise<Page<ExportRecord>> {
    const after = afterCursor(query.cursor);
    const rows = await this.db.prisma.exportJob.findMany({
      where: { workspaceId, ...(after === undefined ? {} : { id: { lt: after } }) },
      orderBy: { id: 'desc' },
      take: query.limit + 1,
    });
    return pageOfRows(rows, query.limit, toRecord);
  }

  async begin(workspaceId: string, id: string, known: { total: number; columns: readonly string[] }): Promise<void> {
    await this.db.prisma.exportJob.updateMany({
      where: { workspaceId, id, status: 'queued' },
      data: { status: 'running', total: known.total, columns: [...known.columns] },
    });
  }

  async append(job: ExportRecord, page: FilePage): Promise<boolean> {
    if (job.format === 'xlsx') throw new Error('a workbook is written in one go');
    const data = encodePage(job.format, { columns: job.columns, isFirst: job.cursor === null }, page);
    const ref = [job.workspaceId, job.id];
    return await inTransaction(this.db.pool, async (client) => {
      const { rowCount } = await client.query(MOVE_ON, [
        ...[...ref, job.cursor, page.rows.at(-1)?.id ?? null],
        ...[page.rows.length, data.byteLength, job.processed, dateOf(page.end?.at), dateOf(page.end?.expiresAt)],
      ]);
      if (rowCount === 0) return false;
      await client.query(ADD_CHUNK, [...ref, data]);
      return true;
    });
  }

  async writeWorkbook(
    job: ExportRecord,
    pages: AsyncIterable<readonly ExportRow[]>,
    onProgress: (processed: number) => void,
  ): Promise<boolean> {
    const { pool } = this.db;
    const ref = [job.workspaceId, job.id];
    const attempt = await inTransaction(pool, async (client) => {
      const { rows } = await client.query<{ attempt: number }>(
        "update export_job set attempt = attempt + 1, processed = 0, size = 0 where workspace_id = $1 and id = $2 and status = 'running' returning attempt",
        ref,
      );
      await client.query('delete from export_chunk where workspace_id = $1 and export_id = $2', ref);
      return rows[0]?.attempt;
    });
    if (attempt === undefined) return false;
    let seq = 0;
    const mine = (rowCount: number | null) => {
      if (rowCount === 0) throw new Overtaken();
    };
    try {
      await writeWorkbook(job.columns, pages, {
        store: async (piece) => {
          const { rowCount } = await pool.query(ADD_PIECE, [...ref, piece, piece.byteLength, attempt, seq++]);
          mine(rowCount);
        },
        onProgress: async (processed) => {
          const { rowCount } = await pool.query(
            "update export_job set processed = $3 where workspace_id = $1 and id = $2 and status = 'running' and attempt = $4",
            [...ref, processed, attempt],
          );
          mine(rowCount);
          onProgress(processed);
        },
      });
      return true;
    } catch (error) {
      if (error instanceof Overtaken) return false;
      throw error;
    }
  }

  async complete(workspaceId: string, id: string, end: ExportEnd): Promise<void> {
    await this.db.prisma.exportJob.updateMany({
      where: { workspaceId, id, status: 'running' },
      data: { status: 'completed', completedAt: new Date(end.at), expiresAt: new Date(end.expiresAt) },
    });
  }

  async end(
    workspaceId: string,
    id: string,
    end: { status: 'failed' | 'cancelled'; failure: string | null; at: number },
  ): Promise<boolean> {
    return await inTransaction(this.db.pool, async (client) => {
      const { rowCount } = await client.query(
        "update export_job set status = $3, failure = $4, completed_at = $5, size = 0 where workspace_id = $1 and id = $2 and status in ('queued', 'running')",
        [workspaceId, id, end.status, end.failure?.slice(0, 1000) ?? null, new Date(end.at)],
      );
      if (rowCount === 0) return false;
      await client.query('delete from export_chunk where workspace_id = $1 and export_id = $2', [workspaceId, id]);
      return true;
    });
  }

  async *read(workspaceId: string, id: string): AsyncGenerator<Uint8Array> {
    for (let seq = 0; ; seq++) {
      const { rows } = await this.db.pool.query<{ data: Buffer }>(
        'select data from export_chunk where workspace_id = $1 and export_id = $2 and seq = $3',
        [workspaceId, id, seq],
      );
      if (rows[0] === undefined) return;
      yield rows[0].data;
    }
  }
}
