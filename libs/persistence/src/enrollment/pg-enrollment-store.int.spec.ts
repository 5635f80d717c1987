import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Claim, EnrollmentSnapshot, NextPlan, ResumeMode, Settlement } from '@dripemails/application';
import type { Plan } from '@dripemails/contracts/workflow';
import { DEFAULT_SETTINGS } from '@dripemails/domain';
import { createTestDatabase, type TestDatabase } from '@dripemails/testing';
import { v7 as newId } from 'uuid';
import { type Database, openDatabase } from '../database.js';
import { PgSequenceRepository } from '../pg-sequence-repository.js';
import { PgSubscriberRepository } from '../pg-subscriber-repository.js';
import { PgEnrollmentRepository } from './pg-enrollment-repository.js';
import { PgEnrollmentStore } from './pg-enrollment-store.js';
import { TEST_KEY } from '../testing/people.js';

const WORKSPACE = '01990000-0000-7000-8000-000000000001';
const OTHER = '01990000-0000-7000-8000-000000000002';
const sendNow: Plan = { at: Date.now(), do: 'sendEmail', step: 'a', why: 'now', revision: 1, state: 'active' };
const next = (plan: Plan): NextPlan => ({ plan, dueAt: plan.at, watches: [] });
const FREEZE: ResumeMode = { mode: 'freeze', gapMs: null };

