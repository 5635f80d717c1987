import type {
  Claim,
  ControlChange,
  EnrollmentSnapshot,
  EnrollmentStore,
  NewEvent,
  Settlement,
} from '@dripemails/application';
import type { EnrollmentRef, Plan } from '@dripemails/contracts/workflow';
import type { Pool } from 'pg';
import { EVENT_COLUMNS, EVENT_RECORD, EVENT_VALUES, eventJson } from '../event-rows.js';
import {
  type LedgerColumns,
  SNAPSHOT_COLUMNS,
  SNAPSHOT_TABLES,
  type SnapshotRow,
  toLedgerRow,
  toSnapshot,
} from './snapshot-rows.js';

const LOAD = `select ${SNAPSHOT_COLUMNS} from ${SNAPSHOT_TABLES} where e.id = $1 and e.workspace_id = $2`;

const LOAD_WITH_MESSAGE = `
  select ${SNAPSHOT_COLUMNS}, m.id as m_id, m.state as m_state, m.occurrence as m_occurrence, m.message_id as m_message_id, m.fence as m_fence,
         m.lease_until as m_lease_until, m.attempts as m_attempts, m.first_attempt_at as m_first_attempt_at
  from ${SNAPSHOT_TABLES}
  left join lateral (select * from message where enrollment_id = e.id and step_id = $3 order by occurrence desc limit 1) m on true
  where e.id = $1 and e.workspace_id = $2`;

/** Writes the events of a row that the statement's CTE `source` selects. */
const WRITE_EVENTS = (source: string, parameter: string) => `
  insert into event (workspace_id, enrollment_id, subscriber_id, ${EVENT_COLUMNS})
  select ${source}.workspace_id, ${source}.id, ${source}.subscriber_id, ${EVENT_VALUES} from ${source}, jsonb_to_recordset(${parameter}::jsonb) as ${EVENT_RECORD}`;

// A plan is derived from the row, so storing it is no change of the row and keeps its revision; an end is one.
const SAVE_PLAN = `
  with e as (
    update enrollment set
      plan_do = $4, plan_step = $5, plan_at = $6, plan_why = $7, parked = $8,
      state = case when $4 = 'end' then 'ended' else state end,
      outcome = case when $4 = 'end' then $9 else outcome end,
      ended_at = case when $4 = 'end' then $10::timestamptz else ended_at end,
      paused_at = case when $4 = 'end' then null else paused_at end
    where id = $1 and workspace_id = $2 and revision = $3 and state <> 'ended'
    returning id, workspace_id, subscriber_id),
  written as (${WRITE_EVENTS('e', '$11')})
  select id from e`;

// The gate. The lock on the enrollment row orders it against every control and withdrawal, all of which raise the
// revision; the sequence's state is read in the same statement.
const CLAIM = `
  with e as (
    select id, workspace_id, sequence_id, subscriber_id from enrollment
    where id = $1 and workspace_id = $2 and revision = $3 and state = 'active'
      and exists (select 1 from sequence where id = $4 and state = 'active')
      and exists (select 1 from subscriber where id = $5 and status = 'active')
    for update)
  insert into message (id, workspace_id, enrollment_id, sequence_id, subscriber_id, step_id, occurrence, message_id, to_address, subject, reply_to,
                       state, fence, lease_until, attempts, first_attempt_at)
  select $6, workspace_id, id, sequence_id, subscriber_id, $7, $8, $9, $10, $11, $12, 'transmitting', 1, $13, 1, $14 from e
  on conflict (enrollment_id, step_id, occurrence) do update set
    state = 'transmitting', fence = message.fence + 1, lease_until = excluded.lease_until, attempts = message.attempts + 1,
    to_address = excluded.to_address, subject = excluded.subject, reply_to = excluded.reply_to, error = null
  where message.state = 'planned'
  returning id, fence`;

