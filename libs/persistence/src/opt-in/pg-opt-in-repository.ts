import {
  type ConfirmationClaim,
  type ConfirmationLink,
  type ConfirmationSettlement,
  type Evidence,
  listsToAsk,
  type NewEvent,
  type NewOptIn,
  type OptInOpening,
  type OptInRecord,
  type OptInRepository,
  type OptInSnapshot,
} from '@dripemails/application';
import type { OptInRef } from '@dripemails/contracts/workflow';
import type { Pool } from 'pg';
import { unsubscribedBeforeSql } from '../consent/remember-no.js';
import { type SuppressionKey, keyAt } from '../consent/suppression-sql.js';
import { inTransaction } from '../database.js';
import { EVENT_COLUMNS, EVENT_RECORD, EVENT_VALUES, eventJson } from '../event-rows.js';
import { confirmRequest } from './confirm-request.js';
import { openOptIns } from './open-opt-ins.js';
import {
  mayBeAskedSql,
  RECORD_COLUMNS,
  type RecordRow,
  type SnapshotRow,
  toRecord,
  toSnapshot,
} from './opt-in-rows.js';

const LOAD = `
  select ${RECORD_COLUMNS}, o.workspace_id, l.confirmation, o.revision, ${mayBeAskedSql('o.workspace_id', 3)} as may_be_asked,
    array(select k.id from list k where k.workspace_id = o.workspace_id and k.id = any(o.list_ids)) as kept_ids,
    p.email, p.first_name, p.last_name, p.time_zone, p.locale, p.fields,
    m.id as m_id, m.state as m_state, m.occurrence as m_occurrence, m.message_id as m_message_id, m.fence as m_fence,
    m.lease_until as m_lease_until, m.attempts as m_attempts, m.first_attempt_at as m_first_attempt_at, m.to_address as m_to
  from opt_in o join subscriber p on p.id = o.subscriber_id left join list l on l.id = o.list_id
  left join lateral (select * from message where opt_in_id = o.id order by occurrence desc limit 1) m on true
  where o.id = $1 and o.workspace_id = $2`;

// By the mail that a link is in, or by the request, as it was in links of before.
const LINK = `
  select o.id, o.workspace_id, m.to_address as mailed_to from message m join opt_in o on o.id = m.opt_in_id where m.id = $1
  union all
  select o.id, o.workspace_id, (
    select case when min(lower(m.to_address)) = max(lower(m.to_address)) then min(m.to_address) end from message m where m.opt_in_id = o.id)
  from opt_in o where o.id = $1`;

const OF_SUBSCRIBER = `
  select ${RECORD_COLUMNS} from opt_in o left join list l on l.id = o.list_id
  where o.subscriber_id = $1 and o.workspace_id = $2 order by o.id desc limit $3`;

const UNSTARTED_OF = `
  select id, subscriber_id as "subscriberId" from opt_in
  where workspace_id = $1 and subscriber_id = any($2::uuid[]) and state = 'pending' and started_at is null order by id`;

// Orders a claim against a withdrawal of consent, which locks the person too; before the request, as everybody does.
const LOCK_PERSON = 'select 1 from subscriber where id = $1 and workspace_id = $2 for no key update';

// The gate: the request is as it was decided on, and the person may be asked at this address.
const CLAIM = `
  with o as (
    select o.id, o.workspace_id, o.subscriber_id from opt_in o join subscriber p on p.id = o.subscriber_id
    where o.id = $1 and o.workspace_id = $2 and o.revision = $3 and o.state = 'pending' and o.expires_at > $11
      and p.email = $7 and ${mayBeAskedSql('o.workspace_id', 12)}
    for update of o)
  insert into message (id, workspace_id, opt_in_id, subscriber_id, occurrence, message_id, to_address, subject, reply_to,
                       state, fence, lease_until, attempts, first_attempt_at)
  select $4, workspace_id, id, subscriber_id, $5, $6, $7, $8, $9, 'transmitting', 1, $10, 1, $11 from o
  on conflict (opt_in_id, occurrence) do update set
    state = 'transmitting', fence = message.fence + 1, lease_until = excluded.lease_until, attempts = message.attempts + 1,
    message_id = excluded.message_id, to_address = excluded.to_address, subject = excluded.subject,
    reply_to = excluded.reply_to, error = null
  where message.state = 'planned'
  returning id, fence`;

