import {
  importSource,
  type BatchOutcome,
  type Fact,
  type ImportBatch,
  type ImportPerson,
  type ImportRecord,
  type ImportRepository,
  type ImportSettings,
  type Rejection,
  type Unconfirmed,
} from '@dripemails/application';
import type { ImportMapping, ImportStatus, Page, PageQuery } from '@dripemails/contracts';
import { DomainError, type FieldDefinition } from '@dripemails/domain';
import type { PoolClient } from 'pg';
import { v7 as newId } from 'uuid';
import type { SuppressionKey } from '../consent/suppression-sql.js';
import { inTransaction, type Database } from '../database.js';
import type { ImportJob } from '../generated/client.js';
import { afterCursor, pageOfRows } from '../keyset-page.js';
import { recordFacts } from '../trigger/notice-facts.js';
import { mergePeople, type Merged } from './merge-people.js';
import { stagedLine } from './stage-people.js';
import { forget, newOnes, remember } from './seen-addresses.js';

/** What an import that is older than its options was asked for. */
const DEFAULTS: ImportSettings = {
  conflict: 'overwrite',
  consent: null,
  consentText: '',
  listIds: [],
  tags: [],
  dryRun: false,
  sheet: null,
  encoding: null,
  format: null,
  header: null,
  actor: 'unknown',
};

/** What its row says, with what an older one does not say yet. */
function settingsOf(row: ImportJob): ImportSettings {
  const given = row.options as Partial<ImportSettings>;
  const format = given.format ? { ...given.format, encodingFound: given.format.encodingFound ?? null } : null;
  return { ...DEFAULTS, listIds: row.listId === null ? [] : [row.listId], ...given, format };
}

const toRecord = (row: ImportJob): ImportRecord => ({
  id: row.id,
  workspaceId: row.workspaceId,
  listId: row.listId,
  status: row.status as ImportStatus,
  fileName: row.fileName,
  mapping: row.mapping as ImportMapping,
  options: settingsOf(row),
  total: row.total,
  processed: row.processed,
  created: row.created,
  updated: row.updated,
  unchanged: row.unchanged,
  rejected: row.rejected,
  withheld: row.withheld,
  failure: row.failure,
  createdAt: row.createdAt.getTime(),
  completedAt: row.completedAt?.getTime() ?? null,
});

const ADVANCE = `
  update import_job set status = 'running', processed = processed + $4, created = created + $5, updated = updated + $6,
    unchanged = unchanged + $7, rejected = rejected + $8, withheld = withheld + $9
  where workspace_id = $1 and id = $2 and processed = $3 and status in ('queued', 'running')`;
const REJECT = `
  insert into import_rejection (workspace_id, import_id, line, reason, row)
  select $1, $2, x.line, x.reason, x.row from jsonb_to_recordset($3::jsonb) as x(line int, reason text, row text) on conflict do nothing`;
const LAST_MAPPING = `
  select mapping from import_job where workspace_id = $1 and mapping ?& $2::text[]
    and (select count(*) from jsonb_object_keys(mapping)) = $3 order by id desc limit 1`;
// Ids are made from the time, give or take a clock: nothing of this import is older than a day before it.
const UNCONFIRMED = `
  select c.id, c.subscriber_id, c.list_id from consent c join subscriber p on p.id = c.subscriber_id
  where c.workspace_id = $1 and c.id > $2 and c.source = $3 and c.what in ('imported', 'listJoined')
    and p.workspace_id = $1 and p.status in ('active', 'unconfirmed') and case when c.list_id is null then p.status = 'unconfirmed'
      else exists (select 1 from membership m where m.list_id = c.list_id and m.subscriber_id = c.subscriber_id and m.status = 'unconfirmed') end
  order by c.id limit $4`;
const DAY_MS = 86_400_000;
/**
 * Two batches are written at a time and are committed in order. Should somebody else's transaction stand between them, the
 * database cannot see the circle: it ends here, and the batch is done again.
 */
