import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { TokenSigner } from '@dripemails/platform';
import { Api, APP_SECRET } from '../testing/api.js';
import { mailedPerson, type MailedPerson } from '../testing/mailed-person.js';

describe('the unsubscribe link of a mail', () => {
  let api: Api;
  let listId: string;
  let ada: MailedPerson;

  beforeAll(async () => {
    api = await Api.start();
    listId = ((await api.call('POST', '/lists', { name: 'News <b>' })).body as { id: string }).id;
  }, 90_000);
  afterAll(() => api.stop(), 60_000);
  beforeEach(async () => {
    ada = await mailedPerson(api, { listId });
  });

  const standing = async ({ subscriberId, enrollmentId }: MailedPerson) => ({
    status: await api.database.value('select status from subscriber where id = $1', [subscriberId]),
    enrollment: await api.database.value('select coalesce(outcome, state) from enrollment where id = $1', [
      enrollmentId,
    ]),
    member: await api.database.value('select status from membership where subscriber_id = $1', [subscriberId]),
    isPaused: await api.database.value('select mail_paused_until > now() from subscriber where id = $1', [
      subscriberId,
    ]),
  });
  const NOTHING = { status: 'active', enrollment: 'active', member: 'active', isPaused: null };
  const GONE = { status: 'unsubscribed', enrollment: 'unsubscribed' };
  const consents = async ({ subscriberId }: MailedPerson) =>
    (await api.database.value(
      `select coalesce(json_agg(json_build_object('what', what, 'source', source, 'ip', ip, 'userAgent', user_agent) order by id), '[]')
       from consent where subscriber_id = $1`,
      [subscriberId],
    )) as { what: string; source: string; ip: string | null; userAgent: string | null }[];
  const press = (who: MailedPerson, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    api.raw(`/u/${who.token}/choice`, { method: 'POST', body: new URLSearchParams(fields), headers });

  /** Sends bytes as they stand, which `fetch` would not. */
  const wire = (head: readonly string[], body: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(api.url).port), '127.0.0.1', () => {
        socket.write([...head, 'Host: api', `Content-Length: ${Buffer.byteLength(body)}`, 'Connection: close', '', body].join('\r\n')); // prettier-ignore
      });
      const chunks: Buffer[] = [];
      socket.on('data', (chunk) => chunks.push(chunk));
      socket.on('end', () => resolve(Buffer.concat(chunks).toString()));
      socket.on('error', reject);
    });

  describe('when it is opened', () => {
    it.each(['GET', 'HEAD'])('changes nothing by %s', async (method) => {
      const answer = await api.raw(`/u/${ada.token}`, { method, headers: { 'user-agent': 'LinkScanner/1.0' } });
      expect(answer.status).toBe(200);
      expect(await standing(ada)).toEqual(NOTHING);
      expect(await consents(ada)).toEqual([]);
    });

    it.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS'])('knows no %s', async (method) => {
      expect((await api.raw(`/u/${ada.token}`, { method })).status).toBe(404);
      expect(await standing(ada)).toEqual(NOTHING);
    });

    it('asks, and offers less than everything', async () => {
      const { body } = await api.raw(`/u/${ada.token}`, {});
      expect(body).toContain('Unsubscribe?');
      expect(body).toContain(`action="/u/${ada.token}/choice"`);
      expect(body).toContain(`href="/p/${ada.token}"`);
      expect(body).toContain('Only leave the list “News &lt;b&gt;”');
      expect(body).toContain('Pause for 30 days');
      expect(body).not.toContain(ada.email);
    });

    it('offers no list where none brought the mail', async () => {
      const bob = await mailedPerson(api);
      expect((await api.raw(`/u/${bob.token}`, {})).body).not.toContain('Only leave');
    });

    it('runs no script, loads nothing and is kept by nobody', async () => {
      const { headers, body } = await api.raw(`/u/${ada.token}`, {});
      expect(body).not.toMatch(/<script|\son\w+=|javascript:/i);
      expect(headers.get('set-cookie')).toBeNull();
      expect(Object.fromEntries(headers)).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-frame-options': 'DENY',
        'content-security-policy': expect.stringMatching(
          /^default-src 'none'; style-src 'sha256-[^']+'; img-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
        ),
      });
    });

    it('says so to who is unsubscribed already', async () => {
      await api.raw(`/u/${ada.token}`, { method: 'POST' });
      const { body } = await api.raw(`/u/${ada.token}`, {});
      expect(body).toContain('You are unsubscribed');
      expect(body).not.toContain('<form');
    });
  });

  describe('by one click (RFC 8058)', () => {
    const FORM = 'List-Unsubscribe=One-Click';
    const multipart = `--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n`;

    it.each([
      ['a form', 'application/x-www-form-urlencoded', FORM],
      ['a form with a character set', 'application/x-www-form-urlencoded; charset=UTF-8', FORM],
      ['multipart', 'multipart/form-data; boundary=b', multipart],
      ['multipart without a boundary', 'multipart/form-data', multipart],
      ['multipart that breaks off', 'multipart/form-data; boundary=b', '--b\r\nContent-'],
      ['JSON', 'application/json', '{"List-Unsubscribe":"One-Click"}'],
      ['JSON that is none', 'application/json', FORM],
      ['empty JSON', 'application/json', ''],
      ['text', 'text/plain', FORM],
      ['a type that nobody knows', 'application/x-unheard-of', '\u0000\u0001'],
      ['a malformed type', 'form', FORM],
      ['an empty type', '', FORM],
      ['no type', null, FORM],
      ['no body', null, ''],
      ['a form that asks for less', 'application/x-www-form-urlencoded', 'scope=pause'],
      ['a large body', 'application/json', 'x'.repeat(11 * 1024 * 1024)],
    ])('unsubscribes with %s', async (_what, type, body) => {
      const answer = await wire(
        [`POST /u/${ada.token} HTTP/1.1`, ...(type === null ? [] : [`Content-Type: ${type}`])],
        body,
      );
      expect(answer).toMatch(/^HTTP\/1\.1 200 /);
      expect(answer).not.toMatch(/^(location|set-cookie):/im);
      expect(await standing(ada)).toMatchObject(GONE);
    });

    it('is the same however often and however many at once', async () => {
      const answers = await Promise.all(
        Array.from({ length: 10 }, () =>
          api.raw(`/u/${ada.token}`, { method: 'POST', body: new URLSearchParams(FORM) }),
        ),
      );
      expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
      expect((await api.raw(`/u/${ada.token}`, { method: 'POST' })).status).toBe(200);
      expect(await standing(ada)).toMatchObject(GONE);
      const events = "select count(*)::int from event where subscriber_id = $1 and kind = 'unsubscribed'";
      expect(await api.database.value(events, [ada.subscriberId])).toBe(1);
      expect(await consents(ada)).toHaveLength(1);
    });

    it('keeps who did it, and believes no header about that', async () => {
      const headers = { 'user-agent': 'Mail/1.0', 'x-forwarded-for': '203.0.113.9' };
      await api.raw(`/u/${ada.token}`, { method: 'POST', headers });
      expect(await consents(ada)).toEqual([
        { what: 'unsubscribed', source: 'One-click unsubscribe', ip: '127.0.0.1', userAgent: 'Mail/1.0' },
      ]);
    });

    it('works from any address and with the token in upper case', async () => {
      for (const email of ['Ada+News@Example.NET', 'o\'neil+"x"@xn--bcher-kva.example', 'ünï@xn--bcher-kva.example']) {
        const person = await mailedPerson(api, { email });
        const { status, body } = await api.raw(`/u/${person.token.toUpperCase()}`, { method: 'POST' });
        expect(status).toBe(200);
        expect(body).toMatch(/…@(Example\.NET|example\.net|bücher\.example)/);
        expect(await standing(person)).toMatchObject(GONE);
      }
    });

    it('takes nobody back who complained', async () => {
      await api.database.query("update subscriber set status = 'complained' where id = $1", [ada.subscriberId]);
      expect((await api.raw(`/u/${ada.token}`, { method: 'POST' })).status).toBe(200);
      expect(await standing(ada)).toMatchObject({ status: 'complained' });
    });
  });

  describe('by a button of its page', () => {
    it('leaves everything, with the reason', async () => {
      const { status, body } = await press(ada, { scope: 'all', reason: 'tooMany', words: ' <b>daily</b> ' });
      expect(status).toBe(200);
      expect(body).toContain('You are unsubscribed');
      expect(await standing(ada)).toMatchObject(GONE);
      const timeline = (await api.call('GET', `/subscribers/${ada.subscriberId}/timeline`)).body as {
        items: unknown[];
      };
      expect(timeline.items).toContainEqual(
        expect.objectContaining({ what: 'Unsubscribed', why: 'I get too many mails: <b>daily</b>' }),
      );
      expect(await consents(ada)).toMatchObject([{ what: 'unsubscribed', source: 'Unsubscribe page' }]);
    });

    it.each([
      ['nothing chosen', {}],
      ['a scope of no button', { scope: 'nothing' }],
      ['a reason of no choice', { scope: 'all', reason: 'toString' }],
    ])('leaves everything with %s', async (_what, fields) => {
      expect((await press(ada, fields)).status).toBe(200);
      expect(await standing(ada)).toMatchObject(GONE);
    });

    it('leaves the list alone, however often it is pressed', async () => {
      for (const _time of [1, 2]) {
        const { status, body } = await press(ada, { scope: 'list', words: 'dull' });
        expect(status).toBe(200);
        expect(body).toContain('You left the list');
      }
      expect(await standing(ada)).toMatchObject({ status: 'active', member: 'unsubscribed' });
      expect(await api.database.value('select state from enrollment where id = $1', [ada.enrollmentId])).toBe('ended');
      expect(await consents(ada)).toMatchObject([{ what: 'listLeft', source: 'Unsubscribe page' }]);
    });

    it('leaves everything where there is no list to leave', async () => {
      const bob = await mailedPerson(api);
      await press(bob, { scope: 'list' });
      expect(await standing(bob)).toMatchObject(GONE);
    });

    it('pauses', async () => {
      expect((await press(ada, { scope: 'pause' })).body).toContain('for 30 days');
      expect(await standing(ada)).toEqual({ ...NOTHING, isPaused: true });
      expect(await consents(ada)).toMatchObject([{ what: 'paused' }]);
      // 30 days of a demo workspace are 300 seconds
      const seconds = `select extract(epoch from mail_paused_until - now())::int from subscriber where id = $1`;
      expect(await api.database.value(seconds, [ada.subscriberId])).toBeGreaterThan(280);
      expect(await api.database.value(seconds, [ada.subscriberId])).toBeLessThanOrEqual(300);
    });
  });

  describe('that is none of ours', () => {
    const flipped = (token: string) => token.replace(/.$/, (end) => (end === '0' ? '1' : '0'));
    const signer = new TokenSigner(APP_SECRET);

    it.each([
      ['forged', () => '0'.repeat(52)],
      ['changed', () => flipped(ada.token)],
      ['cut', () => ada.token.slice(0, 40)],
      ['signed for another purpose', () => signer.sign('open', ada.messageId)],
      [
        'signed elsewhere',
        () => new TokenSigner('another secret, as long as it takes').sign('unsubscribe', ada.messageId),
      ],
      ['of a mail that is gone', () => signer.sign('unsubscribe', randomUUID())],
      ['hostile', () => encodeURIComponent('"><script>alert(1)</script>')],
    ])('is answered with help when it is %s', async (_what, tokenOf) => {
      for (const path of [`/u/${tokenOf()}`, `/p/${tokenOf()}`, `/look/${tokenOf()}`]) {
        for (const method of path.startsWith('/look') ? ['GET'] : ['GET', 'POST']) {
          const { status, headers, body } = await api.raw(path, { method });
          expect(status).toBe(404);
          expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
          expect(body).toContain('This link is not valid');
          expect(body).not.toContain('<script');
        }
      }
      expect(await standing(ada)).toEqual(NOTHING);
    });
  });
});
