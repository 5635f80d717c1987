import type { ImportPerson, ImportRecord, ImportRepository, Rejection } from '@dripemails/application';
import type { ImportMapping, Page, PageQuery } from '@dripemails/contracts';
import { DomainError } from '@dripemails/domain';
import { v7 as newId } from 'uuid';
import { type Database, inTransaction } from '../database.js';
import type { ImportJob } from '../generated/client.js';
import { afterCursor, pageOfRows } from '../keyset-page.js';

const toRecord = (row: ImportJob): ImportRecord => ({
  id: row.id,
  workspaceId: row.workspaceId,
  listId: row.listId,
  status: row.status as ImportRecord['status'],
  fileName: row.fileName,
  mapping: row.mapping as ImportMapping,
  total: row.total,
  processed: row.processed,
  created: row.created,
  updated: row.updated,
  unchanged: row.unchanged,
  rejected: row.rejected,
  failure: row.failure,
  createdAt: row.createdAt.getTime(),
  completedAt: row.completedAt?.getTime() ?? null,
});

// One statement a batch. An empty cell says nothing, so what is known stays; the status is never touched: an import
// gives nobody's consent back. Only rows that differ are written, and what was not written counts as unchanged.
const UPSERT = `
  with x as (
    select * from jsonb_to_recordset($2::jsonb) as x("newId" uuid, "eventId" uuid, email text, "firstName" text, "lastName" text, "timeZone" text, locale text, fields jsonb)),
  w as (
    insert into subscriber as p (id, workspace_id, email, first_name, last_name, time_zone, locale, fields)
    select "newId", $1, email, "firstName", "lastName", "timeZone", locale, fields from x
    on conflict (workspace_id, lower(email)) do update set
      first_name = coalesce(excluded.first_name, p.first_name), last_name = coalesce(excluded.last_name, p.last_name),
      time_zone = coalesce(excluded.time_zone, p.time_zone), locale = coalesce(excluded.locale, p.locale),
      fields = p.fields || excluded.fields, updated_at = now()
    where (coalesce(excluded.first_name, p.first_name), coalesce(excluded.last_name, p.last_name), coalesce(excluded.time_zone, p.time_zone),
           coalesce(excluded.locale, p.locale), p.fields || excluded.fields)
      is distinct from (p.first_name, p.last_name, p.time_zone, p.locale, p.fields)
    returning id, (xmax = 0) as created),
  written as (
    insert into event (id, workspace_id, subscriber_id, kind, what, why)
    select x."eventId", $1, w.id, 'subscribed', 'Added by an import', $3 from w join x on x."newId" = w.id where w.created)
  select count(*) filter (where created)::int as created, count(*) filter (where not created)::int as updated from w`;

const ADD_TO_LIST = `
  insert into membership (workspace_id, list_id, subscriber_id)
  select $1, $2, p.id from subscriber p where p.workspace_id = $1 and lower(p.email) in (select lower(e) from unnest($3::text[]) as e)
  on conflict do nothing`;

export class PgImportRepository implements ImportRepository {
  constructor(private readonly db: Database) {}

  async create(
    job: Pick<ImportRecord, 'id' | 'workspaceId' | 'listId' | 'fileName' | 'mapping' | 'total'>,
  ): Promise<void> {
    await this.db.prisma.importJob.create({ data: { ...job, mapping: { ...job.mapping } } });
  }

  async get(workspaceId: string, id: string): Promise<ImportRecord> {
    const row = await this.db.prisma.importJob.findFirst({ where: { workspaceId, id } });
    if (row === null) throw new DomainError('import.not_found', 'There is no such import.');
    return toRecord(row);
  }

  async list(workspaceId: string, query: PageQuery): Promise<Page<ImportRecord>> {
    const after = afterCursor(query.cursor);
    const rows = await this.db.prisma.importJob.findMany({
      where: { workspaceId, ...(after === undefined ? {} : { id: { lt: after } }) },
      orderBy: { id: 'desc' },
      take: query.limit + 1,
    });
    return pageOfRows(rows, query.limit, toRecord);
  }

  async rejections(workspaceId: string, id: string, limit: number): Promise<readonly Rejection[]> {
    return await this.db.prisma.importRejection.findMany({
      where: { workspaceId, importId: id },
      orderBy: { line: 'asc' },
      take: limit,
      select: { line: true, reason: true, row: true },
    });
  }

  async *allRejections(workspaceId: string, id: string): AsyncGenerator<Rejection> {
    const take = 1000;
    for (let after = 0; ;) {
      const page = await this.db.prisma.importRejection.findMany({
        where: { workspaceId, importId: id, line: { gt: after } },
        orderBy: { line: 'asc' },
        take,
        select: { line: true, reason: true, row: true },
      });
      yield* page;
      const last = page.at(-1);
      if (last === undefined || page.length < take) return;
      after = last.line;
    }
  }

  async applyBatch(
    job: ImportRecord,
    processed: number,
    batch: { people: readonly ImportPerson[]; rejections: readonly Rejection[] },
  ): Promise<void> {
    await inTransaction(this.db.pool, async (client) => {
      const people = JSON.stringify(batch.people.map((person) => ({ ...person, eventId: newId() })));
      const { rows } = await client.query<{ created: number; updated: number }>(UPSERT, [
        job.workspaceId,
        people,
        `File '${job.fileName}'`,
      ]);
      const { created = 0, updated = 0 } = rows[0] ?? {};
      if (job.listId !== null)
        await client.query(ADD_TO_LIST, [job.workspaceId, job.listId, batch.people.map(({ email }) => email)]);
      await client.query(
        `insert into import_rejection (workspace_id, import_id, line, reason, row)
         select $1, $2, x.line, x.reason, x.row from jsonb_to_recordset($3::jsonb) as x(line int, reason text, row text) on conflict do nothing`,
        [job.workspaceId, job.id, JSON.stringify(batch.rejections)],
      );
      const { rowCount } = await client.query(
        `update import_job set status = 'running', processed = processed + $4, created = created + $5, updated = updated + $6, unchanged = unchanged + $7, rejected = rejected + $8
         where workspace_id = $1 and id = $2 and processed = $3`,
        [
          job.workspaceId,
          job.id,
          processed,
          batch.people.length + batch.rejections.length,
          created,
          updated,
          batch.people.length - created - updated,
          batch.rejections.length,
        ],
      );
      // two workers on one import: the later one gives up and its whole batch is rolled back
      if (rowCount === 0) throw new Error(`import ${job.id} was moved on by another worker`);
    });
  }

  async finish(
    workspaceId: string,
    id: string,
    end: { status: 'completed' | 'failed'; failure: string | null; at: number },
  ): Promise<void> {
    await this.db.prisma.importJob.updateMany({
      where: { workspaceId, id, completedAt: null },
      data: { status: end.status, failure: end.failure?.slice(0, 1000) ?? null, completedAt: new Date(end.at) },
    });
  }
}
