import type { OptInRecord, OptInSnapshot } from '@dripemails/application';
import { DEFAULT_OPT_IN } from '@dripemails/domain';
import { refusesConfirmationSql } from '../consent/remember-no.js';
import { keyAt } from '../consent/suppression-sql.js';
import { type ProfileRow, toProfile } from '../subscriber/subscriber-rows.js';

/**
 * Whether a person may be asked to confirm: whoever complained, was erased or is suppressed is not mailed at all. That the
 * address was unsubscribed before is its owner's to take back.
 */
export const mayBeAskedSql = (workspaceId: string, firstKeyParameter: number): string =>
  `(p.status not in ('complained', 'erased') and not ${refusesConfirmationSql('p.email', workspaceId, keyAt(firstKeyParameter))})`;

/** Columns of a request as it is shown; `o` and `l` are the request and its list. */
export const RECORD_COLUMNS = `
  o.id, o.subscriber_id, o.list_id, l.name as list_name, o.form_id, o.list_ids, o.list_names, o.state, o.source, o.sent, o.requested_at, o.due_at,
  o.expires_at, o.ended_at`;

export interface RecordRow {
  id: string;
  subscriber_id: string;
  list_id: string | null;
  list_name: string | null;
  form_id: string | null;
  list_ids: string[];
  list_names: string[];
  state: OptInRecord['state'];
  source: string;
  sent: number;
  requested_at: Date;
  due_at: Date;
  expires_at: Date;
  ended_at: Date | null;
}

/** A row of the statement that loads a request with its person and its latest mail. */
export interface SnapshotRow extends RecordRow, ProfileRow {
  workspace_id: string;
  /** Those of the lists that are left. */
  kept_ids: string[];
  confirmation: Partial<OptInSnapshot['confirmation']> | null;
  revision: number;
  may_be_asked: boolean;
  m_id: string | null;
  m_state: NonNullable<OptInSnapshot['message']>['state'];
  m_occurrence: number;
  m_message_id: string;
  m_fence: number;
  m_lease_until: Date | null;
  m_attempts: number;
  m_first_attempt_at: Date | null;
  m_to: string;
}

const ms = (date: Date | null): number | null => date?.getTime() ?? null;

export function toRecord(row: RecordRow): OptInRecord {
  return {
    id: row.id,
    subscriberId: row.subscriber_id,
    list: row.list_id === null ? null : { id: row.list_id, name: row.list_name ?? '' },
    lists: row.list_ids.map((id, n) => ({ id, name: row.list_names[n] ?? '' })),
    formId: row.form_id,
    state: row.state,
    source: row.source,
    sent: row.sent,
    requestedAt: row.requested_at.getTime(),
    dueAt: row.due_at.getTime(),
    expiresAt: row.expires_at.getTime(),
    endedAt: ms(row.ended_at),
  };
}

export function toSnapshot(row: SnapshotRow): OptInSnapshot {
  const record = toRecord(row);
  return {
    ...record,
    lists: record.lists.filter(({ id }) => row.kept_ids.includes(id)),
    workspaceId: row.workspace_id,
    revision: row.revision,
    mayBeAsked: row.may_be_asked,
    confirmation: { ...DEFAULT_OPT_IN, ...row.confirmation },
    subscriber: {
      id: row.subscriber_id,
      ...toProfile(row),
    },
    message:
      row.m_id === null
        ? null
        : {
            id: row.m_id,
            state: row.m_state,
            occurrence: row.m_occurrence,
            messageId: row.m_message_id,
            fence: row.m_fence,
            leaseUntil: ms(row.m_lease_until),
            attempts: row.m_attempts,
            firstAttemptAt: ms(row.m_first_attempt_at),
            to: row.m_to,
          },
  };
}
