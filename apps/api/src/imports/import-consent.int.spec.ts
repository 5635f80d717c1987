import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ConsentEntry, ImportJob, List, OptIn, Page, Subscriber, TimelineEntry } from '@dripemails/contracts';
import { Api } from '../testing/api.js';

interface Kept {
  readonly status: string;
  readonly lists: Readonly<Record<string, string>>;
}

describe('consent of imported people', () => {
  let api: Api;
  let workspaceId: string;
  let round = 0;
  /** A domain for each test, so that people of one are not met by another. */
  let domain: string;
  beforeAll(async () => {
    api = await Api.start();
    workspaceId = ((await api.call('GET', '/me')).body as { workspace: { id: string } }).workspace.id;
  }, 90_000);
  afterAll(() => api.stop(), 60_000);
  beforeEach(() => {
    domain = `d${++round}.example`;
  });

  const list = async (name: string, optIn = 'single') =>
    ((await api.call('POST', '/lists', { name: `${name} of ${domain}`, optIn })).body as List).id;
  const person = async (name: string, body: object = {}) =>
    ((await api.call('POST', '/subscribers', { email: `${name}@${domain}`, ...body })).body as Subscriber).id;
  const imported = async (names: readonly string[], fields: Record<string, string>): Promise<ImportJob> => {
    const answer = await api.upload(['email', ...names.map((name) => `${name}@${domain}`)].join('\n'), fields);
    expect(answer.status).toBe(202);
    const { id } = answer.body as ImportJob;
    await api.runtime.useCases.runImport.execute({ workspaceId, id });
    return (await api.call('GET', `/imports/${id}`)).body;
  };
  /** The rows of a statement over this test's domain, in order. */
  const rows = async <T>(sql: string): Promise<T[]> =>
    (await api.database.value(`select coalesce(json_agg(r), '[]') from (${sql}) r`, [`%@${domain}`])) as T[];
  /** Everybody of this test as they are in the database, by name. */
  const kept = async (): Promise<Record<string, Kept>> => {
    const people = await rows<{ name: string } & Kept>(
      `select split_part(p.email, '@', 1) as name, p.status, coalesce((select jsonb_object_agg(m.list_id, m.status)
         from membership m where m.subscriber_id = p.id), '{}') as lists
       from subscriber p where p.email like $1`,
    );
    return Object.fromEntries(people.map(({ name, status, lists }) => [name, { status, lists }]));
  };
  const asked = async () =>
    await rows<{
      name: string;
      list_id: string | null;
      state: string;
      source: string;
    }>(`select split_part(p.email, '@', 1) as name, o.list_id, o.state, o.source from opt_in o
       join subscriber p on p.id = o.subscriber_id where p.email like $1 order by name, o.list_id`);
  const log = async () =>
    await rows<{
      name: string;
      what: string;
      list_id: string | null;
      text: string;
      source: string;
    }>(`select split_part(p.email, '@', 1) as name, c.what, c.list_id, c.text, c.source from consent c
       join subscriber p on p.id = c.subscriber_id where p.email like $1 and c.source like 'Import of%' order by name, c.list_id`);

  it('with double opt-in leaves everybody unconfirmed and asks each once, also when it is imported again', async () => {
    const club = await list('Club');
    const known = await person('known');
    const job = await imported(['new', 'known'], { list: club, consent: 'doubleOptIn' });
    expect(job).toMatchObject({ created: 1, withheld: 0 });
    const expected = {
      new: { status: 'unconfirmed', lists: { [club]: 'unconfirmed' } },
      // who gets other mail already goes on getting it
      known: { status: 'active', lists: { [club]: 'unconfirmed' } },
    };
    expect(await kept()).toEqual(expected);
    const requests = await asked();
    expect(requests).toEqual([
      expect.objectContaining({ name: 'known', list_id: club, state: 'pending' }),
      expect.objectContaining({ name: 'new', list_id: club, state: 'pending' }),
    ]);
    await imported(['new', 'known'], { list: club, consent: 'doubleOptIn' });
    await imported(['new', 'known'], { list: club, consent: 'single' });
    expect(await kept()).toEqual(expected);
    expect(await asked()).toEqual(requests);
    const { lists } = (await api.call('GET', `/subscribers/${known}`)).body as { lists?: unknown };
    expect(JSON.stringify(lists ?? '')).not.toContain('"active"');
  }, 60_000);

  it('with double opt-in and no list asks for mail of the workspace', async () => {
    await imported(['new'], { consent: 'doubleOptIn' });
    expect(await kept()).toEqual({ new: { status: 'unconfirmed', lists: {} } });
    expect(await asked()).toEqual([expect.objectContaining({ name: 'new', list_id: null, state: 'pending' })]);
  }, 60_000);

  it('follows each list where nothing was said of consent, and believes whoever says that there is some', async () => {
    const [single, double] = [await list('Single'), await list('Double', 'double')];
    const both = JSON.stringify([single, double]);
    await imported(['first'], { listIds: both });
    await imported(['second'], { list: double });
    await imported(['third'], { listIds: both, consent: 'single', consentText: 'At the fair' });
    expect(await kept()).toEqual({
      first: { status: 'active', lists: { [single]: 'active', [double]: 'unconfirmed' } },
      second: { status: 'unconfirmed', lists: { [double]: 'unconfirmed' } },
      third: { status: 'active', lists: { [single]: 'active', [double]: 'active' } },
    });
    expect((await asked()).map(({ name, list_id }) => [name, list_id])).toEqual([
      ['first', double],
      ['second', double],
    ]);
  }, 60_000);

  it('counts the suppressed, by address and by domain, and makes none of them somebody to be mailed', async () => {
    const club = await list('Club');
    await person('stays');
    await person('both');
    await api.call('POST', '/suppressions', { addresses: [`NEW@${domain}`, `stays@${domain}`] });
    const job = await imported(['new', 'stays', 'both', 'fine'], { list: club, consent: 'single', tags: 'fair' });
    expect(job).toMatchObject({ created: 1, withheld: 2 });
    expect(Object.keys(await kept()).sort()).toEqual(['both', 'fine', 'stays']);
    expect((await kept())['stays']?.lists).toEqual({});
    expect((await kept())['both']?.lists).toEqual({ [club]: 'active' });
    await api.call('POST', '/suppressions', { domains: [domain] });
    expect(await imported(['other', 'fine'], { list: club, consent: 'single' })).toMatchObject({
      ...{ created: 0, updated: 0, unchanged: 2, withheld: 2 },
    });
    expect(await kept()).not.toHaveProperty('other');
    expect(
      (await api.call('GET', '/suppressions/check?email=' + encodeURIComponent(`fine@${domain}`))).body,
    ).toMatchObject({ suppressed: true });
  }, 60_000);

  it.each(['overwrite', 'fillBlanks', 'skip'])(
    'puts nobody back who left (%s)',
    async (conflict) => {
      const club = await list('Club');
      const states = ['unsubscribed', 'bounced', 'complained', 'erased'];
      for (const state of states) await person(state, { listIds: [club] });
      await person('left', { listIds: [club] });
      await person('stays', { listIds: [club] });
      await api.database.query(
        "update subscriber set status = split_part(email, '@', 1) where email like $1 and split_part(email, '@', 1) = any($2)",
        [`%@${domain}`, states],
      );
      await api.database.query(
        `update membership m set status = 'unsubscribed' from subscriber p
       where p.id = m.subscriber_id and p.email like $1 and p.email not like 'stays@%'`,
        [`%@${domain}`],
      );
      const before = await kept();
      for (const consent of ['single', 'doubleOptIn']) {
        const job = await imported([...states, 'left', 'stays'], { list: club, consent, conflict });
        expect(job).toMatchObject({ created: 0, withheld: 5 });
      }
      expect(await kept()).toEqual(before);
      expect(await asked()).toEqual([]);
    },
    60_000,
  );

  it('writes who said so, the file and the words into the consent log, once for each list', async () => {
    const [one, other] = [await list('One'), await list('Other')].sort();
    const fields = { listIds: JSON.stringify([one, other]), consent: 'single', consentText: 'They asked at the fair.' };
    const { id } = await imported(['new', 'new'], fields);
    const source = expect.stringMatching(new RegExp(`^Import of 'people\\.csv' by apiKey .+ \\(${id}\\)$`));
    const line = { name: 'new', what: 'imported', text: 'They asked at the fair.', source };
    expect(await log()).toEqual([
      { ...line, list_id: one },
      { ...line, list_id: other },
    ]);
    const third = await list('Third');
    await imported(['new'], { list: third, consent: 'single', consentText: 'Again' });
    expect((await log()).filter(({ list_id }) => list_id === third)).toEqual([
      expect.objectContaining({ what: 'listJoined', text: 'Again' }),
    ]);
  }, 60_000);

  it('tells who said so by name, and nobody of ids', async () => {
    const club = await list('Club', 'double');
    await imported(['new'], { list: club, consent: 'doubleOptIn' });
    const [{ id } = { id: '' }] = await rows<{ id: string }>('select p.id from subscriber p where p.email like $1');
    const read = async <T>(what: string) => (await api.call('GET', `/subscribers/${id}/${what}`)).body as Page<T>;
    const told = { source: "Import of 'people.csv'", by: { kind: 'apiKey', name: expect.stringMatching(/./) } };
    const consents = (await read<ConsentEntry>('consent')).items;
    expect(consents.length).toBeGreaterThan(0);
    for (const entry of consents) expect(entry).toMatchObject(told);
    expect((await read<OptIn>('opt-ins')).items).toEqual([expect.objectContaining({ source: told.source })]);
    expect((await read<OptIn>('opt-ins')).items[0]).toMatchObject(told);
    const timeline = (await read<TimelineEntry>('timeline')).items;
    expect(timeline).toContainEqual(expect.objectContaining({ what: 'Asked to confirm', why: told.source }));
    expect(JSON.stringify(timeline.map(({ why }) => why))).not.toMatch(/by apiKey|[0-9a-f]{8}-[0-9a-f]{4}-/);
  }, 60_000);

  it('leaves who is skipped entirely as they are', async () => {
    const club = await list('Club');
    await person('known');
    const job = await imported(['known', 'new'], { list: club, tags: 'fair', conflict: 'skip' });
    expect(job).toMatchObject({ created: 1, updated: 0, unchanged: 1, withheld: 0 });
    expect(await kept()).toEqual({
      known: { status: 'active', lists: {} },
      new: { status: 'active', lists: { [club]: 'active' } },
    });
    const tagged = await rows<{ email: string }>(
      "select p.email from subscriber_tag t join subscriber p on p.id = t.subscriber_id where t.tag = 'fair' and p.email like $1",
    );
    expect(tagged).toEqual([{ email: `new@${domain}` }]);
  }, 60_000);

  it('counts in a dry run what it would do, asks nobody and writes nothing', async () => {
    const club = await list('Club', 'double');
    await person('known');
    await person('gone');
    await api.call('POST', '/suppressions', { addresses: [`gone@${domain}`, `never@${domain}`] });
    const before = await kept();
    const names = ['new', 'known', 'gone', 'never', 'not an address'];
    const dry = await imported(names, { list: club, consent: 'doubleOptIn', dryRun: 'true' });
    expect(dry).toMatchObject({ status: 'completed', created: 1, unchanged: 3, withheld: 2, rejected: 1 });
    expect([await kept(), await asked(), await log()]).toEqual([before, [], []]);
    const real = await imported(names, { list: club, consent: 'doubleOptIn' });
    const counts = ({ created, updated, unchanged, rejected, withheld }: ImportJob) => [
      ...[created, updated, unchanged, rejected, withheld],
    ];
    expect(counts(real)).toEqual(counts(dry));
    expect((await asked()).map(({ name }) => name)).toEqual(['known', 'new']);
  }, 60_000);
});