// What was sent counts even when the row was changed meanwhile; when the next is due applies only if not.
const SETTLE = `
  with m as (
    update message set state = $5, response = $6, error = $7, sent_at = $8::timestamptz, lease_until = null
    where id = $3 and workspace_id = $2 and fence = $4 and state = 'transmitting'
    returning opt_in_id),
  o as (
    update opt_in set sent = sent + $9, due_at = case when revision = $10 then $11 else due_at end, revision = revision + 1
    from m where opt_in.id = m.opt_in_id and opt_in.id = $1 and opt_in.workspace_id = $2
    returning opt_in.workspace_id, opt_in.subscriber_id, opt_in.revision),
  written as (
    insert into event (workspace_id, subscriber_id, ${EVENT_COLUMNS})
    select o.workspace_id, o.subscriber_id, ${EVENT_VALUES} from o, jsonb_to_recordset($12::jsonb) as ${EVENT_RECORD})
  select revision from o`;

const END = `
  with o as (
    update opt_in set state = $4, ended_at = $5, due_at = $5, revision = revision + 1
    where id = $1 and workspace_id = $2 and revision = $3 and state = 'pending'
    returning workspace_id, subscriber_id),
  written as (
    insert into event (workspace_id, subscriber_id, ${EVENT_COLUMNS})
    select o.workspace_id, o.subscriber_id, ${EVENT_VALUES} from o, jsonb_to_recordset($6::jsonb) as ${EVENT_RECORD})
  select 1 from o`;

/** So many mails of one request are enough for anybody; whoever asks on has somebody else's address. */
const MOST_MAILS = 5;

const RENEW = `
  update opt_in o set due_at = $3, expires_at = greatest(expires_at, $5), revision = revision + 1
  where o.id = $1 and o.workspace_id = $2 and o.state = 'pending' and o.sent < ${MOST_MAILS}
    and (o.due_at > $3 or o.expires_at <= $3)
    and not exists (
      select 1 from message m where m.opt_in_id = o.id
        and (m.state = 'transmitting' or coalesce(m.sent_at, m.first_attempt_at) > $4))`;

const date = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));
const toRef = (row: { id: string; workspace_id: string }): OptInRef => ({
  workspaceId: row.workspace_id,
  optInId: row.id,
});

/** Requests to confirm in PostgreSQL, with the ledger of their mails. */
export class PgOptInRepository implements OptInRepository {
  constructor(
    private readonly pool: Pool,
    private readonly key: SuppressionKey,
  ) {}

  async open(workspaceId: string, people: readonly NewOptIn[], opening: OptInOpening): Promise<readonly NewOptIn[]> {
    return await openOptIns(this.pool, this.key, workspaceId, people, opening);
  }

  async load(ref: OptInRef): Promise<OptInSnapshot | null> {
    const { rows } = await this.pool.query<SnapshotRow>({
      name: 'opt-in-load',
      text: LOAD,
      values: [ref.optInId, ref.workspaceId, ...this.key.parameters],
    });
    return rows[0] === undefined ? null : toSnapshot(rows[0]);
  }

  async linkOf(id: string): Promise<ConfirmationLink | null> {
    const { rows } = await this.pool.query<{ id: string; workspace_id: string; mailed_to: string | null }>(LINK, [id]);
    return rows[0] === undefined ? null : { ref: toRef(rows[0]), mailedTo: rows[0].mailed_to };
  }

  async pending(workspaceId: string, subscriberId: string, listIds: readonly string[]): Promise<string | null> {
    const { rows } = await this.pool.query<{ id: string }>(
      `select id from opt_in
       where workspace_id = $1 and subscriber_id = $2 and state = 'pending' and list_ids = array(
         select id from list where workspace_id = $1 and id = any($3::uuid[]) order by id)`,
      [workspaceId, subscriberId, listIds],
    );
    return rows[0]?.id ?? null;
  }

