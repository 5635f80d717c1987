import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { List, OptIns, Subscriber } from '@dripemails/contracts';
import { TokenSigner } from '@dripemails/platform';
import { Api, APP_SECRET } from '../testing/api.js';

const SIGNER = new TokenSigner(APP_SECRET);

describe('the link in a mail that asks to confirm', () => {
  let api: Api;
  let listId: string;
  let person: Subscriber;
  let optInId: string;
  let path: string;
  beforeAll(async () => {
    api = await Api.start();
    listId = ((await api.call('POST', '/lists', { name: 'News', optIn: 'double' })).body as List).id;
  }, 90_000);
  afterAll(() => api.stop(), 60_000);
  beforeEach(async () => {
    const asked = { email: `${randomUUID()}@example.com`, listIds: [listId], doubleOptIn: true };
    person = (await api.call('POST', '/subscribers', asked)).body as Subscriber;
    const { items } = (await api.call('GET', `/subscribers/${person.id}/opt-ins`)).body as OptIns;
    optInId = items[0]?.id ?? '';
    path = await mailed(person.email);
  });

  /** No worker runs here: the mail is as if it had gone. @returns where its link leads */
  async function mailed(to: string): Promise<string> {
    const id = randomUUID();
    await api.database.query(
      `insert into message (id, workspace_id, opt_in_id, subscriber_id, occurrence, message_id, to_address, subject, state, sent_at)
       select $2::uuid, workspace_id, id, subscriber_id, (select count(*) from message where opt_in_id = $1), $2::text, $3, 'Confirm', 'accepted', now()
       from opt_in where id = $1`,
      [optInId, id, to],
    );
    return `/confirm/${SIGNER.sign('confirm', id)}`;
  }
  const press = async (at = path): Promise<string> => (await api.raw(at, { method: 'POST' })).body;
  const open = async (at = path): Promise<string> => (await api.raw(at, {})).body;

  it('says that it was used, and nothing of what the person gets by now', async () => {
    expect(await press()).toContain('Thank you');
    await api.call('POST', `/subscribers/${person.id}/unsubscribe`, {});
    for (const body of [await open(), await press()]) {
      expect(body).toContain('You have confirmed already');
      expect(body).toContain('You confirmed “News”.');
      expect(body).not.toMatch(/You (will )?get/);
    }
  });

  it('says of a mail to an address of before that it counts for that one, and not that it expired', async () => {
    const now = `now.${person.email}`;
    await api.call('PATCH', `/subscribers/${person.id}`, { email: now });
    for (const body of [await open(), await press()]) {
      expect(body).toContain('It counts for the address that its mail went to');
      expect(body).not.toMatch(/expired|some days|example\.com/);
    }
    expect(await press(`${path}/again`)).toContain('Look into your inbox');
    expect(await press(await mailed(now))).toContain('Thank you');
  });

  it.each([
    ['by hand', () => api.call('POST', '/suppressions', { addresses: [person.email] })],
    ['by a complaint', () => api.database.query("update subscriber set status = 'complained' where id = $1", [person.id])], // prettier-ignore
  ])('promises nothing at an address that gets no mail: %s', async (_how, stop) => {
    await stop();
    for (const state of ['pending', 'cancelled', 'expired']) {
      const end = "update opt_in set state = $2, ended_at = case when $2 <> 'pending' then now() end where id = $1";
      await api.database.query(end, [optInId, state]);
      for (const body of [await open(), await press()]) {
        expect(body).toContain('write to the sender');
        expect(body).not.toMatch(/<form|sign up|expired|suppress|complain/i);
      }
    }
  });
});
