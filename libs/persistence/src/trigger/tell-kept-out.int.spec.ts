import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { SettleOptions } from '@dripemails/application';
import type { EnrollmentRef } from '@dripemails/contracts/workflow';
import { createTestDatabase, type TestDatabase } from '@dripemails/testing';
import { type Database, openDatabase } from '../database.js';
import { nextOf, People, TEST_KEY } from '../testing/people.js';
import { PgTriggerRepository } from './pg-trigger-repository.js';
import { tellKeptOut } from './tell-kept-out.js';

describe(tellKeptOut, () => {
  let test: TestDatabase;
  let db: Database;
  let people: People;
  let triggers: PgTriggerRepository;
  let workspaceId: string;
  let subscriberId: string;
  let target: string;
  let ref: EnrollmentRef;

  beforeAll(async () => {
    test = await createTestDatabase();
    db = openDatabase(test.url, { connections: 5, onError: () => undefined });
    people = new People(db);
    triggers = new PgTriggerRepository(db.pool, TEST_KEY);
  }, 60_000);
  afterAll(async () => {
    await db.close();
    await test.drop();
  });
  // a step of one sequence has just sent somebody on to the other
  beforeEach(async () => {
    workspaceId = await people.workspace();
    subscriberId = await people.subscriber(workspaceId);
    target = await people.sequence(workspaceId, { name: 'Tour' });
    const sequenceId = await people.sequence(workspaceId, { name: 'Welcome' });
    ref = await people.enroll(workspaceId, { sequenceId, subscriberId });
    const effects = [{ kind: 'enroll' as const, sequenceId: target, stepId: 'e' }];
    const advance = { done: ['e'], choices: {}, anchorAt: Date.now(), effects };
    expect(await people.store.advance(ref, advance, nextOf({ revision: 2 }), [])).toEqual([]);
  });

  const letIn: SettleOptions['decide'] = ({ reason }) => ({ enter: { reason, entryKey: '' } });
  const settle = async (decide: SettleOptions['decide'] = letIn) => {
    const at = Date.now() + 1000;
    const entries = (await triggers.due(at, 100)).filter((entry) => entry.workspaceId === workspaceId);
    const trigger = { workspaceId, sequenceId: target, position: -1 };
    const reentry = { rule: 'afterCompletion', enrolledBefore: null } as const;
    return await triggers.settle(trigger, entries, { reentry, at, needs: null, decide });
  };
  const told = async () => {
    const events = await people.enrollments.events(workspaceId, ref.enrollmentId);
    return events.filter(({ stepId }) => stepId === 'e').map(({ kind, what }) => [kind, what]);
  };

  it('says nothing of who enters, and gives their workflow what it knows', async () => {
    const [entered] = await settle();
    expect(entered).toEqual({ enrollmentId: expect.any(String), version: 1, sequenceName: 'Tour' });
    expect(await told()).toEqual([]);
  });

  it.each<[string, () => Promise<unknown>, SettleOptions['decide'], string]>([
    [
      'the sequence was archived',
      () => db.pool.query("update sequence set state = 'archived' where id = $1", [target]),
      () => ({}),
      "Not enrolled in 'Tour': it is archived",
    ],
    [
      'they entered it in another way',
      () => people.enroll(workspaceId, { sequenceId: target, subscriberId }),
      letIn,
      "Not enrolled in 'Tour': already in it",
    ],
    [
      'they may not be mailed any more',
      () => db.pool.query("update subscriber set status = 'unsubscribed' where id = $1", [subscriberId]),
      letIn,
      "Not enrolled in 'Tour': they may not enter it now",
    ],
  ])('says in the sequence that they came from when nobody entered: %s', async (_name, change, decide, what) => {
    await change();
    expect(await settle(decide)).toEqual([]);
    expect(await told()).toEqual([['passed', what]]);
  });
});
