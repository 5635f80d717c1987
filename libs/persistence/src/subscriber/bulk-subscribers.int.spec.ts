import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { SetAction, SubscriberSelection } from '@dripemails/application';
import { createTestDatabase, type TestDatabase } from '@dripemails/testing';
import { v7 as newId } from 'uuid';
import { type Database, inTransaction, openDatabase } from '../database.js';
import { changePreferences } from '../consent/change-preferences.js';
import { People, TEST_KEY } from '../testing/people.js';
import { PgSubscriberBulk } from './pg-subscriber-bulk.js';

describe(PgSubscriberBulk, () => {
  let test: TestDatabase;
  let db: Database;
  let people: People;
  let bulk: PgSubscriberBulk;
  let workspaceId: string;

  beforeAll(async () => {
    test = await createTestDatabase();
    db = openDatabase(test.url, { connections: 8, onError: () => undefined });
    people = new People(db);
    bulk = new PgSubscriberBulk(db.pool, TEST_KEY);
  }, 60_000);
  afterAll(async () => {
    await db.close();
    await test.drop();
  });
  beforeEach(async () => {
    workspaceId = await people.workspace();
  });

  const person = async (
    email: string,
    tags: string[] = [],
    fields: Record<string, string> = {},
    lists: string[] = [],
  ) => (await people.subscribers.upsert(workspaceId, newId(), { email, fields }, lists, { tags })).id;
  const get = (id: string) => people.subscribers.get(workspaceId, id);

  async function operation(params: object = {}): Promise<{ workspaceId: string; operationId: string }> {
    const operationId = newId();
    await db.pool.query(
      "insert into operation (id, workspace_id, kind, title, params) values ($1, $2, 'bulkSubscribers', 'T', $3)",
      [operationId, workspaceId, JSON.stringify(params)],
    );
    return { workspaceId, operationId };
  }
  const standing = async (operationId: string) =>
    (
      await db.pool.query<{ status: string; total: number; done: number; params: object }>(
        'select status, total, done, params from operation where id = $1',
        [operationId],
      )
    ).rows[0];

  /** Does an action to the end in small pages, as the workflow does. */
  async function run(selection: SubscriberSelection, action: SetAction): Promise<string> {
    const ref = await operation({ filter: 'x', action: 'y' });
    await bulk.freeze(ref, selection);
    while (!(await bulk.apply(ref, action, { limit: 2, at: Date.now() })).isLast);
    return ref.operationId;
  }
  async function undo(operationId: string, action: SetAction): Promise<string> {
    const ref = await operation({ undoOf: operationId });
    while (!(await bulk.revert(ref, { operationId, action }, { limit: 2, at: Date.now() + 1 })).isLast);
    return ref.operationId;
  }

  it('acts on everybody who matched when it began, though the action itself makes them match no more', async () => {
    const ids = [];
    for (let n = 0; n < 5; n++) ids.push(await person(`p${n}@example.com`, ['old']));
    const bystander = await person('q@example.com');
    const ref = await operation({ filter: '{"query":"secret@example.com"}', action: 'y' });
    await bulk.freeze(ref, { tag: 'old' });
    const late = await person('late@example.com', ['old']);
    await bulk.freeze(ref, { tag: 'old' });
    while (!(await bulk.apply(ref, { do: 'removeTags', tags: ['old'] }, { limit: 2, at: Date.now() })).isLast);
    for (const id of ids) expect((await get(id)).tags).toEqual([]);
    expect((await get(late)).tags).toEqual(['old']);
    expect((await get(bystander)).tags).toEqual([]);
    expect(await standing(ref.operationId)).toMatchObject({
      ...{ status: 'completed', total: 5, done: 5, params: { action: 'y' } },
    });
    // the selection may hold parts of addresses
    expect(JSON.stringify(await standing(ref.operationId))).not.toContain('secret');
  });

  it('measures before it does, and counts only those whom it changes', async () => {
    const list = await people.list(workspaceId);
    await person('a@example.com', ['x'], { plan: 'pro' }, [list]);
    await person('b@example.com', [], { plan: 'free' });
    const measure = (action: Parameters<typeof bulk.measure>[2]) => bulk.measure(workspaceId, {}, action);
    expect(await measure({ do: 'addTags', tags: ['x', 'y'] })).toEqual({ matching: 2, changing: 2 });
    expect(await measure({ do: 'addTags', tags: ['x'] })).toEqual({ matching: 2, changing: 1 });
    expect(await measure({ do: 'removeTags', tags: ['x'] })).toEqual({ matching: 2, changing: 1 });
    expect(await measure({ do: 'addToList', listId: list })).toEqual({ matching: 2, changing: 1 });
    expect(await measure({ do: 'removeFromList', listId: list })).toEqual({ matching: 2, changing: 1 });
    expect(await measure({ do: 'setField', field: 'plan', value: 'pro' })).toEqual({ matching: 2, changing: 1 });
    expect(await measure({ do: 'setField', field: 'plan', value: null })).toEqual({ matching: 2, changing: 2 });
    expect(await measure({ do: 'unsubscribe' })).toEqual({ matching: 2, changing: 2 });
    const id = await run({}, { do: 'addTags', tags: ['x'] });
    expect(await standing(id)).toMatchObject({ total: 2, done: 1 });
  });

  it('undoes tags: only those that it added, and not those that were changed since', async () => {
    const had = await person('had@example.com', ['vip']);
    const got = await person('got@example.com');
    const again = await person('again@example.com');
    const action = { do: 'addTags', tags: ['vip'] } as const;
    const done = await run({}, { ...action, tags: [...action.tags] });
    await people.subscribers.changeTags(workspaceId, again, { add: [], remove: ['vip'] }, Date.now());
    await people.subscribers.changeTags(workspaceId, again, { add: ['vip'], remove: [] }, Date.now() + 60_000);
    const undone = await undo(done, { ...action, tags: [...action.tags] });
    expect((await get(had)).tags).toEqual(['vip']);
    expect((await get(got)).tags).toEqual([]);
    expect((await get(again)).tags).toEqual(['vip']);
    expect(await standing(undone)).toMatchObject({ status: 'completed', done: 1 });
  });

  it('undoes removed tags, unless the tag was touched since', async () => {
    const back = await person('back@example.com', ['vip', 'x']);
    const touched = await person('touched@example.com', ['vip']);
    const done = await run({}, { do: 'removeTags', tags: ['vip'] });
    await people.subscribers.changeTags(workspaceId, touched, { add: ['vip'], remove: [] }, Date.now() + 5);
    await people.subscribers.changeTags(workspaceId, touched, { add: [], remove: ['vip'] }, Date.now() + 10);
    await undo(done, { do: 'removeTags', tags: ['vip'] });
    expect((await get(back)).tags).toEqual(['vip', 'x']);
    expect((await get(touched)).tags).toEqual([]);
  });

  it('puts nobody on a list who left it, asks for the confirmation that a list wants, and undoes both ways', async () => {
    const [list, double] = [await people.list(workspaceId), await people.list(workspaceId, 'double')];
    const on = await person('on@example.com', [], {}, [list]);
    const left = await person('left@example.com');
    const off = await person('off@example.com');
    await db.pool.query(
      "insert into membership (workspace_id, list_id, subscriber_id, status) values ($1, $2, $3, 'unsubscribed')",
      [workspaceId, list, left],
    );
    const members = async (id = list) =>
      Object.fromEntries(
        (
          await db.pool.query<{ id: string; status: string }>(
            'select subscriber_id as id, status from membership where list_id = $1',
            [id],
          )
        ).rows.map((row) => [row.id, row.status]),
      );
    const added = await run({}, { do: 'addToList', listId: list });
    expect(await members()).toEqual({ [on]: 'active', [left]: 'unsubscribed', [off]: 'active' });
    await undo(added, { do: 'addToList', listId: list });
    expect(await members()).toEqual({ [on]: 'active', [left]: 'unsubscribed' });
    const removed = await run({}, { do: 'removeFromList', listId: list });
    expect(await members()).toEqual({ [left]: 'unsubscribed' });
    await undo(removed, { do: 'removeFromList', listId: list });
    expect(await members()).toEqual({ [on]: 'active', [left]: 'unsubscribed' });
    await run({ ids: [on] }, { do: 'addToList', listId: double });
    expect(await members(double)).toEqual({ [on]: 'unconfirmed' });
  });

  it('asks whom it put on a list with double opt-in, once, and no more after it was undone', async () => {
    const list = await people.list(workspaceId, 'double');
    const [asked, left] = [await person('a@example.com'), await person('b@example.com', [], {}, [list])];
    await db.pool.query("update membership set status = 'unsubscribed' where subscriber_id = $1", [left]);
    const requests = async () =>
      (await db.pool.query('select subscriber_id as who, state, source from opt_in where list_id = $1', [list])).rows;
    const action = { do: 'addToList', listId: list } as const;
    const done = await run({}, action);
    const request = { who: asked, source: "Bulk action 'T'" };
    expect(await requests()).toEqual([{ ...request, state: 'pending' }]);
    await undo(done, action);
    expect(await requests()).toEqual([{ ...request, state: 'cancelled' }]);
    await run({}, action);
    expect(await requests()).toHaveLength(1);
    await run({}, { do: 'addToList', listId: await people.list(workspaceId) });
    expect((await db.pool.query('select 1 from opt_in where workspace_id = $1', [workspaceId])).rowCount).toBe(1);
  });

  it('does not put back who left the list after the action', async () => {
    const list = await people.list(workspaceId);
    const id = await person('a@example.com', [], {}, [list]);
    const done = await run({}, { do: 'removeFromList', listId: list });
    await db.pool.query(
      "insert into consent (id, workspace_id, subscriber_id, list_id, what, source, at) values ($1, $2, $3, $4, 'listLeft', 'Preference page', now() + interval '1 second')",
      [newId(), workspaceId, id, list],
    );
    await undo(done, { do: 'removeFromList', listId: list });
    expect((await get(id)).lists).toEqual([]);
  });

  it('does not put back who said no to the list after the action, which nobody notices as leaving it', async () => {
    const list = await people.list(workspaceId);
    const id = await person('a@example.com', [], {}, [list]);
    const action = { do: 'removeFromList', listId: list } as const;
    const done = await run({}, action);
    const { rows: kept } = await db.pool.query<{ at: number }>(
      "select (before ->> 'at')::float8 as at from operation_person where operation_id = $1",
      [done],
    );
    // in the same millisecond, even
    const evidence = { source: 'API', text: 'said so', reason: null, ip: null, userAgent: null, at: kept[0]?.at ?? 0 };
    const events = async () =>
      (await db.pool.query("select 1 from event where subscriber_id = $1 and kind = 'list-left'", [id])).rowCount;
    expect(await events()).toBe(1);
    const refuse = () =>
      inTransaction(db.pool, (client) =>
        changePreferences(client, { workspaceId, subscriberId: id }, { leaveLists: [list] }, evidence),
      );
    expect(await refuse()).toEqual({ facts: [], ended: [], waiting: [] });
    expect(await refuse()).toEqual({ facts: [], ended: [], waiting: [] });
    expect(await events()).toBe(1);
    const { rows: lines } = await db.pool.query(
      "select list_id, text from consent where subscriber_id = $1 and what = 'listLeft'",
      [id],
    );
    expect(lines).toEqual([{ list_id: list, text: 'said so' }]);
    await undo(done, action);
    const { rows } = await db.pool.query('select status from membership where subscriber_id = $1', [id]);
    expect(rows).toEqual([{ status: 'unsubscribed' }]);
  });

  it('sets a field and sets it back where it is still what was set', async () => {
    const had = await person('had@example.com', [], { plan: 'free' });
    const none = await person('none@example.com');
    const changed = await person('changed@example.com', [], { plan: 'free' });
    const action = { do: 'setField', field: 'plan', value: { tier: null, name: 'pro' } } as const;
    const done = await run({}, action);
    expect((await get(none)).fields).toEqual({ plan: { tier: null, name: 'pro' } });
    await people.subscribers.update(workspaceId, changed, { fields: { plan: 'own' } }, Date.now());
    await undo(done, action);
    expect((await get(had)).fields).toEqual({ plan: 'free' });
    expect((await get(none)).fields).toEqual({});
    expect((await get(changed)).fields).toEqual({ plan: 'own' });
  });

  it('is undone by one operation only, and what it kept goes with the person', async () => {
    const id = await person('a@example.com');
    const done = await run({}, { do: 'addTags', tags: ['x'] });
    const [first, second] = [newId(), newId()];
    expect(await bulk.claimUndo(workspaceId, done, first)).toBe(true);
    expect(await bulk.claimUndo(workspaceId, done, second)).toBe(false);
    expect(await bulk.claimUndo(workspaceId, done, first)).toBe(true);
    expect(await bulk.claimUndo(newId(), done, first)).toBe(false);
    await db.pool.query('delete from subscriber where id = $1', [id]);
    expect(await bulk.countChanged({ workspaceId, operationId: done })).toBe(0);
  });

  it('tells enrollments that wait, and sets off triggers like a single change', async () => {
    const sequenceId = await people.sequence(workspaceId, {
      settings: { triggers: [{ on: 'tagAdded', tag: 'vip' }] },
    });
    const id = await person('a@example.com');
    const ref = await operation();
    await bulk.freeze(ref, {});
    await bulk.apply(ref, { do: 'addTags', tags: ['vip'] }, { limit: 10, at: Date.now() });
    expect(await people.entries(id)).toEqual([expect.objectContaining({ sequenceId })]);
  });
});