  async saidNo(workspaceId: string, subscriberId: string, listId: string | null): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `select 1 from subscriber p left join membership m on m.list_id = $3 and m.subscriber_id = p.id
       where p.workspace_id = $1 and p.id = $2 and p.status not in ('complained', 'erased')
         and (p.status = 'unsubscribed' or m.status = 'unsubscribed' or ${unsubscribedBeforeSql('p.email', '$1', keyAt(4))})`,
      [workspaceId, subscriberId, listId, ...this.key.parameters],
    );
    return rowCount === 1 && (await this.pending(workspaceId, subscriberId, listsToAsk({ listId }))) === null;
  }

  async unstartedOf(workspaceId: string, subscriberIds: readonly string[]): Promise<readonly NewOptIn[]> {
    const { rows } = await this.pool.query<NewOptIn>({
      name: 'opt-in-unstarted-of',
      text: UNSTARTED_OF,
      values: [workspaceId, subscriberIds],
    });
    return rows;
  }

  async ofSubscriber(workspaceId: string, subscriberId: string, limit: number): Promise<readonly OptInRecord[]> {
    const { rows } = await this.pool.query<RecordRow>(OF_SUBSCRIBER, [subscriberId, workspaceId, limit]);
    return rows.map(toRecord);
  }

  async claim(snapshot: OptInSnapshot, claim: ConfirmationClaim): Promise<{ id: string; fence: number } | null> {
    return await inTransaction(this.pool, async (client) => {
      await client.query(LOCK_PERSON, [snapshot.subscriber.id, snapshot.workspaceId]);
      const { rows } = await client.query<{ id: string; fence: number }>({
        name: 'opt-in-claim',
        text: CLAIM,
        values: [
          ...[snapshot.id, snapshot.workspaceId, snapshot.revision, claim.id, claim.occurrence, claim.messageId],
          ...[claim.to, claim.subject, claim.replyTo, new Date(claim.leaseUntil), new Date(claim.at)],
          ...this.key.parameters,
        ],
      });
      return rows[0] ?? null;
    });
  }

  async settle(ref: OptInRef, revision: number, settlement: ConfirmationSettlement): Promise<number | null> {
    const { message, messageRowId, fence, sent, dueAt, events } = settlement;
    const { rows } = await this.pool.query<{ revision: number }>({
      name: 'opt-in-settle',
      text: SETTLE,
      values: [
        ...[ref.optInId, ref.workspaceId, messageRowId, fence, message.state, message.response, message.error],
        ...[date(message.sentAt), sent, revision, new Date(dueAt), eventJson(events)],
      ],
    });
    return rows[0]?.revision ?? null;
  }

  async end(ref: OptInRef, revision: number, outcome: 'expired' | 'cancelled', event: NewEvent): Promise<boolean> {
    const { rowCount } = await this.pool.query({
      name: 'opt-in-end',
      text: END,
      values: [ref.optInId, ref.workspaceId, revision, outcome, new Date(event.at), eventJson([event])],
    });
    return rowCount === 1;
  }

  async renew(
    ref: OptInRef,
    { dueAt, expiresAt, notSince }: { dueAt: number; expiresAt: number; notSince: number },
  ): Promise<boolean> {
    const { rowCount } = await this.pool.query(RENEW, [
      ...[ref.optInId, ref.workspaceId, new Date(dueAt), new Date(notSince), new Date(expiresAt)],
    ]);
    return rowCount === 1;
  }

  async confirm(ref: OptInRef, mailedTo: string, evidence: Evidence): Promise<readonly string[] | null> {
    return await inTransaction(this.pool, async (client) => confirmRequest(client, this.key, ref, mailedTo, evidence));
  }

  async markStarted(ids: readonly string[], at: number): Promise<void> {
    await this.pool.query('update opt_in set started_at = $2 where id = any($1::uuid[])', [ids, new Date(at)]);
  }

  async unstarted(before: number, limit: number): Promise<readonly OptInRef[]> {
    return await this.refs(
      "select id, workspace_id from opt_in where state = 'pending' and started_at is null and requested_at < $1 order by requested_at limit $2",
      [new Date(before), limit],
    );
  }

  async overdue(before: number, limit: number): Promise<readonly OptInRef[]> {
    return await this.refs(
      "select id, workspace_id from opt_in where state = 'pending' and due_at < $1 order by due_at limit $2",
      [new Date(before), limit],
    );
  }

  async lostAttempts(before: number, limit: number): Promise<readonly OptInRef[]> {
    return await this.refs(
      `select opt_in_id as id, workspace_id from message
       where state = 'transmitting' and lease_until < $1 and opt_in_id is not null limit $2`,
      [new Date(before), limit],
    );
  }

  private async refs(text: string, values: unknown[]): Promise<readonly OptInRef[]> {
    return (await this.pool.query<{ id: string; workspace_id: string }>(text, values)).rows.map(toRef);
  }
}
