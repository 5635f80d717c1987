import type { EnrollmentOutcome } from '@dripemails/domain';
import type { PoolClient } from 'pg';

/** Which live enrollments `e`, of people `p`, end: a SQL condition whose parameters begin at `$5`. */
export interface Which {
  readonly where: string;
  readonly values: readonly unknown[];
}

// The lock on each row orders the end against a claim of a send: the one that comes second finds a changed revision. All
// who lock many rows do so in id order.
const end = (where: string) => `
  with hit as (
    select e.id from enrollment e join subscriber p on p.id = e.subscriber_id
    where e.workspace_id = $1 and e.state <> 'ended' and ${where} order by e.id for update of e),
  ended as (
    update enrollment set state = 'ended', outcome = $2, reason = null, ended_at = $3, paused_at = null, revision = revision + 1,
      plan_do = 'end', plan_step = null, plan_at = $3, plan_why = $4, parked = false, due_at = null, watches = '{}', awaiting = null
    from hit where enrollment.id = hit.id and enrollment.state <> 'ended'
    returning enrollment.id, enrollment.subscriber_id),
  written as (
    insert into event (id, workspace_id, subscriber_id, enrollment_id, kind, what, why, at)
    select gen_random_uuid(), $1, subscriber_id, id, 'ended', 'Left the sequence', $4, $3 from ended)
  select id from ended`;

/**
 * Ends live enrollments in a transaction, in one statement for any number. What made them end is written before, so that
 * a claim which comes later finds that too.
 * @param how `why` in words without personal data; `at` real ms
 * @returns the enrollments that ended, to be told after the commit
 */
export async function endEnrollments(
  client: PoolClient,
  workspaceId: string,
  which: Which,
  how: { readonly outcome: EnrollmentOutcome; readonly why: string; readonly at: number },
): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(end(which.where), [
    ...[workspaceId, how.outcome, new Date(how.at), how.why],
    ...which.values,
  ]);
  return rows.map(({ id }) => id);
}
