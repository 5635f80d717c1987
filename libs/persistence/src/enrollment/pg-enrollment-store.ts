import type {
  Claim,
  EnrollmentSnapshot,
  EnrollmentStore,
  Fact,
  NewEvent,
  NextPlan,
  SendHistory,
  Settlement,
  Standing,
  StepCompletion,
  StoredAdvance,
} from '@dripemails/application';
import type { EnrollmentRef, Plan } from '@dripemails/contracts/workflow';
import type { Pool, PoolClient } from 'pg';
import { inTransaction } from '../database.js';
import { type SuppressionKey, keyAt } from '../consent/suppression-sql.js';
import { eventJson } from '../event-rows.js';
import { noticeFacts, waitingFor } from '../trigger/notice-facts.js';
import { applyEffects, takePlace } from './apply-effects.js';
import { CLAIM, LOCK_PERSON, UNDER_CAP } from './claim-sql.js';
import { ADVANCE, COMPLETE_STEP, CONTROL, SAVE_PLAN, SETTLE } from './progress-sql.js';
import { recentSendsOf } from './recent-sends.js';
import {
  type LedgerColumns,
  SNAPSHOT_TABLES,
  type SnapshotRow,
  snapshotColumns,
  toLedgerRow,
  toSnapshot,
} from './snapshot-rows.js';

const LOAD = `select ${snapshotColumns(keyAt(3))} from ${SNAPSHOT_TABLES} where e.id = $1 and e.workspace_id = $2`;

const LOAD_WITH_MESSAGE = `
  select ${snapshotColumns(keyAt(4))}, m.id as m_id, m.state as m_state, m.occurrence as m_occurrence, m.message_id as m_message_id, m.fence as m_fence,
         m.lease_until as m_lease_until, m.attempts as m_attempts, m.first_attempt_at as m_first_attempt_at
  from ${SNAPSHOT_TABLES}
  left join lateral (select * from message where enrollment_id = e.id and step_id = $3 order by occurrence desc limit 1) m on true
  where e.id = $1 and e.workspace_id = $2`;

const LOCK_PERSON_OF = `
  select id from subscriber where id = (select subscriber_id from enrollment where id = $1 and workspace_id = $2) for no key update`;

const date = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));
/** Parked: asleep until something changes, so a resume must wake it. */
const isParked = (plan: Plan): boolean => plan.state === 'paused' || plan.state === 'held';

/** The hot path in named statements: one round trip each, prepared once a connection. */
export class PgEnrollmentStore implements EnrollmentStore, SendHistory {
  constructor(
    private readonly pool: Pool,
    private readonly key: SuppressionKey,
  ) {}

  async load(ref: EnrollmentRef, stepId?: string): Promise<EnrollmentSnapshot | null> {
    if (stepId === undefined) {
      const { rows } = await this.pool.query<SnapshotRow>({
        name: 'enrollment-load',
        text: LOAD,
        values: [ref.enrollmentId, ref.workspaceId, ...this.key.parameters],
      });
      return rows[0] === undefined ? null : toSnapshot(rows[0]);
    }
    const { rows } = await this.pool.query<SnapshotRow & LedgerColumns>({
      name: 'enrollment-load-message',
      text: LOAD_WITH_MESSAGE,
      values: [ref.enrollmentId, ref.workspaceId, stepId, ...this.key.parameters],
    });
    return rows[0] === undefined ? null : toSnapshot(rows[0], toLedgerRow(rows[0], stepId));
  }

  async savePlan(ref: EnrollmentRef, next: NextPlan, event: NewEvent | null): Promise<boolean> {
    const { plan } = next;
    const statement = {
      name: 'enrollment-save-plan',
      text: SAVE_PLAN,
      values: [
        ref.enrollmentId,
        ref.workspaceId,
        plan.revision,
        ...planValues(next),
        eventJson(event === null ? [] : [event]),
      ],
    };
    return await this.withCompletion(ref, plan, async (client) => (await client.query(statement)).rowCount === 1);
  }

