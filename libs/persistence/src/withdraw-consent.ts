import type { Withdrawal } from '@dripemails/application';
import type { PoolClient } from 'pg';

/** Statuses from full consent to none. */
const LOWER = "array['active', 'bounced', 'unsubscribed', 'complained', 'erased']";

// Consent is only ever lowered: who unsubscribed does not become merely bounced, nor who complained unsubscribed.
const LOWER_STATUS = `
  update subscriber set status = $3, updated_at = now()
  where workspace_id = $1 and id = $2 and array_position(${LOWER}, status) < array_position(${LOWER}, $3)`;

// The lock on each row orders the end against a claim of a send: the one that comes second finds a changed revision.
const END_ALL = `
  with ended as (
    update enrollment set state = 'ended', outcome = $3, ended_at = $4, paused_at = null, revision = revision + 1,
      plan_do = 'end', plan_step = null, plan_at = $4, plan_why = $5, parked = false, due_at = null, watches = '{}', awaiting = null
    where subscriber_id = $1 and workspace_id = $2 and state <> 'ended'
    returning id),
  written as (
    insert into event (id, workspace_id, subscriber_id, enrollment_id, kind, what, why, at)
    select gen_random_uuid(), $2, $1, id, 'ended', 'Left the sequence', $5, $4 from ended)
  select id from ended`;

/**
 * Takes consent away in a transaction: lowers the status and ends every live enrollment, so that no send can be claimed
 * once it is committed. Whoever calls it writes down what happened.
 * @returns whether the status was lowered, and the enrollments that ended, to be told after the commit
 */
export async function withdrawConsent(
  client: PoolClient,
  workspaceId: string,
  subscriberId: string,
  withdrawal: Withdrawal,
): Promise<{ isLowered: boolean; ended: readonly string[] }> {
  const { rowCount } = await client.query(LOWER_STATUS, [workspaceId, subscriberId, withdrawal.status]);
  const { rows } = await client.query<{ id: string }>(END_ALL, [
    subscriberId,
    workspaceId,
    withdrawal.outcome,
    new Date(withdrawal.at),
    withdrawal.what,
  ]);
  return { isLowered: rowCount === 1, ended: rows.map(({ id }) => id) };
}
