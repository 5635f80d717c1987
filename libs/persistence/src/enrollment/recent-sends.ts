import type { Pool } from 'pg';

const RECENT_SENDS = `
  select subscriber_id, coalesce(sent_at, first_attempt_at) as at from message
  where subscriber_id = any($1::uuid[]) and workspace_id = $2 and state in ('accepted', 'transmitting', 'unknown')
    and opt_in_id is null and coalesce(sent_at, first_attempt_at) > $3`;

/** See `SendHistory.recentSendsOf`. */
export async function recentSendsOf(
  pool: Pool,
  workspaceId: string,
  subscriberIds: readonly string[],
  since: number,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const { rows } = await pool.query<{ subscriber_id: string; at: Date }>({
    name: 'message-recent-sends',
    text: RECENT_SENDS,
    values: [subscriberIds, workspaceId, new Date(since)],
  });
  const sends = new Map<string, number[]>();
  for (const { subscriber_id, at } of rows) {
    const known = sends.get(subscriber_id);
    if (known === undefined) sends.set(subscriber_id, [at.getTime()]);
    else known.push(at.getTime());
  }
  return sends;
}
