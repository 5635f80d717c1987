import type { PoolClient } from 'pg';
import { keyAt, suppressionHashSql, type SuppressionKey } from '../consent/suppression-sql.js';

interface Ref {
  readonly workspaceId: string;
  readonly id: string;
}

// Whoever was linked to a person was here before, and nobody is made of a row that is held.
const NEW_ONES = `
  select s.hash, exists (select 1 from import_seen i where i.workspace_id = $1 and i.import_id = $2 and i.hash = s.hash) as seen
  from (select ${suppressionHashSql('lower(email)', '$1', keyAt(3))} as hash from import_stage where pid is null and not held) s`;

const REMEMBER = `
  insert into import_seen (workspace_id, import_id, hash)
  select $1, $2, x.hash from unnest($3::bytea[]) as x(hash) order by x.hash on conflict do nothing`;

/** Of the people that a batch of a dry run would make: those it is the first to make, and how many it is not. */
export interface NewOnes {
  readonly fresh: readonly Buffer[];
  readonly again: number;
}

/**
 * A dry run takes every batch back, so that a later one does not find the people of an earlier: they are known by the keyed
 * hashes of their addresses. Asked in the transaction that has merged the batch, before it is taken back.
 */
export async function newOnes(client: PoolClient, job: Ref, key: SuppressionKey): Promise<NewOnes> {
  const { rows } = await client.query<{ hash: Buffer; seen: boolean }>(NEW_ONES, [
    job.workspaceId,
    job.id,
    ...key.parameters,
  ]);
  const fresh = rows.filter(({ seen }) => !seen).map(({ hash }) => hash);
  return { fresh, again: rows.length - fresh.length };
}

/** Keeps the hashes until the dry run is over, in the transaction that moves its progress on. */
export async function remember(client: PoolClient, job: Ref, hashes: readonly Buffer[]): Promise<void> {
  if (hashes.length > 0) await client.query(REMEMBER, [job.workspaceId, job.id, hashes]);
}

/** Forgets them, in the transaction that ends the dry run, after its row is written: no batch is on its way then. */
export async function forget(client: PoolClient, job: Ref): Promise<void> {
  await client.query('delete from import_seen where workspace_id = $1 and import_id = $2', [job.workspaceId, job.id]);
}
