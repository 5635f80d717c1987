import type { EnrollmentSnapshot, LedgerRow } from '@dripemails/application';
import type { SuppressionReason } from '@dripemails/domain';
import { type KeyParameters, suppressionReasonSql } from '../consent/suppression-sql.js';
import { type ProfileRow, toProfile } from '../subscriber/subscriber-rows.js';

/**
 * Whether the person `p` wants no mail about the topic of the version that the enrollment `e` is on: a SQL predicate, also
 * of the gate.
 */
export const topicLeftSql = (enrollment: string, subscriberId: string): string => `exists (
    select 1 from topic_opt_out o join sequence_version v on v.settings ->> 'topicId' = o.topic_id::text
    where o.subscriber_id = ${subscriberId} and v.sequence_id = ${enrollment}.sequence_id and v.version = ${enrollment}.version)`;

/**
 * The columns of a snapshot; `e`, `s`, `p` and `d` are the enrollment, its sequence, subscriber and sending domain.
 * @param key see `keyAt`
 */
export const snapshotColumns = (key: KeyParameters): string => `
  e.id, e.workspace_id, w.xmin::text as workspace_revision, e.sequence_id, s.name as sequence_name, s.state as sequence_state, s.paused_at as sequence_paused_at,
  e.version, e.state, e.outcome, e.reason, e.done, e.choices, e.kept, e.anchor_at, e.shifted_ms, e.not_before, e.skip_before,
  e.override_step, e.override_at, e.paused_at, e.parked_at, e.awaiting, e.sent, e.revision,
  e.plan_do, e.plan_step, e.plan_at, e.plan_why, e.parked, e.enrolled_at, e.ended_at,
  p.id as subscriber_id, p.email, p.first_name, p.last_name, p.time_zone, p.locale, p.fields, p.status,
  p.mail_paused_until, p.cap_per_week, ${suppressionReasonSql('p.email', 'p.workspace_id', key)} as suppressed,
  e.list_id, (select m.status from membership m where m.list_id = e.list_id and m.subscriber_id = p.id) as list_status,
  ${topicLeftSql('e', 'p.id')} as topic_left,
  d.spf_verdict, d.spf_checked_at`;

export const SNAPSHOT_TABLES = `
  enrollment e join sequence s on s.id = e.sequence_id join subscriber p on p.id = e.subscriber_id
  join workspace w on w.id = e.workspace_id
  left join sending_domain d on d.workspace_id = w.id and d.name = lower(substring(w.sender_email from '[^@]*$'))`;

/** A row of the snapshot query as pg gives it. */
export interface SnapshotRow extends ProfileRow {
  id: string;
  workspace_id: string;
  /** The transaction that wrote the workspace's row: every change of the settings is another. */
  workspace_revision: string;
  sequence_id: string;
  sequence_name: string;
  sequence_state: EnrollmentSnapshot['sequenceState'];
  sequence_paused_at: Date | null;
  version: number;
  state: EnrollmentSnapshot['state'];
  outcome: EnrollmentSnapshot['outcome'];
  reason: string | null;
  done: string[];
  choices: Record<string, string>;
  kept: string[];
  anchor_at: Date;
  /** bigint, which pg gives as text */
  shifted_ms: string;
  not_before: Date | null;
  skip_before: Date | null;
  override_step: string | null;
  override_at: Date | null;
  paused_at: Date | null;
  parked_at: Date | null;
  awaiting: string | null;
  sent: number;
  revision: number;
  plan_do: string;
  plan_step: string | null;
  plan_at: Date;
  plan_why: string;
  parked: boolean;
  enrolled_at: Date;
  ended_at: Date | null;
  subscriber_id: string;
  status: EnrollmentSnapshot['subscriber']['status'];
  mail_paused_until: Date | null;
  cap_per_week: number | null;
  suppressed: SuppressionReason | null;
  list_id: string | null;
  list_status: 'unconfirmed' | 'active' | 'unsubscribed' | null;
  topic_left: boolean;
  spf_verdict: NonNullable<EnrollmentSnapshot['domain']>['verdict'] | null;
  spf_checked_at: Date | null;
}

/** The ledger columns that a send reads beside the snapshot; all null when the step has no mail yet. */
export interface LedgerColumns {
  m_id: string | null;
  m_state: LedgerRow['state'];
  m_occurrence: number;
  m_message_id: string;
  m_fence: number;
  m_lease_until: Date | null;
  m_attempts: number;
  m_first_attempt_at: Date | null;
}

const ms = (date: Date | null): number | null => date?.getTime() ?? null;

export function toSnapshot(row: SnapshotRow, message: LedgerRow | null = null): EnrollmentSnapshot {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    workspaceRevision: row.workspace_revision,
    sequenceId: row.sequence_id,
    sequenceName: row.sequence_name,
    sequenceState: row.sequence_state,
    sequencePausedAt: ms(row.sequence_paused_at),
    version: row.version,
    state: row.state,
    outcome: row.outcome,
    reason: row.reason,
    done: row.done,
    choices: row.choices,
    kept: row.kept,
    anchorAt: row.anchor_at.getTime(),
    shiftedBy: Number(row.shifted_ms),
    notBefore: ms(row.not_before),
    skipBefore: ms(row.skip_before),
    dueOverride:
      row.override_step === null || row.override_at === null
        ? null
        : { step: row.override_step, at: row.override_at.getTime() },
    pausedAt: ms(row.paused_at),
    parkedAt: ms(row.parked_at),
    awaiting: row.awaiting,
    sent: row.sent,
    revision: row.revision,
    plan: { do: row.plan_do, step: row.plan_step, at: row.plan_at.getTime(), why: row.plan_why },
    parked: row.parked,
    enrolledAt: row.enrolled_at.getTime(),
    endedAt: ms(row.ended_at),
    subscriber: {
      id: row.subscriber_id,
      ...toProfile(row),
      status: row.status,
    },
    consent: {
      suppressed: row.suppressed,
      list: row.list_id === null ? null : placeOnList(row.list_status),
      topicLeft: row.topic_left,
      pausedUntil: ms(row.mail_paused_until),
      capPerWeek: row.cap_per_week,
    },
    domain: row.spf_verdict === null ? null : { verdict: row.spf_verdict, checkedAt: ms(row.spf_checked_at) },
    message,
  };
}

/** Who is not on the list any more, or was taken off it, has left it. */
function placeOnList(status: SnapshotRow['list_status']): 'unconfirmed' | 'active' | 'left' {
  return status === 'active' || status === 'unconfirmed' ? status : 'left';
}

export function toLedgerRow(row: LedgerColumns, stepId: string): LedgerRow | null {
  if (row.m_id === null) return null;
  return {
    id: row.m_id,
    stepId,
    state: row.m_state,
    occurrence: row.m_occurrence,
    messageId: row.m_message_id,
    fence: row.m_fence,
    leaseUntil: ms(row.m_lease_until),
    attempts: row.m_attempts,
    firstAttemptAt: ms(row.m_first_attempt_at),
  };
}
