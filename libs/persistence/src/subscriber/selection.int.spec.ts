import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SubscriberSelection } from '@dripemails/application';
import { createTestDatabase, type TestDatabase } from '@dripemails/testing';
import { v7 as newId } from 'uuid';
import { type Database, openDatabase } from '../database.js';
import { PgExportPeople } from '../export/pg-export-people.js';
import { People, TEST_KEY } from '../testing/people.js';
import { PgSubscriberBulk } from './pg-subscriber-bulk.js';
import { PgSubscriberReader } from './pg-subscriber-reader.js';

/** Whom a filter means is the same to everybody who asks: the page of people, its count, exports and bulk actions. */
describe('whom a filter means', () => {
  let test: TestDatabase;
  let db: Database;
  let people: People;
  let workspaceId: string;
  let list: string;
  let segment: string;
  const ids: string[] = [];

  beforeAll(async () => {
    test = await createTestDatabase();
    db = openDatabase(test.url, { connections: 4, onError: () => undefined });
    people = new People(db);
    workspaceId = await people.workspace();
    list = await people.list(workspaceId);
    segment = newId();
    await db.pool.query('insert into segment (id, workspace_id, name, condition) values ($1, $2, $3, $4)', [
      ...[
        segment,
        workspaceId,
        'VIP',
        JSON.stringify({ any: [{ tag: 'vip' }, { field: 'plan', op: 'is', value: 'pro' }] }),
      ],
    ]);
    const first = ['Ada', 'Grace', 'Jürgen', "O'Neill", null];
    const last = ['Lovelace', 'Hopper-Jones', null];
    for (let n = 0; n < 60; n++) {
      const { id } = await people.subscribers.upsert(
        workspaceId,
        newId(),
        {
          email: `person.${n}@${n % 3 === 0 ? 'example.com' : 'navy.example'}`,
          firstName: first[n % first.length] ?? null,
          lastName: last[n % last.length] ?? null,
          ...(n % 4 === 0 ? { fields: { plan: 'pro' } } : {}),
        },
        n % 2 === 0 ? [list] : [],
        { tags: n % 5 === 0 ? ['vip', 'x'] : n % 7 === 0 ? ['x'] : [] },
      );
      ids.push(id);
    }
    const status = (word: string, every: number) =>
      db.pool.query('update subscriber set status = $2 where id = any($1::uuid[])', [
        ids.filter((_, n) => n % every === 1),
        word,
      ]);
    await status('unsubscribed', 6);
    await status('bounced', 11);
    // with all that they had before, which an erasure takes away in life
    await status('erased', 8);
    for (const [word, every] of [
      ['unsubscribed', 10],
      ['unconfirmed', 14],
    ] as const)
      await db.pool.query('update membership set status = $2 where subscriber_id = any($1::uuid[])', [
        ids.filter((_, n) => n % every === 0),
        word,
      ]);
    const stranger = await people.workspace();
    await people.subscribers.upsert(stranger, newId(), { email: 'ada@example.com', firstName: 'Ada' }, []);
  }, 60_000);
  afterAll(async () => {
    await db.close();
    await test.drop();
  });

  async function onThePage(selection: SubscriberSelection): Promise<string[]> {
    const seen: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await people.subscribers.list(workspaceId, {
        ...selection,
        limit: 7,
        ...(cursor === undefined ? {} : { cursor }),
      });
      seen.push(...page.items.map(({ id }) => id));
      if (page.nextCursor === null) return seen;
      cursor = page.nextCursor;
    }
  }
  async function inTheFile(selection: SubscriberSelection): Promise<string[]> {
    const exported = new PgExportPeople(db.pool);
    const seen: string[] = [];
    for (;;) {
      const rows = await exported.page(workspaceId, selection, { cursor: seen.at(-1) ?? null, limit: 7 });
      seen.push(...rows.map(({ id }) => id));
      if (rows.length < 7) break;
    }
    expect(await exported.count(workspaceId, selection)).toBe(seen.length);
    return seen;
  }

  const words = [undefined, '', 'ada', 'LOVE', 'velace', 'grace hop', 'person.1', 'navy', "o'neill", 'jür', '%', "' &"];
  const others: (() => SubscriberSelection)[] = [
    () => ({}),
    () => ({ list }),
    () => ({ tag: 'vip' }),
    () => ({ tag: 'nobody has it' }),
    () => ({ segment }),
    () => ({ status: 'active' }),
    () => ({ status: 'bounced' }),
    () => ({ status: 'erased' }),
    () => ({ list, tag: 'x', status: 'active' }),
    () => ({ segment, list, status: 'unsubscribed' }),
    () => ({ segment, status: 'erased' }),
    () => ({ ids: ids.slice(0, 20) }),
    () => ({ ids: [...ids.slice(10, 30), newId()], tag: 'x' }),
  ];

  it.each(words)('%j: the file, the page, the count and the bulk action agree', async (query) => {
    const reader = new PgSubscriberReader(db.pool, TEST_KEY);
    const bulk = new PgSubscriberBulk(db.pool, TEST_KEY);
    let most = 0;
    for (const other of others) {
      const selection = { ...other(), ...(query === undefined ? {} : { query }) };
      const shown = await onThePage(selection);
      most = Math.max(most, shown.length);
      expect(new Set(shown).size).toBe(shown.length);
      expect(await inTheFile(selection)).toEqual([...shown].reverse());
      expect(await reader.count(workspaceId, selection, 1000)).toEqual({ count: shown.length, isExact: true });
      // nothing is done to those who were erased, also where they are asked for
      const { matching } = await bulk.measure(workspaceId, selection, { do: 'addTags', tags: ['new'] });
      expect(matching).toBe(selection.status === 'erased' ? 0 : shown.length);
    }
    // what finds nobody would agree whatever was asked
    expect(most > 0).toBe(!['velace', '%', "' &"].includes(query ?? ''));
  });

  it('finds words also of people who are far from the newest, in order and each once', async () => {
    const crowd = await people.workspace();
    await db.pool.query(
      `insert into subscriber (id, workspace_id, email, first_name)
       select ('0199' || lpad(to_hex(n), 8, '0') || '70008000' || left(md5(n::text), 12))::uuid, $1, 'crowd' || n || '@example.com',
         case when n % 150 = 0 then 'Needle' end from generate_series(1, 2500) n`,
      [crowd],
    );
    const found = async (query: string, limit: number) => {
      const seen: string[] = [];
      for (let cursor: string | undefined; ;) {
        const page = await people.subscribers.list(crowd, {
          query,
          limit,
          ...(cursor === undefined ? {} : { cursor }),
        });
        expect(page.items.length).toBeLessThanOrEqual(limit);
        seen.push(...page.items.map(({ email }) => email));
        if (page.nextCursor === null) return seen;
        cursor = page.nextCursor;
      }
    };
    const newestFirst = (every: number) =>
      Array.from(
        { length: Math.floor(2500 / every) },
        (_, n) => `crowd${(Math.floor(2500 / every) - n) * every}@example.com`,
      );
    // a page of 3 is found among the newest, one of 12 is not
    for (const limit of [3, 12]) expect(await found('needle', limit)).toEqual(newestFirst(150));
    expect(await found('example com crowd', 200)).toEqual(newestFirst(1));
    expect(await found('crowd1234@example.com', 5)).toEqual(['crowd1234@example.com']);
    expect(await found('nobody', 5)).toEqual([]);
  });

  it('means those who were erased only where they are asked for', async () => {
    const erased = ids.filter((_, n) => n % 8 === 1);
    const everybody = await onThePage({});
    expect(everybody).toHaveLength(ids.length - erased.length);
    expect(everybody.filter((id) => erased.includes(id))).toEqual([]);
    expect(new Set(await onThePage({ status: 'erased' }))).toEqual(new Set(erased));
  });

  it('is told by an export where what it names is not there, and finds nobody on the page', async () => {
    const exported = new PgExportPeople(db.pool);
    for (const [name, filter] of Object.entries({
      list: { list: newId() },
      segment: { segment: newId() },
      ids: { ids: [newId()] },
    })) {
      expect(await onThePage(filter)).toEqual([]);
      await expect(exported.count(workspaceId, filter)).rejects.toMatchObject({
        ...{ code: 'input.invalid', errors: [{ path: `filter.${name}` }] },
      });
    }
  });
});
