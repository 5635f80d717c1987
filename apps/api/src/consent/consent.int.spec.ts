import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  ConsentEntry,
  List,
  Me,
  Page,
  Preferences,
  Sequence,
  Subscriber,
  Suppression,
  SuppressionCheck,
  SuppressionsAdded,
  TimelineEntry,
  Topic,
} from '@dripemails/contracts';
import { until } from '@dripemails/testing';
import { Api } from '../testing/api.js';

describe('consent over the API', () => {
  let api: Api;
  beforeAll(async () => {
    api = await Api.start();
  }, 120_000);
  afterAll(async () => {
    await api.stop();
  });

  const ask = async <T>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }> =>
    api.call(method, path, body);
  const person = async (email: string) => (await ask<Subscriber>('POST', '/subscribers', { email })).body;
  const list = async (name: string, isPublic: boolean) =>
    (await ask<List>('POST', '/lists', { name, optIn: 'single', isPublic })).body;
  const sequence = async (settings: object = {}) => {
    const steps = [
      { id: 'w', kind: 'wait', for: { amount: 30, unit: 'days' } },
      { id: 'a', kind: 'email', subject: 'A', html: '<p>a</p>' },
    ];
    const { body } = await ask<Sequence>('POST', '/sequences', { name: 'S', steps, settings });
    const published = await ask('POST', `/sequences/${body.id}/publish`, {});
    if (published.status === 200) await ask('POST', `/sequences/${body.id}/activate`, {});
    return { id: body.id, published };
  };
  const enrollment = async (id: string) =>
    (await ask<{ state: string; outcome: string }>('GET', `/enrollments/${id}`)).body;

  it('suppresses addresses and domains in any spelling, and ends what whoever they hit is in', async () => {
    const { id } = await sequence();
    const ann = await person('Ann+news@Bücher.example');
    const { body: entered } = await ask<{ id: string }>('POST', `/sequences/${id}/enrollments`, {
      subscriberId: ann.id,
    });
    const added = await ask<SuppressionsAdded>('POST', '/suppressions', {
      addresses: ['ANN+NEWS@xn--bcher-kva.example', 'ann+news@bücher.example', 'bob@example.com'],
      domains: ['@Spam.example'],
      note: 'by phone',
    });
    expect(added).toMatchObject({ status: 200, body: { added: 3, already: 0, ended: 1 } });
    expect(await enrollment(entered.id)).toMatchObject({ state: 'ended', outcome: 'unsubscribed' });
    const again = await ask<{ code: string }>('POST', `/sequences/${id}/enrollments`, { subscriberId: ann.id });
    expect(again).toMatchObject({ status: 409, body: { code: 'subscriber.not_mailable' } });
    const check = async (email: string) =>
      (await ask<SuppressionCheck>('GET', `/suppressions/check?email=${encodeURIComponent(email)}`)).body;
    expect(await check('x@mail.spam.example')).toMatchObject({ suppressed: true, by: [{ kind: 'domain' }] });
    expect(await check('ann@bücher.example')).toMatchObject({ suppressed: false, by: [] });
    const twice = await ask<SuppressionsAdded>('POST', '/suppressions', { addresses: ['ann+news@bücher.example'] });
    expect(twice.body).toMatchObject({ added: 0, already: 1 });
    const log = await ask<Page<ConsentEntry>>('GET', `/subscribers/${ann.id}/consent`);
    expect(log.body.items).toMatchObject([
      { what: 'suppressed', text: 'by phone', source: 'API', by: { kind: 'apiKey', name: expect.any(String) } },
    ]);
    const { body: timeline } = await ask<Page<TimelineEntry>>('GET', `/subscribers/${ann.id}/timeline?kind=consent`);
    expect(timeline.items.filter(({ kind }) => kind === 'suppressed')).toMatchObject([
      { what: 'Put on the suppression list' },
    ]);
  });

  it('names each entry that is wrong and then suppresses nothing', async () => {
    const wrong = await ask<{ errors: { path: string }[] }>('POST', '/suppressions', {
      addresses: ['carl@example.com', 'nobody'],
      domains: ['com'],
    });
    expect(wrong.status).toBe(422);
    expect(wrong.body.errors.map(({ path }) => path)).toEqual(['addresses.1', 'domains.0']);
    const { body } = await ask<Page<Suppression>>('GET', '/suppressions?query=carl');
    expect(body.items).toEqual([]);
    expect((await ask('POST', '/suppressions', {})).status).toBe(422);
  });

  it('takes a pasted list, tells its wrong lines, and filters and pages what there is', async () => {
    const lines = Array.from({ length: 3000 }, (_, n) => `import${n}@example.net`).join('\n');
    const { body } = await ask<SuppressionsAdded>('POST', '/suppressions/import', {
      text: `email;name\n${lines}\nnobody\n@import.example`,
    });
    expect(body).toMatchObject({ added: 3001, rejectedCount: 1, rejected: [{ line: 3002 }] });
    const page = await ask<Page<Suppression>>('GET', '/suppressions?reason=imported&kind=address&limit=2');
    expect(page.body.items).toHaveLength(2);
    const after = await ask<Page<Suppression>>(
      'GET',
      `/suppressions?reason=imported&limit=2&cursor=${page.body.nextCursor}`,
    );
    expect(after.body.items.map(({ id }) => id)).not.toContain(page.body.items[1]?.id);
  });

  it('removes what somebody wrote down, and neither complaints nor what belongs to strangers', async () => {
    await ask('POST', '/suppressions', { addresses: ['dora@example.com'] });
    const find = async (query: string) =>
      (await ask<Page<Suppression>>('GET', `/suppressions?query=${query}`)).body.items[0];
    const dora = await find('dora');
    expect(dora?.isRemovable).toBe(true);
    const path = `/suppressions/${dora?.id}`;
    const strangers = await api.call('DELETE', path, undefined, { authorization: `Bearer ${api.strangersKey}` });
    expect(strangers.status).toBe(404);
    expect((await ask('DELETE', path)).status).toBe(204);
    expect((await ask('DELETE', path)).status).toBe(404);
    await ask('POST', '/suppressions', { addresses: ['eve@example.com'] });
    await api.database.query("update suppression set reason = 'complaint' where value = 'eve@example.com'");
    const kept = await ask<{ code: string; detail: string }>('DELETE', `/suppressions/${(await find('eve'))?.id}`);
    expect(kept).toMatchObject({ status: 409, body: { code: 'suppression.permanent' } });
    expect(kept.body.detail).toContain('spam');
  });

  it('keeps topics, which a sequence can be about; who says no to one leaves it', async () => {
    const { body: topic } = await ask<Topic>('POST', '/topics', { name: 'Product news' });
    expect((await ask('POST', '/topics', { name: 'product NEWS' })).status).toBe(409);
    expect((await sequence({ topicId: '01990000-0000-7000-8000-00000000dead' })).published.status).toBe(422); // prettier-ignore
    const { id } = await sequence({ topicId: topic.id });
    const fay = await person('fay@example.com');
    const { body: entered } = await ask<{ id: string }>('POST', `/sequences/${id}/enrollments`, {
      subscriberId: fay.id,
    });
    const changed = await ask<Preferences>('PUT', `/subscribers/${fay.id}/preferences`, { leaveTopics: [topic.id] });
    expect(changed.body.topics).toMatchObject([{ id: topic.id, wanted: false }]);
    expect(await enrollment(entered.id)).toMatchObject({ state: 'ended', outcome: 'unsubscribed' });
    expect((await ask<Topic>('GET', `/topics/${topic.id}`)).body.optOuts).toBe(1);
    expect(await ask('DELETE', `/topics/${topic.id}`)).toMatchObject({ status: 409, body: { code: 'topic.in_use' } });
    await ask('POST', `/sequences/${id}/archive`, {});
    await ask('PATCH', `/topics/${topic.id}`, { description: 'What is new' });
    expect((await ask<Topic>('GET', `/topics/${topic.id}`)).body.description).toBe('What is new');
  });

  it('refuses a pause that is over, and takes one that comes, none, and what it answered before', async () => {
    const { id } = await person('hal@example.com');
    const path = `/subscribers/${id}/preferences`;
    const set = (pausedUntil: string | null, rest = {}) => ask<Preferences>('PUT', path, { pausedUntil, ...rest });
    const over = await set('2020-01-01T00:00:00Z', { capPerWeek: 2 });
    expect(over).toMatchObject({ status: 422, body: { errors: [{ path: 'pausedUntil' }] } });
    expect((await ask<Preferences>('GET', path)).body).toMatchObject({ pausedUntil: null, capPerWeek: null });
    expect((await set('2300-01-01T00:00:00Z')).body.pausedUntil).toMatch(/^2300-01-01T00:00:0/);
    expect((await set(null)).body.pausedUntil).toBeNull();

    // six hours of the demo: one that is over is told as none, and may be said again by whoever was answered it
    const { clock } = (await ask<Me>('GET', '/me')).body.workspace;
    const soon = (await set(new Date(Date.parse(clock.now) + 6 * 3_600_000).toISOString())).body.pausedUntil;
    expect(soon).not.toBeNull();
    const isOver = async () => (await ask<Preferences>('GET', path)).body.pausedUntil === null;
    await until(isOver, { deadlineMs: 10_000, message: 'the pause to be over' });
    expect((await set(soon, { capPerWeek: 2 })).body).toMatchObject({ pausedUntil: null, capPerWeek: 2 });
  });

  it.each([
    ['public', true],
    ['private', false],
  ])('puts nobody back on a %s list that they left, but with words that say how they asked', async (name, isPublic) => {
    const news = await list(`News, ${name}`, isPublic);
    const gus = await person(`gus-${name}@example.com`);
    await ask('POST', `/lists/${news.id}/members`, { subscriberId: gus.id });
    const path = `/subscribers/${gus.id}/preferences`;
    expect((await ask('PUT', path, { leaveLists: [news.id], capPerWeek: 2 })).status).toBe(200);
    await ask('POST', `/lists/${news.id}/members`, { subscriberId: gus.id });
    await ask('POST', '/subscribers', { email: gus.email, listIds: [news.id] });
    const { body } = await ask<Preferences>('GET', path);
    const statusIn = ({ lists }: Preferences) => lists.find(({ id }) => id === news.id)?.status;
    expect(body.capPerWeek).toBe(2);
    expect(statusIn(body)).toBe(isPublic ? 'unsubscribed' : undefined);
    for (const id of [news.id, news.id.toUpperCase()])
      expect(await ask('PUT', path, { joinLists: [id] })).toMatchObject({
        status: 422,
        body: { errors: [{ path: 'evidence' }] },
      });
    const back = await ask<Preferences>('PUT', path, { joinLists: [news.id], evidence: 'By phone on 3 May' });
    expect(statusIn(back.body)).toBe('active');
    const log = await ask<Page<ConsentEntry>>('GET', `/subscribers/${gus.id}/consent?limit=1`);
    expect(log.body.items).toMatchObject([{ what: 'listJoined', listId: news.id, text: 'By phone on 3 May' }]);
    expect(log.body.nextCursor).not.toBeNull();
  });
});
