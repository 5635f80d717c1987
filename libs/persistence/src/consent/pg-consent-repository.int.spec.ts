import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@dripemails/testing';
import { v7 as newId } from 'uuid';
import { type Database, inTransaction, openDatabase } from '../database.js';
import { carryOut } from '../inbound-acts.js';
import { PgOptInRepository } from '../opt-in/pg-opt-in-repository.js';
import { PrismaListRepository } from '../prisma-list-repository.js';
import { People, TEST_KEY, nextOf } from '../testing/people.js';
import { PgConsentRepository } from './pg-consent-repository.js';
import { PgSuppressionRepository } from './pg-suppression-repository.js';

const evidence = (change: object = {}) => ({
  ...{ source: 'Preference page', text: '', ip: '192.0.2.1', userAgent: 'Spec', reason: null, at: Date.now() },
  ...change,
});

describe(PgConsentRepository, () => {
  let test: TestDatabase;
  let db: Database;
  let people: People;
  let consent: PgConsentRepository;
  let lists: PrismaListRepository;
  let workspaceId: string;
  let subscriberId: string;

  beforeAll(async () => {
    test = await createTestDatabase();
    db = openDatabase(test.url, { connections: 10, onError: () => undefined });
    people = new People(db);
    consent = new PgConsentRepository(db.pool, TEST_KEY);
    lists = new PrismaListRepository(db);
  }, 60_000);
  afterAll(async () => {
    await db.close();
    await test.drop();
  });
  beforeEach(async () => {
    workspaceId = await people.workspace();
    subscriberId = await people.subscriber(workspaceId);
  });

  const setStatus = (status: string) =>
    db.pool.query('update subscriber set status = $2 where id = $1', [subscriberId, status]);
  const statusOf = async () => (await people.subscribers.get(workspaceId, subscriberId)).status;
  const membership = async (listId: string) => {
    const { rows } = await db.pool.query<{ status: string }>(
      'select status from membership where list_id = $1 and subscriber_id = $2',
      [listId, subscriberId],
    );
    return rows[0]?.status ?? null;
  };
  const log = async () => (await consent.log(workspaceId, subscriberId, { limit: 50 })).items;
  const topic = async () => {
    const id = newId();
    await db.pool.query('insert into topic (id, workspace_id, name) values ($1, $2, $3)', [id, workspaceId, id]);
    return id;
  };

  it('leaves a list by the will of the person: what it had brought ends, and nothing but they puts them back', async () => {
    const listId = await people.list(workspaceId);
    await lists.addMember(workspaceId, listId, subscriberId, Date.now());
    const sequenceId = await people.sequence(workspaceId);
    const [byList, byHand] = [
      await people.enroll(workspaceId, { sequenceId, subscriberId, listId }),
      await people.enroll(workspaceId, { sequenceId: await people.sequence(workspaceId), subscriberId }),
    ];
    const effect = await consent.change(workspaceId, subscriberId, { leaveLists: [listId] }, evidence());
    expect(effect.ended).toEqual([byList.enrollmentId]);
    expect((await people.load(byHand)).state).toBe('active');
    expect(await membership(listId)).toBe('unsubscribed');
    // neither an API write nor an operator's or a step's
    await people.subscribers.upsert(workspaceId, newId(), { email: await emailOf() }, [listId]);
    await lists.addMember(workspaceId, listId, subscriberId, Date.now());
    await lists.removeMember(workspaceId, listId, subscriberId, Date.now());
    await lists.addMember(workspaceId, listId, subscriberId, Date.now());
    expect(await membership(listId)).toBe('unsubscribed');
    expect(await lists.countMembers(workspaceId, listId)).toBe(0);
    const back = { joinLists: [listId.toUpperCase()] };
    const byOthers = consent.change(workspaceId, subscriberId, back, evidence());
    await expect(byOthers).rejects.toMatchObject({ code: 'input.invalid', errors: [{ path: 'evidence' }] });
    expect(await membership(listId)).toBe('unsubscribed');
    await consent.change(workspaceId, subscriberId, { ...back, undoesLeaving: true }, evidence());
    expect(await membership(listId)).toBe('active');
    expect((await log()).map(({ what }) => what)).toEqual(['listJoined', 'listLeft']);
    expect((await log())[1]).toMatchObject({ listId, source: 'Preference page', ip: '192.0.2.1', userAgent: 'Spec' });
  });

  const emailOf = async () => (await people.subscribers.get(workspaceId, subscriberId)).email;

  it('an operator who takes somebody off a list tells the enrollments that it had brought', async () => {
    const listId = await people.list(workspaceId);
    await lists.addMember(workspaceId, listId, subscriberId, Date.now());
    const sequenceId = await people.sequence(workspaceId);
    const ref = await people.enroll(workspaceId, { sequenceId, subscriberId, listId });
    expect(await lists.removeMember(workspaceId, listId, subscriberId, Date.now())).toEqual([ref.enrollmentId]);
    expect(await membership(listId)).toBeNull();
    expect((await people.load(ref)).consent.list).toBe('left');
  });

  it('a step that takes them off that list does not end its own sequence', async () => {
    const listId = await people.list(workspaceId);
    await lists.addMember(workspaceId, listId, subscriberId, Date.now());
    const ref = await people.enroll(workspaceId, {
      sequenceId: await people.sequence(workspaceId),
      subscriberId,
      listId,
    });
    const advance = {
      done: ['x'],
      choices: {},
      anchorAt: Date.now(),
      effects: [{ kind: 'removeFromList' as const, listId }],
    };
    expect(await people.store.advance(ref, advance, nextOf({ revision: 2 }), [])).toEqual([]);
    expect((await people.load(ref)).consent.list).toBeNull();
    expect(await membership(listId)).toBeNull();
  });

  it('a list with double opt-in is joined once it is confirmed; triggers hear of it then', async () => {
    const listId = await people.list(workspaceId, 'double');
    await people.sequence(workspaceId, { settings: { triggers: [{ on: 'listJoined', listId }] } });
    await lists.addMember(workspaceId, listId, subscriberId, Date.now());
    await consent.change(workspaceId, subscriberId, { joinLists: [listId] }, evidence());
    expect(await membership(listId)).toBe('unconfirmed');
    expect(await people.entries(subscriberId)).toEqual([]);
    expect(await lists.countMembers(workspaceId, listId)).toBe(0);
    expect(await consent.grant(workspaceId, subscriberId, listId, evidence())).toMatchObject({ granted: true });
    expect(await membership(listId)).toBe('active');
    expect(await people.entries(subscriberId)).toHaveLength(1);
    expect(await consent.grant(workspaceId, subscriberId, listId, evidence())).toEqual({
      granted: true,
      ended: [],
      waiting: [],
    });
    expect((await log()).map(({ what, listId: list }) => [what, list])).toEqual([['confirmed', listId]]);
  });

  it('what triggers notice about somebody unconfirmed waits until they confirm', async () => {
    await setStatus('unconfirmed');
    await people.sequence(workspaceId, { settings: { triggers: [{ on: 'tagAdded', tag: 'vip' }] } });
    await people.subscribers.changeTags(workspaceId, subscriberId, { add: ['vip'], remove: [] }, Date.now());
    const dueAt = async () => {
      const { rows } = await db.pool.query<{ due_at: Date }>(
        'select due_at from trigger_entry where subscriber_id = $1',
        [subscriberId],
      );
      return rows.map((row) => row.due_at.getTime());
    };
    expect((await dueAt())[0]).toBeGreaterThan(Date.now() + 86_400_000);
    const at = Date.now();
    await consent.grant(workspaceId, subscriberId, null, evidence({ at }));
    expect(await dueAt()).toEqual([at]);
  });

  it.each([
    ['unconfirmed', true],
    ['unsubscribed', true],
    ['bounced', true],
    ['complained', false],
    ['erased', false],
  ])('a confirmation makes somebody who is %s active: %s', async (status, granted) => {
    await setStatus(status);
    expect(await consent.grant(workspaceId, subscriberId, null, evidence())).toMatchObject({ granted });
    expect(await statusOf()).toBe(granted ? 'active' : status);
    expect((await log()).map(({ what }) => what)).toEqual(granted ? ['confirmed'] : []);
  });

  it('whoever comes back gets mail: a pause from before is over, and that of who gets mail already is not', async () => {
    const pausedUntil = Date.now() + 86_400_000;
    const pause = () => consent.change(workspaceId, subscriberId, { pausedUntil }, evidence());
    const paused = async () => (await consent.preferences(workspaceId, subscriberId)).pausedUntil;
    await pause();
    await consent.grant(workspaceId, subscriberId, await people.list(workspaceId, 'double'), evidence());
    expect(await paused()).toBe(pausedUntil);
    for (const status of ['unsubscribed', 'bounced', 'unconfirmed']) {
      await setStatus(status);
      await pause();
      await consent.grant(workspaceId, subscriberId, null, evidence());
      expect(await paused()).toBeNull();
      expect((await log()).slice(0, 2).map(({ what }) => what)).toEqual(['resumed', 'confirmed']);
    }
    // one that is over is nothing to tell of
    await setStatus('unsubscribed');
    await consent.change(workspaceId, subscriberId, { pausedUntil: Date.now() - 1 }, evidence());
    const before = (await log()).length;
    await consent.grant(workspaceId, subscriberId, null, evidence());
    expect(await paused()).toBeNull();
    expect((await log()).slice(0, -before).map(({ what }) => what)).toEqual(['confirmed']);
  });

  it('whoever gets mail again at an address where somebody said no gets it at once', async () => {
    const suppressions = new PgSuppressionRepository(db, TEST_KEY);
    const how = { note: '', source: 'Web app', at: Date.now() };
    await suppressions.add(workspaceId, [{ kind: 'address', value: await emailOf() }], { ...how, reason: 'manual' });
    await db.pool.query("update suppression set reason = 'unsubscribed', said_no = true where workspace_id = $1", [workspaceId]); // prettier-ignore
    await consent.change(workspaceId, subscriberId, { pausedUntil: Date.now() + 86_400_000 }, evidence());
    expect(await consent.grant(workspaceId, subscriberId, null, evidence())).toMatchObject({ granted: true });
    expect((await consent.preferences(workspaceId, subscriberId)).pausedUntil).toBeNull();
  });

  it('no confirmation helps while the address is suppressed; it does once it no longer is', async () => {
    const suppressions = new PgSuppressionRepository(db, TEST_KEY);
    await setStatus('bounced');
    const how = { reason: 'manual' as const, note: 'asked by phone', source: 'Web app', at: Date.now() };
    await suppressions.add(workspaceId, [{ kind: 'address', value: await emailOf() }], how);
    expect(await consent.grant(workspaceId, subscriberId, null, evidence())).toMatchObject({ granted: false });
    const [entry] = (await suppressions.list(workspaceId, { limit: 10 })).items;
    if (entry === undefined) throw new Error('nothing is suppressed');
    const removal = { source: 'Web app', at: Date.now() };
    expect(await suppressions.remove(workspaceId, entry.id, { ...removal, reasons: ['imported'] })).toBe(false);
    await expect(suppressions.remove(await people.workspace(), entry.id, { ...removal, reasons: ['manual'] })).rejects.toMatchObject({ code: 'suppression.not_found' }); // prettier-ignore
    expect(await suppressions.remove(workspaceId, entry.id, { ...removal, reasons: ['manual'] })).toBe(true);
    expect(await statusOf()).toBe('bounced');
    expect(await consent.grant(workspaceId, subscriberId, null, evidence())).toMatchObject({ granted: true });
    expect((await log()).map(({ what }) => what)).toEqual(['confirmed', 'unsuppressed', 'suppressed']);
  });

  it('leaving a topic ends what is about it; a pause and a limit are told to what goes on', async () => {
    const topicId = await topic();
    const about = await people.sequence(workspaceId, { settings: { topicId } });
    const [one, other] = [
      await people.enroll(workspaceId, { sequenceId: about, subscriberId }),
      await people.enroll(workspaceId, { sequenceId: await people.sequence(workspaceId), subscriberId }),
    ];
    const left = await consent.change(workspaceId, subscriberId, { leaveTopics: [topicId] }, evidence());
    expect(left).toEqual({ ended: [one.enrollmentId], waiting: [] });
    const pausedUntil = Date.now() + 86_400_000;
    const limited = await consent.change(workspaceId, subscriberId, { pausedUntil, capPerWeek: 2 }, evidence());
    expect(limited).toEqual({ ended: [], waiting: [other.enrollmentId] });
    expect((await people.load(other)).consent).toMatchObject({ pausedUntil, capPerWeek: 2 });
    expect(await consent.preferences(workspaceId, subscriberId)).toMatchObject({
      ...{ status: 'active', pausedUntil, capPerWeek: 2, lists: [] },
      topics: [{ id: topicId, wanted: false }],
    });
    const back = { wantTopics: [topicId], pausedUntil: null };
    await expect(consent.change(workspaceId, subscriberId, back, evidence())).rejects.toMatchObject({ code: 'input.invalid' }); // prettier-ignore
    await consent.change(workspaceId, subscriberId, { ...back, undoesLeaving: true }, evidence());
    expect((await log()).map(({ what }) => what).sort()).toEqual(
      ['topicLeft', 'paused', 'frequencyChanged', 'topicJoined', 'resumed'].sort(),
    );
  });

  it('waits no more for a confirmation of a list that was left, by itself or by a form that leads to it', async () => {
    const [left, kept] = [await people.list(workspaceId, 'double'), await people.list(workspaceId, 'double')];
    const formId = newId();
    await db.pool.query("insert into form (id, workspace_id, name, config, list_ids) values ($1, $2, 'F', '{}', $3)", [formId, workspaceId, [left, kept]]); // prettier-ignore
    const optIns = new PgOptInRepository(db.pool, TEST_KEY);
    const times = { dueAt: Date.now(), expiresAt: Date.now() + 60_000 };
    const open = (change: { listId: string | null; listIds?: string[]; formId: string | null }) =>
      optIns.open(workspaceId, [{ id: newId(), subscriberId }], {
        ...{ source: 'Spec', isWrite: false, evidence: evidence(), ...times, ...change },
      });
    await open({ listId: left, formId: null });
    await open({ listId: kept, formId: null });
    await open({ listId: null, listIds: [left, kept], formId });
    await consent.change(workspaceId, subscriberId, { leaveLists: [left] }, evidence());
    const { rows } = await db.pool.query('select list_id, state from opt_in where subscriber_id = $1 order by id', [
      subscriberId,
    ]);
    expect(rows).toEqual([
      { list_id: left, state: 'cancelled' },
      { list_id: kept, state: 'pending' },
      { list_id: null, state: 'cancelled' },
    ]);
  });

  it('changes nothing for a list, topic or person of another workspace', async () => {
    const elsewhere = await people.workspace();
    const listId = await people.list(elsewhere);
    const refuses = (code: string, change: object, workspace = workspaceId) =>
      expect(consent.change(workspace, subscriberId, change, evidence())).rejects.toMatchObject({ code });
    await refuses('list.not_found', { joinLists: [listId] });
    await refuses('topic.not_found', { leaveTopics: [newId()], capPerWeek: 1 });
    await refuses('subscriber.not_found', { capPerWeek: 1 }, elsewhere);
    await expect(consent.grant(elsewhere, subscriberId, null, evidence())).rejects.toMatchObject({ code: 'subscriber.not_found' }); // prettier-ignore
    expect((await people.load(await people.enroll(workspaceId, { sequenceId: await people.sequence(workspaceId), subscriberId }))).consent.capPerWeek).toBeNull(); // prettier-ignore
    expect(await log()).toEqual([]);
  });

  it.each([
    ['bounced', 'hardBounce'],
    ['complained', 'complaint'],
  ] as const)('who %s is suppressed, also as somebody new, and stands in the log', async (status, reason) => {
    const about = {
      id: newId(),
      workspaceId,
      subscriberId,
      enrollmentId: null,
      stepId: null,
      to: await emailOf(),
      ...{ messageIdHeader: '', sequenceName: null, listName: null },
    };
    await inTransaction(db.pool, async (client) => {
      const event = { kind: status, what: 'It came back', why: null, name: null };
      const then = {
        status,
        outcome: status,
        what: 'It came back',
        why: '5.1.1 <ann@example.com> unknown',
        at: Date.now(),
      };
      await carryOut(client, TEST_KEY, [{ about, event, then }], Date.now());
    });
    const suppressions = new PgSuppressionRepository(db, TEST_KEY);
    const matching = await suppressions.matching(workspaceId, (await emailOf()).toUpperCase());
    expect(matching).toMatchObject([{ kind: 'address', reason, note: '5.1.1 <…> unknown' }]);
    expect(await statusOf()).toBe(status);
    expect((await log()).map(({ what }) => what)).toEqual([status]);
  });
});
