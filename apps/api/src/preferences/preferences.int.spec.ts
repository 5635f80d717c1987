import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Api } from '../testing/api.js';
import { mailedPerson, type MailedPerson } from '../testing/mailed-person.js';

type Fields = readonly (readonly [name: string, value: string])[];

describe('the preference centre', () => {
  let api: Api;
  let ids: Record<'news' | 'offers' | 'secret' | 'staff' | 'topic', string>;
  let ada: MailedPerson;

  beforeAll(async () => {
    api = await Api.start();
    const list = async (name: string, isPublic: boolean, optIn: string) => {
      const { id } = (await api.call('POST', '/lists', { name })).body as { id: string };
      await api.database.query('update list set is_public = $2, opt_in = $3 where id = $1', [id, isPublic, optIn]);
      return id;
    };
    ids = {
      news: await list('News', true, 'single'),
      offers: await list('Offers', true, 'double'),
      secret: await list('Secret', false, 'single'),
      staff: await list('Staff', false, 'single'),
      topic: '01990000-0000-7000-8000-0000000000aa',
    };
    await api.database.query(
      `insert into topic (id, workspace_id, name) select $1, id, 'Product' from workspace where is_demo`,
      [ids.topic],
    );
  }, 90_000);
  afterAll(() => api.stop(), 60_000);
  beforeEach(async () => {
    ada = await mailedPerson(api, { listId: ids.staff });
  });

  const page = async (who = ada) => await api.raw(`/p/${who.token}`, {});
  const post = async (fields: Fields, who = ada) =>
    await api.raw(`/p/${who.token}`, { method: 'POST', body: new URLSearchParams(fields as [string, string][]) });
  const shown = (): Fields => [
    ...(['news', 'offers', 'staff'] as const).map((name) => ['shownLists', ids[name]] as const),
    ['shownTopics', ids.topic],
  ];
  const save = (...fields: Fields) => post([['do', 'save'], ...shown(), ...fields]);

  const memberships = async () =>
    (await api.database.value(
      `select coalesce(json_object_agg(l.name, m.status), '{}') from membership m join list l on l.id = m.list_id where m.subscriber_id = $1`,
      [ada.subscriberId],
    )) as Record<string, string>;
  const column = (name: string) =>
    api.database.value(`select ${name} from subscriber where id = $1`, [ada.subscriberId]);
  const enrollment = () => api.database.value('select state from enrollment where id = $1', [ada.enrollmentId]);
  const consents = async () =>
    (await api.database.value(
      "select coalesce(json_agg(what order by what), '[]') from consent where subscriber_id = $1",
      [ada.subscriberId],
    )) as string[];

  it('shows public lists, the lists that one is on, and topics; opening it changes nothing', async () => {
    for (const method of ['HEAD', 'GET']) expect((await api.raw(`/p/${ada.token}`, { method })).status).toBe(200);
    const { body } = await page();
    for (const words of ['News', 'Offers', 'Staff', 'Product', 'At most 3 mails a week', 'Pause for 30 days'])
      expect(body).toContain(words);
    expect(body).not.toContain('Secret');
    expect(body).not.toContain(ada.email);
    expect(await consents()).toEqual([]);
    expect(await memberships()).toEqual({ Staff: 'active' });
  });

  it('shows whoever holds a mail to an address of before nothing of the new one', async () => {
    const { body: before } = await page();
    await api.call('PATCH', `/subscribers/${ada.subscriberId}`, { email: 'quite-another@elsewhere.example' });
    const { body } = await page();
    expect(body).not.toContain('elsewhere.example');
    expect(body).toBe(before);
  });

  it('joins a list at once, and one that wants confirmation once that is given', async () => {
    const { body } = await save(
      ['lists', ids.news],
      ['lists', ids.offers],
      ['lists', ids.staff],
      ['topics', ids.topic],
    );
    expect(body).toContain('Your choice is saved.');
    expect(body).toContain('press the button in it to join Offers');
    expect(await memberships()).toEqual({ News: 'active', Offers: 'unconfirmed', Staff: 'active' });
    const asked = 'select list_id from opt_in where subscriber_id = $1 and state = $2';
    expect(await api.database.value(asked, [ada.subscriberId, 'pending'])).toBe(ids.offers);
  });

  it('leaves a list, and with it what that brought', async () => {
    await save(['topics', ids.topic]);
    expect(await memberships()).toEqual({ Staff: 'unsubscribed' });
    expect(await enrollment()).toBe('ended');
    expect(await column('status')).toBe('active');
    expect(await consents()).toEqual(['listLeft']);
  });

  it('leaves and wants topics', async () => {
    await save(['lists', ids.staff]);
    const optOuts = 'select count(*)::int from topic_opt_out where subscriber_id = $1';
    expect(await api.database.value(optOuts, [ada.subscriberId])).toBe(1);
    await save(['lists', ids.staff], ['topics', ids.topic]);
    expect(await api.database.value(optOuts, [ada.subscriberId])).toBe(0);
    expect(await consents()).toEqual(['topicJoined', 'topicLeft']);
  });

  it('sets how often, and leaves what is no choice', async () => {
    const rest = [['lists', ids.staff], ['topics', ids.topic]] as const; // prettier-ignore
    await save(...rest, ['perWeek', '2']);
    expect(await column('cap_per_week')).toBe(2);
    for (const odd of ['0', '-1', '1e9', 'x', '']) await save(...rest, ['perWeek', odd]);
    expect(await column('cap_per_week')).toBe(2);
    await save(...rest, ['perWeek', 'all']);
    expect(await column('cap_per_week')).toBeNull();
    expect(await consents()).toEqual(['frequencyChanged', 'frequencyChanged']);
  });

  it('changes nothing of what was not on the page, and writes nothing down where nothing changed', async () => {
    await post([['do', 'save']]);
    await save(['lists', ids.staff], ['topics', ids.topic], ['perWeek', 'all']);
    expect(await memberships()).toEqual({ Staff: 'active' });
    expect(await consents()).toEqual([]);
  });

  it('puts nobody on a list that they cannot see, nor on one of strangers', async () => {
    await save(['shownLists', ids.secret], ['lists', ids.secret], ['lists', ids.staff], ['topics', ids.topic]);
    expect(await memberships()).toEqual({ Staff: 'active' });
  });

  it('pauses for 30 days and goes on', async () => {
    expect((await post([['do', 'pause']])).body).toContain('Go on now');
    expect(await column('mail_paused_until > now()')).toBe(true);
    expect((await page()).body).toMatch(/No mail until \d+ \w+ \d{4}\./);
    expect((await post([['do', 'resume']])).body).not.toContain('Go on now');
    expect(await column('mail_paused_until')).toBeNull();
    expect(await consents()).toEqual(['paused', 'resumed']);
  });

  it('unsubscribes from everything, twice as well as once', async () => {
    for (const _time of [1, 2]) expect((await post([['do', 'unsubscribe']])).body).toContain('You get no mail');
    expect(await column('status')).toBe('unsubscribed');
    expect(await enrollment()).toBe('ended');
    expect(await consents()).toEqual(['unsubscribed']);
  });

  it('makes nobody active again who said no, but asks them by mail', async () => {
    await post([['do', 'unsubscribe']]);
    await save(['lists', ids.news], ['lists', ids.staff], ['topics', ids.topic]);
    expect((await memberships())['News']).toBeUndefined();
    for (const _time of [1, 2]) expect((await post([['do', 'resubscribe']])).body).toContain('one is on its way');
    expect(await column('status')).toBe('unsubscribed');
    const asked = `select count(*)::int from opt_in where subscriber_id = $1 and state = 'pending' and list_id is null`;
    expect(await api.database.value(asked, [ada.subscriberId])).toBe(1);
  });

  it.each(['complained', 'erased'])('does not ask who %s', async (status) => {
    await api.database.query('update subscriber set status = $2 where id = $1', [ada.subscriberId, status]);
    expect((await page()).body).not.toContain('value="resubscribe"');
    expect((await post([['do', 'resubscribe']])).body).toContain('This cannot be changed here');
    const asked = 'select count(*)::int from opt_in where subscriber_id = $1';
    expect(await api.database.value(asked, [ada.subscriberId])).toBe(0);
  });

  it('needs the press of a button', async () => {
    for (const fields of [[], [['do', 'constructor']]] as Fields[])
      expect((await post(fields)).body).toContain('Nothing was changed');
    const { status } = await api.raw(`/p/${ada.token}`, { method: 'POST', body: '{', headers: { 'content-type': 'text/plain' } }); // prettier-ignore
    expect(status).toBe(200);
    expect(await consents()).toEqual([]);
  });

  it('keeps who changed what', async () => {
    await api.raw(`/p/${ada.token}`, {
      method: 'POST',
      body: new URLSearchParams({ do: 'pause' }),
      headers: { 'user-agent': 'Browser/1' },
    });
    const row = `select json_build_object('what', what, 'source', source, 'ip', ip, 'userAgent', user_agent) from consent where subscriber_id = $1`;
    expect(await api.database.value(row, [ada.subscriberId])).toEqual({
      ...{ what: 'paused', source: 'Preference page', ip: '127.0.0.1', userAgent: 'Browser/1' },
    });
  });

  describe('in the look of the workspace', () => {
    const look = (branding: object) => api.call('PATCH', '/workspace', { branding });
    const style = (body: string) => /<style>([^]*)<\/style>/.exec(body)?.[1] ?? '';

    it('has its name, its logo and its colours, as the preview has', async () => {
      const logoUrl = 'https://cdn.example.com/logo.png?a=1&b="2"';
      const answer = await look({ name: 'Tea & Co', logoUrl, primaryColor: '#aa0000', backgroundColor: '#fff0e0' });
      expect(answer).toMatchObject({ status: 200, body: { branding: { name: 'Tea & Co', textOnPrimary: null } } });
      const { previewUrl } = (await api.call('GET', '/workspace/public-look')).body as { previewUrl: string };
      for (const path of [`/p/${ada.token}`, `/u/${ada.token}`, new URL(previewUrl).pathname]) {
        const { status, headers, body } = await api.raw(path, {});
        expect(status).toBe(200);
        expect(body).toContain('<span>Tea &amp; Co</span>');
        expect(body).toContain('src="https://cdn.example.com/logo.png?a=1&amp;b=');
        expect(style(body)).toContain('--primary:#aa0000;--on-primary:#ffffff;');
        expect(style(body)).toContain('--back:light-dark(#fff0e0,');
        expect(headers.get('content-security-policy')).toContain('img-src https://cdn.example.com;');
      }
    });

    it('stays readable in colours that are not', async () => {
      await look({ primaryColor: '#ffff00', textOnPrimary: '#ffffff' });
      expect(style((await page()).body)).toMatch(/--on-primary:#000000;--link:light-dark\(#000000,#ffff00\)/);
    });

    it.each([
      [{ primaryColor: 'red' }, 'branding.primaryColor'],
      [{ backgroundColor: '#fff}body{}' }, 'branding.backgroundColor'],
      [{ logoUrl: 'http://example.com/a.png' }, 'branding.logoUrl'],
      [{ logoUrl: 'javascript:alert(1)' }, 'branding.logoUrl'],
      [{ font: 'x' }, 'branding'],
    ])('is refused as %j', async (branding, path) => {
      expect(await look(branding)).toMatchObject({ status: 422, body: { errors: [{ path }] } });
    });

    it('is never a style sheet of somebody else, whatever the row holds', async () => {
      await api.database.query(
        `update workspace set branding = '{"primaryColor":"red}</style><script>alert(1)</script>","logoUrl":"javascript:alert(1)"}' where id = '01990000-0000-7000-8000-000000000001'`,
      );
      const answer = await api.raw('/api/v1/workspace/public-look', {
        headers: { authorization: `Bearer ${api.strangersKey}` },
      });
      const { status, body } = await api.raw(new URL((answer.body as { previewUrl: string }).previewUrl).pathname, {});
      expect(status).toBe(200);
      expect(body).not.toMatch(/<script|javascript:/);
    });
  });
});
