import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Form, List, OptIns, Subscriber } from '@dripemails/contracts';
import { TokenSigner } from '@dripemails/platform';
import { v7 as newId } from 'uuid';
import { Api, APP_SECRET } from '../testing/api.js';
import { mailedPerson, type MailedPerson } from '../testing/mailed-person.js';
import { checksumOf } from '../testing/tenant-things.js';

const SIGNER = new TokenSigner(APP_SECRET);
const FORM_TYPE = 'application/x-www-form-urlencoded';
const STRANGERS = '01990000-0000-7000-8000-000000000001';

/** Somebody with a mail, a sign-up form, and somebody who was asked to confirm. */
interface Scene {
  readonly ada: MailedPerson;
  readonly formId: string;
  readonly asked: { readonly id: string; readonly token: string };
}

/** Every page that needs no sign-in, and its buttons. */
const PAGES: Readonly<Record<string, (scene: Scene) => string>> = {
  unsubscribe: ({ ada }) => `/u/${ada.token}`,
  preferences: ({ ada }) => `/p/${ada.token}`,
  form: ({ formId }) => `/f/${formId}`,
  confirmation: ({ asked }) => `/confirm/${asked.token}`,
};
const BUTTONS: typeof PAGES = {
  ...PAGES,
  'choice of the unsubscribe page': ({ ada }) => `/u/${ada.token}/choice`,
  'new confirmation': ({ asked }) => `/confirm/${asked.token}/again`,
};
const names = (of: typeof PAGES) => Object.keys(of).map((name) => [name] as const);

