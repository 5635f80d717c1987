import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@dripemails/testing';
import { v7 as newId } from 'uuid';
import { type Database, openDatabase } from '../database.js';
import { PgPersonReader } from './pg-person-reader.js';

const workspaceId = '01990000-0000-7000-8000-000000000001';
const subscriberId = newId();
const [list, sequence, mail, enrollment] = [newId(), newId(), newId(), newId()];
const T = Date.UTC(2026, 10, 25, 9);

describe(PgPersonReader, () => {
  let test: TestDatabase;
  let db: Database;
  let reader: PgPersonReader;

  beforeAll(async () => {
    test = await createTestDatabase();
    db = openDatabase(test.url, { connections: 5, onError: () => undefined });
    reader = new PgPersonReader(db.pool);
    const run = (sql: string, values: unknown[]) => db.pool.query(sql, values);
    await run(
      "insert into workspace (id, name, clock_started_at, sender_name, sender_email) values ($1, 'W', now(), 'S', 's@example.com')",
      [workspaceId],
    );
    await run(
      `insert into subscriber (id, workspace_id, email, first_name, time_zone, fields, created_at)
       values ($1, $2, 'ada@example.com', 'Ada', 'Europe/Paris', '{"plan": "pro"}', $3)`,
      [subscriberId, workspaceId, new Date(T)],
    );
    await run("insert into subscriber_tag (workspace_id, subscriber_id, tag) values ($1, $2, 'vip'), ($1, $2, 'a')", [
      workspaceId,
      subscriberId,
    ]);
    await run("insert into list (id, workspace_id, name) values ($1, $2, 'News')", [list, workspaceId]);
    await run('insert into membership (workspace_id, list_id, subscriber_id) values ($1, $2, $3)', [
      workspaceId,
      list,
      subscriberId,
    ]);
    await run(
      `insert into message (id, workspace_id, enrollment_id, sequence_id, subscriber_id, step_id, message_id, to_address, subject)
       values ($1, $2, $3, $4, $5, 'hello', '<x@example.com>', '', '')`,
      [mail, workspaceId, enrollment, sequence, subscriberId],
    );
    await event('custom', { name: 'purchased', at: T + 3, properties: { total: 9 } });
    await event('custom', { name: 'purchased', at: T + 1 });
    await event('custom', { name: 'visited', at: T + 2 });
    await event('clicked', { at: T + 4, messageId: mail, stepId: 'hello', properties: { link: 'https://a.example' } });
    await event('sent', { at: T + 5, messageId: mail });
  }, 60_000);
  afterAll(async () => {
    await db.close();
    await test.drop();
  });

  const event = (
    kind: string,
    of: { name?: string; at: number; properties?: object; messageId?: string; stepId?: string },
  ) =>
    db.pool.query(
      `insert into event (id, workspace_id, subscriber_id, message_id, step_id, kind, what, name, properties, at)
       values ($1, $2, $3, $4, $5, $6, '', $7, $8, $9)`,
      [newId(), workspaceId, subscriberId, of.messageId, of.stepId, kind, of.name, of.properties, new Date(of.at)],
    );
  const read = (eventNames: string[], activities: boolean) =>
    reader.read(workspaceId, subscriberId, { eventNames, activities });

  it('reads all that rules ask about a person', async () => {
    expect(await read(['purchased'], true)).toEqual({
      email: 'ada@example.com',
      firstName: 'Ada',
      lastName: null,
      timeZone: 'Europe/Paris',
      locale: null,
      createdAt: T,
      fields: { plan: 'pro' },
      tags: ['a', 'vip'],
      lists: { [list]: 'News' },
      events: [
        { kind: 'custom', name: 'purchased', at: T + 1, stepId: null, sequenceId: null, properties: {} },
        { kind: 'custom', name: 'purchased', at: T + 3, stepId: null, sequenceId: null, properties: { total: 9 } },
        {
          kind: 'clicked',
          name: 'clicked',
          at: T + 4,
          stepId: 'hello',
          sequenceId: sequence,
          properties: { link: 'https://a.example' },
        },
      ],
    });
  });

  it('reads only the events that are asked for', async () => {
    const names = async (eventNames: string[], activities: boolean) =>
      (await read(eventNames, activities)).events.map(({ name }) => name);
    expect(await names([], false)).toEqual([]);
    expect(await names([], true)).toEqual(['clicked']);
    expect(await names(['visited', 'sent'], false)).toEqual(['visited']);
  });

  it('keeps the newest 5,000, oldest first', async () => {
    await db.pool.query(
      `insert into event (id, workspace_id, subscriber_id, kind, what, name, at)
       select gen_random_uuid(), $1, $2, 'custom', '', 'many', to_timestamp(n) from generate_series(1, 5003) n`,
      [workspaceId, subscriberId],
    );
    const { events } = await read(['many'], false);
    expect(events).toHaveLength(5000);
    expect([events[0]?.at, events.at(-1)?.at]).toEqual([4000, 5_003_000]);
  });

  it('knows nobody of another workspace', async () => {
    await expect(reader.read(newId(), subscriberId, { eventNames: [], activities: false })).rejects.toMatchObject({
      code: 'subscriber.not_found',
    });
  });
});
