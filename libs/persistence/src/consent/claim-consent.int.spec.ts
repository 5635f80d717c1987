import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { EnrollmentRef } from '@dripemails/contracts/workflow';
import { createTestDatabase, type TestDatabase, until } from '@dripemails/testing';
import { v7 as newId } from 'uuid';
import { type Database, openDatabase } from '../database.js';
import { People, TEST_KEY, claimOf } from '../testing/people.js';
import { PgConsentRepository } from './pg-consent-repository.js';
import { PgSuppressionRepository } from './pg-suppression-repository.js';
import { suppress } from './suppress.js';

const evidence = { source: 'Spec', text: '', ip: null, userAgent: null, reason: null, at: Date.now() };
const how = { reason: 'manual' as const, note: '', source: 'Spec', at: Date.now() };

describe('consent at the claim of a send', () => {
  let test: TestDatabase;
  let db: Database;
  let people: People;
  let consent: PgConsentRepository;
  let suppressions: PgSuppressionRepository;
  let workspaceId: string;
  let subscriberId: string;
  let email: string;
  let listId: string;
  let topicId: string;
  let ref: EnrollmentRef;

  beforeAll(async () => {
    test = await createTestDatabase();
    db = openDatabase(test.url, { connections: 10, onError: () => undefined });
    people = new People(db);
    consent = new PgConsentRepository(db.pool, TEST_KEY);
    suppressions = new PgSuppressionRepository(db, TEST_KEY);
  }, 60_000);
  afterAll(async () => {
    await db.close();
    await test.drop();
  });
  beforeEach(async () => {
    workspaceId = await people.workspace();
    listId = await people.list(workspaceId);
    topicId = newId();
    await db.pool.query('insert into topic (id, workspace_id, name) values ($1, $2, $3)', [
      topicId,
      workspaceId,
      'News',
    ]);
    email = `Ann+${newId()}@mail.Bücher.example`;
    subscriberId = (await people.subscribers.upsert(workspaceId, newId(), { email }, [listId])).id;
    const sequenceId = await people.sequence(workspaceId, { settings: { topicId } });
    ref = await people.enroll(workspaceId, { sequenceId, subscriberId, listId });
  });

  const claim = async () => people.store.claim(await people.load(ref), claimOf());
  const sql = (text: string, ...values: unknown[]) => db.pool.query(text, values);

  it('lets through who is on the list and said nothing else', async () => {
    expect((await people.load(ref)).consent).toEqual({
      ...{ suppressed: null, list: 'active', topicLeft: false, pausedUntil: null, capPerWeek: null },
    });
    expect(await claim()).not.toBeNull();
  });

  // each by a bare statement, so that it is the claim that refuses and not the end that an act brings
  it.each<[string, () => Promise<unknown>]>([
    ['has not confirmed', () => sql("update subscriber set status = 'unconfirmed' where id = $1", subscriberId)],
    ['unsubscribed', () => sql("update subscriber set status = 'unsubscribed' where id = $1", subscriberId)],
    [
      'left the list',
      () => sql("update membership set status = 'unsubscribed' where subscriber_id = $1", subscriberId),
    ],
    ['has not confirmed the list', () => sql("update membership set status = 'unconfirmed' where subscriber_id = $1", subscriberId)], // prettier-ignore
    ['was taken off the list', () => sql('delete from membership where subscriber_id = $1', subscriberId)],
    ['wants no mail about the topic', () => sql('insert into topic_opt_out (workspace_id, topic_id, subscriber_id) values ($1, $2, $3)', workspaceId, topicId, subscriberId)], // prettier-ignore
    ['paused their mail', () => sql("update subscriber set mail_paused_until = now() + interval '1 day' where id = $1", subscriberId)], // prettier-ignore
    ['set a limit of their own', () => sql('update subscriber set cap_per_week = 1 where id = $1', subscriberId)],
  ])('refuses who %s, also where the decision did not know yet', async (_, change) => {
    const snapshot = await people.load(ref);
    await change();
    expect(await people.store.claim(snapshot, claimOf())).toBeNull();
  });

  it.each<[string, () => { kind: 'address' | 'domain'; value: string }]>([
    ['the address in another case', () => ({ kind: 'address', value: email.toLowerCase() })],
    ['the domain', () => ({ kind: 'domain', value: 'mail.bücher.example' })],
    ['the domain above', () => ({ kind: 'domain', value: 'bücher.example' })],
  ])('refuses who is suppressed by %s, and ends what they are in', async (_, entry) => {
    const snapshot = await people.load(ref);
    expect(await suppressions.add(workspaceId, [entry()], how)).toEqual({ added: 1, ended: [ref.enrollmentId] });
    expect(await people.store.claim(snapshot, claimOf())).toBeNull();
    expect(await people.load(ref)).toMatchObject({ state: 'ended', outcome: 'unsubscribed' });
    expect(await people.kinds(ref)).toContain('ended');
    expect(await suppressions.reasonOf(workspaceId, subscriberId)).toBe('manual');
    // nor can anybody put them into a sequence again
    const sequenceId = await people.sequence(workspaceId);
    await expect(people.enroll(workspaceId, { sequenceId, subscriberId })).rejects.toThrow('kept out');
  });

  it('lets no mail go to an address of before', async () => {
    const snapshot = await people.load(ref);
    await people.subscribers.update(workspaceId, subscriberId, { email: 'new@example.com' }, Date.now());
    expect(await people.store.claim(snapshot, claimOf({ to: email }))).toBeNull();
    expect(await people.store.claim(await people.load(ref), claimOf({ to: 'new@example.com' }))).not.toBeNull();
  });

  it('waits for a suppression that is being written, and then refuses', async () => {
    const snapshot = await people.load(ref);
    const client = await db.pool.connect();
    try {
      await client.query('begin');
      const entry = { kind: 'address' as const, value: email.toLowerCase() };
      await suppress(client, TEST_KEY, workspaceId, [entry], { reason: 'manual', note: '', at: Date.now() });
      let isOver = false;
      const claiming = people.store.claim(snapshot, claimOf()).finally(() => (isOver = true));
      await until(
        async () => {
          const { rowCount } = await db.pool.query(
            "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%select id, workspace_id, sequence_id, subscriber_id from enrollment%'",
          );
          return (rowCount ?? 0) > 0;
        },
        { deadlineMs: 10_000, message: 'the claim does not wait for the suppression' },
      );
      expect(isOver).toBe(false);
      await client.query('commit');
      expect(await claiming).toBeNull();
    } finally {
      client.release();
    }
  });

  it('lets nothing through once a suppression or a choice is committed, whatever comes at the same time', async () => {
    const acts = [
      () => suppressions.add(workspaceId, [{ kind: 'domain', value: 'bücher.example' }], how),
      () => consent.change(workspaceId, subscriberId, { leaveLists: [listId] }, evidence),
      () => consent.change(workspaceId, subscriberId, { leaveTopics: [topicId] }, evidence),
      () => consent.change(workspaceId, subscriberId, { pausedUntil: Date.now() + 86_400_000 }, evidence),
    ];
    for (const act of acts) {
      const sequenceId = await people.sequence(workspaceId, { settings: { topicId } });
      const other = await people.subscribers.upsert(workspaceId, newId(), { email: `${newId()}@bücher.example` }, [
        listId,
      ]);
      [subscriberId, ref] = [
        other.id,
        await people.enroll(workspaceId, { sequenceId, subscriberId: other.id, listId }),
      ];
      const snapshot = await people.load(ref);
      const [first] = await Promise.all([people.store.claim(snapshot, claimOf()), act()]);
      const { rowCount } = await db.pool.query('select 1 from message where subscriber_id = $1', [subscriberId]);
      expect(rowCount).toBe(first === null ? 0 : 1);
      expect(await people.store.claim(snapshot, claimOf({ occurrence: 2 }))).toBeNull();
      await sql('delete from suppression where workspace_id = $1', workspaceId);
    }
  });
});
