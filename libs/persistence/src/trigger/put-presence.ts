import type { Consequence, DueEntry, TriggerRef } from '@dripemails/application';
import type { PoolClient } from 'pg';

/** An entry with what follows from it. */
export interface Planned {
  readonly entry: DueEntry;
  readonly consequence: Consequence;
}

/** Notes who is in the segment and who no longer is. @returns without those who were in it before */
export async function putPresence(
  client: PoolClient,
  trigger: TriggerRef,
  planned: readonly Planned[],
): Promise<readonly Planned[]> {
  // several questions about one person were answered under one lock, so the answers are the same
  const of = (presence: 'in' | 'out') =>
    planned.filter(({ consequence }) => consequence.presence === presence).map(({ entry }) => entry.subscriberId);
  const [present, absent] = [of('in'), of('out')];
  if (present.length === 0 && absent.length === 0) return planned;
  const values = [trigger.workspaceId, trigger.sequenceId, trigger.position];
  await client.query(
    `delete from segment_presence where (sequence_id, position, subscriber_id) in (
       select sequence_id, position, subscriber_id from segment_presence
       where workspace_id = $1 and sequence_id = $2 and position = $3 and subscriber_id = any($4::uuid[])
       order by subscriber_id for update)`,
    [...values, absent],
  );
  const isNew = new Set(await insertPresence(client, trigger, present));
  return planned.filter(
    ({ entry, consequence }) => consequence.presence === undefined || isNew.has(entry.subscriberId),
  );
}

/** Notes that people are in the segment. @returns those who were not in it before */
export async function insertPresence(
  client: PoolClient,
  trigger: TriggerRef,
  people: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await client.query<{ subscriber_id: string }>(
    `insert into segment_presence (workspace_id, sequence_id, position, subscriber_id)
     select $1, $2, $3, p.id from subscriber p where p.workspace_id = $1 and p.id = any($4::uuid[]) order by p.id
     on conflict do nothing returning subscriber_id`,
    [trigger.workspaceId, trigger.sequenceId, trigger.position, people],
  );
  return rows.map((row) => row.subscriber_id);
}
