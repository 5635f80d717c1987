import {
  type Fact,
  type ImportPerson,
  type ImportRecord,
  type ImportRepository,
  type Rejection,
  fieldFacts,
  listFact,
} from '@dripemails/application';
import type { ImportMapping, Page, PageQuery } from '@dripemails/contracts';
import { DomainError } from '@dripemails/domain';
import type { PoolClient } from 'pg';
import { v7 as newId } from 'uuid';
import type { Database } from '../database.js';
import type { ImportJob } from '../generated/client.js';
import { afterCursor, pageOfRows } from '../keyset-page.js';
import { recordFacts } from '../trigger/notice-facts.js';
import { FIELD_COLUMNS, type FieldRow, changedFields } from '../trigger/person-writes.js';

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

// In id order, as everything that locks several people does, so that no two wait for each other.
const BEFORE = `
  select id, ${FIELD_COLUMNS} from subscriber
  where workspace_id = $1 and lower(email) in (select lower(e) from unnest($2::text[]) as e) order by id for no key update`;

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
    returning id, ${FIELD_COLUMNS}),
  written as (
    insert into event (id, workspace_id, subscriber_id, kind, what, why)
    select x."eventId", $1, w.id, 'subscribed', 'Added by an import', $3 from w join x on x."newId" = w.id)
  select id, ${FIELD_COLUMNS} from w`;

// Only those who were not on the list join it; the event of who is new to the workspace says that it was an import.
const ADD_TO_LIST = `
  with joined as (
    insert into membership (workspace_id, list_id, subscriber_id)
    select $1, $2, p.id from subscriber p where p.workspace_id = $1 and lower(p.email) in (select lower(e) from unnest($3::text[]) as e)
    on conflict do nothing returning subscriber_id),
  written as (
    insert into event (id, workspace_id, subscriber_id, kind, what, why)
    select gen_random_uuid(), $1, j.subscriber_id, 'list-joined', 'Joined list ''' || l.name || '''', $5
    from joined j join list l on l.id = $2 where j.subscriber_id <> all($4::uuid[]))
  select subscriber_id as id from joined`;

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
    at: number,
  ): Promise<readonly string[]> {
    const { waiting } = await recordFacts(this.db.pool, job.workspaceId, async (client) => {
      const { created, updated, facts } = await upsertPeople(client, job, batch.people, at);
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
      return { facts, result: null };
    });
    return waiting;
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

/** Writes the people of a batch and puts them on the import's list. */
async function upsertPeople(
  client: PoolClient,
  job: ImportRecord,
  people: readonly ImportPerson[],
  at: number,
): Promise<{ created: number; updated: number; facts: readonly Fact[] }> {
  const emails = people.map(({ email }) => email);
  const why = `File '${job.fileName}'`;
  const before = await client.query<FieldRow & { id: string }>(BEFORE, [job.workspaceId, emails]);
  const known = new Map(before.rows.map((row) => [row.id, row]));
  const records = people.map((person) => ({ ...person, eventId: newId() }));
  const { rows } = await client.query<FieldRow & { id: string }>(UPSERT, [
    job.workspaceId,
    JSON.stringify(records),
    why,
  ]);
  const newIds = new Set(people.map((person) => person.newId));
  const created = rows.map(({ id }) => id).filter((id) => newIds.has(id));
  const changes = rows.flatMap((row) => fieldFacts(row.id, changedFields(known.get(row.id) ?? null, row), at));
  const { listId } = job;
  const joined =
    listId === null
      ? []
      : (await client.query<{ id: string }>(ADD_TO_LIST, [job.workspaceId, listId, emails, created, why])).rows;
  return {
    created: created.length,
    updated: rows.length - created.length,
    facts: [...changes, ...joined.map(({ id }) => listFact(id, 'listJoined', listId ?? '', at))],
  };
}
