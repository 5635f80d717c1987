import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  BackfillTrigger,
  BackfillTriggerPage,
  DispatchTriggers,
  EnterByTrigger,
  type EnrollmentStart,
  type Fact,
} from '@dripemails/application';
import { DEFAULT_SETTINGS, type Reentry, type Trigger } from '@dripemails/domain';
import { createTestDatabase, type TestDatabase, until } from '@dripemails/testing';
import fc from 'fast-check';
import { v7 as newId } from 'uuid';
import { type Database, inTransaction, openDatabase } from '../database.js';
import { PgEnrollmentRepository } from '../enrollment/pg-enrollment-repository.js';
import { PgSubscriberRepository } from '../pg-subscriber-repository.js';
import { PrismaOperationRepository } from '../prisma-operation-repository.js';
import { PrismaWorkspaceRepository } from '../prisma-workspace-repository.js';
import { noticeFacts } from './notice-facts.js';
import { PgEventRecorder } from './pg-event-recorder.js';
import { PgTriggerRepository } from './pg-trigger-repository.js';
import { writeTriggers } from './write-triggers.js';
import { TEST_KEY } from '../testing/people.js';

const DAY = 86_400_000;
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe(DispatchTriggers, () => {
  let test: TestDatabase;
  let db: Database;
  let workspaceId: string;
  let subscriberId: string;
  let now: number;
  let starts: EnrollmentStart[];

  beforeAll(async () => {
    test = await createTestDatabase();
    db = openDatabase(test.url, { connections: 20, onError: () => undefined });
  }, 60_000);
  afterAll(async () => {
    await db.close();
    await test.drop();
  });
  beforeEach(async () => {
    await db.pool.query('delete from trigger_entry');
    now = Date.UTC(2026, 10, 25, 9);
    starts = [];
    workspaceId = await newWorkspace(1);
    subscriberId = await newSubscriber();
  });

  const clock = { now: () => now };
  const newWorkspace = async (rate: number) => {
    const id = newId();
    await db.pool.query(
      `insert into workspace (id, name, time_zone, is_demo, clock_started_at, clock_rate, sender_name, sender_email)
       values ($1, 'W', 'Europe/Paris', $2, $3, $4, 'S', 's@example.com')`,
      [id, rate !== 1, new Date(now), rate],
    );
    return id;
  };
  const newSubscriber = async (fields: Record<string, string> = {}) => {
    const id = newId();
    await db.pool.query('insert into subscriber (id, workspace_id, email, fields) values ($1, $2, $3, $4)', [
      id,
      workspaceId,
      `${id}@example.com`,
      JSON.stringify(fields),
    ]);
    return id;
  };
  const newSequence = async (triggers: readonly Trigger[], reentry: Reentry = { rule: 'always' }) => {
    const id = newId();
    await inTransaction(db.pool, async (client) => {
      await client.query("insert into sequence (id, workspace_id, name) values ($1, $2, 'Welcome')", [id, workspaceId]);
      await client.query(
        "insert into sequence_version (workspace_id, sequence_id, version, steps, settings) values ($1, $2, 1, '[]', $3)",
        [workspaceId, id, JSON.stringify({ ...DEFAULT_SETTINGS, reentry, triggers })],
      );
      await client.query("update sequence set current_version = 1, state = 'active' where id = $1", [id]);
      await writeTriggers(client, workspaceId, id, triggers);
    });
    return id;
  };
  const dispatcher = () => {
    const triggers = new PgTriggerRepository(db.pool, TEST_KEY);
    const ports = {
      triggers,
      enrollments: new PgEnrollmentRepository(db, TEST_KEY),
      workspaces: new PrismaWorkspaceRepository(db, clock),
      orchestrator: {
        startEnrollment: (start: EnrollmentStart) => {
          starts.push(start);
          return Promise.resolve('started' as const);
        },
      },
      clock,
      log,
    };
    return new DispatchTriggers(ports, new EnterByTrigger(ports));
  };
  const dispatch = () => dispatcher().execute();
  const subscribers = () => new PgSubscriberRepository(db, TEST_KEY);
  const tag = (...add: string[]) => subscribers().changeTags(workspaceId, subscriberId, { add, remove: [] }, now);
  const untag = (...remove: string[]) => subscribers().changeTags(workspaceId, subscriberId, { add: [], remove }, now);
  const set = (fields: Record<string, string | null>) =>
    subscribers().update(workspaceId, subscriberId, { fields }, now);
  const happen = (name: string, properties: Record<string, unknown> = {}) =>
    new PgEventRecorder(db.pool).recordCustom(workspaceId, [{ subscriberId, name, properties, at: now }]);
  const enrollments = async (sequenceId: string) =>
    (
      await db.pool.query<{
        id: string;
        subscriber_id: string;
        entry_key: string;
        state: string;
        started_at: Date | null;
      }>(
        'select id, subscriber_id, entry_key, state, started_at from enrollment where sequence_id = $1 order by enrolled_at, entry_key',
        [sequenceId],
      )
    ).rows;
  const endAll = () =>
    db.pool.query(
      "update enrollment set state = 'ended', outcome = 'completed', ended_at = now() where state <> 'ended'",
    );
  const pending = async () =>
    (await db.pool.query<{ due_at: Date }>('select due_at from trigger_entry order by due_at')).rows.map(({ due_at }) =>
      due_at.toISOString(),
    );

  it('enrolls, writes down why, and starts the workflow with a plan to ask', async () => {
    const sequenceId = await newSequence([{ on: 'tagAdded', tag: 'vip' }]);
    await tag('vip');
    expect(await dispatcher().nextDueAt()).toBe(now);
    expect(await dispatch()).toBe(1);
    const [row] = await enrollments(sequenceId);
    expect(row).toMatchObject({ subscriber_id: subscriberId, state: 'active', started_at: new Date(now) });
    expect(starts).toEqual([
      {
        workspaceId,
        enrollmentId: row?.id,
        sequenceId,
        sequenceName: 'Welcome',
        version: 1,
        plan: { at: now, do: 'replan', why: 'Entering the sequence', revision: 1, state: 'active' },
      },
    ]);
    const { rows } = await db.pool.query('select kind, what, why from event where enrollment_id = $1', [row?.id]);
    expect(rows).toEqual([{ kind: 'enrolled', what: 'Entered the sequence', why: "Tag 'vip' was added" }]);
    expect(await dispatcher().nextDueAt()).toBeNull();
  });

  it('enters nobody who may not be mailed, and nobody in a sequence that takes nobody; one that is paused keeps them', async () => {
    const [archived, paused] = [
      await newSequence([{ on: 'tagAdded', tag: 'vip' }]),
      await newSequence([{ on: 'tagAdded', tag: 'vip' }]),
    ];
    const [, other] = [await tag('vip'), await newSubscriber()];
    await subscribers().changeTags(workspaceId, other, { add: ['vip'], remove: [] }, now);
    await db.pool.query("update sequence set state = 'archived' where id = $1", [archived]);
    await db.pool.query("update sequence set state = 'paused', paused_at = now() where id = $1", [paused]);
    await db.pool.query("update subscriber set status = 'unsubscribed' where id = $1", [other]);
    await dispatch();
    expect(await enrollments(archived)).toEqual([]);
    expect(await enrollments(paused)).toMatchObject([{ subscriber_id: subscriberId }]);
    expect(await pending()).toEqual([]);
  });

  it('looks at the properties of an event, and at which form it was', async () => {
    const sequenceId = await newSequence([
      { on: 'event', name: 'purchased', where: [{ property: 'total', op: 'greaterThan', value: 100 }], key: 'orderId' },
      { on: 'formSubmitted', formId: 'newsletter' },
    ]);
    await happen('purchased', { total: 99, orderId: 'a' });
    await happen('form_submitted', { formId: 'contact' });
    await dispatch();
    expect(await enrollments(sequenceId)).toEqual([]);
    await happen('purchased', { total: 101, orderId: 'b' });
    await happen('form_submitted', { formId: 'newsletter' });
    await dispatch();
    expect((await enrollments(sequenceId)).map((row) => row.entry_key)).toEqual(['', 'b']);
  });

  describe('re-entry', () => {
    const purchased: Trigger = { on: 'event', name: 'purchased', key: 'orderId' };
    const buy = async (orderId: string) => {
      await happen('purchased', { orderId });
      await dispatch();
    };

    it('never: once and no more', async () => {
      const sequenceId = await newSequence([purchased], { rule: 'never' });
      await buy('a');
      await buy('b');
      await endAll();
      await buy('c');
      expect(await enrollments(sequenceId)).toHaveLength(1);
    });

    it('afterCompletion: again when none is live', async () => {
      const sequenceId = await newSequence([purchased], { rule: 'afterCompletion' });
      await buy('a');
      await buy('b');
      expect(await enrollments(sequenceId)).toHaveLength(1);
      await endAll();
      await buy('c');
      expect(await enrollments(sequenceId)).toHaveLength(2);
    });

    it('afterDays: again when none is live and the last entry is so long ago', async () => {
      const sequenceId = await newSequence([purchased], { rule: 'afterDays', days: 3 });
      await buy('a');
      await endAll();
      now += 3 * DAY - 1;
      await buy('b');
      expect(await enrollments(sequenceId)).toHaveLength(1);
      now += 1;
      await buy('c');
      expect(await enrollments(sequenceId)).toHaveLength(2);
      now += 4 * DAY;
      await buy('d'); // the second is live
      expect(await enrollments(sequenceId)).toHaveLength(2);
    });

    it('afterDays counts the days of the workspace', async () => {
      workspaceId = await newWorkspace(8640);
      subscriberId = await newSubscriber();
      const sequenceId = await newSequence([purchased], { rule: 'afterDays', days: 3 });
      await buy('a');
      await endAll();
      now += 29_000;
      await buy('b');
      expect(await enrollments(sequenceId)).toHaveLength(1);
      now += 1_000;
      await buy('c');
      expect(await enrollments(sequenceId)).toHaveLength(2);
    });

    it('always: one for each key at a time, and again when it has ended', async () => {
      const sequenceId = await newSequence([purchased], { rule: 'always' });
      await buy('a');
      await buy('b');
      await buy('a');
      expect((await enrollments(sequenceId)).map((row) => row.entry_key)).toEqual(['a', 'b']);
      await endAll();
      await buy('a');
      expect((await enrollments(sequenceId)).map((row) => row.entry_key).toSorted()).toEqual(['a', 'a', 'b']);
    });
  });

  it('uses each entry once and keeps the re-entry rule, however many dispatchers meet', async () => {
    const rules: Reentry[] = [
      { rule: 'never' },
      { rule: 'afterCompletion' },
      { rule: 'afterDays', days: 1 },
      { rule: 'always' },
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...rules),
        fc.array(fc.record({ who: fc.nat(3), key: fc.nat(2) }), { minLength: 1, maxLength: 25 }),
        fc.integer({ min: 2, max: 5 }),
        fc.boolean(),
        fc.boolean(),
        async (reentry, happened, dispatchers, arriveMeanwhile, endMeanwhile) => {
          workspaceId = await newWorkspace(1);
          const people = [await newSubscriber(), await newSubscriber(), await newSubscriber(), await newSubscriber()];
          const sequenceId = await newSequence([{ on: 'event', name: 'purchased', key: 'k' }], reentry);
          const facts = happened.map(({ who, key }): Fact => ({
            subscriberId: people[who] ?? '',
            key: 'event:purchased',
            kind: 'event',
            at: now,
            data: { k: key },
          }));
          const notice = () => inTransaction(db.pool, (client) => noticeFacts(client, workspaceId, facts));
          if (!arriveMeanwhile) await notice();
          starts = [];
          await Promise.all([
            ...(arriveMeanwhile ? [notice()] : []),
            ...Array.from({ length: dispatchers }, () => dispatch()),
            ...(endMeanwhile ? [endAll(), endAll(), endAll()] : []),
          ]);
          await dispatch();
          expect(await pending()).toEqual([]);
          const rows = await enrollments(sequenceId);
          const isKeyed = reentry.rule === 'always';
          const expected = new Set(happened.map(({ who, key }) => `${people[who]}/${isKeyed ? key : ''}`));
          const entered = rows.map((row) => `${row.subscriber_id}/${row.entry_key}`).toSorted();
          expect([...new Set(entered)]).toEqual([...expected].toSorted());
          // who ended may enter again at once, but for `never` and `afterDays`
          const isOnce = !endMeanwhile || reentry.rule === 'never' || reentry.rule === 'afterDays';
          expect(entered.length).toBeGreaterThanOrEqual(expected.size);
          expect(entered.length).toBeLessThanOrEqual(isOnce ? expected.size : happened.length);
          expect(starts.map(({ enrollmentId }) => enrollmentId).toSorted()).toEqual(
            rows.map(({ id }) => id).toSorted(),
          );
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);

  it('decides about a person only after whoever is enrolling them is done', async () => {
    const sequenceId = await newSequence([{ on: 'tagAdded', tag: 'vip' }], { rule: 'never' });
    await tag('vip');
    let isDispatched = false;
    let dispatched: Promise<unknown> = Promise.resolve();
    await inTransaction(db.pool, async (client) => {
      await client.query('select 1 from subscriber where id = $1 for share', [subscriberId]);
      await client.query(
        `insert into enrollment (id, workspace_id, sequence_id, version, subscriber_id, anchor_at, plan_do, plan_at, plan_why, state, outcome, ended_at)
         values ($1, $2, $3, 1, $4, now(), 'end', now(), '', 'ended', 'completed', now())`,
        [newId(), workspaceId, sequenceId, subscriberId],
      );
      dispatched = dispatch().then(() => (isDispatched = true));
      const isWaiting = async () =>
        isDispatched ||
        (
          await db.pool.query(
            "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
          )
        ).rowCount === 1;
      await until(isWaiting, { deadlineMs: 10_000, message: 'the dispatcher to wait' });
    });
    await dispatched;
    expect(await enrollments(sequenceId)).toHaveLength(1);
  });

  describe('a segment', () => {
    const vipBuyer: Trigger = { on: 'segmentEntered', if: { all: [{ tag: 'vip' }, { event: 'purchased' }] } };

    it('is entered by going from absent to present, and again after leaving it', async () => {
      const sequenceId = await newSequence([vipBuyer]);
      const count = async () => {
        await dispatch();
        await endAll();
        return (await enrollments(sequenceId)).length;
      };
      await tag('vip');
      expect(await count()).toBe(0);
      await happen('purchased');
      expect(await count()).toBe(1);
      await happen('purchased');
      expect(await count()).toBe(1);
      await untag('vip');
      expect(await count()).toBe(1);
      await tag('vip');
      expect(await count()).toBe(2);
    });

    it('is entered by somebody who is in it from the start', async () => {
      const sequenceId = await newSequence([{ on: 'segmentEntered', if: { not: { tag: 'vip' } } }]);
      await subscribers().upsert(workspaceId, newId(), { email: 'new@example.com' }, [], { at: now });
      await dispatch();
      expect(await enrollments(sequenceId)).toHaveLength(1);
    });

    it('is not entered by who was in it before the trigger', async () => {
      await tag('vip');
      await happen('purchased');
      const sequenceId = await newSequence([vipBuyer]);
      await backfill(sequenceId, 0);
      await dispatch();
      await happen('purchased');
      await dispatch();
      expect(await enrollments(sequenceId)).toEqual([]);
    });

    it('is entered by who comes in between the publish and the look at who is in it', async () => {
      await tag('vip');
      const sequenceId = await newSequence([vipBuyer]);
      await happen('purchased');
      await backfill(sequenceId, 0);
      await dispatch();
      expect(await enrollments(sequenceId)).toHaveLength(1);
    });

    it('is entered right after that look', async () => {
      await tag('vip');
      const sequenceId = await newSequence([vipBuyer]);
      await backfill(sequenceId, 0);
      await happen('purchased');
      await dispatch();
      expect(await enrollments(sequenceId)).toHaveLength(1);
    });

    it('asks nothing any more once the trigger was changed', async () => {
      const sequenceId = await newSequence([vipBuyer]);
      await happen('purchased');
      await tag('vip');
      await inTransaction(db.pool, (client) => writeTriggers(client, workspaceId, sequenceId, []));
      await dispatch();
      expect(await enrollments(sequenceId)).toEqual([]);
      expect(
        (await db.pool.query('select 1 from segment_presence where sequence_id = $1', [sequenceId])).rowCount,
      ).toBe(0);
    });
  });

  describe('a date', () => {
    const renewal: Trigger = { on: 'dateReached', field: 'renewal', at: '09:00', offset: { amount: -7, unit: 'days' } };

    it('enrolls when it comes, in the zone of the person, and a changed one replaces the one before', async () => {
      const sequenceId = await newSequence([renewal]);
      await set({ renewal: '2026-12-20' });
      await dispatch();
      expect(await pending()).toEqual(['2026-12-13T08:00:00.000Z']);
      await set({ renewal: '2026-12-30' });
      await dispatch();
      expect(await pending()).toEqual(['2026-12-23T08:00:00.000Z']);
      await subscribers().update(workspaceId, subscriberId, { timeZone: 'America/New_York' }, now);
      await dispatch();
      expect(await pending()).toEqual(['2026-12-23T14:00:00.000Z']);
      now = Date.UTC(2026, 11, 23, 14) - 1;
      await dispatch();
      expect(await enrollments(sequenceId)).toEqual([]);
      now++;
      await dispatch();
      expect(await enrollments(sequenceId)).toHaveLength(1);
      expect(await pending()).toEqual([]);
    });

    it('is none when it is over, removed or no date', async () => {
      await newSequence([renewal]);
      for (const value of ['2026-11-01', null, 'soon']) {
        await set({ renewal: '2027-05-01' });
        await dispatch();
        expect(await pending()).toHaveLength(1);
        await set({ renewal: value });
        await dispatch();
        expect(await pending()).toEqual([]);
      }
    });

    it('comes again every year when it is yearly', async () => {
      const sequenceId = await newSequence([{ on: 'dateReached', field: 'birthday', yearly: true }]);
      await set({ birthday: '1990-12-01' });
      await dispatch();
      expect(await pending()).toEqual(['2026-11-30T23:00:00.000Z']);
      for (const year of [2026, 2027]) {
        now = Date.UTC(year, 11, 1);
        await dispatch();
        await endAll();
        expect(await pending()).toEqual([`${year + 1}-11-30T23:00:00.000Z`]);
      }
      expect(await enrollments(sequenceId)).toHaveLength(2);
    });

    it('enrolls nobody whose date was changed behind its back, and comes at the new one', async () => {
      const sequenceId = await newSequence([renewal]);
      await set({ renewal: '2026-12-20' });
      await dispatch();
      await db.pool.query('update subscriber set fields = \'{"renewal": "2026-12-30"}\' where id = $1', [subscriberId]);
      now = Date.UTC(2026, 11, 13, 8);
      await dispatch();
      expect(await enrollments(sequenceId)).toEqual([]);
      expect(await pending()).toEqual(['2026-12-23T08:00:00.000Z']);
    });

    it('of a trigger that was taken away enrolls nobody', async () => {
      const sequenceId = await newSequence([renewal]);
      await set({ renewal: '2026-12-20' });
      await dispatch();
      await inTransaction(db.pool, (client) => writeTriggers(client, workspaceId, sequenceId, []));
      now = Date.UTC(2026, 11, 13, 8);
      await dispatch();
      expect(await enrollments(sequenceId)).toEqual([]);
      expect(await pending()).toEqual([]);
    });

    it('falls on the instant that the clock of the workspace shows it', async () => {
      workspaceId = await newWorkspace(8640);
      subscriberId = await newSubscriber();
      await newSequence([{ on: 'dateReached', field: 'renewal' }]);
      await set({ renewal: '2026-12-05' });
      await dispatch();
      // nine days and 14 hours ahead, in Paris; a day takes ten seconds
      const ahead = Date.UTC(2026, 11, 4, 23) - now;
      expect(await pending()).toEqual([new Date(now + Math.ceil(ahead / 8640)).toISOString()]);
    });

    it('is set for the people who were there before the trigger, page by page and whatever is repeated', async () => {
      const people = await Promise.all(
        Array.from({ length: 1203 }, (_, n) => newSubscriber(n % 3 === 0 ? {} : { renewal: '2026-12-20' })),
      );
      const sequenceId = await newSequence([renewal]);
      await backfill(sequenceId, 0);
      expect(await pending()).toHaveLength(people.filter((_, n) => n % 3 !== 0).length);
      await backfill(sequenceId, 0);
      expect(await pending()).toHaveLength(802);
    }, 30_000);
  });

  /** Runs a backfill to its end and answers how far it got. */
  async function backfill(sequenceId: string, position: number): Promise<void> {
    const ports = {
      triggers: new PgTriggerRepository(db.pool, TEST_KEY),
      operations: new PrismaOperationRepository(db),
      workspaces: new PrismaWorkspaceRepository(db, clock),
      orchestrator: { startOperation: () => Promise.resolve() },
      clock,
      log,
    };
    const [id = ''] = await new BackfillTrigger(ports).execute(workspaceId, { id: sequenceId, name: 'Welcome' }, [
      position,
    ]);
    const page = new BackfillTriggerPage(ports);
    while ((await page.execute({ workspaceId, id })).cursor !== undefined);
    const operation = await ports.operations.get(workspaceId, id);
    expect(operation).toMatchObject({ status: 'completed', kind: 'backfillTrigger' });
    expect(operation.done + operation.skipped).toBe(operation.total);
  }
});
