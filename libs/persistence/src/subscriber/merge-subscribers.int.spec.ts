import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { lowestMembership, lowestStatus, type MembershipStatus, type SubscriberStatus } from '@dripemails/domain';
import { createTestDatabase, type TestDatabase, until } from '@dripemails/testing';
import fc from 'fast-check';
import { v7 as newId } from 'uuid';
import { grantConsent } from '../consent/grant-consent.js';
import { PgSuppressionRepository } from '../consent/pg-suppression-repository.js';
import { type Database, inTransaction, openDatabase } from '../database.js';
import { People, TEST_KEY } from '../testing/people.js';
import { withdrawConsent } from '../withdraw-consent.js';
import { PgSubscriberMerger } from './pg-subscriber-merger.js';
import { PgSubscriberReader } from './pg-subscriber-reader.js';

const STATUSES = ['active', 'unconfirmed', 'bounced', 'unsubscribed', 'complained'] as const;
const MEMBERSHIPS = ['active', 'unconfirmed', 'unsubscribed'] as const;

describe(PgSubscriberMerger, () => {
  let test: TestDatabase;
  let db: Database;
  let people: People;
  let merger: PgSubscriberMerger;
  let workspaceId: string;

  beforeAll(async () => {
    test = await createTestDatabase();
    db = openDatabase(test.url, { connections: 8, onError: () => undefined });
    people = new People(db);
    merger = new PgSubscriberMerger(db.pool, TEST_KEY);
  }, 60_000);
  afterAll(async () => {
    await db.close();
    await test.drop();
  });
  beforeEach(async () => {
    workspaceId = await people.workspace();
  });

  async function pair(): Promise<[into: string, from: string]> {
    return [await people.subscriber(workspaceId), await people.subscriber(workspaceId)];
  }
  const status = (id: string, to: SubscriberStatus) =>
    db.pool.query('update subscriber set status = $2 where id = $1', [id, to]);
  const rows = async <T extends object>(sql: string, values: unknown[]) => (await db.pool.query<T>(sql, values)).rows;

  it('takes everything over and removes the other profile', async () => {
    const { subscribers } = people;
    const [listA, listB] = [await people.list(workspaceId), await people.list(workspaceId)];
    const into = (
      await subscribers.upsert(
        workspaceId,
        newId(),
        { email: 'ada@example.com', firstName: 'Ada', fields: { plan: 'pro', seats: 3 } },
        [listA],
        { tags: ['vip'] },
      )
    ).id;
    const from = (
      await subscribers.upsert(
        workspaceId,
        newId(),
        { email: 'ada+old@example.com', lastName: 'Lovelace', fields: { plan: 'free', city: 'Paris' } },
        [listA, listB],
        { tags: ['vip', 'early'] },
      )
    ).id;
    const sequence = await people.sequence(workspaceId);
    const moved = await people.enroll(workspaceId, { sequenceId: sequence, subscriberId: from });
    const topic = newId();
    await db.pool.query("insert into topic (id, workspace_id, name) values ($1, $2, 'News')", [topic, workspaceId]);
    await db.pool.query('insert into topic_opt_out (workspace_id, topic_id, subscriber_id) values ($1, $2, $3)', [
      ...[workspaceId, topic, from],
    ]);
    await db.pool.query(
      "insert into consent (id, workspace_id, subscriber_id, what, source) values ($1, $2, $3, 'subscribed', 'Form')",
      [newId(), workspaceId, from],
    );
    await db.pool.query(
      "insert into event (id, workspace_id, subscriber_id, kind, what) values ($1, $2, $3, 'note', 'Called her')",
      [newId(), workspaceId, from],
    );

    const told = await merger.merge(workspaceId, into, from, Date.now());

    expect(told).toEqual([moved.enrollmentId]);
    expect(await subscribers.get(workspaceId, into)).toMatchObject({
      ...{ email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace', status: 'active' },
      ...{ fields: { plan: 'pro', seats: 3, city: 'Paris' }, tags: ['early', 'vip'] },
      lists: expect.arrayContaining([expect.objectContaining({ id: listA }), expect.objectContaining({ id: listB })]),
    });
    await expect(subscribers.get(workspaceId, from)).rejects.toMatchObject({ code: 'subscriber.not_found' });
    expect((await people.load(moved)).subscriber.id).toBe(into);
    const left = await rows<{ table: string }>(
      `select 'event' as table from event where subscriber_id = $1 union all select 'consent' from consent where subscriber_id = $1
       union all select 'topic' from topic_opt_out where subscriber_id = $1`,
      [from],
    );
    expect(left).toEqual([]);
    expect(await rows('select 1 from topic_opt_out where subscriber_id = $1', [into])).toHaveLength(1);
    // its own line, and that the address which goes said no to a topic
    const log = await rows('select what from consent where subscriber_id = $1 order by what', [into]);
    expect(log.map((line) => (line as { what: string }).what)).toEqual(['subscribed', 'suppressed']);
    const { items } = await new PgSubscriberReader(db.pool, TEST_KEY).timeline(workspaceId, into, {
      limit: 50,
      kinds: null,
    });
    expect(items.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['merged', 'note', 'enrolled', 'subscribed']));
    expect(items.find(({ kind }) => kind === 'merged')?.why).toBe('Its address was ada+old@example.com');
  });

  describe('a no at an address that a profile leaves behind', () => {
    const subscribeAgain = async (email: string) => {
      const { id } = await people.subscribers.upsert(workspaceId, newId(), { email }, [], { tags: [] });
      return { id, suppressed: await new PgSuppressionRepository(db, TEST_KEY).reasonOf(workspaceId, id) };
    };
    const evidence = { source: 'Confirmation', text: '', ip: null, userAgent: null, reason: null, at: Date.now() };
    const grant = (id: string) =>
      inTransaction(db.pool, (client) =>
        grantConsent(client, TEST_KEY, { workspaceId, subscriberId: id, listId: null }, evidence),
      );
    const emailOf = async (id: string) => (await people.subscribers.get(workspaceId, id)).email;

    it('stays with the address of a profile that was merged away, until its owner confirms', async () => {
      const [into, from] = await pair();
      const email = await emailOf(from);
      await status(from, 'unsubscribed');
      await merger.merge(workspaceId, into, from, Date.now());
      const again = await subscribeAgain(email.toUpperCase());
      expect(again.suppressed).toBe('unsubscribed');
      expect(await grant(again.id)).toMatchObject({ granted: true });
      expect((await subscribeAgain(email)).suppressed).toBeNull();
      expect(
        await rows('select 1 from consent where subscriber_id = $1 and what = $2', [again.id, 'unsuppressed']),
      ).toHaveLength(1);
    });

    it('stays with the address that was changed, and with none of somebody who never said no', async () => {
      const [gone, active] = await pair();
      const [goneEmail, activeEmail] = [await emailOf(gone), await emailOf(active)];
      await status(gone, 'unsubscribed');
      for (const id of [gone, active])
        await people.subscribers.update(workspaceId, id, { email: `${newId()}@example.com` }, Date.now());
      expect((await subscribeAgain(goneEmail)).suppressed).toBe('unsubscribed');
      expect((await subscribeAgain(activeEmail)).suppressed).toBeNull();
    });

    it('is remembered for every address that the person was mailed at, when it is said later', async () => {
      const [into, from] = await pair();
      const email = await emailOf(from);
      await db.pool.query(
        `insert into message (id, workspace_id, enrollment_id, sequence_id, subscriber_id, step_id, message_id, to_address, subject, state, sent_at)
         values ($1, $2, $3, $4, $5, 'a', $6, $7, 'Hi', 'accepted', now())`,
        [newId(), workspaceId, newId(), newId(), from, `<${newId()}@example.com>`, email],
      );
      await merger.merge(workspaceId, into, from, Date.now());
      expect((await subscribeAgain(email)).suppressed).toBeNull();
      const no = { status: 'unsubscribed', outcome: 'unsubscribed', what: 'Unsubscribed', why: 'By link', at: Date.now() } as const; // prettier-ignore
      await inTransaction(db.pool, (client) =>
        withdrawConsent(client, TEST_KEY, { workspaceId, subscriberId: into }, no),
      );
      expect((await subscribeAgain(email)).suppressed).toBe('unsubscribed');
    });
  });

  it('keeps the later of what both did last', async () => {
    const [into, from] = await pair();
    const lasts = [
      [into, 'opened', 100],
      [from, 'opened', 200],
      [into, 'clicked', 400],
      [from, 'clicked', 300],
      [from, 'replied', 50],
    ];
    for (const [id, kind, second] of lasts)
      await db.pool.query('insert into last_activity values ($1, $2, $3, to_timestamp($4))', [
        ...[workspaceId, id, kind, second],
      ]);
    await merger.merge(workspaceId, into, from, Date.now());
    expect(
      await rows(
        'select subscriber_id as id, kind, extract(epoch from at)::int as at from last_activity order by kind',
        [],
      ),
    ).toEqual([
      { id: into, kind: 'clicked', at: 400 },
      { id: into, kind: 'opened', at: 200 },
      { id: into, kind: 'replied', at: 50 },
    ]);
  });

  it('stops one of two enrollments in a sequence, and keeps what is over', async () => {
    const [into, from] = await pair();
    const sequenceId = await people.sequence(workspaceId);
    const kept = await people.enroll(workspaceId, { sequenceId, subscriberId: into });
    const stopped = await people.enroll(workspaceId, { sequenceId, subscriberId: from });
    const told = await merger.merge(workspaceId, into, from, Date.now());
    expect([...told].sort()).toEqual([kept.enrollmentId, stopped.enrollmentId].sort());
    expect(await people.load(kept)).toMatchObject({ state: 'active', subscriber: { id: into } });
    expect(await people.load(stopped)).toMatchObject({ state: 'ended', outcome: 'stopped', subscriber: { id: into } });
  });

  it('calls off what the other address was asked to confirm', async () => {
    const [into, from] = await pair();
    await db.pool.query(
      `insert into opt_in (id, workspace_id, subscriber_id, source, requested_at, due_at, expires_at)
       values ($1, $2, $3, 'Form', now(), now(), now())`,
      [newId(), workspaceId, from],
    );
    await merger.merge(workspaceId, into, from, Date.now());
    expect(await rows('select state from opt_in where subscriber_id = $1', [into])).toEqual([{ state: 'cancelled' }]);
  });

  it('raises no consent, whichever profile stays', async () => {
    const list = await people.list(workspaceId);
    const membership = fc.option(fc.constantFrom(...MEMBERSHIPS));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...STATUSES),
        fc.constantFrom(...STATUSES),
        membership,
        membership,
        async (intoStatus, fromStatus, intoMember, fromMember) => {
          const [into, from] = await pair();
          await status(into, intoStatus);
          await status(from, fromStatus);
          for (const [id, member] of [
            [into, intoMember],
            [from, fromMember],
          ] as [string, MembershipStatus | null][])
            if (member !== null)
              await db.pool.query(
                'insert into membership (workspace_id, list_id, subscriber_id, status) values ($1, $2, $3, $4)',
                [workspaceId, list, id, member],
              );
          await merger.merge(workspaceId, into, from, Date.now());
          expect((await people.subscribers.get(workspaceId, into)).status).toBe(lowestStatus(intoStatus, fromStatus));
          const members = await rows<{ status: MembershipStatus }>(
            'select status from membership where subscriber_id = $1',
            [into],
          );
          const expected =
            intoMember !== null && fromMember !== null
              ? lowestMembership(intoMember, fromMember)
              : (intoMember ?? fromMember);
          expect(members.map((one) => one.status)).toEqual(expected === null ? [] : [expected]);
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);

  it('ends what runs for either when one of the two said no', async () => {
    const [into, from] = await pair();
    const ref = await people.enroll(workspaceId, {
      sequenceId: await people.sequence(workspaceId),
      subscriberId: from,
    });
    await status(into, 'unsubscribed');
    expect(await merger.merge(workspaceId, into, from, Date.now())).toEqual([ref.enrollmentId]);
    expect(await people.load(ref)).toMatchObject({ state: 'ended', outcome: 'unsubscribed' });
  });

  it('does not suppress the address that stays because the other one bounced', async () => {
    const [into, from] = await pair();
    await status(from, 'bounced');
    await merger.merge(workspaceId, into, from, Date.now());
    expect(await rows('select 1 from suppression where workspace_id = $1', [workspaceId])).toEqual([]);
    expect((await people.subscribers.get(workspaceId, into)).status).toBe('bounced');
  });

  it('merges in both directions at once without a deadlock: one of the two finds nobody', async () => {
    const [a, b] = await pair();
    const results = await Promise.allSettled([
      merger.merge(workspaceId, a, b, Date.now()),
      merger.merge(workspaceId, b, a, Date.now()),
    ]);
    expect(results.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    const failed = results.find((one) => one.status === 'rejected');
    expect(failed?.reason).toMatchObject({ code: 'subscriber.not_found' });
  });

  it('begins anew where a mail that is being claimed is in its way', async () => {
    const [into, from] = await pair();
    const sequenceId = await people.sequence(workspaceId);
    const { enrollmentId } = await people.enroll(workspaceId, { sequenceId, subscriberId: from });
    const merged = await inTransaction(db.pool, async (claim) => {
      await claim.query('select 1 from enrollment where id = $1 for update', [enrollmentId]);
      const merging = merger.merge(workspaceId, into, from, Date.now());
      const waits = "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
      await until(async () => (await db.pool.query(waits)).rowCount === 1, {
        ...{ deadlineMs: 5_000, message: 'the merge to wait for the enrollment' },
      });
      // as a new message does that refers to the person: whoever waits longer is the victim
      await claim.query('select 1 from subscriber where id = $1 for key share', [from]);
      return { merging };
    });
    expect(await merged.merging).toEqual([enrollmentId]);
    expect(await rows('select subscriber_id from enrollment where id = $1', [enrollmentId])).toEqual([
      { subscriber_id: into },
    ]);
  });

  it('merges nobody of another workspace, and nobody who was erased', async () => {
    const [into, from] = await pair();
    const stranger = await people.subscriber(await people.workspace());
    await expect(merger.merge(workspaceId, into, stranger, Date.now())).rejects.toMatchObject({
      code: 'subscriber.not_found',
      errors: [expect.objectContaining({ path: 'from' })],
    });
    await status(from, 'erased');
    await expect(merger.merge(workspaceId, into, from, Date.now())).rejects.toMatchObject({
      ...{ code: 'subscriber.erased', errors: [expect.objectContaining({ path: 'from' })] },
    });
    await expect(merger.merge(workspaceId, from, into, Date.now())).rejects.toMatchObject({
      ...{ code: 'subscriber.erased', errors: [] },
    });
  });
});