  async advance(
    ref: EnrollmentRef,
    advance: StoredAdvance,
    next: NextPlan,
    events: readonly NewEvent[],
  ): Promise<readonly string[] | null> {
    const facts = await inTransaction(this.pool, async (client) => {
      // whoever changes a person locks them before their enrollments
      if (advance.effects.length > 0) {
        const locked = await client.query<{ id: string }>(LOCK_PERSON_OF, [ref.enrollmentId, ref.workspaceId]);
        const person = locked.rows[0]?.id;
        if (person === undefined || !(await takePlace(client, ref.workspaceId, person, advance.effects))) return null;
      }
      const { rows } = await client.query<AdvancedRow>({
        name: 'enrollment-advance',
        text: ADVANCE,
        values: [
          ...[ref.enrollmentId, ref.workspaceId, next.plan.revision, ...planValues(next), eventJson(events)],
          ...[advance.done, JSON.stringify(advance.choices), new Date(advance.anchorAt)],
        ],
      });
      const row = rows[0];
      if (row === undefined) return null;
      const person = { ...ref, subscriberId: row.subscriber_id, sequenceName: row.sequence_name };
      await leaveOwnList(client, ref, advance.effects);
      const came = [
        ...(await applyEffects(client, this.key, person, advance.effects)),
        ...completionFacts(row, next.plan),
      ];
      await noticeFacts(client, ref.workspaceId, came);
      return came;
    });
    if (facts === null) return null;
    // after the commit, so that nobody is missed who began to wait meanwhile
    const others = await waitingFor(this.pool, ref.workspaceId, facts);
    return others.filter((id) => id !== ref.enrollmentId);
  }

  async claim(snapshot: EnrollmentSnapshot, claim: Claim): Promise<{ id: string; fence: number } | null> {
    const statement = {
      name: 'message-claim',
      text: CLAIM,
      values: [
        snapshot.id,
        snapshot.workspaceId,
        snapshot.revision,
        snapshot.sequenceId,
        snapshot.subscriber.id,
        claim.id,
        claim.stepId,
        claim.occurrence,
        claim.messageId,
        claim.to,
        claim.subject,
        claim.replyTo,
        new Date(claim.leaseUntil),
        new Date(claim.at),
        snapshot.consent.capPerWeek,
        ...this.key.parameters,
      ],
    };
    const { cap } = claim;
    if (cap === null) return (await this.pool.query<{ id: string; fence: number }>(statement)).rows[0] ?? null;
    return await inTransaction(this.pool, async (client) => {
      await client.query(LOCK_PERSON, [snapshot.subscriber.id, snapshot.workspaceId]);
      const since = (ms: number) => new Date(claim.at - ms);
      const limits = [snapshot.subscriber.id, since(cap.weekMs), since(cap.dayMs), cap.perDay, cap.perWeek];
      const { rows } = await client.query<{ free: boolean }>(UNDER_CAP, limits);
      if (rows[0]?.free !== true) return null;
      return (await client.query<{ id: string; fence: number }>(statement)).rows[0] ?? null;
    });
  }

  async settle(ref: EnrollmentRef, revision: number, settlement: Settlement): Promise<number | null> {
    const { message, next } = settlement;
    const { plan } = next;
    const statement = {
      name: 'message-settle',
      text: SETTLE,
      values: [
        ref.enrollmentId,
        ref.workspaceId,
        settlement.messageRowId,
        settlement.fence,
        message.state,
        message.response,
        message.error,
        date(message.sentAt),
        settlement.done,
        date(settlement.anchorAt),
        date(settlement.notBefore),
        revision,
        settlement.hold,
        plan.do,
        plan.step ?? null,
        new Date(plan.at),
        plan.why,
        isParked(plan),
        plan.outcome ?? null,
        date(next.dueAt),
        eventJson(settlement.events),
        next.watches,
      ],
    };
    return await this.withCompletion(ref, plan, async (client) => {
      const { rows } = await client.query<{ revision: number }>(statement);
      return rows[0]?.revision ?? null;
    });
  }

  async completeStep(ref: EnrollmentRef, revision: number, completion: StepCompletion): Promise<boolean> {
    const { next } = completion;
    const { plan } = next;
    const statement = {
      name: 'enrollment-complete-step',
      text: COMPLETE_STEP,
      values: [
        ...[ref.enrollmentId, ref.workspaceId, revision, completion.done, date(completion.anchorAt)],
        ...[date(completion.notBefore), completion.hold, completion.awaiting, plan.do, plan.outcome ?? null],
        ...[plan.step ?? null, new Date(plan.at), plan.why, isParked(plan), date(next.dueAt), next.watches],
        eventJson(completion.events),
      ],
    };
    return await this.withCompletion(ref, plan, async (client) => (await client.query(statement)).rowCount === 1);
  }

