import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { SequenceSettings, Step } from '@dripemails/domain';
import { createTestDatabase, type TestDatabase } from '@dripemails/testing';
import { v7 as newId } from 'uuid';
import { type Database, inTransaction, openDatabase } from '../database.js';
import { PrismaListRepository } from '../prisma-list-repository.js';
import { PgSegmentRepository } from '../segment/pg-segment-repository.js';
import { ONE_MAIL, People } from '../testing/people.js';
import { listUses } from './list-uses.js';

describe(listUses, () => {
  let test: TestDatabase;
  let db: Database;
  let people: People;
  let lists: PrismaListRepository;
  let workspaceId: string;
  let listId: string;
  let other: string;

  beforeAll(async () => {
    test = await createTestDatabase();
    db = openDatabase(test.url, { connections: 10, onError: () => undefined });
    people = new People(db);
    lists = new PrismaListRepository(db);
  }, 60_000);
  afterAll(async () => {
    await db.close();
    await test.drop();
  });
  beforeEach(async () => {
    workspaceId = await people.workspace();
    listId = await people.list(workspaceId);
    other = await people.list(workspaceId);
  });

  const usesOf = async (id: string) =>
    (await lists.uses(workspaceId, id)).map(({ kind, name }) => `${kind} ${name}`).sort();
  const insert = (table: string, row: Readonly<Record<string, unknown>>) => {
    const all = { id: newId(), workspace_id: workspaceId, ...row };
    const columns = Object.keys(all);
    return db.pool.query(
      `insert into ${table} (${columns.join(', ')}) values (${columns.map((_, n) => `$${n + 1}`).join(', ')})`,
      Object.values(all),
    );
  };
  const inTree = (leaf: Step): readonly Step[] => [
    { id: 's', kind: 'split', arms: [{ weight: 1, steps: [leaf] }] } as Step,
    ...ONE_MAIL,
  ];

  it.each<[string, (list: string) => { steps?: readonly Step[]; settings?: Partial<SequenceSettings> }]>([
    ['a step', (list) => ({ steps: inTree({ id: 'l', kind: 'addToList', listId: list } as Step) })],
    [
      'a question deep in a step',
      (list) => ({
        steps: inTree({
          ...{ id: 'b', kind: 'branch', then: ONE_MAIL, else: [] },
          if: { any: [{ tag: 'x' }, { not: { list } }] },
        } as Step),
      }),
    ],
    ['a trigger', (list) => ({ settings: { triggers: [{ on: 'listJoined', listId: list }] } as never })],
  ])('finds %s, in what is written and in what runs', async (_, make) => {
    await people.sequence(workspaceId, { name: 'Uses', ...make(listId) });
    expect(await usesOf(listId)).toEqual(['draft Uses', 'version Uses']);
    expect(await usesOf(other)).toEqual([]);
  });

  it('finds an older version while somebody is on it, also of an archived sequence', async () => {
    const sequenceId = await people.sequence(workspaceId, {
      ...{ name: 'Once', steps: inTree({ id: 'l', kind: 'removeFromList', listId } as Step) },
    });
    const ref = await people.enroll(workspaceId, { sequenceId, subscriberId: await people.subscriber(workspaceId) });
    await db.pool.query("update sequence set state = 'archived', draft = '[]' where id = $1", [sequenceId]);
    expect(await usesOf(listId)).toEqual(['version Once']);
    await db.pool.query("update enrollment set state = 'ended', outcome = 'stopped', ended_at = now() where id = $1", [
      ref.enrollmentId,
    ]);
    expect(await usesOf(listId)).toEqual([]);
  });

  it('finds segments, forms, and imports, exports and bulk work that are not over', async () => {
    const condition = JSON.stringify({ all: [{ not: { list: listId } }] });
    await insert('segment', { name: 'Outside', condition, description: '', updated_at: new Date() });
    await insert('form', { name: 'Join', config: '{}', list_ids: [other, listId], updated_at: new Date() });
    for (const [name, completed_at, status] of [
      ['now.csv', null, 'paused'],
      ['past.csv', new Date(), 'completed'],
    ] as const) {
      const options = JSON.stringify({ listIds: [other, listId] });
      await insert('import_job', { file_name: name, status, completed_at, list_id: other, mapping: '{}', options });
    }
    const filter = JSON.stringify({ list: listId });
    await insert('export_job', { format: 'csv', filter });
    await insert('export_job', { format: 'xlsx', filter, status: 'cancelled', completed_at: new Date() });
    const params = JSON.stringify({ action: JSON.stringify({ do: 'addToList', listId }) });
    await insert('operation', { kind: 'bulkSubscribers', title: 'Add all', params });
    await insert('operation', { kind: 'bulkSubscribers', title: 'Added', params, completed_at: new Date() });
    const all = ['export csv', 'form Join', 'import now.csv', 'operation Add all', 'segment Outside'];
    expect(await usesOf(listId)).toEqual(all);
    expect(await usesOf(other)).toEqual(['form Join', 'import now.csv']);
    expect((await lists.delete(workspaceId, listId)).map(({ name }) => name)).toHaveLength(all.length);
    expect((await lists.get(workspaceId, listId)).id).toBe(listId);
  });

  it('deletes what nothing names, and only in its own workspace', async () => {
    const stranger = await people.workspace();
    await expect(lists.uses(stranger, listId)).rejects.toMatchObject({ code: 'list.not_found' });
    await expect(lists.delete(stranger, listId)).rejects.toMatchObject({ code: 'list.not_found' });
    expect(await lists.delete(workspaceId, listId)).toEqual([]);
    await expect(lists.delete(workspaceId, listId)).rejects.toMatchObject({ code: 'list.not_found' });
  });

  it('waits for a rule that is being written, and finds it', async () => {
    const segments = new PgSegmentRepository(db.pool);
    const id = newId();
    let deleting: Promise<readonly unknown[]> | undefined;
    await segments.create(
      workspaceId,
      { id, name: 'Meanwhile', description: '', condition: { list: listId } },
      async () => {
        // the rule was found good; it is not stored yet
        deleting = lists.delete(workspaceId, listId);
        await inTransaction(db.pool, async (client) => {
          for (let waiting = 0; waiting === 0;) {
            const { rows } = await client.query<{ n: number }>(
              "select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted",
            );
            waiting = rows[0]?.n ?? 0;
          }
        });
      },
    );
    expect(await deleting).toEqual([{ kind: 'segment', id, name: 'Meanwhile' }]);
  });
});
