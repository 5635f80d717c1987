import type { DueEntry } from '@dripemails/application';
import type { Trigger } from '@dripemails/domain';

/** Due entries, the oldest first; $1 now, $2 how many. */
export const DUE = `
  select e.id, e.workspace_id, e.sequence_id, e.position, e.subscriber_id, e.reason, e.data, e.due_at,
    coalesce(t.config = e.data -> 'trigger', false) as is_current
  from trigger_entry e left join sequence_trigger t on t.sequence_id = e.sequence_id and t.position = e.position
  where e.due_at <= $1 order by e.due_at, e.id limit $2`;

interface EntryData {
  trigger: Trigger;
  properties?: Record<string, unknown>;
  evaluate?: true;
  schedule?: true;
  date?: string;
  sentBy?: NonNullable<DueEntry['sentBy']>;
}
export interface EntryRow {
  id: string;
  workspace_id: string;
  sequence_id: string;
  position: number;
  subscriber_id: string;
  reason: string;
  data: EntryData;
  due_at: Date;
  is_current: boolean;
}

const askOf = (data: EntryData): DueEntry['ask'] =>
  data.evaluate ? 'segment' : data.schedule ? 'schedule' : data.date === undefined ? 'enter' : 'date';

/** A row of `DUE` as the use cases see it. */
export const toEntry = (row: EntryRow): DueEntry => ({
  id: row.id,
  workspaceId: row.workspace_id,
  sequenceId: row.sequence_id,
  position: row.position,
  subscriberId: row.subscriber_id,
  reason: row.reason,
  dueAt: row.due_at.getTime(),
  trigger: row.data.trigger,
  isCurrent: row.is_current,
  ask: askOf(row.data),
  properties: row.data.properties ?? {},
  date: row.data.date ?? null,
  sentBy: row.data.sentBy ?? null,
});
