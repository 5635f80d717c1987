import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { StepCompletion, StoredAdvance } from '@dripemails/application';
import type { EnrollmentRef } from '@dripemails/contracts/workflow';
import { DEFAULT_SETTINGS } from '@dripemails/domain';
import { createTestDatabase, type TestDatabase } from '@dripemails/testing';
import { v7 as newId } from 'uuid';
import { type Database, openDatabase } from '../database.js';
import { ONE_MAIL, People, eventOf, nextOf } from '../testing/people.js';

const T = Date.UTC(2026, 10, 25, 9);
const COMPLETED = { do: 'end', state: 'ended', outcome: 'completed', at: T, revision: 2 } as const;

describe('steps that are no mail', () => {
  let test: TestDatabase;
  let db: Database;
  let people: People;
  let workspaceId: string;
  let sequenceId: string;
  let subscriberId: string;
  let ref: EnrollmentRef;

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
    sequenceId = await people.sequence(workspaceId, { name: 'Welcome' });
    subscriberId = await people.subscriber(workspaceId);
    ref = await people.enroll(workspaceId, { sequenceId, subscriberId });
    // in the middle of the sequence, with all that a step can reset or leave
    await db.pool.query(
      `update enrollment set done = '{w}', choices = '{"x": "then"}', shifted_ms = 5000, override_step = 't', override_at = $2,
         reason = 'kept', not_before = $2 where id = $1`,
      [ref.enrollmentId, new Date(T)],
    );
  });

  const advanceOf = (change: Partial<StoredAdvance> = {}): StoredAdvance => ({
    ...{ done: ['t', 'b'], choices: { b: 'else' }, anchorAt: T, effects: [] },
    ...change,
  });
  const newList = async (): Promise<string> => {
    const id = newId();
    await db.pool.query('insert into list (id, workspace_id, name) values ($1, $2, $3)', [id, workspaceId, id]);
    return id;
  };
  const person = () => people.subscribers.get(workspaceId, subscriberId);
  const asked = nextOf({ revision: 2, step: 'c', why: 'after', at: T + 60_000 }, ['event:order']);

  describe('advance', () => {
    it('stores what was walked through, with the plan that follows, and begins the next wait afresh', async () => {
      const events = [eventOf('passed', 't'), eventOf('passed', 'b')];
      expect(await people.store.advance(ref, advanceOf(), asked, events)).toEqual([]);
      expect(await people.load(ref)).toMatchObject({
        ...{ state: 'active', done: ['w', 't', 'b'], choices: { x: 'then', b: 'else' }, anchorAt: T, shiftedBy: 0 },
        ...{ dueOverride: null, revision: 2, parked: false },
        plan: { do: 'sendEmail', step: 'c', at: T + 60_000, why: 'after' },
      });
      const { rows } = await db.pool.query('select due_at, watches from enrollment where id = $1', [ref.enrollmentId]);
      expect(rows).toEqual([{ due_at: new Date(T + 60_000), watches: ['event:order'] }]);
      expect(await people.kinds(ref)).toEqual(['enrolled', 'passed', 'passed']);
    });

    it('leaves the due time that an operator set for a step that is still to come', async () => {
      await people.store.advance(ref, advanceOf({ done: ['b'] }), asked, []);
      expect((await people.load(ref)).dueOverride).toEqual({ step: 't', at: T });
    });

    it('carries out the effects, in order, with the steps', async () => {
      const [listId, otherList] = [await newList(), await newList()];
      const next = await people.sequence(workspaceId);
      const effects: StoredAdvance['effects'] = [
        { kind: 'tag', tag: 'vip' },
        { kind: 'tag', tag: 'trial' },
        { kind: 'untag', tag: 'trial' },
        { kind: 'setField', field: 'plan', value: 'pro' },
        { kind: 'setField', field: 'firstName', value: 'Ada' },
        { kind: 'addToList', listId },
        { kind: 'addToList', listId: otherList },
        { kind: 'removeFromList', listId: otherList },
        { kind: 'enroll', sequenceId: next, stepId: 'e' },
      ];
      expect(await people.store.advance(ref, advanceOf({ effects }), asked, [])).toEqual([]);
      expect(await person()).toMatchObject({ tags: ['vip'], fields: { plan: 'pro' }, firstName: 'Ada' });
      expect((await person()).lists.map(({ id }) => id)).toEqual([listId]);
      expect(await people.entries(subscriberId)).toEqual([
        { sequenceId: next, position: -1, reason: "Sent on by sequence 'Welcome'" },
      ]);
    });

    it('asks whom a step puts on a list with double opt-in, and asks nobody for one without', async () => {
      const lists = [await people.list(workspaceId, 'double'), await people.list(workspaceId)];
      const effects = lists.map((listId) => ({ kind: 'addToList' as const, listId }));
      await people.store.advance(ref, advanceOf({ effects }), asked, []);
      const { rows } = await db.pool.query(
        'select list_id, state, source, started_at, due_at <= now() as is_due from opt_in where subscriber_id = $1',
        [subscriberId],
      );
      expect(rows).toEqual([
        ...[{ list_id: lists[0], state: 'pending', source: "Sequence 'Welcome'", started_at: null, is_due: true }],
      ]);
    });

    it('answers who else waits for a change, and puts what it sets off into the outbox', async () => {
      const triggered = await people.sequence(workspaceId, {
        settings: { triggers: [{ on: 'tagAdded', tag: 'vip' }] },
      });
      const second = await people.sequence(workspaceId);
      const waiting = { subscriberId, next: nextOf({}, ['tag:vip']) };
      const other = await people.enroll(workspaceId, { ...waiting, sequenceId: second });
      await people.enroll(workspaceId, { ...waiting, sequenceId: triggered, next: nextOf({}, ['tag:other']) });
      const stranger = await people.subscriber(workspaceId);
      await people.enroll(workspaceId, { ...waiting, sequenceId: second, subscriberId: stranger });
      const effects = [{ kind: 'tag' as const, tag: 'vip' }];
      // the enrollment itself waits for the tag as well, and knows already
      const next = nextOf({ revision: 2 }, ['tag:vip']);
      expect(await people.store.advance(ref, advanceOf({ effects }), next, [])).toEqual([other.enrollmentId]);
      expect(await people.entries(subscriberId)).toMatchObject([{ sequenceId: triggered, position: 0 }]);
    });

    it('changes nothing when the row changed since, is paused, or belongs to another workspace', async () => {
      const effects = [{ kind: 'tag' as const, tag: 'vip' }];
      const tryWith = (who: EnrollmentRef, revision: number) =>
        people.store.advance(who, advanceOf({ effects }), nextOf({ revision }), [eventOf('passed')]);
      expect(await tryWith(ref, 3)).toBeNull();
      expect(await tryWith(ref, 1)).toBeNull();
      expect(await tryWith({ ...ref, workspaceId: await people.workspace() }, 2)).toBeNull();
      await db.pool.query("update enrollment set state = 'paused', paused_at = now() where id = $1", [
        ref.enrollmentId,
      ]);
      expect(await tryWith(ref, 2)).toBeNull();
      expect(await people.load(ref)).toMatchObject({ done: ['w'], revision: 1, shiftedBy: 5000 });
      expect((await person()).tags).toEqual([]);
      expect(await people.kinds(ref)).toEqual(['enrolled']);
    });

    it('leaves nothing half done when an effect fails', async () => {
      const before = await people.load(ref);
      const effects: StoredAdvance['effects'] = [
        { kind: 'tag', tag: 'vip' },
        { kind: 'enroll', sequenceId: await people.sequence(workspaceId), stepId: 'e' },
        // PostgreSQL refuses a NUL in a text
        { kind: 'setField', field: 'plan', value: 'a\u0000b' },
      ];
      await expect(people.store.advance(ref, advanceOf({ effects }), asked, [eventOf('passed')])).rejects.toMatchObject(
        { code: '22P05' },
      );
      expect(await people.load(ref)).toEqual(before);
      expect((await person()).tags).toEqual([]);
      expect(await people.entries(subscriberId)).toEqual([]);
      expect(await people.kinds(ref)).toEqual(['enrolled']);
    });

    it.each<[string, (at: { listId: string; other: string }) => Promise<unknown>, 'list' | 'sequence']>([
      ['its list was deleted', ({ listId }) => db.pool.query('delete from list where id = $1', [listId]), 'list'],
      [
        'they left its list',
        ({ listId }) =>
          db.pool.query(
            "insert into membership (workspace_id, list_id, subscriber_id, status) values ($1, $2, $3, 'unsubscribed')",
            [workspaceId, listId, subscriberId],
          ),
        'list',
      ],
      [
        'they are in its sequence',
        ({ other }) => people.enroll(workspaceId, { sequenceId: other, subscriberId }),
        'sequence',
      ],
      [
        'its sequence was archived',
        ({ other }) => db.pool.query("update sequence set state = 'archived' where id = $1", [other]),
        'sequence',
      ],
    ])('has it decided anew when a step would tell what does not happen: %s by now', async (_name, change, kind) => {
      const [listId, other] = [await newList(), await people.sequence(workspaceId)];
      const effects: StoredAdvance['effects'] = [
        { kind: 'tag', tag: 'vip' },
        kind === 'list' ? { kind: 'addToList', listId } : { kind: 'enroll', sequenceId: other, stepId: 'e' },
      ];
      await change({ listId, other });
      expect(await people.store.advance(ref, advanceOf({ effects }), asked, [eventOf('passed')])).toBeNull();
      expect(await people.load(ref)).toMatchObject({ done: ['w'], revision: 1 });
      expect(await person()).toMatchObject({ tags: [], lists: [] });
      expect(await people.entries(subscriberId)).toEqual([]);
    });

    it('ends the enrollment where the steps were the last, and tells the triggers of other sequences', async () => {
      const triggers = [{ on: 'sequenceCompleted' as const, sequenceId }];
      const following = await people.sequence(workspaceId, { settings: { triggers } });
      await people.store.advance(ref, advanceOf(), nextOf(COMPLETED), [eventOf('ended')]);
      expect(await people.load(ref)).toMatchObject({ state: 'ended', outcome: 'completed', endedAt: T, revision: 2 });
      expect(await people.entries(subscriberId)).toEqual([
        { sequenceId: following, position: 0, reason: "Completed sequence 'Welcome'" },
      ]);
      expect(await people.kinds(ref)).toEqual(['ended', 'enrolled']);
    });
  });

  describe('completeStep', () => {
    const completionOf = (change: Partial<StepCompletion> = {}): StepCompletion => ({
      ...{ done: ['t'], anchorAt: T, notBefore: null, hold: null, awaiting: null, next: asked, events: [] },
      ...change,
    });
    const complete = (change: Partial<StepCompletion> = {}, revision = 1) =>
      people.store.completeStep(ref, revision, completionOf(change));

    it('stores a step as done: the next wait counts from it', async () => {
      expect(await complete({ events: [eventOf('called', 't')] })).toBe(true);
      expect(await people.load(ref)).toMatchObject({
        ...{ state: 'active', done: ['w', 't'], anchorAt: T, shiftedBy: 0, notBefore: null, dueOverride: null },
        ...{ revision: 2, plan: { do: 'sendEmail', step: 'c', at: T + 60_000 } },
      });
      expect(await people.kinds(ref)).toEqual(['called', 'enrolled']);
    });

    it('holds the person for an answer, and leaves where they stand', async () => {
      const { anchorAt } = await people.load(ref);
      const revisionId = newId();
      const next = nextOf({ do: 'replan', state: 'held', revision: 2 });
      const hold = { hold: 'The revised mail waits for approval', awaiting: revisionId, done: [], anchorAt: null };
      expect(await complete({ ...hold, next, events: [eventOf('held', 't')] })).toBe(true);
      expect(await people.load(ref)).toMatchObject({
        ...{ state: 'held', reason: 'The revised mail waits for approval', awaiting: revisionId, done: ['w'] },
        ...{ anchorAt, shiftedBy: 5000, dueOverride: { step: 't', at: T }, parked: true, revision: 2 },
      });
    });

    it('waits before it tries again', async () => {
      const { anchorAt } = await people.load(ref);
      const next = nextOf({ do: 'callWebhook', step: 't', revision: 2, at: T + 5000 });
      expect(await complete({ done: [], anchorAt: null, notBefore: T + 5000, next })).toBe(true);
      expect(await people.load(ref)).toMatchObject({
        ...{ state: 'active', reason: 'kept', notBefore: T + 5000, done: ['w'], anchorAt, shiftedBy: 5000 },
        ...{ dueOverride: { step: 't', at: T }, parked: false, plan: { do: 'callWebhook', step: 't', at: T + 5000 } },
      });
    });

    it('ends the enrollment with the step that completes it, and tells the triggers of other sequences', async () => {
      const triggers = [{ on: 'sequenceCompleted' as const, sequenceId }];
      const following = await people.sequence(workspaceId, { settings: { triggers } });
      expect(await complete({ next: nextOf(COMPLETED), events: [eventOf('ended')] })).toBe(true);
      expect(await people.load(ref)).toMatchObject({ state: 'ended', outcome: 'completed', endedAt: T });
      expect(await people.entries(subscriberId)).toMatchObject([{ sequenceId: following }]);
    });

    it('changes nothing when the row changed since or is not active', async () => {
      expect(await complete({ events: [eventOf('called')] }, 7)).toBe(false);
      await db.pool.query("update enrollment set state = 'held' where id = $1", [ref.enrollmentId]);
      expect(await complete({ events: [eventOf('called')] })).toBe(false);
      expect(await people.load(ref)).toMatchObject({ state: 'held', done: ['w'], revision: 1 });
      expect(await people.kinds(ref)).toEqual(['enrolled']);
    });
  });

  describe('lock order', () => {
    const effects: StoredAdvance['effects'] = [
      { kind: 'tag', tag: 'vip' },
      { kind: 'setField', field: 'plan', value: 'pro' },
    ];
    const fresh = async () => {
      subscriberId = await people.subscriber(workspaceId);
      ref = await people.enroll(workspaceId, { sequenceId, subscriberId });
    };
    const advance = () => people.store.advance(ref, advanceOf({ effects }), asked, [eventOf('passed')]);

    it('lets effects and a withdrawal of consent meet without a deadlock: the withdrawal always ends it', async () => {
      let advanced = 0;
      for (let round = 0; round < 100; round++) {
        await fresh();
        const withdrawal = {
          status: 'unsubscribed',
          outcome: 'unsubscribed',
          what: 'Unsubscribed',
          why: null,
        } as const;
        const withdraw = () =>
          people.subscribers.withdraw(workspaceId, subscriberId, { ...withdrawal, at: Date.now() });
        const [first, ended] =
          round % 2 === 0
            ? await Promise.all([advance(), withdraw()])
            : await Promise.all([withdraw(), advance()]).then(([a, b]) => [b, a] as const);
        expect(ended).toEqual([ref.enrollmentId]);
        expect(await people.load(ref)).toMatchObject({ state: 'ended', outcome: 'unsubscribed' });
        // all of it or nothing
        expect((await person()).tags).toEqual(first === null ? [] : ['vip']);
        if (first !== null) advanced += 1;
      }
      expect(advanced).toBeGreaterThan(0);
    }, 60_000);

    it('lets effects and a completion that sets off a trigger meet without a deadlock', async () => {
      await people.sequence(workspaceId, { settings: { triggers: [{ on: 'sequenceCompleted', sequenceId }] } });
      for (let round = 0; round < 100; round++) {
        await fresh();
        const complete = () => people.store.savePlan(ref, nextOf({ ...COMPLETED, revision: 1 }), eventOf('ended'));
        const [first, ended] = await Promise.all([advance(), complete()]);
        expect([first !== null, ended].filter(Boolean)).toHaveLength(1);
      }
    }, 60_000);

    it('lets effects and a publish that moves people meet without a deadlock, where the tag sets off the sequence', async () => {
      const settings = { ...DEFAULT_SETTINGS, triggers: [{ on: 'tagAdded' as const, tag: 'vip' }] };
      sequenceId = await people.sequence(workspaceId, { settings });
      for (let round = 0; round < 60; round++) {
        const crowd: EnrollmentRef[] = [];
        for (let n = 0; n < 3; n++) {
          await fresh();
          crowd.push(ref);
        }
        const publish = people.sequences.publish(
          workspaceId,
          sequenceId,
          { steps: ONE_MAIL, settings: { ...settings, jitterMinutes: 2 + round } },
          'move',
        );
        const advanced = crowd.map((one) => people.store.advance(one, advanceOf({ effects }), asked, []));
        const [{ version }] = await Promise.all([publish, ...advanced]);
        for (const one of crowd) expect(await people.load(one)).toMatchObject({ version });
      }
    }, 60_000);
  });
});
