import { plainEvidence } from '@dripemails/application';
import type { SubscriberStatus } from '@dripemails/domain';
import type { PoolClient } from 'pg';
import { leftAddressesSql } from '../subscriber/left-address.js';
import { recordConsent } from './record-consent.js';
import { suppress } from './suppress.js';
import { tellSuppression } from './tell-suppression.js';
import {
  type KeyParameters,
  type SuppressionKey,
  keyAt,
  suppressedSql,
  suppressionHashSql,
} from './suppression-sql.js';

/** An unsubscribe is taken back by a confirmation, a complaint never. */
type No = 'unsubscribed' | 'complained';
const REASON = { unsubscribed: 'unsubscribed', complained: 'complaint' } as const satisfies Record<No, string>;

interface Who {
  readonly workspaceId: string;
  readonly subscriberId: string;
}

// Another address than the profile has now: of before a change, or of a profile that was merged into it.
const ELSEWHERE = `
  select distinct lower(x.address) as address from subscriber p cross join lateral (
    select m.to_address as address from message m
    where m.workspace_id = $1 and m.subscriber_id = $2 and m.state in ('accepted', 'transmitting', 'unknown')
    union all ${leftAddressesSql('$1', '$2')}) x
  where p.workspace_id = $1 and p.id = $2 and lower(x.address) <> lower(p.email)`;

const TAKE_BACK = `
  delete from suppression s using subscriber p
  where s.workspace_id = $1 and p.workspace_id = $1 and p.id = $2 and s.reason = 'unsubscribed'
    and s.hash = ${suppressionHashSql('lower(p.email)', '$1', keyAt(3))}`;

/**
 * A no belongs to the address as well as to the profile: one that a profile leaves behind must not come back as somebody
 * new who is mailed. Only its owner takes that back, by a confirmation. The consent log of the profile tells of it, and that
 * of whoever has the address by now.
 * @param how `source` as in `Evidence`; `at` real ms
 * @returns the enrollments that ended by it, of whoever has such an address by now, to be told after the commit
 */
export async function rememberNo(
  client: PoolClient,
  key: SuppressionKey,
  { workspaceId, subscriberId }: Who,
  addresses: readonly string[],
  { no, source, at }: { readonly no: No; readonly source: string; readonly at: number },
): Promise<readonly string[]> {
  const entries = addresses.map((value) => ({ kind: 'address' as const, value }));
  const how = { reason: REASON[no], note: '', at };
  const { written, ended } = await suppress(client, key, workspaceId, entries, how);
  const left = written.map(() => ({ subscriberId, what: 'suppressed' as const, text: 'An address of before' }));
  await recordConsent(client, workspaceId, left, plainEvidence(source, at));
  await tellSuppression(client, workspaceId, 'suppressed', written, plainEvidence(source, at));
  return ended;
}

const LEFT_SOMETHING = `
  select exists (select 1 from membership m where m.workspace_id = $1 and m.subscriber_id = $2 and m.status = 'unsubscribed')
    or exists (select 1 from topic_opt_out o where o.workspace_id = $1 and o.subscriber_id = $2) as left`;

/**
 * A person gets another address, or goes into another profile that does: what they said no to at this one, be it all mail, a
 * list or a topic, must not be mailed to whoever comes with it next. Nobody could tell that one of the no to a part, so no
 * mail goes there at all until its owner confirms.
 * @param how as in `rememberNo`
 */
export async function leaveAddress(
  client: PoolClient,
  key: SuppressionKey,
  who: Who,
  { address, status }: { readonly address: string; readonly status: SubscriberStatus },
  how: { readonly source: string; readonly at: number },
): Promise<void> {
  const remember = (no: No) => rememberNo(client, key, who, [address], { no, ...how });
  if (status === 'unsubscribed' || status === 'complained') return void (await remember(status));
  const { rows } = await client.query<{ left: boolean }>(LEFT_SOMETHING, [who.workspaceId, who.subscriberId]);
  if (rows[0]?.left === true) await remember('unsubscribed');
}

/** Every other address that a person is known to have had, in lower case. */
export async function addressesElsewhere(client: PoolClient, { workspaceId, subscriberId }: Who): Promise<string[]> {
  const { rows } = await client.query<{ address: string }>(ELSEWHERE, [workspaceId, subscriberId]);
  return rows.map(({ address }) => address);
}

/**
 * A SQL predicate: whether no confirmation may give mail back to an address, because something else suppresses it than that
 * whoever had it unsubscribed.
 * @param email, workspaceId SQL expressions, evaluated many times, so columns or parameters
 */
export function refusesConfirmationSql(email: string, workspaceId: string, key: KeyParameters): string {
  // as an address without a name it is suppressed by its domain alone
  const domain = `('@' || split_part(lower(${email}), '@', -1))`;
  return `(${suppressedSql(domain, workspaceId, key)} or exists (
    select 1 from suppression own where own.workspace_id = (${workspaceId})::uuid and own.reason <> 'unsubscribed'
      and own.hash = ${suppressionHashSql(`lower(${email})`, workspaceId, key)}))`;
}

/**
 * A SQL predicate: whether somebody unsubscribed at an address whose profile has another one now.
 * @param email, workspaceId SQL expressions
 */
export function unsubscribedBeforeSql(email: string, workspaceId: string, key: KeyParameters): string {
  return `exists (select 1 from suppression left_behind where left_behind.workspace_id = (${workspaceId})::uuid
    and left_behind.said_no and left_behind.hash = ${suppressionHashSql(`lower(${email})`, workspaceId, key)})`;
}

/**
 * The person wants mail again and proved that the address is theirs: what was remembered of an earlier no is over.
 * @returns whether there was one
 */
export async function forgetNo(
  client: PoolClient,
  key: SuppressionKey,
  who: Who,
  evidence: Parameters<typeof recordConsent>[3],
): Promise<boolean> {
  const { workspaceId, subscriberId } = who;
  const { rowCount } = await client.query(TAKE_BACK, [workspaceId, subscriberId, ...key.parameters]);
  if (rowCount !== 1) return false;
  await recordConsent(client, workspaceId, [{ subscriberId, what: 'unsuppressed' }], evidence);
  return true;
}
