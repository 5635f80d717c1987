import type { SequenceRecord, SequenceRepository, StepCounts, VersionRecord } from '@dripemails/application';
import type { Page, SequenceQuery } from '@dripemails/contracts';
import { DomainError, type SequenceDefinition, type SequenceState, type Step } from '@dripemails/domain';
import { type Database, inTransaction } from './database.js';
import { afterCursor, pageOfRows } from './keyset-page.js';

const SELECT = `
  select s.id, s.name, s.state, s.current_version, s.draft, s.paused_at, s.created_at, s.updated_at,
    (v.steps is null or v.steps is distinct from s.draft) as has_unpublished_changes,
    c.active, c.held, c.paused, c.ended, c.sent
  from sequence s
  left join sequence_version v on v.sequence_id = s.id and v.version = s.current_version
  cross join lateral (
    select count(*) filter (where state = 'active')::int as active, count(*) filter (where state = 'held')::int as held,
           count(*) filter (where state = 'paused')::int as paused, count(*) filter (where state = 'ended')::int as ended,
           coalesce(sum(sent), 0)::int as sent
    from enrollment e where e.sequence_id = s.id) c`;

interface Row {
  id: string;
  name: string;
  state: SequenceState;
  current_version: number | null;
  draft: Step[];
  paused_at: Date | null;
  created_at: Date;
  updated_at: Date;
  has_unpublished_changes: boolean;
  active: number;
  held: number;
  paused: number;
  ended: number;
  sent: number;
}

const toRecord = (row: Row): SequenceRecord => ({
  id: row.id,
  name: row.name,
  state: row.state,
  version: row.current_version,
  steps: row.draft,
  hasUnpublishedChanges: row.has_unpublished_changes,
  counts: { active: row.active, held: row.held, paused: row.paused, ended: row.ended, sent: row.sent },
  pausedAt: row.paused_at?.getTime() ?? null,
  createdAt: row.created_at.getTime(),
  updatedAt: row.updated_at.getTime(),
});

/** Versions kept in memory; each is immutable, so none ever has to be thrown away but for space. */
const DEFINITIONS_KEPT = 500;

export class PgSequenceRepository implements SequenceRepository {
  private readonly definitions = new Map<string, SequenceDefinition>();

  constructor(private readonly db: Database) {}

  async create(workspaceId: string, sequence: { id: string; name: string; steps: readonly Step[] }): Promise<void> {
    await this.db.pool.query('insert into sequence (id, workspace_id, name, draft) values ($1, $2, $3, $4)', [
      sequence.id,
      workspaceId,
      sequence.name,
      JSON.stringify(sequence.steps),
    ]);
  }

  async get(workspaceId: string, id: string): Promise<SequenceRecord> {
    const { rows } = await this.db.pool.query<Row>(`${SELECT} where s.workspace_id = $1 and s.id = $2`, [
      workspaceId,
      id,
    ]);
    if (rows[0] === undefined) throw notFound();
    return toRecord(rows[0]);
  }

  async list(workspaceId: string, query: SequenceQuery): Promise<Page<SequenceRecord>> {
    const { rows } = await this.db.pool.query<Row>(
      `${SELECT} where s.workspace_id = $1 and ($2::uuid is null or s.id < $2) and ($3::text is null or s.state = $3) order by s.id desc limit $4`,
      [workspaceId, afterCursor(query.cursor) ?? null, query.state ?? null, query.limit + 1],
    );
    return pageOfRows(rows, query.limit, toRecord);
  }

  async updateDraft(
    workspaceId: string,
    id: string,
    change: { name?: string | undefined; steps?: readonly Step[] | undefined },
  ): Promise<void> {
    const { rowCount } = await this.db.pool.query(
      'update sequence set name = coalesce($3, name), draft = coalesce($4::jsonb, draft), updated_at = now() where workspace_id = $1 and id = $2',
      [workspaceId, id, change.name ?? null, change.steps === undefined ? null : JSON.stringify(change.steps)],
    );
    if (rowCount === 0) throw notFound();
  }

  async publish(
    workspaceId: string,
    id: string,
    steps: readonly Step[],
    running: 'keep' | 'move',
  ): Promise<{ version: number; moved: number; kept: number }> {
    return await inTransaction(this.db.pool, async (client) => {
      const json = JSON.stringify(steps);
      const current = await client.query<{ version: number | null; same: boolean }>(
        `select s.current_version as version, coalesce(v.steps = $3::jsonb, false) as same
         from sequence s left join sequence_version v on v.sequence_id = s.id and v.version = s.current_version
         where s.workspace_id = $1 and s.id = $2 for update of s`,
        [workspaceId, id, json],
      );
      const row = current.rows[0];
      if (row === undefined) throw notFound();
      const version = row.same && row.version !== null ? row.version : (row.version ?? 0) + 1;
      if (!row.same) {
        await client.query(
          'insert into sequence_version (workspace_id, sequence_id, version, steps) values ($1, $2, $3, $4)',
          [workspaceId, id, version, json],
        );
        await client.query(
          'update sequence set current_version = $3, updated_at = now() where workspace_id = $1 and id = $2',
          [workspaceId, id, version],
        );
      }
      const moved = running === 'keep' ? 0 : await moveLive(client, workspaceId, id, version);
      const live = await client.query<{ count: number }>(
        "select count(*)::int as count from enrollment where workspace_id = $1 and sequence_id = $2 and state <> 'ended'",
        [workspaceId, id],
      );
      return { version, moved, kept: (live.rows[0]?.count ?? 0) - moved };
    });
  }

