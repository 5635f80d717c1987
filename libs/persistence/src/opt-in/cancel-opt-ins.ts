import type { PoolClient } from 'pg';

const CANCEL = `
  update opt_in set state = 'cancelled', ended_at = $3, due_at = $3, revision = revision + 1
  where subscriber_id = $1 and workspace_id = $2 and state = 'pending'`;

// A request about several lists would put them on each.
const CANCEL_FOR_LISTS = `
  update opt_in o set state = 'cancelled', ended_at = $4, due_at = $4, revision = revision + 1
  where o.subscriber_id = any($2::uuid[]) and o.workspace_id = $1 and o.state = 'pending'
    and (o.list_id = any($3::uuid[]) or o.list_ids && $3::uuid[])`;

/**
 * Ends whatever a person was asked to confirm, in the transaction that takes their consent away: no mail asks them after
 * it, and a link in one that is on its way confirms nothing. They can ask again.
 * @param at real ms
 */
export async function cancelOptIns(
  client: PoolClient,
  workspaceId: string,
  subscriberId: string,
  at: number,
): Promise<void> {
  await client.query({ name: 'opt-in-cancel', text: CANCEL, values: [subscriberId, workspaceId, new Date(at)] });
}

/**
 * Ends what people were asked to confirm about lists, in the transaction that takes them off these, before it does.
 * @param at real ms
 */
export async function cancelListOptIns(
  client: PoolClient,
  workspaceId: string,
  subscriberIds: readonly string[],
  listIds: readonly string[],
  at: number,
): Promise<void> {
  if (subscriberIds.length === 0 || listIds.length === 0) return;
  await client.query({
    name: 'opt-in-cancel-lists',
    text: CANCEL_FOR_LISTS,
    values: [workspaceId, subscriberIds, listIds, new Date(at)],
  });
}
