import type { ScheduledDate, TriggerRef } from '@dripemails/application';
import type { PoolClient } from 'pg';

const REMOVE_DATES = `
  delete from trigger_entry where sequence_id = $1 and position = $2 and data ->> 'date' is not null
    and subscriber_id in (select "subscriberId" from jsonb_to_recordset($3::jsonb) as x("subscriberId" uuid))`;
const ADD_DATES = `
  insert into trigger_entry (id, workspace_id, sequence_id, position, subscriber_id, reason, data, due_at)
  select gen_random_uuid(), $1, $2, $3, x."subscriberId", 'Date ''' || (t.config ->> 'field') || ''' was reached',
    jsonb_build_object('trigger', t.config, 'date', x.date), x."dueAt"
  from jsonb_to_recordset($4::jsonb) as x("subscriberId" uuid, date text, "dueAt" timestamptz)
  join sequence_trigger t on t.sequence_id = $2 and t.position = $3
  where x.date is not null
  on conflict (sequence_id, position, subscriber_id) where (data ->> 'date') is not null do nothing`;

/** Replaces pending dates; of several for one person the last counts. */
export async function putDates(
  client: PoolClient,
  trigger: TriggerRef,
  dates: readonly { subscriberId: string; date: ScheduledDate | null }[],
): Promise<void> {
  if (dates.length === 0) return;
  const last = new Map(dates.map(({ subscriberId, date }) => [subscriberId, date]));
  const json = JSON.stringify(
    [...last].map(([subscriberId, date]) => ({
      subscriberId,
      date: date?.date ?? null,
      dueAt: date === null ? null : new Date(date.dueAt).toISOString(),
    })),
  );
  const values = [trigger.workspaceId, trigger.sequenceId, trigger.position, json];
  // two statements: one that deletes and inserts at once would still find the old date in the unique index
  await client.query(REMOVE_DATES, values.slice(1));
  await client.query(ADD_DATES, values);
}
