import type { EnrollmentRepository, EnrollmentSnapshot, EventRecord, NewEnrollment } from '@dripemails/application';
import type { EnrollmentQuery, Page } from '@dripemails/contracts';
import { DomainError } from '@dripemails/domain';
import { type SuppressionKey, keyAt, suppressedSql } from '../consent/suppression-sql.js';
import type { Database } from '../database.js';
import { toEventRecord } from '../event-rows.js';
import { afterCursor, pageOfRows } from '../keyset-page.js';
import { likePattern } from '../like-pattern.js';
import { SNAPSHOT_TABLES, type SnapshotRow, snapshotColumns, toSnapshot } from './snapshot-rows.js';
import { v7 as newId } from 'uuid';

// People are locked in share mode, so that a withdrawal of consent either comes before (and they are left out) or waits
// and then ends what was inserted here. The partial unique index decides between two enrollments of one person: the second
// waits for the first to commit, so everybody inserts in the same order.
const INSERT = `
  with x as (
    select * from jsonb_to_recordset($2::jsonb) as x(id uuid, "eventId" uuid, "sequenceId" uuid, version int, "subscriberId" uuid,
      "entryKey" text, "planDo" text, "planStep" text, "planAt" timestamptz, "planWhy" text, parked boolean, "dueAt" timestamptz, watches text[], "listId" uuid)),
  p as (
    select id from subscriber
    where workspace_id = $1 and id in (select "subscriberId" from x) and status = 'active' and not ${suppressedSql('email', '$1', keyAt(5))}
    order by id for share),
  e as (
    insert into enrollment (id, workspace_id, sequence_id, version, subscriber_id, entry_key, anchor_at, enrolled_at,
                            plan_do, plan_step, plan_at, plan_why, parked, parked_at, due_at, watches, list_id)
    select x.id, $1, x."sequenceId", x.version, x."subscriberId", x."entryKey", $3, $3,
           x."planDo", x."planStep", x."planAt", x."planWhy", x.parked, case when x.parked then $3::timestamptz end, x."dueAt", x.watches, x."listId"
    from x join p on p.id = x."subscriberId"
    where ($4::timestamptz is null
        or not exists (select 1 from enrollment o where o.sequence_id = x."sequenceId" and o.subscriber_id = x."subscriberId" and o.enrolled_at > $4))
      and (x."listId" is null
        or exists (select 1 from membership m where m.list_id = x."listId" and m.subscriber_id = x."subscriberId" and m.status = 'active'))
    order by x."subscriberId", x."entryKey", x.id
    on conflict (sequence_id, subscriber_id, entry_key) where state <> 'ended' do nothing
    returning id, subscriber_id),
  written as (
    insert into event (id, workspace_id, enrollment_id, subscriber_id, kind, what, at, operation_id)
    select x."eventId", $1, e.id, e.subscriber_id, 'enrolled', 'Entered the sequence', $3, $7 from e join x on x.id = e.id)
  select id from e`;

/** A person of a sequence that is not active counts as paused, unless they are on hold or gone. */
export const SHOWN_STATE = `case when e.state = 'active' and s.state <> 'active' then 'paused' else e.state end`;

export class PgEnrollmentRepository implements EnrollmentRepository {
  constructor(
    private readonly db: Database,
    private readonly key: SuppressionKey,
  ) {}

  async get(workspaceId: string, id: string): Promise<EnrollmentSnapshot> {
    const { rows } = await this.db.pool.query<SnapshotRow>(
      `select ${snapshotColumns(keyAt(3))} from ${SNAPSHOT_TABLES} where e.id = $1 and e.workspace_id = $2`,
      [id, workspaceId, ...this.key.parameters],
    );
    if (rows[0] === undefined) throw new DomainError('enrollment.not_found', 'There is no such enrollment.');
    return toSnapshot(rows[0]);
  }

  async list(workspaceId: string, sequenceId: string, query: EnrollmentQuery): Promise<Page<EnrollmentSnapshot>> {
    const { rows } = await this.db.pool.query<SnapshotRow>(
      `select ${snapshotColumns(keyAt(7))} from ${SNAPSHOT_TABLES}
       where e.workspace_id = $1 and e.sequence_id = $2 and ($3::uuid is null or e.id < $3)
         and ($4::text is null or ${SHOWN_STATE} = $4)
         and ($5::text is null or p.email ilike $5 or p.first_name ilike $5 or p.last_name ilike $5)
       order by e.id desc limit $6`,
      [
        workspaceId,
        sequenceId,
        afterCursor(query.cursor) ?? null,
        query.state ?? null,
        likePattern(query.query),
        query.limit + 1,
        ...this.key.parameters,
      ],
    );
    return pageOfRows(rows, query.limit, (row) => toSnapshot(row));
  }