  async countLive(workspaceId: string, id: string): Promise<{ live: number; current: number }> {
    const { rows } = await this.db.pool.query<{ live: number; current: number }>(
      `select count(*)::int as live, count(*) filter (where e.version = s.current_version)::int as current
       from enrollment e join sequence s on s.id = e.sequence_id
       where e.workspace_id = $1 and e.sequence_id = $2 and e.state <> 'ended'`,
      [workspaceId, id],
    );
    return rows[0] ?? { live: 0, current: 0 };
  }

  async changeState(
    workspaceId: string,
    id: string,
    change: { from: SequenceState; to: SequenceState; at: number; freeze: boolean },
  ): Promise<boolean> {
    return await inTransaction(this.db.pool, async (client) => {
      const at = new Date(change.at);
      const before = await client.query<{ paused_at: Date | null }>(
        'select paused_at from sequence where workspace_id = $1 and id = $2 and state = $3 for update',
        [workspaceId, id, change.from],
      );
      const row = before.rows[0];
      if (row === undefined) return false;
      await client.query(
        "update sequence set state = $3, paused_at = case when $3 = 'paused' then $4::timestamptz end, updated_at = now() where workspace_id = $1 and id = $2",
        [workspaceId, id, change.to, at],
      );
      if (row.paused_at !== null) {
        // without freeze the pause counts for nothing, so it shifts nothing; the revisions rise all the same
        await client.query(RESUME, [workspaceId, id, change.freeze ? row.paused_at : at, at]);
      }
      return true;
    });
  }

  async versions(workspaceId: string, id: string): Promise<readonly VersionRecord[]> {
    const { rows } = await this.db.pool.query<{ version: number; published_at: Date; steps: Step[]; people: number }>(
      `select v.version, v.published_at, v.steps,
         (select count(*)::int from enrollment e where e.sequence_id = v.sequence_id and e.version = v.version and e.state <> 'ended') as people
       from sequence_version v where v.workspace_id = $1 and v.sequence_id = $2 order by v.version desc`,
      [workspaceId, id],
    );
    return rows.map((row) => ({
      version: row.version,
      publishedAt: row.published_at.getTime(),
      steps: row.steps,
      people: row.people,
    }));
  }

  async stats(
    workspaceId: string,
    id: string,
  ): Promise<{ outcomes: Record<string, number>; steps: readonly StepCounts[] }> {
    const outcomes = await this.db.pool.query<{ outcome: string; count: number }>(
      "select outcome, count(*)::int as count from enrollment where workspace_id = $1 and sequence_id = $2 and state = 'ended' group by outcome",
      [workspaceId, id],
    );
    const steps = await this.db.pool.query<StepCounts>(
      `with step as (
         select t.step ->> 'id' as id, t.position from sequence s join sequence_version v on v.sequence_id = s.id and v.version = s.current_version,
           jsonb_array_elements(v.steps) with ordinality as t(step, position) where s.workspace_id = $1 and s.id = $2)
       select step.id as "stepId",
         (select count(*)::int from enrollment e where e.sequence_id = $2 and e.state <> 'ended' and e.plan_step = step.id) as waiting,
         (select count(*)::int from enrollment e where e.sequence_id = $2 and step.id = any(e.done)) as passed,
         (select count(*)::int from message m where m.sequence_id = $2 and m.step_id = step.id and m.state = 'rejected') as failed,
         (select count(*)::int from message m where m.sequence_id = $2 and m.step_id = step.id and m.state = 'unknown') as unknown
       from step order by step.position`,
      [workspaceId, id],
    );
    return { outcomes: Object.fromEntries(outcomes.rows.map((row) => [row.outcome, row.count])), steps: steps.rows };
  }

  async definition(workspaceId: string, id: string, version: number): Promise<SequenceDefinition> {
    const key = `${workspaceId}/${id}/${version}`;
    const kept = this.definitions.get(key);
    if (kept !== undefined) return kept;
    const { rows } = await this.db.pool.query<{ steps: Step[] }>(
      'select steps from sequence_version where workspace_id = $1 and sequence_id = $2 and version = $3',
      [workspaceId, id, version],
    );
    if (rows[0] === undefined) throw notFound();
    const definition: SequenceDefinition = { sequenceId: id, version, steps: rows[0].steps };
    if (this.definitions.size >= DEFINITIONS_KEPT) this.definitions.clear();
    this.definitions.set(key, definition);
    return definition;
  }
}

// Everybody's remaining wait goes on where the pause stopped it. Who is paused alone is left out: their own resume
// shifts them from when their pause began (domain: pause-shift). Raising the revision makes a decision stale that was
// made while the sequence was paused and is about to be stored.
const RESUME = `
  update enrollment set
    anchor_at = anchor_at + greatest($4::timestamptz - greatest($3::timestamptz, anchor_at), interval '0'),
    plan_at = case when parked then $4::timestamptz else plan_at + greatest($4::timestamptz - greatest($3::timestamptz, anchor_at), interval '0') end,
    revision = revision + 1
  where workspace_id = $1 and sequence_id = $2 and state in ('active', 'held')`;

async function moveLive(
  client: { query: (text: string, values: unknown[]) => Promise<{ rowCount: number | null }> },
  workspaceId: string,
  id: string,
  version: number,
): Promise<number> {
  const { rowCount } = await client.query(
    `with e as (
       update enrollment set version = $3, revision = revision + 1 where workspace_id = $1 and sequence_id = $2 and state <> 'ended' and version <> $3
       returning id, subscriber_id),
     written as (
       insert into event (id, workspace_id, subscriber_id, enrollment_id, kind, what)
       select gen_random_uuid(), $1, subscriber_id, id, 'moved', 'Moved to version ' || $3::int from e)
     select id from e`,
    [workspaceId, id, version],
  );
  return rowCount ?? 0;
}

function notFound(): DomainError {
  return new DomainError('sequence.not_found', 'There is no such sequence.');
}
