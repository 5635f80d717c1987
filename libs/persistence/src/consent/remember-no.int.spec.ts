import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { SuppressionReason } from '@dripemails/domain';
import { createTestDatabase, type TestDatabase } from '@dripemails/testing';
import { v7 as newId } from 'uuid';
import { type Database, inTransaction, openDatabase } from '../database.js';
import { PgOptInRepository } from '../opt-in/pg-opt-in-repository.js';
import { PgSubscriberMerger } from '../subscriber/pg-subscriber-merger.js';
import { People, TEST_KEY } from '../testing/people.js';
import { withdrawConsent } from '../withdraw-consent.js';
import { PgConsentRepository } from './pg-consent-repository.js';
import { PgSuppressionRepository } from './pg-suppression-repository.js';
import { rememberNo } from './remember-no.js';
import { suppress } from './suppress.js';

const OLD = 'Old+News@Example.com';
const OTHERS = ['manual', 'imported', 'hardBounce', 'complaint', 'erased'] as const;

describe(rememberNo, () => {
  let test: TestDatabase;
  let db: Database;
  let people: People;
  let suppressions: PgSuppressionRepository;
  let consent: PgConsentRepository;
  let optIns: PgOptInRepository;
  let workspaceId: string;
  let again: string;

  beforeAll(async () => {
    test = await createTestDatabase();
    db = openDatabase(test.url, { connections: 5, onError: () => undefined });
    people = new People(db);
    suppressions = new PgSuppressionRepository(db, TEST_KEY);
    consent = new PgConsentRepository(db.pool, TEST_KEY);
    optIns = new PgOptInRepository(db.pool, TEST_KEY);
  }, 60_000);
  afterAll(async () => {
    await db.close();
    await test.drop();
  });
  // somebody unsubscribed and then got another address, and theirs was added again
  beforeEach(async () => {
    workspaceId = await people.workspace();
    const left = await people.subscriber(workspaceId, OLD);
    await db.pool.query("update subscriber set status = 'unsubscribed' where id = $1", [left]);
    await people.subscribers.update(workspaceId, left, { email: 'new@example.com' }, Date.now());
    again = await people.subscriber(workspaceId, OLD.toLowerCase());
  });

  const evidence = () => ({ source: 'Spec', text: '', ip: null, userAgent: null, reason: null, at: Date.now() });
  const put = (value: string, reason: SuppressionReason, kind: 'address' | 'domain' = 'address') =>
    inTransaction(db.pool, (client) =>
      suppress(client, TEST_KEY, workspaceId, [{ kind, value }], { reason, note: '', at: Date.now() }),
    );
  const reasons = async () => (await suppressions.matching(workspaceId, OLD)).map(({ reason }) => reason).sort();
  const grant = () => consent.grant(workspaceId, again, null, evidence());
  const saidNo = () => optIns.saidNo(workspaceId, again, null);
  const ask = async (isWrite: boolean) => {
    const times = { dueAt: Date.now(), expiresAt: Date.now() + 60_000 };
    const opening = { listId: null, formId: null, source: 'Spec', evidence: evidence(), isWrite, ...times };
    return (await optIns.open(workspaceId, [{ id: newId(), subscriberId: again }], opening)).length;
  };

  it('lets whoever has the address be asked by their own wish, and takes it back when they confirm', async () => {
    expect(await reasons()).toEqual(['unsubscribed']);
    expect(await ask(true)).toBe(0);
    expect(await saidNo()).toBe(true);
    expect(await ask(false)).toBe(1);
    expect(await grant()).toMatchObject({ granted: true });
    expect(await people.subscribers.get(workspaceId, again)).toMatchObject({ status: 'active', suppressed: null });
    expect(await saidNo()).toBe(false);
  });

  it.each(OTHERS)('lets nobody be asked where the address is suppressed as %s', async (reason) => {
    await put(OLD, reason);
    expect(await ask(false)).toBe(0);
    expect(await grant()).toMatchObject({ granted: false });
    expect(await reasons()).toEqual([reason]);
  });

  it.each(['manual', 'imported'] as const)(
    'outlasts that the address was also put on the list as %s',
    async (reason) => {
      await put(OLD, reason);
      const [entry] = await suppressions.matching(workspaceId, OLD);
      expect(entry).toMatchObject({ reason, saidNo: true });
      const how = { reasons: [reason], source: 'Spec', at: Date.now() };
      expect(await suppressions.remove(workspaceId, entry?.id ?? '', how)).toBe(true);
      expect(await reasons()).toEqual(['unsubscribed']);
      expect(await suppressions.remove(workspaceId, entry?.id ?? '', how)).toBe(false);
      expect(await grant()).toMatchObject({ granted: true });
      expect(await reasons()).toEqual([]);
    },
  );

  it('reaches an address of before that was never mailed, when it comes later', async () => {
    const once = await people.subscriber(workspaceId, 'once@example.com');
    await people.subscribers.update(workspaceId, once, { email: 'twice@example.com' }, Date.now());
    expect(await suppressions.matching(workspaceId, 'once@example.com')).toEqual([]);
    await people.subscribers.withdraw(workspaceId, once, {
      ...{ status: 'unsubscribed', outcome: 'unsubscribed', what: 'Spec', why: null, at: Date.now() },
    });
    expect(await suppressions.matching(workspaceId, 'once@example.com')).toMatchObject([{ reason: 'unsubscribed' }]);
  });

  it.each<[string, (who: string) => Promise<unknown>]>([
    [
      'a list',
      async (who) => {
        const listId = await people.list(workspaceId);
        const put = 'insert into membership (workspace_id, list_id, subscriber_id, status) values ($1, $2, $3, $4)';
        await db.pool.query(put, [workspaceId, listId, who, 'unsubscribed']);
      },
    ],
    [
      'a topic',
      async (who) => {
        const topic = await db.pool.query<{ id: string }>(
          "insert into topic (id, workspace_id, name) values ($1, $2, 'News') returning id",
          [newId(), workspaceId],
        );
        await db.pool.query('insert into topic_opt_out (workspace_id, topic_id, subscriber_id) values ($1, $2, $3)', [
          ...[workspaceId, topic.rows[0]?.id, who],
        ]);
      },
    ],
  ])('stays with an address that is left by a change or a merge after a no to %s', async (_, sayNo) => {
    const renamed = await people.subscriber(workspaceId, 'renamed@example.com');
    await sayNo(renamed);
    await people.subscribers.update(workspaceId, renamed, { email: 'RENAMED@example.com' }, Date.now());
    expect(await suppressions.matching(workspaceId, 'renamed@example.com')).toEqual([]);
    await people.subscribers.update(workspaceId, renamed, { email: 'other@example.com' }, Date.now());
    expect(await suppressions.matching(workspaceId, 'renamed@example.com')).toMatchObject([{ reason: 'unsubscribed' }]);
    const kept = await people.subscriber(workspaceId, 'kept@example.com');
    await new PgSubscriberMerger(db.pool, TEST_KEY).merge(workspaceId, kept, renamed, Date.now());
    expect(await suppressions.matching(workspaceId, 'other@example.com')).toMatchObject([{ reason: 'unsubscribed' }]);
    expect(await suppressions.matching(workspaceId, 'kept@example.com')).toEqual([]);
  });

  it('is remembered too where the address was on the list before', async () => {
    await put('new@example.com', 'manual');
    const who = (await people.subscribers.findByEmail(workspaceId, 'new@example.com'))?.id ?? '';
    await people.subscribers.update(workspaceId, who, { email: 'newer@example.com' }, Date.now());
    expect(await suppressions.matching(workspaceId, 'new@example.com')).toMatchObject([
      { reason: 'manual', saidNo: true },
    ]);
  });

  it('tells both profiles of it, and ends what the other is in', async () => {
    const first = await people.subscriber(workspaceId, 'first@example.com');
    await people.mailed(workspaceId, first, 'first@example.com');
    await people.subscribers.update(workspaceId, first, { email: 'second@example.com' }, Date.now());
    const second = await people.subscriber(workspaceId, 'FIRST@example.com');
    const sequenceId = await people.sequence(workspaceId);
    const { enrollmentId } = await people.enroll(workspaceId, { sequenceId, subscriberId: second });
    const what = { status: 'unsubscribed', outcome: 'unsubscribed', what: 'Spec', why: null, at: Date.now() } as const;
    const { ended } = await inTransaction(db.pool, (client) =>
      withdrawConsent(client, TEST_KEY, { workspaceId, subscriberId: first }, what),
    );
    expect(ended).toEqual([enrollmentId]);
    const { rows } = await db.pool.query<{ subscriber_id: string; what: string }>(
      'select subscriber_id, what from consent where workspace_id = $1 and subscriber_id = any($2::uuid[]) order by at, id',
      [workspaceId, [first, second]],
    );
    const of = (id: string) => rows.filter((row) => row.subscriber_id === id).map((row) => row.what);
    expect(of(first)).toEqual(expect.arrayContaining(['suppressed', 'unsubscribed']));
    expect(of(second)).toContain('suppressed');
  });

  it('forgets no no for a confirmation that the domain refuses', async () => {
    await put('example.com', 'manual', 'domain');
    expect(await ask(false)).toBe(0);
    expect(await grant()).toMatchObject({ granted: false });
    expect(await reasons()).toEqual(['manual', 'unsubscribed']);
  });
});
