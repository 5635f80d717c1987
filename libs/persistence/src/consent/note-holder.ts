import type { PoolClient } from 'pg';
import { type SuppressionKey, keyAt, suppressionHashSql } from './suppression-sql.js';

const NOTE = `
  update suppression s set holder_id = p.id from subscriber p
  where p.workspace_id = $1 and p.id = $2 and s.workspace_id = $1 and s.value is null
    and s.hash = ${suppressionHashSql('lower(p.email)', '$1', keyAt(3))}`;

/**
 * Notes who has come to have an address that is suppressed by its hash alone, in the transaction that gives it to them: such
 * addresses are those of erased people, and who may have one cannot be asked of everybody when an audience is counted. It
 * only says whom to ask, and need not be taken back. What lets a mail go asks the hashes themselves.
 */
export async function noteHolder(
  client: PoolClient,
  key: SuppressionKey,
  { workspaceId, subscriberId }: { readonly workspaceId: string; readonly subscriberId: string },
): Promise<void> {
  await client.query(NOTE, [workspaceId, subscriberId, ...key.parameters]);
}
