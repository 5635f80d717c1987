import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ConfirmationClaim, ConfirmationSettlement, OptInOpening, OptInSnapshot } from '@dripemails/application';
import { createTestDatabase, type TestDatabase } from '@dripemails/testing';
import { v7 as newId } from 'uuid';
import { SuppressionKey } from '../consent/suppression-sql.js';
import { type Database, inTransaction, openDatabase } from '../database.js';
import { PgSubscriberRepository } from '../pg-subscriber-repository.js';
import { PrismaListRepository } from '../prisma-list-repository.js';
import { cancelListOptIns, cancelOptIns } from './cancel-opt-ins.js';
import { PgOptInRepository } from './pg-opt-in-repository.js';

const WORKSPACE = '01990000-0000-7000-8000-000000000001';
const OTHER = '01990000-0000-7000-8000-000000000002';
const DAY = 86_400_000;

describe(PgOptInRepository, () => {
  let test: TestDatabase;
  let db: Database;
  let optIns: PgOptInRepository;
  let subscribers: PgSubscriberRepository;
  let subscriberId: string;
  let email: string;

  beforeAll(async () => {
    test = await createTestDatabase();
    db = openDatabase(test.url, { connections: 20, onError: () => undefined });
    const key = new SuppressionKey('a secret that is long enough for tests');
    optIns = new PgOptInRepository(db.pool, key);
    subscribers = new PgSubscriberRepository(db, key);
    for (const id of [WORKSPACE, OTHER])
      await test.query(
        "insert into workspace (id, name, clock_started_at, sender_name, sender_email) values ($1, 'W', now(), 'S', 's@example.com')",
        [id],
      );
  }, 60_000);
  afterAll(async () => {
    await db.close();
    await test.drop();
  });
  beforeEach(async () => {
    email = `${newId()}@example.com`;
    ({ id: subscriberId } = await subscribers.upsert(WORKSPACE, newId(), { email }, [], { isToConfirm: true }));
  });

  const opening = (change: Partial<OptInOpening> = {}): OptInOpening => {
    const at = Date.now();
    const evidence = { source: 'Spec', text: 'Yes', ip: '::1', userAgent: 'B', reason: null, at };
    const times = { dueAt: at, expiresAt: at + 14 * DAY };
    return { listId: null, formId: null, source: 'Spec', isWrite: false, evidence, ...times, ...change };
  };
  const open = (change: Partial<OptInOpening> = {}, workspaceId = WORKSPACE) =>
    optIns.open(workspaceId, [{ id: newId(), subscriberId }], opening(change));
  const openOne = async (change: Partial<OptInOpening> = {}) => {
    const [one] = await open(change);
    if (one === undefined) throw new Error('nothing was opened');
    return { workspaceId: WORKSPACE, optInId: one.id };
  };
  const load = async (ref: { workspaceId: string; optInId: string }): Promise<OptInSnapshot> => {
    const snapshot = await optIns.load(ref);
    if (snapshot === null) throw new Error('the request is gone');
    return snapshot;
  };
  const claimOf = (snapshot: OptInSnapshot, change: Partial<ConfirmationClaim> = {}): ConfirmationClaim => {
    const at = Date.now();
    const mail = { messageId: `<${newId()}@example.com>`, to: email, subject: 'C', replyTo: 'r@example.com' };
    return { id: newId(), occurrence: 1, ...mail, leaseUntil: at + 45_000, at, ...change };
  };
  const settlement = (
    claim: { id: string; fence: number },
    change: Partial<ConfirmationSettlement> = {},
  ): ConfirmationSettlement => ({
    ...{ messageRowId: claim.id, fence: claim.fence, sent: 1, dueAt: Date.now() + DAY },
    message: { state: 'accepted', response: '250', error: null, sentAt: Date.now() },
    events: [{ kind: 'sent', stepId: null, messageId: claim.id, what: 'Sent', why: null, at: Date.now() }],
    ...change,
  });
  const status = (value: string) =>
    test.query('update subscriber set status = $2 where id = $1', [subscriberId, value]);
  const aList = async (workspaceId = WORKSPACE) => {
    const id = newId();
    await test.query('insert into list (id, workspace_id, name) values ($1, $2, $3)', [id, workspaceId, id]);
    return id;
  };

  it('opens one request of a person for a list, however many ask at once', async () => {
    const listId = await aList();
    const opened = (await Promise.all(Array.from({ length: 8 }, () => open({ listId })))).flat();
    expect(opened).toHaveLength(1);
    expect(await open({ listId: null })).toHaveLength(1);
    const lines = await test.value("select count(*) from consent where subscriber_id = $1 and what = 'requested'", [
      subscriberId,
    ]);
    expect(Number(lines)).toBe(2);
    expect(await test.value('select status from membership where list_id = $1', [listId])).toBe('unconfirmed');
  });

  describe('about the lists of a form', () => {
    const confirm = async (ref: { workspaceId: string; optInId: string }) => {
      const snapshot = await load(ref);
      await optIns.claim(snapshot, claimOf(snapshot));
      const evidence = { source: 'Spec', text: 'Pressed', ip: null, userAgent: null, reason: null, at: Date.now() };
      return await optIns.confirm(ref, email.toUpperCase(), evidence);
    };
    const joined = async () => {
      const { rows } = await db.pool.query<{ id: string }>(
        "select list_id as id from membership where subscriber_id = $1 and status = 'active' order by list_id",
        [subscriberId],
      );
      return rows.map(({ id }) => id);
    };
    const aForm = async (listIds: readonly string[]) => {
      const id = newId();
      await test.query(
        "insert into form (id, workspace_id, name, config, list_ids, updated_at) values ($1, $2, $3, '{}', $4, now())",
        [...[id, WORKSPACE, id, listIds]],
      );
      return id;
    };

    it.each([1, 2])('confirms what was asked, whatever became of the form: %i asked', async (count) => {
      const listIds = await Promise.all(Array.from({ length: count }, () => aList()));
      const formId = await aForm(listIds);
      const ref = await openOne({ listId: count === 1 ? (listIds[0] ?? null) : null, listIds, formId });
      await test.query('update form set list_ids = $2 where id = $1', [formId, [await aList()]]);
      await test.query("update list set name = name || ' (new)' where id = any($1)", [listIds]);
      expect((await load(ref)).lists).toEqual([...listIds].sort().map((id) => ({ id, name: id })));
      expect(await confirm(ref)).not.toBeNull();
      expect(await joined()).toEqual([...listIds].sort());
    });

    it('is not changed by a request for other lists, which has a mail of its own', async () => {
      const first = [await aList(), await aList()];
      const second = [await aList(), await aList()];
      const ref = await openOne({ listIds: first, formId: await aForm(first) });
      const formId = await aForm(second);
      const other = await openOne({ listIds: second, formId });
      expect(other.optInId).not.toBe(ref.optInId);
      expect(await open({ listIds: second, formId })).toEqual([]);
      expect(await optIns.pending(WORKSPACE, subscriberId, [...second].reverse())).toBe(other.optInId);
      expect(await confirm(ref)).not.toBeNull();
      expect(await joined()).toEqual([...first].sort());
      expect(await confirm(other)).not.toBeNull();
      expect(await joined()).toEqual([...first, ...second].sort());
    });

    it('is over once the person left one of the lists', async () => {
      const listIds = [await aList(), await aList()];
      const formId = await aForm(listIds);
      const ref = await openOne({ listIds, formId });
      await test.query("update form set list_ids = '{}' where id = $1", [formId]);
      await inTransaction(db.pool, (client) =>
        cancelListOptIns(client, WORKSPACE, [subscriberId], listIds.slice(0, 1), Date.now()),
      );
      expect(await confirm(ref)).toBeNull();
      expect(await joined()).toEqual([]);
    });
  });

  it('outlives its list; who gets mail already and has nothing left to confirm is not reminded', async () => {
    const listId = await aList();
    const ref = await openOne({ listId });
    const other = await aList();
    const both = await openOne({ listIds: [listId, other] });
    await test.query('update opt_in set sent = 1, due_at = requested_at where subscriber_id = $1', [subscriberId]);
    await new PrismaListRepository(db).delete(WORKSPACE, listId);
    expect(await load(ref)).toMatchObject({ state: 'pending', list: null, lists: [], revision: 1 });
    expect(await load(both)).toMatchObject({ lists: [{ id: other }], revision: 1 });
    await status('active');
    await new PrismaListRepository(db).delete(WORKSPACE, other);
    expect((await load(ref)).revision).toBe(1);
    const idle = await load(both);
    expect(idle).toMatchObject({ state: 'pending', lists: [], revision: 2 });
    expect(idle.dueAt).toBe(idle.expiresAt);
  });

  it('opens nothing for a stranger, for who may not be asked, and for who has nothing to confirm', async () => {
    expect(await open({}, OTHER)).toEqual([]);
    for (const one of ['complained', 'erased', 'active']) {
      await status(one);
      expect(await open()).toEqual([]);
    }
    await status('unsubscribed');
    expect(await open({ isWrite: true })).toEqual([]);
    expect(await open()).toHaveLength(1);
  });

  it('does not ask again by a write whom it asked before', async () => {
    const ref = await openOne({ isWrite: true });
    const event = { kind: 'opt-in', stepId: null, messageId: null, what: 'x', why: null, at: Date.now() } as const;
    expect(await optIns.end(ref, 1, 'expired', event)).toBe(true);
    expect(await open({ isWrite: true })).toEqual([]);
    expect(await open()).toHaveLength(1);
  });

  it('takes the link of a mail for the address that it went to, and confirms nothing where that was changed', async () => {
    const evidence = { source: 'Spec', text: 'Pressed', ip: null, userAgent: null, reason: null, at: Date.now() };
    const ref = await openOne();
    const claimed = async (to: string, occurrence: number) => {
      const snapshot = await load(ref);
      const claim = await optIns.claim(snapshot, claimOf(snapshot, { to, occurrence }));
      if (claim === null) throw new Error('nothing was claimed');
      await optIns.settle(ref, snapshot.revision, settlement(claim));
      return claim.id;
    };
    const old = await claimed(email, 1);
    expect(await optIns.linkOf(ref.optInId)).toEqual({ ref, mailedTo: email });
    const changed = `${newId()}@example.com`;
    await subscribers.update(WORKSPACE, subscriberId, { email: changed }, Date.now());
    const reminder = await claimed(changed, 2);
    expect(await optIns.linkOf(old)).toEqual({ ref, mailedTo: email });
    expect(await optIns.linkOf(reminder)).toEqual({ ref, mailedTo: changed });
    expect(await optIns.linkOf(ref.optInId)).toEqual({ ref, mailedTo: null });
    expect(await optIns.linkOf(newId())).toBeNull();
    expect(await optIns.confirm(ref, email, evidence)).toBeNull();
    expect((await load(ref)).state).toBe('pending');
    expect(await optIns.confirm(ref, changed, evidence)).not.toBeNull();
    expect((await load(ref)).state).toBe('confirmed');
  });

  it('lets one of many claims through', async () => {
    const snapshot = await load(await openOne());
    const claims = await Promise.all(
      Array.from({ length: 12 }, () => optIns.claim(snapshot, claimOf(snapshot, { messageId: '<same@example.com>' }))),
    );
    expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
  });

  it.each([
    ['the person complained', () => status('complained')],
    ['the person was erased', () => status('erased')],
    [
      'the address is another',
      () => test.query("update subscriber set email = 'new-' || email where id = $1", [subscriberId]),
    ],
    [
      'the request was cancelled',
      () => inTransaction(db.pool, (client) => cancelOptIns(client, WORKSPACE, subscriberId, Date.now())),
    ],
    [
      'the request expired',
      () =>
        test.query("update opt_in set expires_at = now() - interval '1 second' where subscriber_id = $1", [
          subscriberId,
        ]),
    ],
  ])('claims nothing once %s', async (_what, happens) => {
    const snapshot = await load(await openOne());
    await happens();
    expect(await optIns.claim(snapshot, claimOf(snapshot))).toBeNull();
  });

  it('claims nothing, or is seen by a withdrawal, when the two come at once', async () => {
    for (let n = 0; n < 10; n++) {
      const { id } = await subscribers.upsert(WORKSPACE, newId(), { email: `race${n}@example.com` }, [], {
        isToConfirm: true,
      });
      const [opened] = await optIns.open(WORKSPACE, [{ id: newId(), subscriberId: id }], opening());
      const ref = { workspaceId: WORKSPACE, optInId: opened?.id ?? '' };
      const snapshot = await load(ref);
      const withdrawal = { status: 'complained', outcome: 'complained', what: 'x', why: null, at: Date.now() } as const;
      const [claim] = await Promise.all([
        optIns.claim(snapshot, claimOf(snapshot, { to: `race${n}@example.com` })),
        subscribers.withdraw(WORKSPACE, id, withdrawal),
      ]);
      expect((await load(ref)).state).toBe('cancelled');
      // what was claimed first goes out and is recorded; nothing is claimed afterwards
      if (claim !== null) expect(await optIns.settle(ref, 1, settlement(claim))).toBe(3);
      const after = await load(ref);
      expect(await optIns.claim(after, claimOf(after, { to: `race${n}@example.com`, occurrence: 2 }))).toBeNull();
    }
  });

  it('records an outcome once, and what came meanwhile stays', async () => {
    const ref = await openOne();
    const snapshot = await load(ref);
    const claim = await optIns.claim(snapshot, claimOf(snapshot));
    if (claim === null) throw new Error('the claim was refused');
    expect(await optIns.settle(ref, 1, settlement(claim, { fence: claim.fence + 1 }))).toBeNull();
    expect(await optIns.settle({ ...ref, workspaceId: OTHER }, 1, settlement(claim))).toBeNull();
    expect(await optIns.settle(ref, 1, settlement(claim))).toBe(2);
    expect(await optIns.settle(ref, 2, settlement(claim))).toBeNull();
    expect(await load(ref)).toMatchObject({ sent: 1, revision: 2, message: { state: 'accepted', to: email } });
  });

  it('sends another mail on request, not at once and not for ever', async () => {
    const ref = await openOne();
    const now = Date.now();
    const times = { dueAt: now, expiresAt: now + 30 * DAY, notSince: now - 60_000 };
    expect(await optIns.renew(ref, times)).toBe(false);
    const snapshot = await load(ref);
    const claim = await optIns.claim(snapshot, claimOf(snapshot));
    if (claim === null) throw new Error('the claim was refused');
    await optIns.settle(ref, 1, settlement(claim));
    expect(await optIns.renew(ref, times)).toBe(false);
    await test.query("update message set sent_at = now() - interval '1 hour' where id = $1", [claim.id]);
    await test.query("update message set first_attempt_at = now() - interval '1 hour' where id = $1", [claim.id]);
    expect(await optIns.renew(ref, times)).toBe(true);
    expect(await load(ref)).toMatchObject({ dueAt: now, expiresAt: now + 30 * DAY });
    await test.query('update opt_in set sent = 5 where id = $1', [ref.optInId]);
    expect(await optIns.renew(ref, times)).toBe(false);
  });

  it('finds the requests of people that have no workflow yet', async () => {
    const ref = await openOne({ listId: await aList() });
    const request = { id: ref.optInId, subscriberId };
    expect(await optIns.unstartedOf(WORKSPACE, [subscriberId, newId()])).toEqual([request]);
    expect(await optIns.unstartedOf(WORKSPACE, [newId()])).toEqual([]);
    expect(await optIns.unstartedOf(OTHER, [subscriberId])).toEqual([]);
    await optIns.markStarted([ref.optInId], Date.now());
    expect(await optIns.unstartedOf(WORKSPACE, [subscriberId])).toEqual([]);
    // one that is over is nobody's to start
    const over = await openOne();
    const event = { kind: 'opt-in', stepId: null, messageId: null, what: 'x', why: null, at: Date.now() } as const;
    expect(await optIns.end(over, 1, 'cancelled', event)).toBe(true);
    expect(await optIns.unstartedOf(WORKSPACE, [subscriberId])).toEqual([]);
  });

  it('finds for the reconciler what has no workflow, what is late, and what a dead worker left', async () => {
    const ref = await openOne();
    const later = Date.now() + 1_000;
    const has = (refs: readonly { optInId: string }[]) => refs.some(({ optInId }) => optInId === ref.optInId);
    expect(has(await optIns.unstarted(later, 1000))).toBe(true);
    expect(has(await optIns.overdue(later, 1000))).toBe(true);
    await optIns.markStarted([ref.optInId], Date.now());
    expect(has(await optIns.unstarted(later, 1000))).toBe(false);
    const snapshot = await load(ref);
    await optIns.claim(snapshot, claimOf(snapshot));
    expect(has(await optIns.lostAttempts(later, 1000))).toBe(false);
    expect(has(await optIns.lostAttempts(Date.now() + 60_000, 1000))).toBe(true);
  });
});
