import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Claim } from '@dripemails/application';
import type { EnrollmentRef } from '@dripemails/contracts/workflow';
import { createTestDatabase, type TestDatabase } from '@dripemails/testing';
import { type Database, openDatabase } from '../database.js';
import { People, claimOf, nextOf, settlementOf } from '../testing/people.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const T = Date.UTC(2026, 10, 25, 9);
const capOf = (perDay: number | null, perWeek: number | null): Claim['cap'] => ({
  ...{ perDay, perWeek, dayMs: DAY, weekMs: 7 * DAY },
});

describe('claims under a frequency cap', () => {
  let test: TestDatabase;
  let db: Database;
  let people: People;
  let workspaceId: string;
  let sequenceId: string;
  let subscriberId: string;
  let refs: EnrollmentRef[];

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
    sequenceId = await people.sequence(workspaceId, { settings: { reentry: { rule: 'always' } } });
    subscriberId = await people.subscriber(workspaceId);
    refs = [];
    for (let n = 0; n < 20; n++)
      refs.push(await people.enroll(workspaceId, { sequenceId, subscriberId, entryKey: `order-${n}` }));
  });

  const refAt = (n: number): EnrollmentRef => {
    const ref = refs[n];
    if (ref === undefined) throw new Error(`no enrollment ${n}`);
    return ref;
  };
  const claim = async (n: number, cap: Claim['cap'], at: number) =>
    people.store.claim(await people.load(refAt(n)), claimOf({ cap, at }));
  const mail = async (n: number, state: 'accepted' | 'rejected' | 'unknown' | 'planned', at: number) => {
    const claimed = await claim(n, null, at);
    if (claimed === null) throw new Error('not claimed');
    await people.store.settle(refAt(n), 1, settlementOf(claimed, state, state === 'accepted' ? at : null));
  };

  it('lets one of 20 concurrent claims of one person through where one mail a day is allowed', async () => {
    const snapshots = await Promise.all(refs.map((ref) => people.load(ref)));
    const claims = await Promise.all(
      snapshots.map((row) => people.store.claim(row, claimOf({ cap: capOf(1, null), at: T }))),
    );
    expect(claims.filter((one) => one !== null)).toHaveLength(1);
    const { rows } = await db.pool.query('select 1 from message where subscriber_id = $1', [subscriberId]);
    expect(rows).toHaveLength(1);
    // those that were refused are as they were
    expect((await Promise.all(refs.map((ref) => people.load(ref)))).map(({ revision }) => revision)).toEqual(
      refs.map(() => 1),
    );
  });

  it('lets exactly as many concurrent claims through as the limit allows, and all without one', async () => {
    const snapshots = await Promise.all(refs.map((ref) => people.load(ref)));
    const all = (cap: Claim['cap'], occurrence: number) =>
      Promise.all(snapshots.map((row) => people.store.claim(row, claimOf({ cap, at: T, occurrence }))));
    expect((await all(capOf(null, 7), 1)).filter((one) => one !== null)).toHaveLength(7);
    expect((await all(null, 2)).filter((one) => one !== null)).toHaveLength(20);
  });

  it('is free again when the day is over, to the millisecond', async () => {
    await mail(0, 'accepted', T);
    expect(await claim(1, capOf(1, null), T + DAY - 1)).toBeNull();
    expect(await claim(1, capOf(1, null), T + DAY)).not.toBeNull();
    // that mail is on its way and counts by when it began
    expect(await claim(2, capOf(1, null), T + 2 * DAY - 1)).toBeNull();
    expect(await claim(2, capOf(1, null), T + 2 * DAY)).not.toBeNull();
  });

  it('keeps the limit of the week beside that of the day', async () => {
    await mail(0, 'accepted', T);
    await mail(1, 'accepted', T + 2 * DAY);
    expect(await claim(2, capOf(1, 2), T + 4 * DAY)).toBeNull();
    expect(await claim(2, capOf(1, 3), T + 4 * DAY)).not.toBeNull();
    expect(await claim(3, capOf(null, 3), T + 7 * DAY - 1)).toBeNull();
    expect(await claim(3, capOf(null, 3), T + 7 * DAY)).not.toBeNull();
  });

  it('counts what went out or may have, and the mails of other sequences, but of nobody else', async () => {
    await mail(0, 'rejected', T);
    await mail(1, 'planned', T);
    const stranger = await people.subscriber(workspaceId);
    const theirs = await people.enroll(workspaceId, { sequenceId, subscriberId: stranger });
    expect(await people.store.claim(await people.load(theirs), claimOf({ at: T }))).not.toBeNull();
    const other = await people.enroll(workspaceId, { sequenceId: await people.sequence(workspaceId), subscriberId });
    const ofOther = await people.store.claim(await people.load(other), claimOf({ cap: capOf(1, null), at: T }));
    expect(ofOther).not.toBeNull();
    expect(await claim(2, capOf(1, null), T + 1)).toBeNull();
  });

  it('lists the sends of a person that count, after an instant', async () => {
    await mail(0, 'accepted', T);
    await mail(1, 'unknown', T + HOUR);
    await mail(2, 'rejected', T + 2 * HOUR);
    await mail(3, 'planned', T + 3 * HOUR);
    await claim(4, null, T + 4 * HOUR);
    const sends = async (since: number, workspace = workspaceId) =>
      [...(await people.store.recentSends(workspace, subscriberId, since))].sort((a, b) => a - b);
    expect(await sends(T - 1)).toEqual([T, T + HOUR, T + 4 * HOUR]);
    expect(await sends(T)).toEqual([T + HOUR, T + 4 * HOUR]);
    expect(await sends(T - 1, await people.workspace())).toEqual([]);
  });

  it('lets a claim and a completion that sets off a trigger meet without a deadlock', async () => {
    await people.sequence(workspaceId, { settings: { triggers: [{ on: 'sequenceCompleted', sequenceId }] } });
    for (const ref of refs) {
      const row = await people.load(ref);
      const plan = nextOf({ do: 'end', state: 'ended', outcome: 'completed', at: T });
      await Promise.all([
        ...[1, 2, 3].map((n) => people.store.claim(row, claimOf({ cap: capOf(100, null), at: T, occurrence: n }))),
        people.store.savePlan(ref, plan, null),
      ]);
      expect((await people.load(ref)).outcome).toBe('completed');
    }
  }, 60_000);
});
