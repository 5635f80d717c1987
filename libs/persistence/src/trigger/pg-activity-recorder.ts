import type { ActivityRecorder, ActivityTarget, Fact, NewActivity } from '@dripemails/application';
import type { Pool } from 'pg';
import { v7 as newId } from 'uuid';
import { keepLastActivity } from './last-activity.js';
import { recordFacts } from './notice-facts.js';

// One at a time for each mail, without a lock on the ledger's row, which a send may hold.
const ALONE = `select pg_advisory_xact_lock(hashtextextended('activity:' || $1, 0))`;

// By the person, because that is what the index is by: their events are few, those of a workspace are many.
const INSERT = `
  insert into event (id, workspace_id, subscriber_id, enrollment_id, message_id, step_id, kind, what, why, properties, at)
  select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb, $11
  where not exists (
    select from event v where v.subscriber_id = $3 and v.message_id = $5 and v.kind = $7 and v.at > $12
      and v.properties ->> 'url' is not distinct from $10::jsonb ->> 'url')`;

/** Opened and clicked mails in PostgreSQL, written as PgPersonReader reads them. */
export class PgActivityRecorder implements ActivityRecorder {
  constructor(private readonly pool: Pool) {}

  async record(target: ActivityTarget, activity: NewActivity): Promise<readonly string[] | null> {
    const { workspaceId, subscriberId, enrollmentId, messageRowId, stepId } = target;
    const { kind, what, why, properties, at, unlessSince } = activity;
    const { waiting, result: isNews } = await recordFacts(this.pool, workspaceId, async (client) => {
      await client.query({ name: 'activity-alone', text: ALONE, values: [messageRowId] });
      const { rowCount } = await client.query({
        name: 'activity-insert',
        text: INSERT,
        values: [
          ...[newId(), workspaceId, subscriberId, enrollmentId, messageRowId, stepId, kind, what, why],
          ...[JSON.stringify(properties), new Date(at), new Date(unlessSince)],
        ],
      });
      if (rowCount === 0) return { facts: [], result: false };
      await keepLastActivity(client, { workspaceId, subscriberId, kind, at });
      const fact: Fact = { subscriberId, key: kind, kind: 'activity', at, data: {} };
      return { facts: [fact], result: true };
    });
    return isNews ? waiting : null;
  }
}