describe('the pages that need no sign-in', () => {
  let api: Api;
  let workspaceId: string;
  let scene: Scene;
  let listId: string;
  beforeAll(async () => {
    api = await Api.start();
    workspaceId = String(await api.database.value('select id from workspace where is_demo'));
    listId = ((await api.call('POST', '/lists', { name: 'Double', optIn: 'double' })).body as List).id;
  }, 90_000);
  afterAll(() => api.stop(), 60_000);
  beforeEach(async () => {
    const form = (await api.call('POST', '/forms', { name: newId(), title: 'T', doubleOptIn: false })).body as Form;
    scene = { ada: await mailedPerson(api), formId: form.id, asked: await asked(`${newId()}@example.com`) };
  });

  /** Somebody who got a mail that asks them to confirm. */
  async function asked(email: string): Promise<Scene['asked'] & { optInId: string }> {
    const body = { email, listIds: [listId], doubleOptIn: true };
    const { id, email: stored } = (await api.call('POST', '/subscribers', body)).body as Subscriber;
    const { items } = (await api.call('GET', `/subscribers/${id}/opt-ins`)).body as OptIns;
    const optInId = items[0]?.id ?? '';
    await api.database.query(
      `insert into message (id, workspace_id, opt_in_id, subscriber_id, message_id, to_address, subject, state, sent_at)
       select gen_random_uuid(), workspace_id, id, subscriber_id, '<' || id || '>', $2, 'Confirm', 'accepted', now() from opt_in where id = $1`,
      [optInId, stored],
    );
    return { id, optInId, token: SIGNER.sign('confirm', optInId) };
  }
  const state = async (of = workspaceId) => {
    // but for when the API's key was used
    const { api_key: _key, ...rest } = (await checksumOf(api.database, of)) as Record<string, unknown>;
    return rest;
  };
  const pathOf = (name: string) => (BUTTONS[name] ?? (() => ''))(scene);
  const statusOf = (id: string) => api.database.value('select status from subscriber where id = $1', [id]);
  const post = (path: string, body: Record<string, string> | string, type = FORM_TYPE) =>
    api.raw(path, {
      method: 'POST',
      body: typeof body === 'string' ? body : new URLSearchParams(body).toString(),
      headers: { 'content-type': type },
    });
  /** Sends bytes as they stand; the answer may come before all of them are sent. */
  const wire = (head: readonly string[], body: string): Promise<string> =>
    new Promise((resolve) => {
      const socket = connect(Number(new URL(api.url).port), '127.0.0.1', () => {
        socket.write([...head, 'Host: api', `Content-Length: ${Buffer.byteLength(body)}`, 'Connection: close', '', body].join('\r\n')); // prettier-ignore
      });
      let text = '';
      socket.on('data', (chunk) => (text += String(chunk)));
      socket.on('error', () => undefined);
      socket.on('close', () => resolve(text));
    });
  const isPage = (headers: Headers) => headers.get('content-type') === 'text/html; charset=utf-8';

  it.each(names(PAGES))('opens by GET and HEAD and changes nothing: %s', async (name) => {
    const before = await state();
    const seen = await api.raw(pathOf(name), {});
    const head = await api.raw(pathOf(name), { method: 'HEAD' });
    expect([seen.status, head.status, head.body]).toEqual([200, 200, '']);
    for (const field of ['content-type', 'cache-control', 'referrer-policy'])
      expect(head.headers.get(field)).toBe(seen.headers.get(field));
    expect(seen.headers.get('cache-control')).toBe('no-store');
    expect(await state()).toEqual(before);
  });

  it.each(names(BUTTONS))('knows no other method, and lets no script of another site in: %s', async (name) => {
    const before = await state();
    for (const method of ['OPTIONS', 'PUT', 'PATCH', 'DELETE']) {
      const { status, headers } = await api.raw(pathOf(name), {
        method,
        headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
      });
      expect({ method, status }).toEqual({ method, status: 404 });
      expect([...headers.keys()].filter((field) => field.startsWith('access-control'))).toEqual([]);
    }
    expect(await state()).toEqual(before);
  });

  it.each(names(BUTTONS))('has no link with a character that cannot be stored: %s', async (name) => {
    for (const method of Object.hasOwn(PAGES, name) ? ['GET', 'POST'] : ['POST']) {
      const { status, body } = await api.raw(pathOf(name).replace(/[0-9a-f]{8}/, '$&%00'), { method });
      expect(status).toBe(404);
      expect(body).toContain('This link is not valid');
    }
  });

  describe('with a body that is no form', () => {
    it.each([
      ['JSON that breaks off', 'application/json', '{"do":'],
      ['empty JSON', 'application/json', ''],
      ['JSON that is no object', 'application/json', '["do"]'],
      ['JSON with a prototype', 'application/json', '{"__proto__":{"do":"unsubscribe"}}'],
      ['text', 'text/plain', 'do=unsubscribe'],
      ['multipart that breaks off', 'multipart/form-data; boundary=b', '--b\r\nContent-'],
      ['a malformed type', 'form', 'do=unsubscribe'],
      ['no body', FORM_TYPE, ''],
    ])('take nothing from %s, and say so on a page', async (_what, type, body) => {
      const before = await state();
      for (const name of ['preferences', 'form']) {
        const answer = await post(pathOf(name), body, type);
        expect({ name, isRefused: answer.status < 500, isPage: isPage(answer.headers) }).toEqual({
          ...{ name, isRefused: true, isPage: true },
        });
      }
      expect(await state()).toEqual(before);
    });

    it.each([
      ['JSON that breaks off', 'application/json', '{'],
      ['multipart that breaks off', 'multipart/form-data; boundary=b', '--b\r\nContent-'],
      ['a malformed type', 'form', 'x'],
      ['nothing', FORM_TYPE, ''],
    ])('take the press of the one button there is: %s', async (_what, type, body) => {
      const again = await post(pathOf('new confirmation'), body, type);
      expect([again.status, isPage(again.headers)]).toEqual([200, true]);
      expect((await post(pathOf('confirmation'), body, type)).body).toContain('Thank you');
      expect(await statusOf(scene.asked.id)).toBe('active');
    });

    it.each([['preferences'], ['form'], ['choice of the unsubscribe page']])(
      'read no more than a form can be: %s',
      async (name) => {
        const before = await state();
        const answer = await wire(
          [`POST ${pathOf(name)} HTTP/1.1`, `Content-Type: ${FORM_TYPE}`],
          `do=unsubscribe&words=${'x'.repeat(11 * 1024 * 1024)}`,
        );
        expect(answer).toMatch(/^HTTP\/1\.1 413 /);
        expect(answer).toMatch(/^content-type: text\/html; charset=utf-8\r$/im);
        expect(await state()).toEqual(before);
      },
    );

    it('take long values of a form to where they are read', async () => {
      const values = { do: 'save', perWeek: '2'.repeat(100_000), lists: 'x'.repeat(100_000) };
      expect((await post(pathOf('preferences'), values)).status).toBe(200);
      const email = `${'a'.repeat(100_000)}@example.com`;
      expect((await post(pathOf('form'), { email })).status).toBe(422);
    });
  });

  describe('of somebody who was erased', () => {
    /** Erased to the end, as no worker runs here. */
    async function erase(id: string): Promise<void> {
      const { body } = await api.call('POST', `/subscribers/${id}/erase`);
      const { requestId } = body as { requestId: string };
      for (let cursor: string | undefined = ''; cursor !== undefined;) {
        const input = { workspaceId, id: requestId, ...(cursor === '' ? {} : { cursor }) };
        ({ cursor } = await api.runtime.useCases.erasePage.execute(input));
      }
      expect(await api.database.value('select status from privacy_request where id = $1', [requestId])).toBe(
        'completed',
      );
    }

    it('are there, show nothing, and write nothing down', async () => {
      await erase(scene.ada.subscriberId);
      const before = await state();
      for (const [name, body] of [
        ['unsubscribe', 'List-Unsubscribe=One-Click'],
        ['choice of the unsubscribe page', 'scope=pause'],
        ['choice of the unsubscribe page', 'scope=list'],
        ['choice of the unsubscribe page', 'scope=all&reason=tooMany&words=Ada'],
        ...['pause', 'resume', 'unsubscribe', 'resubscribe', 'askCopy', 'askErase'].map(
          (does) => ['preferences', `do=${does}`] as const,
        ),
        ['preferences', `do=save&perWeek=1&shownLists=${listId}&lists=${listId}`],
      ] as const) {
        const { status, body: page } = await post(pathOf(name), body);
        expect({ name, body, status }).toEqual({ name, body, status: 200 });
        expect(page).not.toMatch(/erased\.invalid|<form/);
      }
      for (const name of ['unsubscribe', 'preferences']) {
        const { status, body } = await api.raw(pathOf(name), {});
        expect(status).toBe(200);
        expect(body).not.toMatch(/erased\.invalid|<form/);
      }
      expect(await state()).toEqual(before);
    });

    it('promise no mail to an address that a form would get none for', async () => {
      const { ada, formId } = scene;
      await erase(ada.subscriberId);
      const { body } = await api.raw(`/p/${ada.token}`, {});
      expect(body).toContain('sign up with another address');
      expect(body).not.toContain('Sign up anew');
      // which holds: the form says nothing of it, and keeps nobody
      expect((await post(`/f/${formId}`, { email: ada.email })).body).toContain('Thank you');
      const known = 'select count(*)::int from subscriber where lower(email) = lower($1)';
      expect(await api.database.value(known, [ada.email])).toBe(0);
      const other = `other.${ada.email}`;
      expect((await post(`/f/${formId}`, { email: other })).body).toContain('Thank you');
      expect(await api.database.value(known, [other])).toBe(1);
    });

    it('confirm nothing, and ask nobody again', async () => {
      await erase(scene.asked.id);
      const before = await state();
      for (const name of ['confirmation', 'new confirmation']) {
        const { status } = await post(pathOf(name), '');
        expect({ name, status }).toEqual({ name, status: name === 'confirmation' ? 410 : 200 });
      }
      expect((await api.raw(pathOf('confirmation'), {})).status).toBe(410);
      expect(await state()).toEqual(before);
    });
  });

  describe('of another workspace', () => {
    it('act in that one alone, also for the same address', async () => {
      const email = `${newId()}@example.com`;
      const mine = await mailedPerson(api, { email });
      const theirs = await mailedPerson(api, { email, workspace: STRANGERS });
      const list = newId();
      await api.database.query("insert into list (id, workspace_id, name, is_public) values ($1, $2, 'Theirs', true)", [
        ...[list, STRANGERS],
      ]);
      const before = await state();
      expect((await api.raw(`/p/${theirs.token}`, {})).body).toContain('Theirs');
      await post(`/p/${theirs.token}`, { do: 'askErase' });
      await post(`/u/${theirs.token}`, '');
      expect(await state()).toEqual(before);
      expect(await statusOf(theirs.subscriberId)).toBe('unsubscribed');

      expect((await api.raw(`/p/${mine.token}`, {})).body).not.toContain('Theirs');
      await post(`/p/${mine.token}`, { do: 'save', shownLists: list, lists: list });
      expect(await api.database.value('select count(*)::int from membership where list_id = $1', [list])).toBe(0);
    });

    it('know a token only where it is for', async () => {
      const { ada, asked: one } = scene;
      for (const path of [`/p/${one.token}`, `/u/${one.token}`, `/confirm/${ada.token}`, `/f/${ada.token}`])
        for (const method of ['GET', 'POST']) expect((await api.raw(path, { method })).status).toBe(404);
    });
  });

  describe('for any address', () => {
    it.each([
      ['Ada+News', 'Example.COM', 'ada+news', 'EXAMPLE.com'],
      ['Zoë', 'BÜCHER.example', 'ZOË', 'xn--bcher-kva.example'],
      ["O'Neil", 'Example.org', "o'neil", 'example.ORG'],
    ])('take %s@%s once, however it is spelled', async (local, domain, otherLocal, otherDomain) => {
      const mark = newId();
      const [email, other] = [`${local}.${mark}@${domain}`, `${otherLocal}.${mark.toUpperCase()}@${otherDomain}`];
      for (const address of [email, ` ${other} `])
        expect((await post(pathOf('form'), { email: address })).status).toBe(200);
      const found = await api.database.value('select array_agg(email) from subscriber where email ilike $1', [
        `%${mark}@%`,
      ]);
      expect(found).toHaveLength(1);
    });

    it.each(['Ada+News@Example.COM', 'Zoë@BÜCHER.example'])('confirm, choose and leave as %s', async (like) => {
      const email = like.replace('@', `.${newId()}@`);
      const one = await asked(email);
      for (const token of [one.token.toUpperCase(), one.token])
        expect((await post(`/confirm/${token}`, '')).status).toBe(200);
      expect(await statusOf(one.id)).toBe('active');
      const person = await mailedPerson(api, { email: like.replace('@', `.${newId()}@`) });
      expect((await post(`/p/${person.token.toUpperCase()}`, { do: 'pause' })).body).toContain('Go on now');
      expect((await post(`/u/${person.token.toUpperCase()}/choice`, { scope: 'all' })).status).toBe(200);
      expect(await statusOf(person.subscriberId)).toBe('unsubscribed');
    });
  });

  it('go on after the API was started again, and take what comes twice', async () => {
    const { ada, asked: one } = scene;
    const press = async () => {
      expect((await post(`/u/${ada.token}`, 'List-Unsubscribe=One-Click')).status).toBe(200);
      expect((await post(`/confirm/${one.token}`, '')).status).toBe(200);
      expect((await post(`/p/${ada.token}`, { do: 'askCopy' })).status).toBe(200);
    };
    await press();
    const before = await state();
    api = await api.restart();
    await press();
    expect(await state()).toEqual(before);
    expect(await statusOf(ada.subscriberId)).toBe('unsubscribed');
    expect(await statusOf(one.id)).toBe('active');
    // a page that was opened before, a while ago, is good still
    const stamp = SIGNER.signText('form', `${scene.formId} ${Date.now() - 60_000}`);
    const sent = await post(pathOf('form'), { email: `${newId()}@example.com`, stamp });
    expect(sent.body).toContain('Thank you');
  }, 60_000);
});
