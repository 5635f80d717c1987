import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { NewEnrollment, Standing } from '@dripemails/application';
import type { EnrollmentFilter } from '@dripemails/contracts';
import type { EnrollmentRef } from '@dripemails/contracts/workflow';
import { createTestDatabase, type TestDatabase } from '@dripemails/testing';
import { v7 as newId } from 'uuid';
import { type Database, openDatabase } from '../database.js';
import { People, claimOf, eventOf, nextOf, settlementOf } from '../testing/people.js';
import { PgEnrollmentRepository } from './pg-enrollment-repository.js';
import { PgEnrollmentSelector } from './pg-enrollment-selector.js';

const T = Date.UTC(2026, 10, 25, 9);
const DAY = 86_400_000;

describe(PgEnrollmentRepository, () => {
  let test: TestDatabase;
  let db: Database;
  let people: People;
  let workspaceId: string;
  let sequenceId: string;
  let subscriberId: string;

  beforeAll(async () => {
    test = await createTestDatabase();
    db = openDatabase(test.url, { connections: 20, onError: () => undefined });
    people = new People(db);
  }, 60_000);
  afterAll(async () => {
    await db.close();
    await test.drop();
  });
  beforeEach(async () => {
    workspaceId = await people.workspace();
    sequenceId = await people.sequence(workspaceId);
    subscriberId = await people.subscriber(workspaceId);
  });

  const rowOf = (change: Partial<NewEnrollment> = {}): NewEnrollment => ({
    ...{ id: newId(), sequenceId, version: 1, subscriberId, entryKey: '', next: nextOf() },
    ...change,
  });
  const endAt = (ref: EnrollmentRef, enteredAt: number) =>
    db.pool.query(
      "update enrollment set state = 'ended', outcome = 'completed', ended_at = $2, enrolled_at = $2 where id = $1",
      [ref.enrollmentId, new Date(enteredAt)],
    );

  describe('entering again', () => {
    const enter = (keepOut: 'live' | 'ever' | { enteredAfter: number }, change: Partial<NewEnrollment> = {}) =>
      people.enrollments.insert(workspaceId, [rowOf(change)], { at: T, keepOut });

    it('lets people in again after they left, unless they were ever in it', async () => {
      expect(await enter('ever')).toHaveLength(1);
      expect(await enter('live')).toEqual([]);
      const [ref] = await people.enrollments.livePage(workspaceId, sequenceId, {
        ...{ scope: 'all', cursor: undefined, limit: 2 },
      });
      await endAt({ workspaceId, enrollmentId: ref ?? '' }, T);
      expect(await enter('ever')).toEqual([]);
      // a key of its own is no way around it
      expect(await enter('ever', { entryKey: 'order-2' })).toEqual([]);
      expect(await enter('live')).toHaveLength(1);
    });

    it('counts the time since they last entered', async () => {
      await endAt(await people.enroll(workspaceId, { sequenceId, subscriberId }), T - 30 * DAY);
      await endAt(await people.enroll(workspaceId, { sequenceId, subscriberId }), T - 10 * DAY);
      expect(await enter({ enteredAfter: T - 10 * DAY - 1 })).toEqual([]);
      expect(await enter({ enteredAfter: T - 10 * DAY })).toHaveLength(1);
    });

    it('asks about the same person in the same sequence only', async () => {
      await endAt(await people.enroll(workspaceId, { sequenceId, subscriberId }), T);
      expect(await enter('ever', { subscriberId: await people.subscriber(workspaceId) })).toHaveLength(1);
      expect(await enter('ever', { sequenceId: await people.sequence(workspaceId) })).toHaveLength(1);
    });

    it('keeps one live enrollment for each key, and knows which are live', async () => {
      const isLive = (entryKey: string, workspace = workspaceId) =>
        people.enrollments.isLive(workspace, { sequenceId, subscriberId, entryKey });
      const rows = ['order-1', 'order-2', 'order-1'].map((entryKey) => rowOf({ entryKey }));
      expect(await people.enrollments.insert(workspaceId, rows, { at: T, keepOut: 'live' })).toEqual([
        rows[0]?.id,
        rows[1]?.id,
      ]);
      expect(await enter('live', { entryKey: 'order-2' })).toEqual([]);
      expect(await isLive('order-1')).toBe(true);
      expect(await isLive('order-3')).toBe(false);
      expect(await isLive('order-1', await people.workspace())).toBe(false);
      await endAt({ workspaceId, enrollmentId: rows[0]?.id ?? '' }, T);
      expect(await isLive('order-1')).toBe(false);
      expect(await isLive('order-2')).toBe(true);
      expect(await enter('live', { entryKey: 'order-1' })).toHaveLength(1);
    });

    it('stores the first plan with when it falls due and what it waits for', async () => {
      const next = { ...nextOf({ do: 'replan', state: 'held', at: T }, ['opened']), dueAt: T + 5 };
      const [id] = await people.enrollments.insert(workspaceId, [rowOf({ next })], { at: T, keepOut: 'live' });
      const { rows } = await db.pool.query(
        'select plan_do, plan_at, due_at, watches, parked, parked_at, anchor_at, enrolled_at from enrollment where id = $1',
        [id],
      );
      expect(rows).toEqual([
        {
          ...{ plan_do: 'replan', plan_at: new Date(T), due_at: new Date(T + 5), watches: ['opened'], parked: true },
          ...{ anchor_at: new Date(T), enrolled_at: new Date(T), parked_at: new Date(T) },
        },
      ]);
    });

    it('takes the same people from two pages at once, in opposite order, without a deadlock', async () => {
      const crowd = await Promise.all(Array.from({ length: 40 }, () => people.subscriber(workspaceId)));
      for (let round = 0; round < 25; round++) {
        const sequence = await people.sequence(workspaceId);
        const page = () => crowd.map((one) => rowOf({ subscriberId: one, sequenceId: sequence }));
        const insert = (rows: NewEnrollment[]) =>
          people.enrollments.insert(workspaceId, rows, { at: T, keepOut: 'live' });
        const taken = await Promise.all([insert(page()), insert(page().reverse())]);
        expect(taken.flat()).toHaveLength(crowd.length);
      }
    }, 60_000);
  });

  describe('control', () => {
    const whole: Standing = {
      ...{ state: 'paused', outcome: null, reason: 'Paused by an operator', done: ['a', 'b'] },
      ...{ choices: { b: 'then', s: '2' }, kept: ['a'], anchorAt: T + 1, shiftedBy: 90_061_001, notBefore: T + 2 },
      ...{ skipBefore: T + 3, dueOverride: { step: 'c', at: T + 4 }, pausedAt: T + 5, awaiting: newId() },
      parkedAt: T + 6,
    };

    it('reads back every part of a standing as it was written', async () => {
      const ref = await people.enroll(workspaceId, { sequenceId, subscriberId });
      const write = async (after: Standing, next = nextOf({ do: 'replan', state: 'paused', revision: 2 })) =>
        people.store.control(await people.load(ref), after, next, [eventOf('paused')]);
      expect(await write(whole)).toBe(true);
      expect(await people.load(ref)).toMatchObject({ ...whole, revision: 2, parked: true, endedAt: null });
      const bare: Standing = {
        ...{ state: 'active', outcome: null, reason: null, done: [], choices: {}, kept: [], anchorAt: T },
        ...{ shiftedBy: 0, notBefore: null, skipBefore: null, dueOverride: null, pausedAt: null, parkedAt: null },
        awaiting: null,
      };
      expect(await write(bare, nextOf({ revision: 3 }))).toBe(true);
      expect(await people.load(ref)).toMatchObject({ ...bare, revision: 3, parked: false, plan: { do: 'sendEmail' } });
      const ended: Standing = { ...whole, state: 'ended', outcome: 'stopped', pausedAt: null, parkedAt: null };
      expect(await write(ended, nextOf({ do: 'end', state: 'ended', at: T + 9, revision: 4 }))).toBe(true);
      expect(await people.load(ref)).toMatchObject({ ...ended, revision: 4, endedAt: T + 9 });
      expect(await people.kinds(ref)).toEqual(['enrolled', 'paused', 'paused', 'paused']);
    });

    it('writes nothing over a row that changed since', async () => {
      const ref = await people.enroll(workspaceId, { sequenceId, subscriberId });
      const stale = await people.load(ref);
      const next = nextOf({ do: 'replan', state: 'paused', revision: 2 });
      expect(await people.store.control(stale, whole, next, [eventOf('paused')])).toBe(true);
      const after = await people.load(ref);
      expect(await people.store.control(stale, { ...whole, done: [] }, next, [eventOf('skipped')])).toBe(false);
      expect(await people.load(ref)).toEqual(after);
      expect(await people.kinds(ref)).toEqual(['enrolled', 'paused']);
    });
  });

  describe(PgEnrollmentSelector, () => {
    const select = async (change: Partial<EnrollmentFilter> = {}): Promise<string[]> => {
      const selector = new PgEnrollmentSelector(db.pool);
      const filter = { sequenceId, ...change };
      const ids: string[] = [];
      for (;;) {
        const page = await selector.page(workspaceId, filter, { cursor: ids.at(-1) ?? null, limit: 2 });
        ids.push(...page);
        if (page.length < 2) break;
      }
      expect(await selector.count(workspaceId, filter)).toBe(ids.length);
      expect(ids).toEqual([...ids].sort());
      return ids;
    };
    const somebody = async (change: Partial<NewEnrollment> = {}): Promise<EnrollmentRef> =>
      people.enroll(workspaceId, { sequenceId, subscriberId: await people.subscriber(workspaceId), ...change });
    const set = (ref: EnrollmentRef, columns: string) =>
      db.pool.query(`update enrollment set ${columns} where id = $1`, [ref.enrollmentId]);
    const mail = async (ref: EnrollmentRef, state: 'accepted' | 'rejected' | 'unknown', occurrence = 1) => {
      const claim = await people.store.claim(await people.load(ref), claimOf({ occurrence }));
      if (claim === null) throw new Error('not claimed');
      const { revision } = await people.load(ref);
      await people.store.settle(ref, revision, settlementOf(claim, state, state === 'accepted' ? T : null));
    };
    const idsOf = (...refs: EnrollmentRef[]) => refs.map(({ enrollmentId }) => enrollmentId);

    it('selects live people by the state that is shown, the next step and their ids', async () => {
      const a = await somebody();
      const b = await somebody({ next: nextOf({ step: 'b' }) });
      const [held, alone, ended] = [await somebody(), await somebody(), await somebody()];
      await set(held, "state = 'held'");
      await set(alone, "state = 'paused', paused_at = now()");
      await endAt(ended, T);
      await people.enroll(workspaceId, { sequenceId: await people.sequence(workspaceId), subscriberId });
      expect(await select()).toEqual(idsOf(a, b, held, alone));
      expect(await select({ state: 'active' })).toEqual(idsOf(a, b));
      expect(await select({ state: 'held' })).toEqual(idsOf(held));
      expect(await select({ state: 'paused' })).toEqual(idsOf(alone));
      expect(await select({ state: 'ended' })).toEqual([]);
      expect(await select({ stepId: 'b' })).toEqual(idsOf(b));
      expect(await select({ ids: idsOf(a, held, ended), stepId: 'a' })).toEqual(idsOf(a, held));
      const pause = { from: 'active', to: 'paused', at: Date.now(), resume: null } as const;
      await people.sequences.changeState(workspaceId, sequenceId, pause);
      // as they are shown: paused with their sequence
      expect(await select({ state: 'paused' })).toEqual(idsOf(a, b, alone));
      expect(await select({ state: 'active' })).toEqual([]);
      expect(await select({ state: 'held' })).toEqual(idsOf(held));
      const elsewhere = await people.workspace();
      expect(await new PgEnrollmentSelector(db.pool).count(elsewhere, { sequenceId })).toBe(0);
    });

    it('selects by the latest mail', async () => {
      const [fine, failed, unknown] = [await somebody(), await somebody(), await somebody()];
      const [recovered, relapsed] = [await somebody(), await somebody()];
      await mail(fine, 'accepted');
      await mail(failed, 'rejected');
      await mail(unknown, 'unknown');
      await mail(recovered, 'unknown');
      await mail(recovered, 'accepted', 2);
      await mail(relapsed, 'accepted');
      await mail(relapsed, 'rejected', 2);
      await somebody();
      expect(await select({ messageStatus: 'failed' })).toEqual(idsOf(failed, relapsed));
      expect(await select({ messageStatus: 'unknown' })).toEqual(idsOf(unknown));
    });

    it('selects those who wait for an answer to one revision', async () => {
      const [one, other, nobody] = [await somebody(), await somebody(), await somebody()];
      const revision = newId();
      await set(one, `state = 'held', awaiting = '${revision}'`);
      await set(other, `state = 'held', awaiting = '${newId()}'`);
      expect(await select({ awaiting: revision })).toEqual(idsOf(one));
      expect(await select()).toEqual(idsOf(one, other, nobody));
    });
  });
});
