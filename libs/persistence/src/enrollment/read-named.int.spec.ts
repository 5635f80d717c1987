import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEFAULT_SETTINGS } from '@dripemails/domain';
import { createTestDatabase, type TestDatabase } from '@dripemails/testing';
import { v7 as newId } from 'uuid';
import { type Database, openDatabase } from '../database.js';
import { People } from '../testing/people.js';
import { readNamed } from './read-named.js';

describe(readNamed, () => {
  let test: TestDatabase;
  let db: Database;
  let people: People;
  let workspaceId: string;

  beforeAll(async () => {
    test = await createTestDatabase();
    db = openDatabase(test.url, { connections: 5, onError: () => undefined });
    people = new People(db);
    workspaceId = await people.workspace();
  }, 60_000);
  afterAll(async () => {
    await db.close();
    await test.drop();
  });

  it('tells the lists that are there, and how each person stands to them', async () => {
    const [single, double, foreign] = [
      await people.list(workspaceId),
      await people.list(workspaceId, 'double'),
      await people.list(await people.workspace()),
    ];
    const [on, left, stranger] = [await people.subscriber(workspaceId), await people.subscriber(workspaceId), newId()];
    const join = 'insert into membership (workspace_id, list_id, subscriber_id, status) values ($1, $2, $3, $4)';
    await db.pool.query(join, [workspaceId, single, on, 'active']);
    await db.pool.query(join, [workspaceId, double, on, 'unconfirmed']);
    await db.pool.query(join, [workspaceId, single, left, 'unsubscribed']);
    const mentions = { lists: [single, double, foreign, newId()], sequences: [] };
    const named = await readNamed(db.pool, workspaceId, [on, left, stranger], mentions);
    const standings = (id: string) =>
      [single, double].map((list) => named.get(id)?.lists.get(list)).map((list) => list?.standing);
    expect([on, left, stranger].map(standings)).toEqual([
      ['active', 'unconfirmed'],
      ['unsubscribed', null],
      [null, null],
    ]);
    expect([...(named.get(on)?.lists ?? [])].sort()).toEqual(
      [
        [single, { name: `List ${single}`, needsConfirmation: false, standing: 'active' }],
        [double, { name: `List ${double}`, needsConfirmation: true, standing: 'unconfirmed' }],
      ].sort(),
    );
  });

  it('tells the sequences, and whether the person is in them or was', async () => {
    const plain = await people.sequence(workspaceId, { name: 'Plain' });
    const always = await people.sequence(workspaceId, { settings: { reentry: { rule: 'always' } } });
    const draft = newId();
    await people.sequences.create(workspaceId, { id: draft, name: 'Draft', steps: [], settings: DEFAULT_SETTINGS });
    const subscriberId = await people.subscriber(workspaceId);
    const read = async (id: string) => {
      const mentions = { lists: [], sequences: [plain, always, draft] };
      return (await readNamed(db.pool, workspaceId, [subscriberId], mentions)).get(subscriberId)?.sequences.get(id);
    };
    expect(await read(plain)).toEqual({
      ...{ name: 'Plain', state: 'active', isPublished: true, reentry: { rule: 'afterCompletion' } },
      ...{ isIn: false, enteredAt: null },
    });
    expect(await read(draft)).toMatchObject({ state: 'draft', isPublished: false, reentry: DEFAULT_SETTINGS.reentry });

    const before = Date.now();
    const { enrollmentId } = await people.enroll(workspaceId, { sequenceId: plain, subscriberId });
    expect(await read(plain)).toMatchObject({ isIn: true });
    const entered = (await read(plain))?.enteredAt ?? 0;
    expect(entered).toBeGreaterThanOrEqual(before);
    expect(entered).toBeLessThanOrEqual(Date.now());
    await db.pool.query(
      "update enrollment set state = 'ended', outcome = 'completed', ended_at = now() where id = $1",
      [enrollmentId],
    );
    expect(await read(plain)).toMatchObject({ isIn: false, enteredAt: entered });

    // a key keeps only those of the same key out
    await people.enroll(workspaceId, { sequenceId: always, subscriberId, entryKey: 'order 1' });
    expect(await read(always)).toMatchObject({ isIn: false, reentry: { rule: 'always' } });
    await people.enroll(workspaceId, { sequenceId: always, subscriberId });
    expect(await read(always)).toMatchObject({ isIn: true });
  });
});
