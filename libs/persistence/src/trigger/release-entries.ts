import type { PoolClient } from 'pg';
import { TRIGGER_CHANNEL } from './pg-trigger-signal.js';

/** How long what was noticed about somebody unconfirmed waits for them: longer than any request to confirm stands. */
export const UNCONFIRMED_WAIT = "interval '100 days'";

const RELEASE = `
  update trigger_entry set due_at = $3, data = data - 'unconfirmed'
  where subscriber_id = $2 and workspace_id = $1 and data ? 'unconfirmed'`;

/**
 * Lets go what triggers noticed about a person before they confirmed: they enter now. In the transaction that makes them
 * active; who never confirms is passed over when the entry falls due by itself.
 * @param at real ms
 */
export async function releaseEntries(
  client: PoolClient,
  workspaceId: string,
  subscriberId: string,
  at: number,
): Promise<void> {
  const { rowCount } = await client.query(RELEASE, [workspaceId, subscriberId, new Date(at)]);
  if ((rowCount ?? 0) > 0) await client.query(`select pg_notify('${TRIGGER_CHANNEL}', '')`);
}