  async events(workspaceId: string, id: string): Promise<readonly EventRecord[]> {
    const rows = await this.db.prisma.event.findMany({
      where: { workspaceId, enrollmentId: id },
      orderBy: [{ at: 'asc' }, { id: 'asc' }],
      take: 1000,
    });
    return rows.map(toEventRecord);
  }

  async insert(
    workspaceId: string,
    rows: readonly NewEnrollment[],
    options: Parameters<EnrollmentRepository['insert']>[2],
  ): Promise<readonly string[]> {
    if (rows.length === 0) return [];
    const records = rows.map(
      ({ id, sequenceId, version, subscriberId, entryKey, listId = null, next: { plan, dueAt, watches } }) => ({
        id,
        eventId: newId(),
        sequenceId,
        version,
        subscriberId,
        entryKey,
        planDo: plan.do,
        planStep: plan.step ?? null,
        planAt: new Date(plan.at).toISOString(),
        planWhy: plan.why,
        parked: plan.state !== 'active',
        dueAt: dueAt === null ? null : new Date(dueAt).toISOString(),
        watches,
        listId,
      }),
    );
    const result = await this.db.pool.query<{ id: string }>({
      name: 'enrollment-insert',
      text: INSERT,
      values: [
        workspaceId,
        JSON.stringify(records),
        new Date(options.at),
        keptOutAfter(options.keepOut),
        ...this.key.parameters,
        options.operationId ?? null,
      ],
    });
    return result.rows.map(({ id }) => id);
  }

  async enteredBy(
    workspaceId: string,
    operationId: string,
    subscriberIds: readonly string[],
  ): Promise<readonly string[]> {
    const { rows } = await this.db.pool.query<{ id: string }>(
      `select subscriber_id as id from event
       where workspace_id = $1 and operation_id = $2 and kind = 'enrolled' and subscriber_id = any($3::uuid[])`,
      [workspaceId, operationId, subscriberIds],
    );
    return rows.map(({ id }) => id);
  }

  async isLive(
    workspaceId: string,
    entry: Pick<NewEnrollment, 'sequenceId' | 'subscriberId' | 'entryKey'>,
  ): Promise<boolean> {
    const { rows } = await this.db.pool.query(
      "select 1 from enrollment where workspace_id = $1 and sequence_id = $2 and subscriber_id = $3 and entry_key = $4 and state <> 'ended'",
      [workspaceId, entry.sequenceId, entry.subscriberId, entry.entryKey],
    );
    return rows.length > 0;
  }

  async markStarted(workspaceId: string, ids: readonly string[], at: number): Promise<void> {
    await this.db.pool.query({
      name: 'enrollment-mark-started',
      text: 'update enrollment set started_at = $3 where workspace_id = $1 and id = any($2::uuid[]) and started_at is null',
      values: [workspaceId, ids, new Date(at)],
    });
  }

  async countLive(workspaceId: string, sequenceId: string, scope: 'parked' | 'all'): Promise<number> {
    const { rows } = await this.db.pool.query<{ count: number }>(
      `select count(*)::int as count from enrollment
       where workspace_id = $1 and sequence_id = $2 and state <> 'ended' and ($3::boolean or parked)`,
      [workspaceId, sequenceId, scope === 'all'],
    );
    return rows[0]?.count ?? 0;
  }

  async livePage(
    workspaceId: string,
    sequenceId: string,
    options: { scope: 'parked' | 'all'; cursor: string | undefined; limit: number },
  ): Promise<readonly string[]> {
    const { rows } = await this.db.pool.query<{ id: string }>(
      `select id from enrollment
       where workspace_id = $1 and sequence_id = $2 and state <> 'ended' and ($3::boolean or parked) and ($4::uuid is null or id > $4)
       order by id limit $5`,
      [workspaceId, sequenceId, options.scope === 'all', options.cursor ?? null, options.limit],
    );
    return rows.map(({ id }) => id);
  }
}

/** Nobody enters who entered after this; null keeps only those out who are in now. */
function keptOutAfter(keepOut: Parameters<EnrollmentRepository['insert']>[2]['keepOut']): Date | null {
  if (keepOut === 'live') return null;
  return new Date(keepOut === 'ever' ? 0 : keepOut.enteredAfter);
}
