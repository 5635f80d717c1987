import type { PoolClient } from 'pg';

/**
 * From here to the end of the transaction nobody else changes the segments of a workspace, or deletes what they name: two
 * changes that each go round no circle could do so together.
 */
export async function aloneWithSegments(client: PoolClient, workspaceId: string): Promise<void> {
  await client.query("select pg_advisory_xact_lock(hashtextextended('segments ' || $1, 0))", [workspaceId]);
}
