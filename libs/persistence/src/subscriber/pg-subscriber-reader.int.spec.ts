import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@dripemails/testing';
import { v7 as newId } from 'uuid';
import { PgSuppressionRepository } from '../consent/pg-suppression-repository.js';
import { type Database, openDatabase } from '../database.js';
import { People, TEST_KEY } from '../testing/people.js';
import { PgSubscriberNotes } from './pg-subscriber-notes.js';
import { PgSubscriberReader } from './pg-subscriber-reader.js';

describe(PgSubscriberReader, () => {
  let test: TestDatabase;
  let db: Database;
  let people: People;
  let reader: PgSubscriberReader;
  let workspaceId: string;

  beforeAll(async () => {
    test = await createTestDatabase();
    db = openDatabase(test.url, { connections: 4, onError: () => undefined });
    people = new People(db);
    reader = new PgSubscriberReader(db.pool, TEST_KEY);
  }, 60_000);
  afterAll(async () => {
    await db.close();
    await test.drop();
  });
  beforeEach(async () => {
    workspaceId = await people.workspace();
  });

  const person = async (email: string, name: [string?, string?] = [], tags: string[] = []) =>
    (
      await people.subscribers.upsert(
        workspaceId,
        newId(),
        { email, firstName: name[0] ?? null, lastName: name[1] ?? null },
        [],
        { tags },
      )
    ).id;
  const found = async (query: string) =>
    (await people.subscribers.list(workspaceId, { limit: 50, query })).items.map(({ email }) => email).sort();

  it('finds people by the beginnings of the words of address and name', async () => {
    await person('ada.lovelace@example.com', ['Ada', 'King']);
    await person('grace@navy.example', ['Grace', "O'Hopper-Jones"]);
    await person('jürgen@bücher.example', ['Jürgen']);
    expect(await found('ada')).toEqual(['ada.lovelace@example.com']);
    expect(await found('love')).toEqual(['ada.lovelace@example.com']);
    expect(await found('ada.lovelace@exam')).toEqual(['ada.lovelace@example.com']);
    expect(await found('KIN ada')).toEqual(['ada.lovelace@example.com']);
    expect(await found('hopper')).toEqual(['grace@navy.example']);
    expect(await found('o’hopper')).toEqual(['grace@navy.example']);
    expect(await found('BÜCH')).toEqual(['jürgen@bücher.example']);
    expect(await found('example')).toHaveLength(3);
    expect(await found('velace')).toEqual([]);
    expect(await found("'; & | ! <-> \\ (")).toEqual([]);
  });

  it('combines filters, each with the index that it needs', async () => {
    const list = await people.list(workspaceId);
    const vip = await person('a@example.com', [], ['vip']);
    const gone = await person('b@example.com', [], ['vip']);
    await person('c@example.com');
    await db.pool.query("update subscriber set status = 'bounced' where id = $1", [gone]);
    await db.pool.query('insert into membership (workspace_id, list_id, subscriber_id) values ($1, $2, $3)', [
      ...[workspaceId, list, vip],
    ]);
    const ids = async (selection: object) =>
      (await people.subscribers.list(workspaceId, { limit: 50, ...selection })).items.map(({ id }) => id);
    expect(await ids({ tag: 'vip' })).toEqual([gone, vip]);
    expect(await ids({ tag: 'vip', status: 'active' })).toEqual([vip]);
    expect(await ids({ status: 'bounced' })).toEqual([gone]);
    expect(await ids({ list })).toEqual([vip]);
    expect(await ids({ list, status: 'bounced' })).toEqual([]);
    expect(await ids({ segment: newId() })).toEqual([]);
    const segment = newId();
    await db.pool.query('insert into segment (id, workspace_id, name, condition) values ($1, $2, $3, $4)', [
      ...[segment, workspaceId, 'VIP', JSON.stringify({ tag: 'vip' })],
    ]);
    expect(await ids({ segment, status: 'active' })).toEqual([vip]);
    expect(await reader.count(workspaceId, { segment }, 10)).toEqual({ count: 2, isExact: true });
    expect(await reader.count(workspaceId, {}, 10)).toEqual({ count: 3, isExact: true });
    expect((await reader.count(workspaceId, {}, 2)).isExact).toBe(false);
    expect(await reader.count(newId(), {}, 10)).toEqual({ count: 0, isExact: true });
  });

  it('says who is suppressed, by their address before their domain, wherever people are read', async () => {
    const suppressions = new PgSuppressionRepository(db, TEST_KEY);
    const how = { source: 'x', note: '' };
    const own = await person('Ada@example.com', ['Ada', 'King']);
    const byDomain = await person('ada+2@mail.navy.example', ['Ada', 'King']);
    const free = await person('ada+3@mail.navy.example.org');
    await suppressions.add(workspaceId, [{ kind: 'domain', value: 'navy.example' }], {
      ...{ ...how, reason: 'manual', at: 2_000 },
    });
    await suppressions.add(workspaceId, [{ kind: 'address', value: 'ada@example.com' }], {
      ...{ ...how, reason: 'imported', at: 1_000 },
    });
    const expected = new Map<string, object | null>([
      [own, { reason: 'imported', since: 1_000 }],
      [byDomain, { reason: 'manual', since: 2_000 }],
      [free, null],
    ]);
    const { items } = await people.subscribers.list(workspaceId, { limit: 50 });
    expect(new Map(items.map(({ id, suppressed }) => [id, suppressed]))).toEqual(expected);
    for (const [id, suppressed] of expected)
      expect(await people.subscribers.get(workspaceId, id)).toMatchObject({ status: 'active', suppressed });
    expect(await people.subscribers.findByEmail(workspaceId, 'ADA@example.com')).toMatchObject({
      suppressed: expected.get(own),
    });
    const groups = await reader.duplicates(workspaceId, { limit: 50 });
    for (const one of groups.items.flatMap(({ subscribers }) => subscribers))
      expect(one.suppressed).toEqual(expected.get(one.id));
  });

  it('reads a page of people in as many queries as one person', async () => {
    const vip = await person('a@example.com', ['Ada'], ['vip']);
    for (let n = 0; n < 20; n++) await person(`p${n}@example.com`, [], ['x']);
    let asked = 0;
    const count = () => asked++;
    db.pool.on('acquire', count);
    expect((await people.subscribers.list(workspaceId, { limit: 50, tag: 'vip' })).items.map(({ id }) => id)).toEqual([
      vip,
    ]);
    const ofOne = asked;
    expect((await people.subscribers.list(workspaceId, { limit: 50 })).items).toHaveLength(21);
    db.pool.off('acquire', count);
    expect([ofOne, asked - ofOne]).toEqual([1, 1]);
  });

  it('tells the timeline newest first by when things happened, page by page, filtered by kind', async () => {
    const id = await person('a@example.com');
    const ids: string[] = [];
    for (let n = 0; n < 7; n++) {
      // ids in an order of their own, and two at one instant
      const event = `${String(9 - n).repeat(8)}-0000-4000-8000-000000000000`;
      ids.push(event);
      await db.pool.query(
        "insert into event (id, workspace_id, subscriber_id, kind, what, at) values ($1, $2, $3, $4, 'x', to_timestamp($5))",
        [event, workspaceId, id, n % 2 === 0 ? 'opened' : 'tagged', 1000 + Math.floor(n / 2)],
      );
    }
    const seen: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await reader.timeline(workspaceId, id, {
        ...{ limit: 2, kinds: ['opened', 'tagged'] },
        ...(cursor === undefined ? {} : { cursor }),
      });
      seen.push(...page.items.map((event) => event.id));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(seen).toHaveLength(7);
    expect(new Set(seen)).toEqual(new Set(ids));
    const opened = await reader.timeline(workspaceId, id, { limit: 50, kinds: ['opened'] });
    expect(opened.items.map(({ at }) => at)).toEqual([1003000, 1002000, 1001000, 1000000]);
    await expect(reader.timeline(workspaceId, id, { limit: 1, kinds: null, cursor: 'x' })).rejects.toMatchObject({
      code: 'cursor.invalid',
    });
  });

  it('records a change of fields as one event that names them, not their values', async () => {
    const id = await person('a@example.com', ['Ada']);
    const change = { firstName: 'Augusta', fields: { plan: 'secret-plan', seats: 3 } };
    await people.subscribers.update(workspaceId, id, change, Date.now());
    await people.subscribers.update(workspaceId, id, change, Date.now());
    const { items } = await reader.timeline(workspaceId, id, { limit: 50, kinds: ['fields-changed'] });
    expect(items.map(({ what }) => what)).toEqual(['Changed: firstName, plan, seats']);
  });

  it('keeps notes, of this person alone', async () => {
    const notes = new PgSubscriberNotes(db.pool);
    const [id, other] = [await person('a@example.com'), await person('b@example.com')];
    const note = await notes.add(workspaceId, id, { text: 'Called', by: 'By Ann', at: Date.now() });
    const { items } = await reader.timeline(workspaceId, id, { limit: 50, kinds: ['note'] });
    expect(items).toEqual([expect.objectContaining({ id: note.id, what: 'Called', why: 'By Ann' })]);
    await expect(notes.delete(workspaceId, other, note.id)).rejects.toMatchObject({ code: 'note.not_found' });
    await notes.delete(workspaceId, id, note.id);
    await expect(notes.delete(workspaceId, id, note.id)).rejects.toMatchObject({ code: 'note.not_found' });
    await expect(notes.add(newId(), id, { text: 'x', by: 'y', at: 0 })).rejects.toMatchObject({
      code: 'subscriber.not_found',
    });
  });

  it('suggests profiles that may be one person: spellings of one mailbox, one name at one company', async () => {
    await person('ada@example.com', ['Ada', 'King']);
    await person('ada+shop@example.com');
    await person('a.da.x@gmail.com', ['Ada', 'King']);
    await person('adax+1@googlemail.com');
    await person('grace@navy.example', ['Grace', 'Hopper']);
    await person('g.hopper@navy.example', ['grace ', 'HOPPER']);
    await person('grace.hopper@gmail.com', ['Grace', 'Hopper']);
    await person('someone@gmail.com', ['Grace', 'Hopper']);
    await person('x@navy.example', ['Grace']);
    const groups: string[][] = [];
    for (let cursor: string | undefined; ;) {
      const page = await reader.duplicates(workspaceId, { limit: 1, ...(cursor === undefined ? {} : { cursor }) });
      groups.push(...page.items.map(({ reason, subscribers }) => [reason, ...subscribers.map(({ email }) => email)]));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(groups.map(([reason, ...emails]) => [reason, ...emails.sort()])).toEqual([
      ['address', 'ada+shop@example.com', 'ada@example.com'],
      ['address', 'a.da.x@gmail.com', 'adax+1@googlemail.com'],
      ['name', 'g.hopper@navy.example', 'grace@navy.example'],
    ]);
  });
});
