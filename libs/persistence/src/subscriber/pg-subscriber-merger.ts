import { type SubscriberMerger, type Withdrawal, personErased, plainEvidence } from '@dripemails/application';
import { DomainError, type MergeablePerson, mergePeople, type SubscriberStatus } from '@dripemails/domain';
import type { Pool, PoolClient } from 'pg';
import { v7 as newId } from 'uuid';
import { isMoreMembershipSql } from '../consent/consent-order-sql.js';
import { endEnrollments } from '../consent/end-enrollments.js';
import { recordConsent } from '../consent/record-consent.js';
import { leaveAddress } from '../consent/remember-no.js';
import type { SuppressionKey } from '../consent/suppression-sql.js';
import { inTransactionAgain } from '../database.js';
import { withdrawConsent } from '../withdraw-consent.js';
import { leftAddressWords } from './left-address.js';
import { noSubscriber } from './subscriber-rows.js';

const LOCK = `
  select id, email, first_name as "firstName", last_name as "lastName", time_zone as "timeZone", locale, fields, status,
    extract(epoch from mail_paused_until) * 1000 as "mailPausedUntil", cap_per_week as "capPerWeek"
  from subscriber where workspace_id = $1 and id = any($2::uuid[]) order by id for update`;

// A list that both are on keeps the lower consent.
const MEMBERSHIPS = `
  insert into membership as m (workspace_id, list_id, subscriber_id, status, created_at)
  select workspace_id, list_id, $2, status, created_at from membership where workspace_id = $1 and subscriber_id = $3
  on conflict (list_id, subscriber_id) do update set status = excluded.status, created_at = least(m.created_at, excluded.created_at)
  where ${isMoreMembershipSql('m.status', 'excluded.status')}`;

// Of two live enrollments that cannot both live, the other profile's ends. Both profiles may have been in a sequence: only
// the live ones of one sequence are in each other's way.
const END_DOUBLE = `
  with double as (
    select f.id from enrollment f
    where f.workspace_id = $1 and f.subscriber_id = $3 and f.state <> 'ended' and exists (
      select 1 from enrollment i where i.subscriber_id = $2 and i.sequence_id = f.sequence_id and i.state <> 'ended')
    order by f.id for update),
  ended as (
    update enrollment e set state = 'ended', outcome = 'stopped', reason = $5, ended_at = $4, paused_at = null,
      revision = revision + 1, plan_do = 'end', plan_step = null, plan_at = $4, plan_why = $5, parked = false, due_at = null,
      watches = '{}', awaiting = null
    from double where e.id = double.id returning e.id),
  written as (
    insert into event (id, workspace_id, subscriber_id, enrollment_id, kind, what, why, at)
    select gen_random_uuid(), $1, $3, id, 'stopped', 'Stopped', $5, $4 from ended)
  select id from ended`;
const DOUBLE_WHY = 'Two profiles of the person were merged, and the other is in this sequence';

/** What goes to the other profile as it is; `$1` workspace, `$2` the profile that stays, `$3` the one that goes. */
const MOVES: readonly string[] = [
  MEMBERSHIPS,
  `insert into subscriber_tag (workspace_id, subscriber_id, tag, created_at)
   select workspace_id, $2, tag, created_at from subscriber_tag where workspace_id = $1 and subscriber_id = $3 on conflict do nothing`,
  `insert into topic_opt_out (workspace_id, topic_id, subscriber_id, created_at)
   select workspace_id, topic_id, $2, created_at from topic_opt_out where workspace_id = $1 and subscriber_id = $3 on conflict do nothing`,
  `insert into segment_presence (workspace_id, sequence_id, position, subscriber_id, since)
   select workspace_id, sequence_id, position, $2, since from segment_presence where workspace_id = $1 and subscriber_id = $3 on conflict do nothing`,
  `insert into last_activity as i (workspace_id, subscriber_id, kind, at)
   select workspace_id, $2, kind, at from last_activity where workspace_id = $1 and subscriber_id = $3
   on conflict (subscriber_id, kind) do update set at = excluded.at where i.at < excluded.at`,
  `update trigger_entry f set subscriber_id = $2 where f.workspace_id = $1 and f.subscriber_id = $3 and not (f.data ? 'date' and exists (
     select 1 from trigger_entry i where i.subscriber_id = $2 and i.sequence_id = f.sequence_id and i.position = f.position and i.data ? 'date'))`,
  // a link that was sent to the other address must not confirm this one
  `update opt_in set state = 'cancelled', ended_at = $4, revision = revision + 1
   where workspace_id = $1 and subscriber_id = $3 and state = 'pending' and $2::uuid is not null`,
  'update opt_in set subscriber_id = $2 where workspace_id = $1 and subscriber_id = $3',
  'update enrollment set subscriber_id = $2, revision = revision + 1 where workspace_id = $1 and subscriber_id = $3',
  'update message set subscriber_id = $2 where workspace_id = $1 and subscriber_id = $3',
  'update event set subscriber_id = $2 where workspace_id = $1 and subscriber_id = $3',
  'update consent set subscriber_id = $2 where workspace_id = $1 and subscriber_id = $3',
  'update privacy_request set subscriber_id = $2 where workspace_id = $1 and subscriber_id = $3',
];