describe(PgEnrollmentStore, () => {
  let test: TestDatabase;
  let db: Database;
  let store: PgEnrollmentStore;
  let subscribers: PgSubscriberRepository;
  let sequences: PgSequenceRepository;
  let repository: PgEnrollmentRepository;
  let sequenceId: string;
  let ref: { workspaceId: string; enrollmentId: string };
  let subscriberId: string;

  beforeAll(async () => {
    test = await createTestDatabase();
    db = openDatabase(test.url, { connections: 20, onError: () => undefined });
    store = new PgEnrollmentStore(db.pool, TEST_KEY);
    subscribers = new PgSubscriberRepository(db, TEST_KEY);
    sequences = new PgSequenceRepository(db);
    repository = new PgEnrollmentRepository(db, TEST_KEY);
    for (const id of [WORKSPACE, OTHER]) {
      await db.pool.query(
        "insert into workspace (id, name, clock_started_at, sender_name, sender_email) values ($1, 'W', now(), 'S', 's@example.com')",
        [id],
      );
    }
  }, 60_000);
  afterAll(async () => {
    await db.close();
    await test.drop();
  });

  beforeEach(async () => {
    sequenceId = newId();
    const steps = [{ id: 'a', kind: 'email' as const, subject: 'A', html: '<p>a</p>' }];
    const content = { steps, settings: DEFAULT_SETTINGS };
    await sequences.create(WORKSPACE, { id: sequenceId, name: 'S', ...content });
    await sequences.publish(WORKSPACE, sequenceId, content, 'keep');
    await sequences.changeState(WORKSPACE, sequenceId, { from: 'draft', to: 'active', at: Date.now(), resume: null });
    ({ id: subscriberId } = await subscribers.upsert(WORKSPACE, newId(), { email: `${newId()}@example.com` }, []));
    ref = { workspaceId: WORKSPACE, enrollmentId: (await enroll())[0] ?? '' };
  });

  const row = (who: string) => ({
    ...{ id: newId(), sequenceId, version: 1, subscriberId: who, entryKey: '' },
    next: next(sendNow),
  });
  const enroll = (keepOut: 'live' | 'ever' = 'live') =>
    repository.insert(WORKSPACE, [row(subscriberId)], { at: Date.now(), keepOut });
  const load = async (): Promise<EnrollmentSnapshot> => {
    const snapshot = await store.load(ref, 'a');
    if (snapshot === null) throw new Error('the enrollment is gone');
    return snapshot;
  };
  const claimOf = (change: Partial<Claim> = {}): Claim => ({
    id: newId(),
    stepId: 'a',
    occurrence: 1,
    messageId: `<${ref.enrollmentId}.a.1@example.com>`,
    to: 'x@example.com',
    subject: 'A',
    replyTo: 'r@example.com',
    leaseUntil: Date.now() + 45_000,
    at: Date.now(),
    cap: null,
    ...change,
  });
  const withdraw = () =>
    subscribers.withdraw(WORKSPACE, subscriberId, {
      status: 'unsubscribed',
      outcome: 'unsubscribed',
      what: 'Unsubscribed',
      why: null,
      at: Date.now(),
    });
  const accepted = (claim: { id: string; fence: number }, change: Partial<Settlement> = {}): Settlement => ({
    messageRowId: claim.id,
    fence: claim.fence,
    message: { state: 'accepted', response: '250 ok', error: null, sentAt: Date.now() },
    done: ['a'],
    anchorAt: Date.now(),
    notBefore: null,
    hold: null,
    next: next({ at: Date.now(), do: 'end', why: 'done', revision: 2, state: 'ended', outcome: 'completed' }),
    events: [
      { kind: 'sent', stepId: 'a', messageId: claim.id, what: 'sent', why: null, at: Date.now() },
      { kind: 'ended', stepId: null, messageId: null, what: 'ended', why: null, at: Date.now() },
    ],
    ...change,
  });

  it('lets one of many concurrent claims through', async () => {
    const snapshot = await load();
    const claims = await Promise.all(Array.from({ length: 12 }, () => store.claim(snapshot, claimOf())));
    expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
    expect((await load()).message).toMatchObject({ state: 'transmitting', fence: 1, attempts: 1 });
  });

  it('lets no claim through after a pause, a withdrawal or any other change of the row', async () => {
    const snapshot = await load();
    await sequences.changeState(WORKSPACE, sequenceId, { from: 'active', to: 'paused', at: Date.now(), resume: null });
    expect(await store.claim(snapshot, claimOf())).toBeNull();
    await sequences.changeState(WORKSPACE, sequenceId, {
      from: 'paused',
      to: 'active',
      at: Date.now(),
      resume: FREEZE,
    });
    // the resume shifted the row, so the old snapshot is stale too
    expect(await store.claim(snapshot, claimOf())).toBeNull();
    const fresh = await load();
    expect(await withdraw()).toEqual([ref.enrollmentId]);
    expect(await store.claim(fresh, claimOf())).toBeNull();
  });

  it('never lets a claim and a withdrawal both win, in whatever order they meet', async () => {
    for (let race = 0; race < 30; race++) {
      ({ id: subscriberId } = await subscribers.upsert(WORKSPACE, newId(), { email: `${newId()}@example.com` }, []));
      ref = { workspaceId: WORKSPACE, enrollmentId: (await enroll())[0] ?? '' };
      const snapshot = await load();
      const [claim] = await Promise.all([store.claim(snapshot, claimOf()), withdraw()]);
      const after = await load();
      expect(after).toMatchObject({ state: 'ended', outcome: 'unsubscribed' });
      expect(after.message?.state ?? null).toBe(claim === null ? null : 'transmitting');
      expect(await store.claim(after, claimOf({ occurrence: 2, messageId: `<${newId()}@x>` }))).toBeNull();
    }
  });

  it('counts a mail as done even when somebody paused the person while it was on its way', async () => {
    const snapshot = await load();
    const claim = await store.claim(snapshot, claimOf());
    if (claim === null) throw new Error('not claimed');
    await store.control(
      snapshot,
      { ...snapshot, state: 'paused', reason: 'Paused', pausedAt: Date.now() },
      next({ ...sendNow, do: 'replan', state: 'paused', revision: 2 }),
      [{ kind: 'paused', stepId: null, messageId: null, what: 'Paused', why: null, at: Date.now() }],
    );
    expect(await store.settle(ref, snapshot.revision, accepted(claim))).toBe(3);
    // the plan made before the pause is not applied; the sent step is
    expect(await load()).toMatchObject({ state: 'paused', done: ['a'], sent: 1, plan: { do: 'replan' } });
    const kinds = (await repository.events(WORKSPACE, ref.enrollmentId)).map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['enrolled', 'paused', 'sent']));
    expect(kinds).not.toContain('ended');
  });

  it('forgets why somebody was paused when they end for another cause', async () => {
    const snapshot = await load();
    await store.control(
      snapshot,
      { ...snapshot, state: 'paused', reason: 'Paused by an operator: on holiday', pausedAt: Date.now() },
      next({ ...sendNow, do: 'replan', state: 'paused', revision: 2 }),
      [],
    );
    const end = next({
      do: 'end',
      state: 'ended',
      outcome: 'goal',
      why: 'Reached the goal',
      at: Date.now(),
      revision: 2,
    });
    expect(await store.savePlan(ref, end, null)).toBe(true);
    expect(await load()).toMatchObject({ state: 'ended', outcome: 'goal', reason: null });
  });

  it('keeps since when somebody is on hold until they go on, however often they are planned', async () => {
    const snapshot = await load();
    expect(snapshot.parkedAt).toBeNull();
    const claim = await store.claim(snapshot, claimOf());
    if (claim === null) throw new Error('not claimed');
    const before = Date.now();
    const held = next({ ...sendNow, do: 'replan', state: 'held', revision: 2 });
    const refused = { state: 'rejected' as const, response: '550', error: 'no', sentAt: null };
    await store.settle(
      ref,
      snapshot.revision,
      accepted(claim, { message: refused, hold: 'Refused', done: [], anchorAt: null, next: held }),
    );
    const { parkedAt } = await load();
    expect(parkedAt).toBeGreaterThanOrEqual(before - 1);
    expect(parkedAt).toBeLessThanOrEqual(Date.now());
    await db.pool.query("update enrollment set parked_at = parked_at - interval '1 hour' where id = $1", [
      ref.enrollmentId,
    ]);
    await store.savePlan(ref, held, null);
    const again = await load();
    expect(again).toMatchObject({ state: 'held', parked: true, parkedAt: (parkedAt ?? 0) - 3_600_000 });
    const goesOn = { ...again, state: 'active' as const, reason: null, parkedAt: null };
    await store.control(again, goesOn, next({ ...sendNow, revision: 3 }), []);
    expect(await load()).toMatchObject({ parked: false, parkedAt: null });
    await store.savePlan(ref, next({ ...sendNow, do: 'replan', state: 'held', revision: 3 }), null);
    expect((await load()).parkedAt).toBeGreaterThanOrEqual(before - 1);
  });

  it('refuses the report of a worker that was overtaken', async () => {
    const snapshot = await load();
    const late = await store.claim(snapshot, claimOf());
    if (late === null) throw new Error('not claimed');
    const retry = accepted(late, {
      message: { state: 'planned', response: 'interrupted', error: 'interrupted', sentAt: null },
      done: [],
      anchorAt: null,
      next: next({ ...sendNow, revision: 2 }),
      events: [],
    });
    await store.settle(ref, snapshot.revision, retry);
    const again = await store.claim(await load(), claimOf());
    expect(again).toMatchObject({ id: late.id, fence: 2 });
    expect(await store.settle(ref, snapshot.revision, accepted(late))).toBeNull();
    expect((await load()).message).toMatchObject({ state: 'transmitting', fence: 2 });
  });

  it('ends the enrollment with the mail that completes it, and writes both down', async () => {
    const snapshot = await load();
    const claim = await store.claim(snapshot, claimOf());
    if (claim === null) throw new Error('not claimed');
    expect(await store.settle(ref, snapshot.revision, accepted(claim))).toBe(2);
    expect(await load()).toMatchObject({ state: 'ended', outcome: 'completed', done: ['a'], sent: 1 });
    expect((await repository.events(WORKSPACE, ref.enrollmentId)).map(({ kind }) => kind).sort()).toEqual([
      'ended',
      'enrolled',
      'sent',
    ]);
  });

  it('stores a plan only over the revision that it was made from', async () => {
    expect(await store.savePlan(ref, next({ ...sendNow, why: 'later' }), null)).toBe(true);
    expect(await store.savePlan(ref, next({ ...sendNow, revision: 7 }), null)).toBe(false);
    expect((await load()).plan.why).toBe('later');
  });

  it('shows nothing of one workspace to another', async () => {
    expect(await store.load({ ...ref, workspaceId: OTHER })).toBeNull();
    expect(await store.savePlan({ ...ref, workspaceId: OTHER }, next(sendNow), null)).toBe(false);
    await expect(repository.get(OTHER, ref.enrollmentId)).rejects.toMatchObject({ code: 'enrollment.not_found' });
    expect(await repository.livePage(OTHER, sequenceId, { scope: 'all', cursor: undefined, limit: 10 })).toEqual([]);
  });

  it('keeps one live enrollment per person and sequence, however many enroll at once', async () => {
    await withdrawThenReturn();
    const results = await Promise.all(Array.from({ length: 8 }, () => enroll()));
    expect(results.flat()).toHaveLength(1);
    expect(await enroll('ever')).toEqual([]);
  });

  it('enrolls nobody who may not be mailed', async () => {
    await withdraw();
    expect(await enroll()).toEqual([]);
  });

  it('shifts the waits of everybody but those paused alone when a paused sequence is resumed', async () => {
    const { id: other } = await subscribers.upsert(WORKSPACE, newId(), { email: `${newId()}@example.com` }, []);
    const [alone = ''] = await repository.insert(WORKSPACE, [row(other)], { at: Date.now(), keepOut: 'live' });
    await db.pool.query("update enrollment set state = 'paused', paused_at = now() where id = $1", [alone]);
    const anchors = async () => [(await load()).anchorAt, (await repository.get(WORKSPACE, alone)).anchorAt];
    const [mine = 0, theirs = 0] = await anchors();
    const pausedAt = Date.now() + 1000;
    await sequences.changeState(WORKSPACE, sequenceId, { from: 'active', to: 'paused', at: pausedAt, resume: null });
    await sequences.changeState(WORKSPACE, sequenceId, {
      from: 'paused',
      to: 'active',
      at: pausedAt + 5000,
      resume: FREEZE,
    });
    expect(await anchors()).toEqual([mine + 5000, theirs]);
  });

  /** Ends the enrollment that beforeEach made and makes the person mailable again, as a confirmed opt-in would. */
  async function withdrawThenReturn(): Promise<void> {
    await withdraw();
    await db.pool.query("update subscriber set status = 'active' where id = $1", [subscriberId]);
  }
});
