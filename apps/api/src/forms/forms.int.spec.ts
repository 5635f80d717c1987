import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ConsentEntry, Form, List, OptIn, OptIns, Page, Problem, Subscriber } from '@dripemails/contracts';
import { TokenSigner } from '@dripemails/platform';
import { v7 as newId } from 'uuid';
import { type Answer, Api, APP_SECRET } from '../testing/api.js';

/** A form as a browser posts it. */
const post = (api: Api, path: string, values: Record<string, string>): Promise<Answer> =>
  api.raw(path, {
    method: 'POST',
    body: new URLSearchParams(values).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': 'Browser/1' },
    redirect: 'manual',
  });

describe('forms and confirmations over HTTP', () => {
  let api: Api;
  const signer = new TokenSigner(APP_SECRET);
  beforeAll(async () => {
    api = await Api.start();
  }, 60_000);
  afterAll(() => api.stop(), 60_000);

  const created = async <T>(path: string, body: object): Promise<T> => {
    const { status, body: answer } = await api.call('POST', path, body);
    expect(status).toBe(201);
    return answer;
  };
  const newForm = (change: object = {}) =>
    created<Form>('/forms', { name: `Form ${newId()}`, title: 'Join us', ...change });
  const form = (id: string): Promise<Form> => api.call('GET', `/forms/${id}`).then(({ body }) => body as Form);
  const find = async (email: string): Promise<Subscriber | undefined> => {
    const { body } = await api.call('GET', `/subscribers?query=${encodeURIComponent(email)}`);
    return (body as { items: Subscriber[] }).items[0];
  };

  it('makes, changes, lists and deletes forms, and says what is wrong by field', async () => {
    const made = await newForm({ name: 'Newsletter' });
    expect(made).toMatchObject({ submissions: 0, doubleOptIn: true, fields: [{ target: 'email' }] });
    expect(made.hostedUrl).toMatch(new RegExp(`/f/${made.id}$`));
    expect(made.embed.html).toContain(`action="${made.hostedUrl}"`);
    expect(made.embed.iframe).toContain('<iframe');
    const changed = await api.call('PATCH', `/forms/${made.id}`, { title: 'New title' });
    expect(changed.body).toMatchObject({ name: 'Newsletter', title: 'New title' });
    expect((await api.call('POST', '/forms', { name: 'newsletter', title: 'x' })).status).toBe(409);
    for (const [path, body] of [
      ['fields', { fields: [{ target: 'firstName', label: 'Name' }] }],
      ['theme.accent', { theme: { accent: 'red;}' } }],
      ['thanks.url', { thanks: { show: 'page', url: 'javascript:alert(1)' } }],
      ['listIds.0', { listIds: [newId()] }],
    ] as const) {
      const { status, body: problem } = await api.call('POST', '/forms', { name: 'Bad', title: 'x', ...body });
      expect([404, 422]).toContain(status);
      expect((problem as Problem).errors.map((one) => one.path)).toContain(path);
    }
    expect((await api.call('GET', '/forms')).status).toBe(200);
    expect((await api.call('DELETE', `/forms/${made.id}`)).status).toBe(204);
    expect((await api.raw(`/f/${made.id}`, {})).status).toBe(404);
    expect((await api.raw('/f/nothing', {})).status).toBe(404);
  });

  it('keeps the forms and requests of other workspaces to itself', async () => {
    const { id } = await newForm();
    const subscriber = await created<Subscriber>('/subscribers', { email: 'mine@example.com' });
    const headers = { authorization: `Bearer ${api.strangersKey}` };
    for (const [method, path, body] of [
      ['GET', `/forms/${id}`, undefined],
      ['PATCH', `/forms/${id}`, { title: 'Theirs' }],
      ['DELETE', `/forms/${id}`, undefined],
      ['GET', `/subscribers/${subscriber.id}/opt-ins`, undefined],
      ['POST', `/subscribers/${subscriber.id}/opt-ins`, {}],
    ] as const)
      expect((await api.call(method, path, body, headers)).status).toBe(404);
    expect((await form(id)).title).toBe('Join us');
  });

  it('shows a page without scripts, in a frame of any site, and takes what is filled in', async () => {
    const { id } = await newForm({
      ...{ consentText: 'I want <news>.', tags: ['site'], doubleOptIn: false },
      fields: [
        { target: 'email', label: 'Email' },
        { target: 'firstName', label: 'First name', required: true },
        { target: 'field:plan', label: 'Plan' },
      ],
      theme: { accent: '#aa0000', width: 400, scheme: 'dark' },
    });
    const page = await api.raw(`/f/${id}`, {});
    expect(page.status).toBe(200);
    expect(page.body).toContain('I want &lt;news&gt;.');
    expect(page.body).not.toContain('<script');
    expect(page.body).toContain('max-width:400px');
    expect(page.headers.get('content-security-policy')).toContain('frame-ancestors *');
    expect(page.headers.get('x-frame-options')).toBeNull();

    const values = { email: 'Site@Example.com ', firstName: 'Ada', 'field:plan': 'pro', consent: 'yes' };
    const thanks = await post(api, `/f/${id}`, values);
    expect(thanks.status).toBe(200);
    expect(await find('site@example.com')).toMatchObject({
      ...{ email: 'Site@example.com', firstName: 'Ada', fields: { plan: 'pro' }, tags: ['site'], status: 'active' },
    });
    // known now: the same answer, and what was known stays
    const again = await post(api, `/f/${id}`, { ...values, firstName: 'Mallory' });
    expect(again.body).toBe(thanks.body);
    expect((await find('site@example.com'))?.firstName).toBe('Ada');
    expect((await form(id)).submissions).toBe(2);
    const log = await api.database.value(
      `select json_agg(json_build_array(c.what, c.text, c.user_agent)) from consent c join subscriber p on p.id = c.subscriber_id where p.email = 'Site@example.com'`,
    );
    expect(log).toContainEqual(['subscribed', 'I want <news>.', 'Browser/1']);
  });

  it('says beside each field what is wrong, and keeps what was typed', async () => {
    const { id } = await newForm({
      consentText: 'Yes',
      fields: [
        { target: 'email', label: 'Email' },
        { target: 'lastName', label: 'Surname', required: true },
      ],
    });
    const answer = await post(api, `/f/${id}`, { email: 'no address"><b>', lastName: '' });
    expect(answer.status).toBe(422);
    const page = answer.body as string;
    expect(page).toContain('value="no address&#34;&gt;&lt;b&gt;"');
    expect(page).toContain('Fill in “Surname”.');
    expect(page).toContain('Tick the box to agree');
    expect(page).toMatch(/aria-invalid="true"/);
    expect((await form(id)).submissions).toBe(0);
  });

  it('throws away what machines send, with the same answer, and asks the hasty to press again', async () => {
    const { id } = await newForm({ doubleOptIn: false });
    const trapped = await post(api, `/f/${id}`, { email: 'bot@example.com', website: 'http://spam.example' });
    const taken = await post(api, `/f/${id}`, { email: 'person@example.com' });
    expect(trapped.status).toBe(200);
    expect(trapped.body).toBe(taken.body);
    expect(await find('bot@example.com')).toBeUndefined();

    const stamped = (at: number, of = id) => ({
      email: 'fast@example.com',
      stamp: signer.signText('form', `${of} ${at}`),
    });
    const hasty = await post(api, `/f/${id}`, stamped(Date.now()));
    expect(hasty.status).toBe(422);
    expect(hasty.body).toContain('press the button again');
    expect((await post(api, `/f/${id}`, stamped(Date.now() - 60_000, newId()))).status).toBe(422);
    expect((await post(api, `/f/${id}`, { email: 'x@example.com', stamp: 'forged' })).status).toBe(422);
    expect((await post(api, `/f/${id}`, stamped(Date.now() - 5_000))).status).toBe(200);
    expect((await form(id)).submissions).toBe(2);
  });

  it('leads to a page of the site, and takes no more than a visitor can mean', async () => {
    const { id } = await newForm({
      doubleOptIn: false,
      thanks: { show: 'page', url: 'https://example.com/thanks?a=1' },
    });
    const statuses: number[] = [];
    for (let n = 0; n < 22; n++) {
      const answer = await post(api, `/f/${id}`, { email: `many${n}@example.com` });
      statuses.push(answer.status);
      if (n === 0) expect(answer.headers.get('location')).toBe('https://example.com/thanks?a=1');
      if (answer.status === 429) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect(statuses.filter((status) => status === 303)).toHaveLength(20);
    expect(statuses.slice(20)).toEqual([429, 429]);
  });

  /** No worker runs here: the mail is as if it had gone. */
  const mailed = ({ id, subscriberId }: OptIn, email: string) =>
    api.database.query(
      `insert into message (id, workspace_id, opt_in_id, subscriber_id, message_id, to_address, subject, state, sent_at)
       select gen_random_uuid(), workspace_id, id, subscriber_id, '<' || id || '>', $2, 'Confirm', 'accepted', now() from opt_in where id = $1 and subscriber_id = $3`,
      [id, email, subscriberId],
    );
  const askedOf = async ({ id }: { id: string }) =>
    ((await api.call('GET', `/subscribers/${id}/opt-ins`)).body as OptIns).items;

  describe('whatever became of a list', () => {
    /** A form with lists of which some were deleted, as lists were before their uses were looked for. */
    const formOf = async (lists: readonly { optIn: 'single' | 'double'; gone: boolean }[], doubleOptIn: boolean) => {
      const made: string[] = [];
      for (const { optIn } of lists) made.push((await created<List>('/lists', { name: `L ${newId()}`, optIn })).id);
      const { id } = await newForm({ listIds: made, doubleOptIn });
      const [gone, left] = [true, false].map((which) => made.filter((_, n) => lists[n]?.gone === which));
      await api.database.query('delete from list where id = any($1)', [gone]);
      return { id, left: left ?? [] };
    };

    it.each(['single', 'double'] as const)(
      'a form whose only list, %s, is gone asks for mail as a whole',
      async (optIn) => {
        const { id } = await formOf([{ optIn, gone: true }], false);
        const email = `only-${optIn}@example.com`;
        for (let n = 0; n < 2; n++) {
          const answer = await post(api, `/f/${id}`, { email });
          expect(answer.status).toBe(200);
          expect(answer.body).toContain('Thank you');
        }
        const person = await find(email);
        expect(person).toMatchObject({ status: 'unconfirmed', lists: [] });
        const [optInOf] = await askedOf(person as Subscriber);
        expect(optInOf).toMatchObject({ state: 'pending', list: null });
      },
    );

    it('a form keeps the list that is left', async () => {
      const { id, left } = await formOf(
        [
          { optIn: 'single', gone: true },
          { optIn: 'double', gone: false },
        ],
        true,
      );
      expect((await post(api, `/f/${id}`, { email: 'left@example.com' })).status).toBe(200);
      const person = await find('left@example.com');
      expect((await askedOf(person as Subscriber))[0]).toMatchObject({ state: 'pending', list: { id: left[0] } });
    });

    it('somebody who gets mail already is in at once, as before', async () => {
      const { id } = await formOf([{ optIn: 'single', gone: true }], false);
      const known = await created<Subscriber>('/subscribers', { email: 'known@example.com' });
      expect((await post(api, `/f/${id}`, { email: 'known@example.com' })).status).toBe(200);
      expect(await askedOf(known)).toEqual([]);
      expect((await form(id)).submissions).toBe(1);
    });

    it('a link in a mail confirms what is left: another list, or mail as a whole', async () => {
      const left = await created<List>('/lists', { name: 'Stays', optIn: 'double' });
      const gone = await created<List>('/lists', { name: 'Goes', optIn: 'double' });
      const people = [
        { email: 'both@example.com', listIds: [left.id, gone.id], before: ['Stays', 'Goes'], after: 'Stays' },
        { email: 'one@example.com', listIds: [gone.id], before: ['Goes'], after: 'Demo' },
      ];
      const links: string[] = [];
      for (const { email, listIds, before } of people) {
        const { id } = await newForm({ listIds });
        await post(api, `/f/${id}`, { email });
        await api.call('DELETE', `/forms/${id}`);
        const [asked] = await askedOf((await find(email)) as Subscriber);
        if (asked === undefined) throw new Error('nobody was asked');
        await mailed(asked, email);
        links.push(`/confirm/${signer.sign('confirm', asked.id)}`);
        const page = await api.raw(links.at(-1) ?? '', {});
        for (const name of before) expect(page.body).toContain(name);
      }
      expect((await api.call('DELETE', `/lists/${gone.id}`)).status).toBe(204);
      for (const [n, { email, after }] of people.entries()) {
        const page = await api.raw(links[n] ?? '', {});
        expect(page.status).toBe(200);
        expect(page.body).toContain(after);
        expect(page.body).not.toContain('Goes');
        expect((await post(api, links[n] ?? '', {})).body).toContain('Thank you');
        expect((await find(email))?.status).toBe('active');
      }
      const both = (await find('both@example.com')) as Subscriber;
      expect(
        await api.database.value('select array_agg(list_id) from membership where subscriber_id = $1', [both.id]),
      ).toEqual([left.id]);
      // what was asked about is still told
      expect((await askedOf((await find('one@example.com')) as Subscriber))[0]).toMatchObject({
        ...{ state: 'confirmed', list: { id: gone.id, name: 'Goes' } },
      });
    });
  });

  describe('a request to confirm', () => {
    const request = async (email: string): Promise<{ person: Subscriber; listId: string; optIn: OptIn }> => {
      const { id: listId } = await created<List>('/lists', { name: `List ${newId()}`, optIn: 'double' });
      const person = await created<Subscriber>('/subscribers', { email, listIds: [listId], doubleOptIn: true });
      const { body } = await api.call('GET', `/subscribers/${person.id}/opt-ins`);
      const [optIn] = (body as OptIns).items;
      if (optIn === undefined) throw new Error('nobody was asked');
      return { person, listId, optIn };
    };
    const status = async ({ id }: Subscriber) =>
      ((await api.call('GET', `/subscribers/${id}`)).body as Subscriber).status;

    it('shows a button and confirms by it alone, once', async () => {
      const { person, optIn, listId } = await request('press@example.com');
      expect(person.status).toBe('unconfirmed');
      expect(optIn).toMatchObject({ state: 'pending', list: { id: listId }, workflowId: `optIn/${optIn.id}` });
      await mailed(optIn, 'press@example.com');
      const path = `/confirm/${signer.sign('confirm', optIn.id)}`;
      const page = await api.raw(path, {});
      expect(page.status).toBe(200);
      expect(page.body).toContain('<form method="post"');
      expect(await status(person)).toBe('unconfirmed');

      expect((await post(api, path, {})).body).toContain('Thank you');
      expect(await status(person)).toBe('active');
      const again = await post(api, path, {});
      expect(again.status).toBe(200);
      expect(again.body).toContain('You have confirmed already');
      // single use: not even after the person has unsubscribed
      await api.call('POST', `/subscribers/${person.id}/unsubscribe`, {});
      await post(api, path, {});
      expect(await status(person)).toBe('unsubscribed');
    });

    it('confirms nothing by a link that expired, is forged, or went to an address that was changed', async () => {
      const { person, optIn } = await request('old@example.com');
      const path = `/confirm/${signer.sign('confirm', optIn.id)}`;
      await mailed(optIn, 'before@example.com');
      expect((await post(api, path, {})).status).toBe(410);
      await api.database.query("update message set to_address = 'old@example.com' where opt_in_id = $1", [optIn.id]);
      await api.database.query("update opt_in set expires_at = now() - interval '1 second' where id = $1", [optIn.id]);
      const expired = await post(api, path, {});
      expect(expired.status).toBe(410);
      expect(expired.body).toContain('Send me a new mail');
      expect((await api.raw(`/confirm/${signer.sign('open', optIn.id)}`, {})).status).toBe(404);
      expect((await api.raw('/confirm/nothing', {})).status).toBe(404);
      expect(await status(person)).toBe('unconfirmed');
      expect((await post(api, `${path}/again`, {})).body).toContain('Look into your inbox');
    });

    it('is asked for again by a member, unless there is nothing to confirm', async () => {
      const { person, optIn, listId } = await request('again@example.com');
      const answer = await api.call('POST', `/subscribers/${person.id}/opt-ins`, { listId });
      expect(answer.status).toBe(202);
      expect((answer.body as OptIn).id).toBe(optIn.id);
      const active = await created<Subscriber>('/subscribers', { email: 'settled@example.com' });
      expect((await api.call('POST', `/subscribers/${active.id}/opt-ins`, {})).status).toBe(409);
      expect((await api.call('POST', `/subscribers/${active.id}/opt-ins`, { listId: newId() })).status).toBe(404);
    });

    it('is asked of somebody who said no with words that say how they asked for it alone, which the log keeps', async () => {
      const one = await created<List>('/lists', { name: `L ${newId()}`, optIn: 'double' });
      const gone = await created<Subscriber>('/subscribers', { email: 'said-no@example.com' });
      await api.call('POST', `/subscribers/${gone.id}/unsubscribe`, {});
      const left = await created<Subscriber>('/subscribers', { email: 'left-it@example.com' });
      await api.call('PUT', `/subscribers/${left.id}/preferences`, { leaveLists: [one.id] });
      const { person } = await request('merely-unconfirmed@example.com');
      expect((await api.call('POST', `/subscribers/${person.id}/opt-ins`, { listId: one.id })).status).toBe(202);
      for (const [{ id }, body] of [
        [gone, {}],
        [gone, { listId: one.id, evidence: '  ' }],
        [left, { listId: one.id }],
      ] as const) {
        const path = `/subscribers/${id}/opt-ins`;
        const refused = await api.call('POST', path, body);
        expect(refused).toMatchObject({ status: 422, body: { code: 'input.invalid', errors: [{ path: 'evidence' }] } });
        expect((refused.body as Problem).errors[0]?.message).toContain('such as: By phone on 3 May');
        expect(((await api.call('GET', path)).body as OptIns).items).toEqual([]);
      }
      for (const [{ id }, listId] of [
        [gone, null],
        [left, one.id],
      ] as const) {
        const path = `/subscribers/${id}/opt-ins`;
        const asked = await api.call('POST', path, { listId, evidence: 'By phone on 3 May' });
        expect(asked).toMatchObject({ status: 202, body: { state: 'pending', source: 'API', by: { kind: 'apiKey' } } });
        const { body: log } = await api.call('GET', `/subscribers/${id}/consent?limit=1`);
        expect((log as Page<ConsentEntry>).items).toEqual([
          expect.objectContaining({
            ...{ what: 'requested', listId, text: 'By phone on 3 May', source: 'API' },
            by: (asked.body as OptIn).by,
          }),
        ]);
        // their wish stands in the log: another mail takes no other
        const again = await api.call('POST', path, { listId });
        expect(again).toMatchObject({ status: 202, body: { id: (asked.body as OptIn).id } });
      }
    });

    it('takes a template only with its link', async () => {
      const bad = { name: 'T', optIn: 'double', confirmation: { html: '<p>Hello</p>' } };
      const { status: code, body } = await api.call('POST', '/lists', bad);
      expect(code).toBe(422);
      expect((body as Problem).errors[0]?.path).toBe('confirmation.html');
      const late = { name: 'T', confirmation: { reminderAfterDays: 20, expiresAfterDays: 14 } };
      expect((await api.call('POST', '/lists', late)).status).toBe(422);
    });
  });
});