const WRITE = `
  update subscriber set first_name = $3, last_name = $4, time_zone = $5, locale = $6, fields = $7, mail_paused_until = $8,
    cap_per_week = $9, created_at = least(created_at, (select created_at from subscriber where id = $10)), updated_at = now()
  where workspace_id = $1 and id = $2`;

const BOUNCED = 'The other profile had bounced';
/** Why enrollments end when the lower status is taken over. */
const LOWERED: Partial<Record<SubscriberStatus, Pick<Withdrawal, 'status' | 'outcome' | 'what'>>> = {
  unsubscribed: { status: 'unsubscribed', outcome: 'unsubscribed', what: 'The other profile had unsubscribed' },
  complained: { status: 'complained', outcome: 'complained', what: 'The other profile had complained' },
};

type LockedPerson = MergeablePerson & { readonly id: string; readonly email: string };

export class PgSubscriberMerger implements SubscriberMerger {
  constructor(
    private readonly pool: Pool,
    private readonly key: SuppressionKey,
  ) {}

  async merge(workspaceId: string, into: string, from: string, at: number): Promise<readonly string[]> {
    // a mail that is being claimed holds the enrollment first and asks for the person then
    return await inTransactionAgain(this.pool, async (client) => {
      const [target, other] = await this.locked(client, workspaceId, into, from);
      const merged = mergePeople(target, other);
      const ids = [workspaceId, into, from];
      const when = new Date(at);
      const stopped = await client.query<{ id: string }>(END_DOUBLE, [...ids, when, DOUBLE_WHY]);
      for (const move of MOVES) await client.query(move, move.includes('$4') ? [...ids, when] : ids);
      await client.query(WRITE, [
        ...[workspaceId, into, merged.firstName, merged.lastName, merged.timeZone, merged.locale],
        ...[JSON.stringify(merged.fields), asDate(merged.mailPausedUntil), merged.capPerWeek, from],
      ]);
      await client.query('delete from subscriber where workspace_id = $1 and id = $2', [workspaceId, from]);
      await client.query(
        "insert into event (id, workspace_id, subscriber_id, kind, what, why, at) values ($1, $2, $3, 'merged', 'Merged with another profile', $4, $5)",
        [newId(), workspaceId, into, leftAddressWords(other.email), when],
      );
      const ended = await this.lower(client, workspaceId, into, target.status, merged.status, at);
      const left = { address: other.email, status: merged.status };
      const how = { source: 'Merged with another profile', at };
      await leaveAddress(client, this.key, { workspaceId, subscriberId: into }, left, how);
      const live = await client.query<{ id: string }>(
        "select id from enrollment where workspace_id = $1 and subscriber_id = $2 and state <> 'ended'",
        [workspaceId, into],
      );
      return [...new Set([...stopped.rows.map(({ id }) => id), ...ended, ...live.rows.map(({ id }) => id)])];
    });
  }

  private async locked(
    client: PoolClient,
    workspaceId: string,
    into: string,
    from: string,
  ): Promise<readonly [LockedPerson, LockedPerson]> {
    const { rows } = await client.query<LockedPerson & { mailPausedUntil: string | null }>(LOCK, [
      workspaceId,
      [into, from],
    ]);
    const people = rows.map((row) => ({
      ...row,
      mailPausedUntil: row.mailPausedUntil === null ? null : Number(row.mailPausedUntil),
    }));
    const target = people.find(({ id }) => id === into);
    const other = people.find(({ id }) => id === from);
    if (target === undefined) throw noSubscriber();
    if (other === undefined)
      throw new DomainError('subscriber.not_found', 'The other profile does not exist.', [
        { path: 'from', message: 'There is no such subscriber.' },
      ]);
    if (target.status === 'erased') throw personErased();
    if (other.status === 'erased') throw personErased('from');
    return [target, other];
  }

  private async lower(
    client: PoolClient,
    workspaceId: string,
    subscriberId: string,
    before: SubscriberStatus,
    after: SubscriberStatus,
    at: number,
  ): Promise<readonly string[]> {
    const who = { workspaceId, subscriberId };
    const why = 'Two profiles of the person were merged';
    const withdrawal = LOWERED[after];
    if (withdrawal !== undefined)
      return (await withdrawConsent(client, this.key, who, { ...withdrawal, why, at })).ended;
    if (before !== after)
      await client.query('update subscriber set status = $3 where workspace_id = $1 and id = $2', [
        ...[workspaceId, subscriberId, after],
      ]);
    if (after !== 'bounced') return [];
    // the other address bounced and is suppressed; this one did not, and may be confirmed again
    if (before !== after)
      await recordConsent(
        client,
        workspaceId,
        [{ subscriberId, what: 'bounced' }],
        plainEvidence(BOUNCED, at, { reason: why }),
      );
    const everything = { where: 'e.subscriber_id = $5', values: [subscriberId] };
    return await endEnrollments(client, workspaceId, everything, { outcome: 'bounced', why: BOUNCED, at });
  }
}

function asDate(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms);
}