// What was sent is done even when the row was changed meanwhile; the plan and the end it may carry apply only if not.
const SETTLE = `
  with m as (
    update message set state = $5, response = $6, error = $7, sent_at = $8::timestamptz, lease_until = null
    where id = $3 and workspace_id = $2 and fence = $4 and state = 'transmitting'
    returning enrollment_id),
  e as (
    update enrollment set
      done = done || $9::text[],
      anchor_at = coalesce($10::timestamptz, anchor_at),
      not_before = $11::timestamptz,
      sent = sent + case when $5 = 'accepted' then 1 else 0 end,
      state = case when revision <> $12 or state <> 'active' then state when $14 = 'end' then 'ended' when $13::text is not null then 'held' else state end,
      reason = case when revision = $12 and state = 'active' then $13 else reason end,
      outcome = case when revision = $12 and state = 'active' and $14 = 'end' then $19 else outcome end,
      ended_at = case when revision = $12 and state = 'active' and $14 = 'end' then $20::timestamptz else ended_at end,
      plan_do = case when revision = $12 then $14 else plan_do end,
      plan_step = case when revision = $12 then $15 else plan_step end,
      plan_at = case when revision = $12 then $16::timestamptz else plan_at end,
      plan_why = case when revision = $12 then $17 else plan_why end,
      parked = case when revision = $12 then $18 else parked end,
      revision = revision + 1
    from m where enrollment.id = $1 and enrollment.workspace_id = $2
    returning enrollment.id, enrollment.workspace_id, enrollment.subscriber_id, enrollment.revision),
  written as (${WRITE_EVENTS('e', '$21')} where x.kind <> 'ended' or e.revision = $12 + 1)
  select revision from e`;

const CONTROL = `
  with e as (
    update enrollment set
      state = $4, outcome = $5, reason = $6, paused_at = $7, anchor_at = $8, not_before = null, ended_at = $9,
      plan_do = $10, plan_step = $11, plan_at = $12, plan_why = $13, parked = $14, revision = revision + 1
    where id = $1 and workspace_id = $2 and revision = $3
    returning id, workspace_id, subscriber_id),
  written as (${WRITE_EVENTS('e', '$15')})
  select id from e`;

const date = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));
/** Parked: asleep until something changes, so a resume must wake it. */
const isParked = (plan: Plan): boolean => plan.state === 'paused' || plan.state === 'held';

/** The hot path in named statements: one round trip each, prepared once a connection. */
export class PgEnrollmentStore implements EnrollmentStore {
  constructor(private readonly pool: Pool) {}

  async load(ref: EnrollmentRef, stepId?: string): Promise<EnrollmentSnapshot | null> {
    if (stepId === undefined) {
      const { rows } = await this.pool.query<SnapshotRow>({
        name: 'enrollment-load',
        text: LOAD,
        values: [ref.enrollmentId, ref.workspaceId],
      });
      return rows[0] === undefined ? null : toSnapshot(rows[0]);
    }
    const { rows } = await this.pool.query<SnapshotRow & LedgerColumns>({
      name: 'enrollment-load-message',
      text: LOAD_WITH_MESSAGE,
      values: [ref.enrollmentId, ref.workspaceId, stepId],
    });
    return rows[0] === undefined ? null : toSnapshot(rows[0], toLedgerRow(rows[0], stepId));
  }

  async savePlan(ref: EnrollmentRef, plan: Plan, event: NewEvent | null): Promise<boolean> {
    const { rowCount } = await this.pool.query({
      name: 'enrollment-save-plan',
      text: SAVE_PLAN,
      values: [
        ref.enrollmentId,
        ref.workspaceId,
        plan.revision,
        plan.do,
        plan.step ?? null,
        new Date(plan.at),
        plan.why,
        isParked(plan),
        plan.outcome ?? null,
        new Date(plan.at),
        eventJson(event === null ? [] : [event]),
      ],
    });
    return rowCount === 1;
  }

  async claim(snapshot: EnrollmentSnapshot, claim: Claim): Promise<{ id: string; fence: number } | null> {
    const { rows } = await this.pool.query<{ id: string; fence: number }>({
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
      ],
    });
    return rows[0] ?? null;
  }

  async settle(ref: EnrollmentRef, revision: number, settlement: Settlement): Promise<number | null> {
    const { message, plan } = settlement;
    const { rows } = await this.pool.query<{ revision: number }>({
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
        new Date(plan.at),
        eventJson(settlement.events),
      ],
    });
    return rows[0]?.revision ?? null;
  }

  async control(snapshot: EnrollmentSnapshot, change: ControlChange): Promise<boolean> {
    const { plan } = change;
    const { rowCount } = await this.pool.query({
      name: 'enrollment-control',
      text: CONTROL,
      values: [
        snapshot.id,
        snapshot.workspaceId,
        snapshot.revision,
        change.state,
        change.outcome,
        change.reason,
        date(change.pausedAt),
        new Date(change.anchorAt),
        change.state === 'ended' ? new Date(change.event.at) : null,
        plan.do,
        plan.step ?? null,
        new Date(plan.at),
        plan.why,
        isParked(plan),
        eventJson([change.event]),
      ],
    });
    return rowCount === 1;
  }
}