const LOCK_TIMEOUT = "set local lock_timeout = '20s'";

/** Somebody paused or cancelled the import, so the batch is rolled back. */
class StoppedMeanwhile extends Error {
  constructor(readonly status: ImportStatus) {
    super(`the import is ${status}`);
  }
}
/** The numbers of a dry run are known, so what they were counted by is rolled back. */
class Counted extends Error {
  /** @param fresh hashes of the addresses that nobody had before this batch */
  constructor(
    readonly merged: Merged,
    readonly fresh: readonly Buffer[],
  ) {
    super('a dry run');
  }
}

export class PgImportRepository implements ImportRepository {
  constructor(
    private readonly db: Database,
    private readonly suppression: SuppressionKey,
  ) {}

  async create(
    job: Pick<ImportRecord, 'id' | 'workspaceId' | 'listId' | 'fileName' | 'mapping' | 'options' | 'total'>,
  ): Promise<void> {
    const options = JSON.parse(JSON.stringify(job.options)) as object;
    await this.db.prisma.importJob.create({ data: { ...job, mapping: { ...job.mapping }, options } });
  }

  async fields(workspaceId: string): Promise<readonly (FieldDefinition & { readonly label: string })[]> {
    const { rows } = await this.db.pool.query<FieldDefinition & { label: string }>(
      'select name, label, type, choices from custom_field where workspace_id = $1 order by name',
      [workspaceId],
    );
    return rows;
  }

  async addFields(workspaceId: string, fields: readonly { name: string; label: string }[]): Promise<void> {
    if (fields.length === 0) return;
    await this.db.pool.query(
      `insert into custom_field (id, workspace_id, name, label, type)
       select f.id, $1, f.name, f.label, 'text' from unnest($2::uuid[], $3::text[], $4::text[]) as f(id, name, label)
       on conflict do nothing`,
      [workspaceId, fields.map(() => newId()), fields.map(({ name }) => name), fields.map(({ label }) => label)],
    );
  }

