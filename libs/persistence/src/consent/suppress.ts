import type { SuppressionReason } from '@dripemails/domain';
import type { PoolClient } from 'pg';
import { v7 as newId } from 'uuid';
import { endEnrollments, type Which } from './end-enrollments.js';
import { type SuppressionKey, keyAt, suppressionHashSql } from './suppression-sql.js';

/** An address, or a domain with all of its subdomains, in the form that a parser of the domain layer gives. */
export interface Suppressed {
  readonly kind: 'address' | 'domain';
  readonly value: string;
}

/** From the weakest reason to the strongest: a complaint is not forgotten because somebody also wrote the address down. */
const STRONGER = "array['unsubscribed', 'imported', 'manual', 'hardBounce', 'complaint', 'erased']";
const isStronger = `array_position(${STRONGER}, excluded.reason) > array_position(${STRONGER}, s.reason)`;

// In the order of the hashes, so that two that suppress the same addresses do not wait for each other.
const INSERT = `
  with x as (
    select x.id, x.kind, x.value, ${suppressionHashSql("case x.kind when 'domain' then '@' || lower(x.value) else lower(x.value) end", '$1', keyAt(6))} as hash
    from jsonb_to_recordset($2::jsonb) as x(id uuid, kind text, value text)),
  written as (
    insert into suppression as s (id, workspace_id, kind, hash, value, reason, note, said_no, created_at)
    select distinct on (x.hash) x.id, $1, x.kind, x.hash, case when $3 = 'erased' then null else x.value end, $3, $4, $3 = 'unsubscribed', $5
    from x order by x.hash
    on conflict (workspace_id, hash) do update set said_no = s.said_no or excluded.said_no,
      reason = case when ${isStronger} then excluded.reason else s.reason end,
      note = case when ${isStronger} then excluded.note else s.note end,
      value = case when 'erased' in (excluded.reason, s.reason) then null else coalesce(s.value, excluded.value) end
    where ${isStronger} or (excluded.said_no and not s.said_no)
    returning hash)
  select distinct on (x.hash) x.kind, x.value from x join written on written.hash = x.hash order by x.hash`;

const OUTCOME = {
  hardBounce: 'bounced',
  complaint: 'complained',
  manual: 'unsubscribed',
  imported: 'unsubscribed',
  unsubscribed: 'unsubscribed',
  erased: 'erased',
} as const satisfies Record<SuppressionReason, string>;

/** Whom addresses and domains hit, of people `p`; see `Which`. */
function whoeverIsHit(entries: readonly Suppressed[]): Which {
  const of = (kind: Suppressed['kind']) => entries.filter((entry) => entry.kind === kind).map(({ value }) => value);
  const [addresses, domains] = [of('address'), of('domain')];
  // the index on addresses is of use only where no domain is asked about
  const byAddress = 'p.workspace_id = $1 and lower(p.email) = any(select lower(a) from unnest($5::text[]) as a)';
  if (domains.length === 0) return { where: byAddress, values: [addresses] };
  const byDomain = `exists (
    select 1 from unnest($6::text[]) as d where right(lower(p.email), length(d) + 1) in ('@' || lower(d), '.' || lower(d)))`;
  return { where: `((${byAddress}) or ${byDomain})`, values: [addresses, domains] };
}

/**
 * Suppresses addresses and domains in a transaction and ends the live enrollments of whoever they hit, in two statements
 * for any number. What is suppressed already stays, with the stronger reason, and that somebody unsubscribed is kept under
 * any. With `erased` only the hashes are kept.
 * @param how `at` real ms
 * @returns `written`: those that are new or of which more is known now, and `added`: how many they are; `ended`: enrollments
 *   to be told after the commit
 */
export async function suppress(
  client: PoolClient,
  key: SuppressionKey,
  workspaceId: string,
  entries: readonly Suppressed[],
  how: { readonly reason: SuppressionReason; readonly note: string; readonly at: number },
): Promise<{ readonly written: readonly Suppressed[]; readonly added: number; readonly ended: readonly string[] }> {
  if (entries.length === 0) return { written: [], added: 0, ended: [] };
  const records = entries.map(({ kind, value }) => ({ id: newId(), kind, value }));
  const { rows: written } = await client.query<Suppressed>(INSERT, [
    ...[workspaceId, JSON.stringify(records), how.reason, how.note, new Date(how.at)],
    ...key.parameters,
  ]);
  const ended = await endEnrollments(client, workspaceId, whoeverIsHit(entries), {
    outcome: OUTCOME[how.reason],
    why: SUPPRESSED_WHY,
    at: how.at,
  });
  return { written, added: written.length, ended };
}

/** Why an enrollment ended whose person is suppressed, in the words that `planNext` uses. */
const SUPPRESSED_WHY = 'The address is suppressed';

/**
 * Suppresses the address of a person, in the caller's transaction; see `suppress`. For `erased` it is called before the
 * address is removed.
 */
export async function suppressPerson(
  client: PoolClient,
  key: SuppressionKey,
  who: { readonly workspaceId: string; readonly subscriberId: string },
  how: { readonly reason: SuppressionReason; readonly note: string; readonly at: number },
): Promise<readonly string[]> {
  const { rows } = await client.query<{ email: string }>(
    'select email from subscriber where workspace_id = $1 and id = $2',
    [who.workspaceId, who.subscriberId],
  );
  const entries = rows.map(({ email }) => ({ kind: 'address' as const, value: email }));
  return (await suppress(client, key, who.workspaceId, entries, how)).ended;
}
