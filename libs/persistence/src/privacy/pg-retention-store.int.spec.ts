import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RunRetention, type Log } from '@dripemails/application';
import { createTestDatabase, type TestDatabase } from '@dripemails/testing';
import { v7 as newId } from 'uuid';
import { type Database, openDatabase } from '../database.js';
import { People } from '../testing/people.js';
import { PgRetentionStore } from './pg-retention-store.js';

const NOW = Date.now();
const daysAgo = (days: number) => new Date(NOW - days * 86_400_000);

describe(PgRetentionStore, () => {
  let test: TestDatabase;
  let db: Database;
  let people: People;
  let workspaceId: string;
  let logged: object[];

  beforeAll(async () => {
    test = await createTestDatabase();
    db = openDatabase(test.url, { connections: 5, onError: () => undefined });
    people = new People(db);
  }, 60_000);
  afterAll(async () => {
    await db.close();
    await test.drop();
  });
  beforeEach(async () => {
    workspaceId = await people.workspace();
    logged = [];
  });

  const run = async () => {
    const log: Log = {
      info: (data) => void logged.push(data),
      warn: () => undefined,
      error: (data) => void logged.push(data),
    };
    return await new RunRetention({
      retention: new PgRetentionStore(db.pool),
      clock: { now: () => NOW },
      log,
    }).execute();
  };
  const keep = (rules: object) =>
    db.pool.query('update workspace set retention = $2 where id = $1', [workspaceId, JSON.stringify(rules)]);
  const count = async (table: string, where = 'true') =>
    Number(await test.value(`select count(*) from ${table} where workspace_id = $1 and ${where}`, [workspaceId]));
  const event = (subscriberId: string, days: number) =>
    db.pool.query(
      "insert into event (id, workspace_id, subscriber_id, kind, what, at) values ($1, $2, $3, 'note', 'n', $4)",
      [...[newId(), workspaceId, subscriberId, daysAgo(days)]],
    );
  const inbound = (days: number) =>
    db.pool.query(
      "insert into inbound_message (id, workspace_id, mail_from, rcpt_to, from_header, subject, size, raw, received_at) values ($1, $2, '', '{}', '', '', 0, '', $3)",
      [newId(), workspaceId, daysAgo(days)],
    );

  it('keeps everything where no rule is set', async () => {
    const id = await people.subscriber(workspaceId);
    await event(id, 10_000);
    await inbound(10_000);
    await run();
    expect(await count('inbound_message')).toBe(1);
    expect(await count('event', "kind = 'note'")).toBe(1);
    expect(logged).toEqual([]);
  });

  it('deletes what is older than its rule and says how much', async () => {
    const id = await people.subscriber(workspaceId);
    for (const days of [29, 31, 400]) {
      await event(id, days);
      await inbound(days);
    }
    for (const [kind, days] of [
      ['opened', 29],
      ['clicked', 31],
    ])
      await db.pool.query('insert into last_activity values ($1, $2, $3, $4)', [
        workspaceId,
        id,
        kind,
        daysAgo(Number(days)),
      ]);
    await keep({ eventDays: 30, inboundDays: 365 });
    expect(await run()).toEqual({ deleted: 4, failed: 0 });
    expect(await count('last_activity')).toBe(1);
    expect(await count('last_activity', "kind = 'opened'")).toBe(1);
    expect(await count('event', "kind = 'note'")).toBe(1);
    expect(await count('inbound_message')).toBe(2);
    expect(logged).toEqual([{ workspaceId, deleted: expect.objectContaining({ eventDays: 3, inboundDays: 1 }) }]);
    expect(await run()).toEqual({ deleted: 0, failed: 0 });
  });

  it('deletes who never confirmed, but nobody who is in a sequence', async () => {
    const [gone, fresh, enrolled] = [
      await people.subscriber(workspaceId),
      await people.subscriber(workspaceId),
      await people.subscriber(workspaceId),
    ];
    await people.enroll(workspaceId, { sequenceId: await people.sequence(workspaceId), subscriberId: enrolled });
    await db.pool.query("update subscriber set status = 'unconfirmed', created_at = $2 where id = any($1)", [
      [gone, enrolled],
      daysAgo(31),
    ]);
    await db.pool.query("update subscriber set status = 'unconfirmed' where id = $1", [fresh]);
    await keep({ unconfirmedDays: 30 });
    await run();
    expect(await count('subscriber', `id = '${gone}'`)).toBe(0);
    expect(await count('event', `subscriber_id = '${gone}'`)).toBe(0);
    expect(await count('subscriber')).toBe(2);
  });

  it('deletes the files of exports whose link has expired, always', async () => {
    const [old, young] = [newId(), newId()];
    for (const [id, expiresAt] of [
      [old, new Date(NOW - 1)],
      [young, new Date(NOW + 1000)],
    ] as const) {
      await db.pool.query(
        "insert into export_job (id, workspace_id, status, format, filter, expires_at) values ($1, $2, 'completed', 'csv', '{}', $3)",
        [id, workspaceId, expiresAt],
      );
      await db.pool.query("insert into export_chunk values ($1, $2, 0, 'x')", [workspaceId, id]);
    }
    await run();
    expect(await count('export_chunk', `export_id = '${old}'`)).toBe(0);
    expect(await count('export_job', `id = '${old}' and status = 'expired'`)).toBe(1);
    expect(await count('export_chunk', `export_id = '${young}'`)).toBe(1);
  });

  it('empties ended enrollments but keeps that they were', async () => {
    const subscriberId = await people.subscriber(workspaceId);
    const { enrollmentId } = await people.enroll(workspaceId, {
      sequenceId: await people.sequence(workspaceId),
      subscriberId,
    });
    await db.pool.query(
      `update enrollment set state = 'ended', outcome = 'stopped', ended_at = $2, reason = 'because', choices = '{"s":1}' where id = $1`,
      [enrollmentId, daysAgo(91)],
    );
    await keep({ endedEnrollmentDays: 90 });
    await run();
    expect(await count('enrollment', "reason is null and choices = '{}' and outcome = 'stopped'")).toBe(1);
    expect(await run()).toEqual({ deleted: 0, failed: 0 });
  });

  it('cleans what was written about somebody after their erasure', async () => {
    const subscriberId = await people.subscriber(workspaceId);
    await event(subscriberId, 0);
    await db.pool.query("update subscriber set status = 'erased' where id = $1", [subscriberId]);
    await run();
    expect(await count('event', "kind = 'note' and what = 'Erased'")).toBe(1);
  });

  it('deletes rejected rows and files of imports that are over', async () => {
    const [old, live] = [newId(), newId()];
    for (const [id, status, completedAt] of [
      [old, 'completed', daysAgo(8)],
      [live, 'running', null],
    ] as const) {
      await db.pool.query(
        "insert into import_job (id, workspace_id, status, file_name, mapping, completed_at, created_at) values ($1, $2, $3, 'f', '{}', $4, $5)",
        [id, workspaceId, status, completedAt, daysAgo(9)],
      );
      await db.pool.query("insert into import_rejection values ($1, $2, 2, 'r', 'row')", [workspaceId, id]);
      await db.pool.query("insert into import_chunk values ($1, $2, 0, 'x')", [workspaceId, id]);
    }
    await keep({ importFileDays: 7 });
    await run();
    expect(await count('import_rejection', `import_id = '${old}'`)).toBe(0);
    expect(await count('import_chunk', `import_id = '${old}'`)).toBe(0);
    expect(await count('import_chunk', `import_id = '${live}'`)).toBe(1);
  });
});
