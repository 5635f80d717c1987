import { hkdfSync } from 'node:crypto';

const BLOCK_BYTES = 64;

/**
 * The key under which suppressed addresses are hashed, as the two padded blocks of HMAC (RFC 2104). Every statement gets
 * them as parameters, so the key is never in the database and what is there cannot be turned back into addresses.
 */
export class SuppressionKey {
  /** The key's blocks for `KeyParameters.inner` and `.outer`, in this order. */
  readonly parameters: readonly [inner: Buffer, outer: Buffer];

  /** @param secret APP_SECRET; the key is made from it for this purpose alone */
  constructor(secret: string) {
    const key = Buffer.alloc(BLOCK_BYTES);
    Buffer.from(hkdfSync('sha256', secret, '', 'suppression', 32)).copy(key);
    this.parameters = [key.map((byte) => byte ^ 0x36) as Buffer, key.map((byte) => byte ^ 0x5c) as Buffer];
  }
}

/** Where a statement takes the blocks of a `SuppressionKey`, such as `$3` and `$4`. */
export interface KeyParameters {
  readonly inner: string;
  readonly outer: string;
}

/** The placeholders of a key whose `parameters` begin at the `first` of a statement's values, counted from 1. */
export function keyAt(first: number): KeyParameters {
  return { inner: `$${first}`, outer: `$${first + 1}` };
}

/**
 * SQL for the HMAC-SHA-256 of a text under a workspace, as `suppression.hash` holds it: an address in lower case, or `@`
 * and a domain in lower case. Null for null.
 * @param text, workspaceId SQL expressions
 */
export function suppressionHashSql(text: string, workspaceId: string, key: KeyParameters): string {
  const message = `convert_to((${workspaceId})::uuid::text || ':' || ${text}, 'UTF8')`;
  return `sha256(${key.outer}::bytea || sha256(${key.inner}::bytea || ${message}))`;
}

/** How many labels of an address's domain are left out one by one: nearly every domain has so few before the suppressed one. */
const FEW_LABELS = [0, 1, 2, 3];
/** Whether a domain has more than that. */
const isDeep = (domain: string) => `${domain} like '%.%.%.%.%.%'`;

interface Texts {
  /** Beside the address, the domains that may be suppressed; null where there are not so many labels. */
  readonly address: string;
  readonly domains: readonly string[];
  /** Rows `deep.n` for a domain of more labels, and the domain of each; `when` says whether there are any. */
  readonly deep: { readonly when: string; readonly rows: string; readonly domain: string };
}

function textsOf(email: string): Texts {
  const address = `lower(${email})`;
  const domain = `split_part(${address}, '@', -1)`;
  const domains = FEW_LABELS.map((n) =>
    n === 0 ? domain : `substring(${domain} from '^(?:[^.]+[.]){${n}}([^.]+[.].+)$')`,
  );
  const dots = `length(${domain}) - length(replace(${domain}, '.', ''))`;
  return {
    address,
    domains: domains.map((one) => `'@' || ${one}`),
    deep: {
      when: isDeep(domain),
      rows: `generate_series(${FEW_LABELS.length + 1}, ${dots}) as deep(n)`,
      domain: `'@' || array_to_string((string_to_array(${domain}, '.'))[deep.n:], '.')`,
    },
  };
}

/**
 * A SQL predicate: whether an address is suppressed in a workspace, by itself or by its domain. For one row PostgreSQL
 * looks into the index; over many rows it hashes the workspace's suppressions once, and where there are none (or none of
 * domains), nothing is computed: for that `workspaceId` should be a parameter.
 * @param email, workspaceId SQL expressions, evaluated many times, so columns or parameters
 * @param key see `keyAt`
 */
export function suppressedSql(email: string, workspaceId: string, key: KeyParameters): string {
  const { address, domains, deep } = textsOf(email);
  const workspace = `sup.workspace_id = (${workspaceId})::uuid`;
  // separate questions, each an equality: PostgreSQL can answer such ones from a hash table
  const isListed = (text: string) =>
    `exists (select 1 from suppression sup where ${workspace} and sup.hash = ${suppressionHashSql(text, workspaceId, key)})`;
  const isDeepListed = `(${deep.when} and exists (
    select 1 from ${deep.rows} join suppression sup on ${workspace} and sup.hash = ${suppressionHashSql(deep.domain, workspaceId, key)}))`;
  return `(exists (select 1 from suppression sup where ${workspace}) and (${isListed(address)}
    or (exists (select 1 from suppression sup where ${workspace} and sup.kind = 'domain') and (${[...domains.map(isListed), isDeepListed].join(' or ')}))))`;
}

/** SQL for the array of every hash that would suppress an address: its own and those of its domains. */
export function suppressionHashesSql(email: string, workspaceId: string, key: KeyParameters): string {
  const { address, domains, deep } = textsOf(email);
  const few = [address, ...domains].map((text) => suppressionHashSql(text, workspaceId, key));
  return `(array[${few.join(', ')}] || case when ${deep.when} then array(
    select ${suppressionHashSql(deep.domain, workspaceId, key)} from ${deep.rows}) end)`;
}

/** A SQL expression like `suppressedSql`: the reason (of the address before that of its domain), null if not suppressed. */
export function suppressionReasonSql(email: string, workspaceId: string, key: KeyParameters): string {
  return suppressionSql('sup.reason', email, workspaceId, key);
}

/** A SQL expression like `suppressionReasonSql`. @param what a SQL expression of the suppression `sup` */
export function suppressionSql(what: string, email: string, workspaceId: string, key: KeyParameters): string {
  const hashes = suppressionHashesSql(email, workspaceId, key);
  return `(select ${what} from suppression sup where sup.workspace_id = (${workspaceId})::uuid
    and sup.hash = any(${hashes}) order by sup.kind, sup.created_at limit 1)`;
}
