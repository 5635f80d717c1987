import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ActivityTarget, NewActivity } from '@dripemails/application';
import { type Condition, evaluateCondition } from '@dripemails/domain';
import { createTestDatabase, type TestDatabase, until } from '@dripemails/testing';
import { v7 as newId } from 'uuid';
import { type Database, inTransaction, openDatabase } from '../database.js';
import { PrismaMessageRepository } from '../prisma-message-repository.js';
import { claimOf, nextOf, People } from '../testing/people.js';
import { PgActivityRecorder } from './pg-activity-recorder.js';
import { PgPersonReader } from './pg-person-reader.js';

const NOW = Date.UTC(2026, 10, 25, 9);
const CONNECTIONS = 10;
const URL = 'https://x.example/?a=1&b=2';

function clickOf(change: Partial<NewActivity> = {}): NewActivity {
  const at = change.at ?? NOW;
  return {
    ...{ kind: 'clicked', what: 'Clicked', why: URL, at, unlessSince: at - 10_000 },
    properties: { url: URL, userAgentKind: 'person' },
    ...change,
  };
}
const openOf = (change: Partial<NewActivity> = {}) =>
  clickOf({ kind: 'opened', why: null, properties: { userAgentKind: 'proxy' }, ...change });

describe(PgActivityRecorder, () => {
  let test: TestDatabase;
  let db: Database;
  let people: People;
  let recorder: PgActivityRecorder;
  let target: ActivityTarget;
  let sequenceId: string;
  let enrollmentId: string;

  beforeAll(async () => {
    test = await createTestDatabase();
    db = openDatabase(test.url, { connections: CONNECTIONS, onError: () => undefined });
    people = new People(db);
    recorder = new PgActivityRecorder(db.pool);
  }, 60_000);
  afterAll(async () => {
    await db.close();
    await test.drop();
  });

  /** Somebody who got the mail of step `a` and waits for a click. */
  beforeEach(async () => {
    const workspaceId = await people.workspace();
    sequenceId = await people.sequence(workspaceId);
    const subscriberId = await people.subscriber(workspaceId);
    const ref = await people.enroll(workspaceId, { sequenceId, subscriberId, next: nextOf({}, ['clicked']) });
    enrollmentId = ref.enrollmentId;
    const claim = claimOf({ subject: 'Hi' });
    await people.store.claim(await people.load(ref), claim);
    const found = await new PrismaMessageRepository(db).activityTarget(claim.id);
    if (found === null) throw new Error('there is no such message');
    target = found;
    expect(target).toEqual({
      ...{ messageRowId: claim.id, workspaceId, subscriberId, enrollmentId, stepId: 'a', subject: 'Hi' },
    });
  });

  const events = async () => {
    const { rows } = await db.pool.query<Record<string, unknown>>(
      `select kind, what, why, properties, at, enrollment_id, step_id from event
       where message_id = $1 and kind in ('opened', 'clicked') order by id`,
      [target.messageRowId],
    );
    return rows;
  };
  /** Starts work that nobody can finish before all other connections of the pool have come to a lock. */
  const withEventsLocked = async <T>(start: () => Promise<T>[]): Promise<T[]> => {
    const started = await inTransaction(db.pool, async (client) => {
      await client.query('lock table event in share mode');
      const work = start();
      const blocked =
        'select from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())';
      await until(async () => (await client.query(blocked)).rowCount === CONNECTIONS - 1, {
        ...{ deadlineMs: 5000, message: 'the work to wait for a lock' },
      });
      return work;
    });
    return await Promise.all(started);
  };
  const holds = async (condition: Condition) => {
    const person = await new PgPersonReader(db.pool).read(target.workspaceId, target.subscriberId, {
      ...{ eventNames: [], activities: true },
    });
    const context = { now: NOW + 60_000, timeZone: 'UTC', sequenceId };
    return evaluateCondition(condition, { ...person, timeZone: null }, context).holds;
  };

  it('makes conditions on clicks true: of the step, by the link', async () => {
    const asked: Condition = { clicked: { step: 'a', link: URL, within: { amount: 1, unit: 'hours' } } };
    expect(await holds(asked)).toBe(false);
    expect(await recorder.record(target, clickOf())).toEqual([enrollmentId]);
    expect(await holds(asked)).toBe(true);
    expect(await holds({ clicked: { step: 'b' } })).toBe(false);
    expect(await holds({ clicked: { link: 'https://y.example' } })).toBe(false);
    expect(await holds({ opened: {} })).toBe(false);
    expect(await events()).toEqual([
      {
        ...{ kind: 'clicked', what: 'Clicked', why: URL, at: new Date(NOW), enrollment_id: enrollmentId, step_id: 'a' },
        properties: { url: URL, userAgentKind: 'person' },
      },
    ]);
  });

  it('makes conditions on opens true, and tells nobody who waits for something else', async () => {
    expect(await recorder.record(target, openOf())).toEqual([]);
    expect(await holds({ opened: { step: 'a' } })).toBe(true);
    expect(await holds({ clicked: {} })).toBe(false);
  });

  it('counts the same again only after a while, and each link by itself', async () => {
    const other = { properties: { url: 'https://y.example', userAgentKind: 'person' } } as const;
    expect(await recorder.record(target, clickOf())).not.toBeNull();
    expect(await recorder.record(target, clickOf({ at: NOW + 9_999 }))).toBeNull();
    expect(await recorder.record(target, clickOf({ at: NOW + 9_999, ...other }))).not.toBeNull();
    expect(await recorder.record(target, clickOf({ at: NOW + 10_000 }))).not.toBeNull();
    expect(await recorder.record(target, openOf({ at: NOW }))).not.toBeNull();
    expect(await recorder.record(target, openOf({ at: NOW + 5, properties: { userAgentKind: 'person' } }))).toBeNull();
    expect(await events()).toHaveLength(4);
  });

  it('keeps when the person last did each, of whatever mail and in whatever order it is written', async () => {
    const lasts = async () =>
      (
        await db.pool.query<{ kind: string; at: Date }>(
          'select kind, at from last_activity where workspace_id = $1 and subscriber_id = $2 order by kind',
          [target.workspaceId, target.subscriberId],
        )
      ).rows.map(({ kind, at }) => [kind, at.getTime() - NOW]);
    expect(await lasts()).toEqual([]);
    await recorder.record(target, clickOf({ at: NOW + 20_000 }));
    await recorder.record(target, openOf({ at: NOW }));
    await recorder.record(target, clickOf({ at: NOW + 60_000 }));
    // the same again is no news and an earlier one not the last
    await recorder.record(target, clickOf({ at: NOW + 60_001 }));
    await recorder.record(target, openOf({ at: NOW - 5_000, unlessSince: NOW + 1 }));
    expect(await lasts()).toEqual([
      ['clicked', 60_000],
      ['opened', 0],
    ]);
    await db.pool.query("update subscriber set status = 'erased' where id = $1", [target.subscriberId]);
    await recorder.record(target, clickOf({ at: NOW + 90_000 }));
    expect(await lasts()).toContainEqual(['clicked', 60_000]);
  });

  it('counts one of many at the same time', async () => {
    const answers = await withEventsLocked(() => Array.from({ length: 20 }, () => recorder.record(target, openOf())));
    expect(answers.filter((answer) => answer !== null)).toHaveLength(1);
    expect(await events()).toHaveLength(1);
  });

  it('knows no mail that is gone', async () => {
    expect(await new PrismaMessageRepository(db).activityTarget(newId())).toBeNull();
  });
});
