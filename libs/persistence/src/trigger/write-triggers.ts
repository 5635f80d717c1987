import { type Trigger, triggerWatches } from '@dripemails/domain';
import type { PoolClient } from 'pg';

// A trigger that stays as it was keeps who is in its segment; of any other that is void. Pending dates are left: one of a
// trigger that is no more enrolls nobody when it comes, and a backfill replaces it. In the order in which dispatchers
// change them, so that nobody waits for each other.
const WRITE = `
  with x as (select * from jsonb_to_recordset($3::jsonb) as x(position int, kind text, watches text[], config jsonb)),
  changed as (
    select x.position from x left join sequence_trigger t on t.sequence_id = $2 and t.position = x.position
    where t.config is distinct from x.config),
  void as (
    select position from changed
    union select t.position from sequence_trigger t where t.sequence_id = $2 and t.position not in (select position from x)),
  presences as (
    delete from segment_presence where (sequence_id, position, subscriber_id) in (
      select sequence_id, position, subscriber_id from segment_presence
      where sequence_id = $2 and position in (select position from void) order by position, subscriber_id for update)),
  removed as (
    delete from sequence_trigger where sequence_id = $2 and position not in (select position from x)),
  written as (
    insert into sequence_trigger (workspace_id, sequence_id, position, kind, watches, config)
    select $1, $2, x.position, x.kind, x.watches, x.config from x
    on conflict (sequence_id, position) do update set kind = excluded.kind, watches = excluded.watches, config = excluded.config)
  select position from changed order by position`;

/**
 * Makes these the triggers of a sequence, in the transaction that publishes its version.
 * @returns the positions that are new or different; while the sequence takes people, those that have to do with who is
 *   there already (`dateReached`, `segmentEntered`) need a backfill
 */
export async function writeTriggers(
  client: PoolClient,
  workspaceId: string,
  sequenceId: string,
  triggers: readonly Trigger[],
): Promise<readonly number[]> {
  const records = triggers.map((trigger, position) => ({
    position,
    kind: trigger.on,
    watches: triggerWatches(trigger),
    config: trigger,
  }));
  const { rows } = await client.query<{ position: number }>(WRITE, [workspaceId, sequenceId, JSON.stringify(records)]);
  return rows.map(({ position }) => position);
}
