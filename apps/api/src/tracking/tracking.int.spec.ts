import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { TokenSigner } from '@dripemails/platform';
import { until } from '@dripemails/testing';
import { Api, APP_SECRET } from '../testing/api.js';

const URL = 'https://x.example/käse?a=1&b=2';

describe('tracked mail', () => {
  let api: Api;
  let subscriberId: string;
  let message: string;
  const signer = new TokenSigner(APP_SECRET);

  beforeAll(async () => {
    api = await Api.start();
    const made = await api.call('POST', '/subscribers', { email: 'reader@example.com' });
    subscriberId = (made.body as { id: string }).id;
  }, 90_000);
  afterAll(() => api.stop(), 60_000);
  beforeEach(async () => {
    message = randomUUID();
    await api.database.query(
      `insert into message (id, workspace_id, subscriber_id, step_id, message_id, to_address, subject)
       select $1::uuid, workspace_id, id, 'hello', $1::text, email, 'Hi' from subscriber where id = $2`,
      [message, subscriberId],
    );
  });

  const get = (path: string, init: RequestInit = {}) => api.raw(path, { redirect: 'manual', ...init });
  const linkTo = (url: string) => `/c/${signer.signText('click', JSON.stringify([message, url]))}`;
  const pixel = () => `/o/${signer.sign('open', message)}`;
  /** What stands in the history about the mail, once `count` entries do. */
  const recorded = async (count: number) =>
    await until(
      async () => {
        const rows = (await api.database.value(
          `select coalesce(json_agg(json_build_object('kind', kind, 'stepId', step_id, 'properties', properties) order by id), '[]')
           from event where message_id = $1`,
          [message],
        )) as { kind: string; stepId: string; properties: object }[];
        return rows.length >= count && rows;
      },
      { deadlineMs: 5000, message: `${count} entries about the mail` },
    );

  it('shows a pixel of 43 bytes that nobody keeps, and records that the mail was opened', async () => {
    const response = await fetch(`${api.url}${pixel()}.gif`, { headers: { 'user-agent': 'Mozilla/5.0' } });
    expect(Buffer.from(await response.arrayBuffer()).toString('latin1')).toMatch(/^GIF89a.{36};$/s);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      ...{ 'content-type': 'image/gif', 'cache-control': 'no-store', 'content-length': '43' },
    });
    const expected = [{ kind: 'opened', stepId: 'hello', properties: { userAgentKind: 'proxy' } }];
    expect(await recorded(1)).toEqual(expected);
    // again without .gif, and then a click: once that is recorded, a second open would be too
    await get(pixel());
    await get(linkTo(URL));
    expect((await recorded(2)).map(({ kind }) => kind)).toEqual(['opened', 'clicked']);
  });

  it('sends who clicks to where the link leads, and records that', async () => {
    const answer = await get(linkTo(URL), { headers: { 'user-agent': 'Firefox' } });
    expect(answer).toMatchObject({ status: 302, body: '' });
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      ...{ location: 'https://x.example/k%C3%A4se?a=1&b=2', 'cache-control': 'no-store' },
      'referrer-policy': 'no-referrer',
    });
    expect(await recorded(1)).toEqual([
      { kind: 'clicked', stepId: 'hello', properties: { url: URL, userAgentKind: 'person' } },
    ]);
    expect((await api.call('GET', `/subscribers/${subscriberId}/timeline`)).body).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ what: "Link in mail 'Hi' clicked", why: URL })]),
    });
  });

  it('follows links as long as mails have them', async () => {
    const url = `https://x.example/${'a'.repeat(1350)}`;
    expect(linkTo(url).length).toBeGreaterThan(1900);
    expect((await get(linkTo(url))).headers.get('location')).toBe(url);
  });

  it('answers HEAD and records nothing of it', async () => {
    for (const path of [pixel(), linkTo('https://x.example/head')]) {
      const { status } = await get(path, { method: 'HEAD' });
      expect(status).toBe(path.startsWith('/c/') ? 302 : 200);
    }
    await get(linkTo('https://x.example/get'));
    expect(await recorded(1)).toMatchObject([{ properties: { url: 'https://x.example/get' } }]);
  });

  it('leads nowhere by a forged link, and says so in a page', async () => {
    const [payload = '', mac = ''] = linkTo(URL).slice(3).split('.');
    const evil = Buffer.from(JSON.stringify([message, 'https://evil.example'])).toString('base64url');
    const asId = signer.sign('click', message);
    for (const signed of [
      `${evil}.${mac}`,
      `${evil}.`,
      evil,
      payload,
      `${payload}.${mac}a`,
      asId,
      'https:%2F%2Fevil.example',
    ]) {
      const answer = await get(`/c/${signed}`);
      expect(answer).toMatchObject({ status: 404, body: expect.stringContaining('This link is not valid') });
      expect(answer.headers.get('location')).toBeNull();
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(answer.body).not.toContain('evil');
    }
  });

  it('shows the pixel to whoever makes up an address, and redirects for a mail that is gone', async () => {
    expect((await get(`/o/${'0'.repeat(52)}.gif`)).status).toBe(200);
    message = randomUUID();
    expect((await get(linkTo(URL))).status).toBe(302);
    expect((await get(pixel())).status).toBe(200);
  });
});
