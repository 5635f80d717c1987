import { type SuppressionKey, keyAt, suppressedSql } from '../consent/suppression-sql.js';
import { ENTERING, type Entered, type SettleOptions, type TriggerRef } from '@dripemails/application';
import type { PoolClient } from 'pg';
import { v7 as newId } from 'uuid';
import type { Planned } from './put-presence.js';

// Nobody is inserted who may not be mailed, or who left the list again that brings them in, and nobody in a sequence that takes nobody: both are read here, under the
// locks. An enrollment that ended counts as one before; the partial unique index decides between two live ones.
const ENTER = `
  with x as (
    select * from jsonb_to_recordset($3::jsonb) as x(n int, id uuid, "eventId" uuid, "subscriberId" uuid, "entryKey" text, reason text, "listId" uuid)),
  s as (
    select id, name, current_version from sequence
    where workspace_id = $1 and id = $2 and state in ('active', 'paused') and current_version is not null),
  e as (
    insert into enrollment (id, workspace_id, sequence_id, version, subscriber_id, entry_key, anchor_at, enrolled_at, plan_do, plan_at, plan_why, list_id)
    select x.id, $1, s.id, s.current_version, p.id, x."entryKey", $4, $4, 'replan', $4, $7, x."listId"
    from x cross join s join subscriber p on p.id = x."subscriberId" and p.workspace_id = $1 and p.status = 'active'
    where not ${suppressedSql('p.email', '$1', keyAt(8))}
      and (x."listId" is null
        or exists (select 1 from membership m where m.list_id = x."listId" and m.subscriber_id = p.id and m.status = 'active'))
      and case $5
      when 'never' then not exists (select 1 from enrollment o where o.sequence_id = s.id and o.subscriber_id = p.id)
      when 'afterDays' then not exists (
        select 1 from enrollment o where o.sequence_id = s.id and o.subscriber_id = p.id and (o.state <> 'ended' or o.enrolled_at > $6))
      when 'afterCompletion' then not exists (
        select 1 from enrollment o where o.sequence_id = s.id and o.subscriber_id = p.id and o.state <> 'ended')
      else true end
    order by x.n
    on conflict (sequence_id, subscriber_id, entry_key) where state <> 'ended' do nothing
    returning id, subscriber_id, version),
  written as (
    insert into event (id, workspace_id, enrollment_id, subscriber_id, kind, what, why, at)
    select x."eventId", $1, e.id, e.subscriber_id, 'enrolled', 'Entered the sequence', x.reason, $4 from e join x on x.id = e.id)
  select e.id, e.version, s.name from e cross join s`;

/**
 * Enrolls those whom the consequences let in and the re-entry rule does not keep out. The people are locked already.
 * @returns who entered, with the id of the entry that let them in
 */
export async function enterPeople(
  client: PoolClient,
  key: SuppressionKey,
  trigger: TriggerRef,
  planned: readonly Planned[],
  options: SettleOptions,
): Promise<readonly { readonly entryId: string; readonly entered: Entered }[]> {
  const { reentry, at } = options;
  const records = planned.flatMap(({ entry, consequence: { enter } }, n) =>
    enter === undefined
      ? []
      : [
          {
            n,
            id: newId(),
            eventId: newId(),
            entryId: entry.id,
            subscriberId: entry.subscriberId,
            entryKey: enter.entryKey,
            reason: enter.reason,
            listId: entry.trigger.on === 'listJoined' ? entry.trigger.listId : null,
          },
        ],
  );
  if (records.length === 0) return [];
  const { rows } = await client.query<{ id: string; version: number; name: string }>({
    name: 'trigger-enter',
    text: ENTER,
    values: [
      trigger.workspaceId,
      trigger.sequenceId,
      JSON.stringify(records),
      new Date(at),
      reentry.rule,
      reentry.enrolledBefore === null ? null : new Date(reentry.enrolledBefore),
      ENTERING,
      ...key.parameters,
    ],
  });
  const entries = new Map(records.map(({ id, entryId }) => [id, entryId]));
  return rows.map(({ id, version, name }) => ({
    entryId: entries.get(id) ?? '',
    entered: { enrollmentId: id, version, sequenceName: name },
  }));
}