  async control(
    snapshot: EnrollmentSnapshot,
    after: Standing,
    next: NextPlan,
    events: readonly NewEvent[],
  ): Promise<boolean> {
    const { plan } = next;
    const endedAt = after.state === 'ended' ? new Date(plan.at) : null;
    const { rowCount } = await this.pool.query({
      name: 'enrollment-control',
      text: CONTROL,
      values: [
        ...[snapshot.id, snapshot.workspaceId, snapshot.revision, after.state, after.outcome, after.reason],
        ...[date(after.pausedAt), new Date(after.anchorAt), date(after.notBefore), endedAt],
        ...[plan.do, plan.step ?? null, new Date(plan.at), plan.why, isParked(plan), date(next.dueAt), next.watches],
        ...[after.done, JSON.stringify(after.choices), after.kept, after.shiftedBy, date(after.skipBefore)],
        ...[after.dueOverride?.step ?? null, date(after.dueOverride?.at ?? null), after.awaiting, eventJson(events)],
        date(after.parkedAt),
      ],
    });
    return rowCount === 1;
  }

  async sentSteps(ref: EnrollmentRef): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ step_id: string }>(
      `select distinct step_id from message
       where enrollment_id = $1 and workspace_id = $2 and state in ('accepted', 'transmitting', 'unknown')`,
      [ref.enrollmentId, ref.workspaceId],
    );
    return rows.map((row) => row.step_id);
  }

  async recentSends(workspaceId: string, subscriberId: string, since: number): Promise<readonly number[]> {
    return (await this.recentSendsOf(workspaceId, [subscriberId], since)).get(subscriberId) ?? [];
  }

  async recentSendsOf(
    workspaceId: string,
    subscriberIds: readonly string[],
    since: number,
  ): Promise<ReadonlyMap<string, readonly number[]>> {
    return await recentSendsOf(this.pool, workspaceId, subscriberIds, since);
  }

  /** Runs a statement; one that completes a sequence in the transaction that tells the triggers of other sequences. */
  private async withCompletion<T>(
    ref: EnrollmentRef,
    plan: Plan,
    write: (client: Pick<PoolClient, 'query'>) => Promise<T>,
  ): Promise<T> {
    if (plan.do !== 'end' || plan.outcome !== 'completed') return await write(this.pool);
    return await inTransaction(this.pool, async (client) => {
      const written = await write(client);
      const { rows } = await client.query<AdvancedRow>(
        "select subscriber_id, sequence_id, '' as sequence_name from enrollment where id = $1 and workspace_id = $2 and outcome = 'completed' and ended_at = $3",
        [ref.enrollmentId, ref.workspaceId, new Date(plan.at)],
      );
      if (rows[0] !== undefined) await noticeFacts(client, ref.workspaceId, completionFacts(rows[0], plan));
      return written;
    });
  }
}

/** A step that takes a person off the list which brought them in does not end its own sequence: its author meant it. */
async function leaveOwnList(client: PoolClient, ref: EnrollmentRef, effects: StoredAdvance['effects']): Promise<void> {
  const left = effects.flatMap((effect) => (effect.kind === 'removeFromList' ? [effect.listId] : []));
  if (left.length === 0) return;
  await client.query(
    'update enrollment set list_id = null where id = $1 and workspace_id = $2 and list_id = any($3::uuid[])',
    [ref.enrollmentId, ref.workspaceId, left],
  );
}

interface AdvancedRow {
  subscriber_id: string;
  sequence_id: string;
  sequence_name: string;
}

/** That somebody completed a sequence, for the triggers of other sequences. */
function completionFacts(row: AdvancedRow, plan: Plan): readonly Fact[] {
  if (plan.do !== 'end' || plan.outcome !== 'completed') return [];
  const key = `completed:${row.sequence_id}`;
  return [{ subscriberId: row.subscriber_id, key, kind: 'sequenceCompleted', at: plan.at, data: {} }];
}

/** The columns of a plan, in the order of SAVE_PLAN and ADVANCE from $4 on. */
function planValues({ plan, dueAt, watches }: NextPlan): unknown[] {
  return [
    ...[plan.do, plan.step ?? null, new Date(plan.at), plan.why, isParked(plan)],
    ...[date(dueAt), watches, plan.outcome ?? null],
  ];
}
