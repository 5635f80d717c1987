import type {
  PublishedContent,
  ResumeMode,
  SequenceRecord,
  SequenceRepository,
  SequenceSurroundings,
  StandingGroup,
  StepCounts,
  VersionRecord,
} from '@dripemails/application';
import type { Page, SequenceQuery } from '@dripemails/contracts';
import {
  DEFAULT_SETTINGS,
  DomainError,
  type SequenceDefinition,
  type SequenceSettings,
  type SequenceState,
  type Step,
  flattenSteps,
} from '@dripemails/domain';
import { type Database, inTransaction } from './database.js';
import { afterCursor, pageOfRows } from './keyset-page.js';
import { writeTriggers } from './trigger/write-triggers.js';

const SELECT = `
  select s.id, s.name, s.state, s.current_version, s.draft, s.draft_settings, s.paused_at, s.created_at, s.updated_at,
    (v.steps is null or coalesce(v.written -> 'steps', v.steps) is distinct from s.draft or coalesce(v.written -> 'settings', v.settings) is distinct from s.draft_settings) as has_unpublished_changes,
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
  draft_settings: Partial<SequenceSettings>;
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

/** What a version of before a setting existed says of it. */
const withDefaults = (stored: Partial<SequenceSettings>): SequenceSettings => ({ ...DEFAULT_SETTINGS, ...stored });

const toRecord = (row: Row): SequenceRecord => ({
  id: row.id,
  name: row.name,
  state: row.state,
  version: row.current_version,
  steps: row.draft,
  settings: withDefaults(row.draft_settings),
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

  async create(
    workspaceId: string,
    sequence: { id: string; name: string; steps: readonly Step[]; settings: SequenceSettings },
  ): Promise<void> {
    const { id, name, steps, settings } = sequence;
    await this.db.pool.query(
      'insert into sequence (id, workspace_id, name, draft, draft_settings) values ($1, $2, $3, $4, $5)',
      [id, workspaceId, name, JSON.stringify(steps), JSON.stringify(settings)],
    );
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
    change: Parameters<SequenceRepository['updateDraft']>[2],
  ): Promise<void> {
    const { rowCount } = await this.db.pool.query(
      'update sequence set name = coalesce($3, name), draft = coalesce($4::jsonb, draft), draft_settings = coalesce($5::jsonb, draft_settings), updated_at = now() where workspace_id = $1 and id = $2',
      [workspaceId, id, change.name ?? null, json(change.steps), json(change.settings)],
    );
    if (rowCount === 0) throw notFound();
  }

  async publish(
    workspaceId: string,
    id: string,
    content: PublishedContent,
    running: 'keep' | 'move',
  ): Promise<{ version: number; moved: number; kept: number; triggersChanged: readonly number[] }> {
    return await inTransaction(this.db.pool, async (client) => {
      // no stronger lock: whoever holds one of the enrollments may put people into the sequence, and must not wait for it
      const values = publishedValues(workspaceId, id, content);
      const current = await client.query<{ version: number | null; same: boolean }>(
        `${CURRENT} for no key update of s`,
        values,
      );
      const row = current.rows[0];
      if (row === undefined) throw notFound();
      let { version } = row;
      if (version === null || !row.same) {
        const { rows } = await client.query<{ version: number }>(PUBLISH, values);
        version = rows[0]?.version ?? 1;
      }
      const triggersChanged = await writeTriggers(client, workspaceId, id, content.settings.triggers);
      const moved = running === 'keep' ? 0 : await moveLive(client, workspaceId, id, version);
      const live = await client.query<{ count: number }>(
        "select count(*)::int as count from enrollment where workspace_id = $1 and sequence_id = $2 and state <> 'ended'",
        [workspaceId, id],
      );
      return { version, moved, kept: (live.rows[0]?.count ?? 0) - moved, triggersChanged };
    });
  }

  async standings(workspaceId: string, id: string, now: number): Promise<readonly StandingGroup[]> {
    const { rows } = await this.db.pool.query<StandingGroup>(STANDINGS, [workspaceId, id, new Date(now)]);
    return rows;
  }

  async surroundings(workspaceId: string): Promise<SequenceSurroundings> {
    const lists = await this.db.pool.query<{ id: string; name: string }>(
      'select id, name from list where workspace_id = $1',
      [workspaceId],
    );
    const topics = await this.db.pool.query<{ id: string }>('select id from topic where workspace_id = $1', [
      workspaceId,
    ]);
    const forms = await this.db.pool.query<{ id: string }>('select id from form where workspace_id = $1', [
      workspaceId,
    ]);
    const sequences = await this.db.pool.query<{
      id: string;
      name: string;
      state: SequenceState;
      steps: Step[];
      settings: Partial<SequenceSettings>;
    }>(
      `select s.id, s.name, s.state, coalesce(v.steps, '[]') as steps, coalesce(v.settings, '{}') as settings
       from sequence s left join sequence_version v on v.sequence_id = s.id and v.version = s.current_version
       where s.workspace_id = $1`,
      [workspaceId],
    );
    return {
      lists: new Map(lists.rows.map(({ id, name }) => [id, { name }])),
      topics: new Set(topics.rows.map((row) => row.id)),
      forms: new Set(forms.rows.map((row) => row.id)),
      sequences: new Map(
        sequences.rows.map(({ id, name, state, steps, settings }) => {
          const { triggers, reentry } = withDefaults(settings);
          return [id, { name, state, steps, triggers, reentry }] as const;
        }),
      ),
    };
  }

  async countMove(
    workspaceId: string,
    id: string,
    content: PublishedContent,
  ): Promise<{ moved: number; kept: number }> {
    const { rows } = await this.db.pool.query<{ moved: number; kept: number }>(
      `select count(*) filter (where e.version <> s.version or not s.same)::int as moved,
         count(*) filter (where e.version = s.version and s.same)::int as kept
       from (${CURRENT}) s join enrollment e on e.sequence_id = s.id
       where e.workspace_id = $1 and e.state <> 'ended'`,
      publishedValues(workspaceId, id, content),
    );
    return rows[0] ?? { moved: 0, kept: 0 };
  }

  async changeState(
    workspaceId: string,
    id: string,
    change: { from: SequenceState; to: SequenceState; at: number; resume: ResumeMode | null },
  ): Promise<boolean> {
    return await inTransaction(this.db.pool, async (client) => {
      const at = new Date(change.at);
      const before = await client.query<{ paused_at: Date | null }>(
        'select paused_at from sequence where workspace_id = $1 and id = $2 and state = $3 for no key update',
        [workspaceId, id, change.from],
      );
      const row = before.rows[0];
      if (row === undefined) return false;
      await client.query(
        "update sequence set state = $3, paused_at = case when $3 = 'paused' then $4::timestamptz end, updated_at = now() where workspace_id = $1 and id = $2",
        [workspaceId, id, change.to, at],
      );
      if (row.paused_at !== null && change.resume !== null) {
        const { mode, gapMs } = change.resume;
        await client.query(RESUME, [workspaceId, id, row.paused_at, at, mode]);
        if (gapMs !== null) await client.query(SPREAD, [workspaceId, id, at, gapMs]);
      }
      return true;
    });
  }

  async versions(workspaceId: string, id: string): Promise<readonly VersionRecord[]> {
    const { rows } = await this.db.pool.query<{
      version: number;
      published_at: Date;
      steps: Step[];
      settings: SequenceSettings;
      people: number;
    }>(
      `select v.version, v.published_at, v.steps, v.settings,
         (select count(*)::int from enrollment e where e.sequence_id = v.sequence_id and e.version = v.version and e.state <> 'ended') as people
       from sequence_version v where v.workspace_id = $1 and v.sequence_id = $2 order by v.version desc`,
      [workspaceId, id],
    );
    return rows.map((row) => ({
      version: row.version,
      publishedAt: row.published_at.getTime(),
      steps: row.steps,
      settings: withDefaults(row.settings),
      people: row.people,
    }));
  }

  async hasStep(workspaceId: string, id: string, stepId: string): Promise<boolean> {
    const { rows } = await this.db.pool.query<{ has: boolean }>(
      `select exists (select 1 from sequence_version where workspace_id = $1 and sequence_id = $2
         and jsonb_path_exists(steps, '$.** ? (@.kind != "" && @.id == $step)', jsonb_build_object('step', $3::text))) as has`,
      [workspaceId, id, stepId],
    );
    return rows[0]?.has ?? false;
  }

  async stats(
    workspaceId: string,
    id: string,
  ): Promise<{ outcomes: Record<string, number>; steps: readonly StepCounts[] }> {
    const outcomes = await this.db.pool.query<{ outcome: string; count: number }>(
      "select outcome, count(*)::int as count from enrollment where workspace_id = $1 and sequence_id = $2 and state = 'ended' group by outcome",
      [workspaceId, id],
    );
    const { rows: current } = await this.db.pool.query<{ steps: Step[] }>(
      `select v.steps from sequence s join sequence_version v on v.sequence_id = s.id and v.version = s.current_version
       where s.workspace_id = $1 and s.id = $2`,
      [workspaceId, id],
    );
    // those of all arms, in the order in which they are written
    const stepIds = flattenSteps(current[0]?.steps ?? []).map(({ step }) => step.id);
    const steps = await this.db.pool.query<StepCounts>(
      `with step as (select id, position from unnest($3::text[]) with ordinality as t(id, position))
       select step.id as "stepId",
         (select count(*)::int from enrollment e where e.workspace_id = $1 and e.sequence_id = $2 and e.state <> 'ended' and e.plan_step = step.id) as waiting,
         (select count(*)::int from enrollment e where e.sequence_id = $2 and step.id = any(e.done)) as passed,
         (select count(*)::int from message m where m.sequence_id = $2 and m.step_id = step.id and m.state = 'rejected') as failed,
         (select count(*)::int from message m where m.sequence_id = $2 and m.step_id = step.id and m.state = 'unknown') as unknown
       from step order by step.position`,
      [workspaceId, id, stepIds],
    );
    return { outcomes: Object.fromEntries(outcomes.rows.map((row) => [row.outcome, row.count])), steps: steps.rows };
  }

  async definition(workspaceId: string, id: string, version: number): Promise<SequenceDefinition> {
    const key = `${workspaceId}/${id}/${version}`;
    const kept = this.definitions.get(key);
    if (kept !== undefined) return kept;
    const { rows } = await this.db.pool.query<{ steps: Step[]; settings: Partial<SequenceSettings> }>(
      'select steps, settings from sequence_version where workspace_id = $1 and sequence_id = $2 and version = $3',
      [workspaceId, id, version],
    );
    if (rows[0] === undefined) throw notFound();
    const { steps, settings } = rows[0];
    const definition: SequenceDefinition = { sequenceId: id, version, steps, settings: withDefaults(settings) };
    if (this.definitions.size >= DEFINITIONS_KEPT) this.definitions.clear();
    this.definitions.set(key, definition);
    return definition;
  }
}

const STANDINGS = `
  select version, done, choices, time_zone as "timeZone", override_step as "overrideStep", count(*)::int as count,
    coalesce(array_agg(since order by since) filter (where is_free), '{}') as since,
    coalesce(array_agg(due order by due) filter (where is_free and due is not null), '{}') as "overrideAt"
  from (select e.version, e.done, e.choices, e.override_step, s.time_zone,
          (extract(epoch from e.anchor_at) * 1000)::float8 as since, (extract(epoch from e.override_at) * 1000)::float8 as due,
          e.state = 'active' and coalesce(e.not_before <= $3, true) as is_free
        from enrollment e join subscriber s on s.id = e.subscriber_id
        where e.workspace_id = $1 and e.sequence_id = $2 and e.state <> 'ended') p
  group by version, done, choices, time_zone, override_step`;

/** The current version, and whether it is what would be published. */
const CURRENT = `
  select s.id, s.current_version as version, coalesce(v.steps = $3::jsonb and v.settings = $4::jsonb and v.written is not distinct from $5::jsonb, false) as same
  from sequence s left join sequence_version v on v.sequence_id = s.id and v.version = s.current_version
  where s.workspace_id = $1 and s.id = $2`;

const publishedValues = (workspaceId: string, id: string, { steps, settings, written }: PublishedContent) => [
  ...[workspaceId, id, JSON.stringify(steps), JSON.stringify(settings)],
  written ? JSON.stringify(written) : null,
];

const PUBLISH = `
  with v as (
    insert into sequence_version (workspace_id, sequence_id, version, steps, settings, written)
    select $1, $2, coalesce(max(version), 0) + 1, $3::jsonb, $4::jsonb, $5::jsonb from sequence_version where sequence_id = $2
    returning version)
  update sequence set current_version = v.version, updated_at = now() from v where workspace_id = $1 and id = $2
  returning v.version`;

// With freeze everybody's remaining wait goes on where the pause stopped it; the other modes leave due dates as they are.
// So does freeze with one that an operator set: that is an instant, not a wait. Who is paused alone is left out: their own
// resume shifts them from when their pause began (domain: pause-shift). Raising the revision makes a decision stale that
// was made while the sequence was paused and is about to be stored. Skip overdue takes nothing from whoever entered during
// the pause: they begin with the first step.
const RESUME = `
  update enrollment e set
    anchor_at = anchor_at + x.shift,
    shifted_ms = shifted_ms + round(extract(epoch from x.shift) * 1000),
    due_at = due_at + x.due_shift,
    plan_at = case when parked then $4::timestamptz else plan_at + x.due_shift end,
    skip_before = case when $5 = 'skipOverdue' and enrolled_at < $3::timestamptz then $4::timestamptz else skip_before end,
    revision = revision + 1
  from (select id, shift, case when override_at is null then shift else interval '0' end as due_shift from (
          select id, override_at, case when $5 = 'freeze' then greatest($4::timestamptz - greatest($3::timestamptz, anchor_at), interval '0') else interval '0' end as shift
          from enrollment where workspace_id = $1 and sequence_id = $2 and state in ('active', 'held')) w) x
  where e.id = x.id`;

// A place in the queue for everybody, in the order in which they could go (they fall due, and what a relay or an earlier
// resume asked for is over): nobody sooner than a gap after the one before, nobody later than that asks. The running
// maximum of (due - n * gap) is where the queue last stood empty.
const SPREAD = `
  update enrollment e set not_before = q.slot from (
    select id, due, to_timestamp((max(ms - n * $4::float8) over (order by n rows unbounded preceding) + n * $4::float8) / 1000) as slot from (
      select id, due, extract(epoch from due)::float8 * 1000 as ms, n from (
        select id, greatest(free, $3::timestamptz) as due, row_number() over (order by free, id) - 1 as n from (
          select id, greatest(coalesce(due_at, plan_at), not_before) as free from enrollment
          where workspace_id = $1 and sequence_id = $2 and state = 'active') f) d) o) q
  where e.id = q.id and q.slot > q.due`;

const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));

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