  async lastMapping(workspaceId: string, header: readonly string[]): Promise<ImportMapping | null> {
    const values = [workspaceId, header, header.length];
    const { rows } = await this.db.pool.query<{ mapping: ImportMapping }>(LAST_MAPPING, values);
    return rows[0]?.mapping ?? null;
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

  encode(person: ImportPerson): string {
    return stagedLine(person);
  }

  async applyBatch(
    job: ImportRecord,
    processed: number,
    batch: ImportBatch,
    { at, turn }: { readonly at: number; readonly turn: Promise<unknown> },
  ): Promise<BatchOutcome> {
    // whoever is before may fail before this looks
    turn.catch(() => undefined);
    const end = { job, processed, batch, turn };
    const merge = (client: PoolClient) => mergePeople(client, job, batch, { at, suppression: this.suppression });
    try {
      if (job.options.dryRun) {
        const { merged, fresh } = await this.count(job, merge);
        await inTransaction(this.db.pool, async (client) => {
          await remember(client, job, fresh);
          await this.advance(client, end, merged);
        });
        return { stopped: false, waiting: [] };
      }
      const { waiting } = await recordFacts(this.db.pool, job.workspaceId, async (client) => {
        await client.query(LOCK_TIMEOUT);
        const merged = await merge(client);
        const facts: readonly Fact[] = merged.facts;
        await this.advance(client, end, merged);
        return { facts, result: null };
      });
      return { stopped: false, waiting };
    } catch (error) {
      if (error instanceof StoppedMeanwhile) return { stopped: true, status: error.status };
      throw error;
    }
  }

  /** Does it and takes it back: then the numbers are those of the real thing. */
  private async count(job: ImportRecord, merge: (client: PoolClient) => Promise<Merged>): Promise<Counted> {
    try {
      return await inTransaction(this.db.pool, async (client) => {
        const merged = await merge(client);
        const { fresh, again } =
          merged.created === 0 ? { fresh: [], again: 0 } : await newOnes(client, job, this.suppression);
        throw new Counted({ ...merged, created: merged.created - again }, fresh);
      });
    } catch (error) {
      if (error instanceof Counted) return error;
      throw error;
    }
  }

  /** Waits for its turn, then writes the rejections and moves the progress on. */
  private async advance(
    client: PoolClient,
    {
      job,
      processed,
      batch,
      turn,
    }: { job: ImportRecord; processed: number; batch: ImportBatch; turn: Promise<unknown> },
    { created, updated, withheld }: Merged,
  ): Promise<void> {
    const { waves, rejections } = batch;
    const people = waves.reduce((sum, inWave) => sum + inWave, 0);
    if (rejections.length > 0) await client.query(REJECT, [job.workspaceId, job.id, JSON.stringify(rejections)]);
    await turn;
    const counts = [people + rejections.length, created, updated, people - created - updated];
    const values = [job.workspaceId, job.id, processed, ...counts, rejections.length, withheld];
    const { rowCount } = await client.query(ADVANCE, values);
    if (rowCount === 1) return;
    const { rows } = await client.query<{ status: ImportStatus; processed: number }>(
      'select status, processed from import_job where workspace_id = $1 and id = $2',
      [job.workspaceId, job.id],
    );
    const now = rows[0];
    if (now === undefined) throw new DomainError('import.not_found', 'There is no such import.');
    if (now.status !== 'queued' && now.status !== 'running') throw new StoppedMeanwhile(now.status);
    // two workers on one import: the later one gives up and its whole batch is rolled back
    throw new Error(`import ${job.id} was moved on by another worker`);
  }

  async unconfirmed(
    job: ImportRecord,
    cursor: string | null,
    limit: number,
  ): Promise<{ readonly people: readonly Unconfirmed[]; readonly cursor: string | null }> {
    const { consent, listIds } = job.options;
    if (consent === 'single' || (consent === null && listIds.length === 0)) return { people: [], cursor: null };
    const { rows } = await this.db.pool.query<{ id: string; subscriber_id: string; list_id: string | null }>(
      UNCONFIRMED,
      [job.workspaceId, cursor ?? firstIdAt(job.createdAt - DAY_MS), importSource(job), limit],
    );
    const people = rows.map((row) => ({ subscriberId: row.subscriber_id, listId: row.list_id }));
    return { people, cursor: rows.length < limit ? null : (rows.at(-1)?.id ?? null) };
  }

  async transition(
    workspaceId: string,
    id: string,
    { from, to, completedAt }: { from: readonly ImportStatus[]; to: ImportStatus; completedAt: number | null },
  ): Promise<boolean> {
    return await inTransaction(this.db.pool, async (client) => {
      const { rowCount } = await client.query(
        'update import_job set status = $3, completed_at = coalesce($4, completed_at) where workspace_id = $1 and id = $2 and status = any($5::text[])',
        [workspaceId, id, to, completedAt === null ? null : new Date(completedAt), from],
      );
      if (completedAt !== null && rowCount === 1) await forget(client, { workspaceId, id });
      return rowCount === 1;
    });
  }

  async finish(
    workspaceId: string,
    id: string,
    end: { status: 'completed' | 'failed'; failure: string | null; at: number },
  ): Promise<void> {
    await inTransaction(this.db.pool, async (client) => {
      await client.query(
        'update import_job set status = $3, failure = $4, completed_at = $5 where workspace_id = $1 and id = $2 and completed_at is null',
        [workspaceId, id, end.status, end.failure?.slice(0, 1000) ?? null, new Date(end.at)],
      );
      await forget(client, { workspaceId, id });
    });
  }
}

/** The smallest UUIDv7 of an instant in ms (RFC 9562). */
function firstIdAt(ms: number): string {
  const hex = Math.max(0, Math.floor(ms)).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
