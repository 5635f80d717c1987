import type { Pool, PoolClient } from 'pg';
import { type SuppressionKey, keyAt, suppressionHashSql } from '../consent/suppression-sql.js';

/** What there is on the suppression list of a workspace to ask people about. */
export interface SuppressionFacts {
  readonly hasAddresses: boolean;
  /** How many labels the domains on it have, `example.com` two. */
  readonly labels: readonly number[];
  /** Who has an address of which only the hash is on it. */
  readonly holders: readonly string[];
}

const WITH_VALUE = 'select 1 from suppression sup where sup.workspace_id = $1 and sup.value is not null';

// By `limit` each holder is looked up by itself: a join may hash the addresses of everybody.
const FACTS = `
  select exists (${WITH_VALUE} and sup.kind = 'address') as "hasAddresses",
    array(select distinct length(sup.value) - length(replace(sup.value, '.', '')) + 1 from suppression sup
      where sup.workspace_id = $1 and sup.value is not null and sup.kind = 'domain') as labels,
    array(select h.id from suppression sup cross join lateral (
        select p.id, p.email from subscriber p where p.workspace_id = $1 and p.id = sup.holder_id limit 1) h
      where sup.workspace_id = $1 and sup.holder_id is not null
        and sup.hash = ${suppressionHashSql('lower(h.email)', '$1', keyAt(2))}) as holders`;

/** What `mailableSql` has to know, in a millisecond. */
export async function readSuppressionFacts(
  client: Pool | PoolClient,
  workspaceId: string,
  key: SuppressionKey,
): Promise<SuppressionFacts> {
  const { rows } = await client.query<SuppressionFacts>(FACTS, [workspaceId, ...key.parameters]);
  return rows[0] ?? { hasAddresses: false, labels: [], holders: [] };
}

/** Of a stored address only ASCII is left to lower, and of its domain nothing; by the rules of a language it takes long. */
const lower = (text: string) => `lower(${text} collate "C")`;
const DOMAIN = "split_part(p.email, '@', 2)";

/**
 * A SQL predicate over `subscriber p` of the workspace `$1`: whether their consent for the workspace lets them be mailed, for
 * counts of a whole audience. It says what `suppressedSql` says of every stored address, without hashing everybody, which takes
 * seconds for a million: it compares the addresses and domains that the suppression list holds. Addresses of erased people
 * are not among them; who has come to have such a one since is noted (`noteHolder`), and only they are hashed.
 * @param firstParam number of its first parameter, behind those of the rest of the query
 */
export function mailableSql(
  { hasAddresses, labels, holders }: SuppressionFacts,
  firstParam: number,
): { readonly sql: string; readonly params: readonly unknown[] } {
  // each an equality with a list, which PostgreSQL hashes once, in every process that counts
  const isOn = (text: string, kind: 'address' | 'domain') =>
    `${text} in (select ${lower('sup.value')} from suppression sup where sup.workspace_id = $1 and sup.kind = '${kind}' and sup.value is not null)`;
  const ways = [
    ...(hasAddresses ? [isOn(lower('p.email'), 'address')] : []),
    ...(labels.length > 0 ? [isOn(DOMAIN, 'domain')] : []),
    ...labels.map((count) => `(p.email like '%@${'%.'.repeat(count)}%' and ${isOn(lastLabels(count), 'domain')})`),
    ...(holders.length > 0 ? [`p.id = any($${firstParam}::uuid[])`] : []),
  ];
  const sql = ways.length === 0 ? "p.status = 'active'" : `p.status = 'active' and not (${ways.join(' or ')})`;
  return { sql, params: holders.length > 0 ? [holders] : [] };
}

/** The end of an address's domain that has so many labels. */
function lastLabels(count: number): string {
  return Array.from({ length: count }, (_, at) => `split_part(${DOMAIN}, '.', ${at - count})`).join(" || '.' || ");
}
