import type { EventRecorder, Fact, NewCustomEvent } from '@dripemails/application';
import type { Pool } from 'pg';
import { v7 as newId } from 'uuid';
import { recordFacts } from './notice-facts.js';

const INSERT = `
  insert into event (id, workspace_id, subscriber_id, kind, what, name, properties, at)
  select x.id, $1, x."subscriberId", 'custom', 'Event ''' || x.name || '''', x.name, x.properties, x.at
  from jsonb_to_recordset($2::jsonb) as x(id uuid, "subscriberId" uuid, name text, properties jsonb, at timestamptz)`;

/** Custom events in PostgreSQL. */
export class PgEventRecorder implements EventRecorder {
  constructor(private readonly pool: Pool) {}

  async find(
    workspaceId: string,
    { ids, emails }: { ids: readonly string[]; emails: readonly string[] },
  ): Promise<readonly { id: string; email: string; isErased: boolean }[]> {
    const { rows } = await this.pool.query<{ id: string; email: string; isErased: boolean }>(
      `select id, email, status = 'erased' as "isErased" from subscriber where workspace_id = $1 and id = any($2::uuid[])
       union
       select id, email, status = 'erased' from subscriber where workspace_id = $1 and lower(email) in (select lower(e) from unnest($3::text[]) as e)`,
      [workspaceId, ids, emails],
    );
    return rows;
  }

  async recordCustom(workspaceId: string, events: readonly NewCustomEvent[]): Promise<readonly string[]> {
    const { waiting } = await recordFacts(this.pool, workspaceId, async (client) => {
      const records = events.map((event) => ({ ...event, id: newId(), at: new Date(event.at).toISOString() }));
      await client.query({ name: 'event-custom', text: INSERT, values: [workspaceId, JSON.stringify(records)] });
      const facts = events.map(({ subscriberId, name, properties, at }): Fact => ({
        subscriberId,
        key: `event:${name}`,
        kind: 'event',
        at,
        data: properties,
      }));
      return { facts, result: null };
    });
    return waiting;
  }
}
