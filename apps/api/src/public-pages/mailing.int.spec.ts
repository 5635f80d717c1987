import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Api } from '../testing/api.js';
import { mailedPerson, type MailedPerson } from '../testing/mailed-person.js';

describe('the pages behind the links of a mail, where no mail goes', () => {
  let api: Api;
  let ada: MailedPerson;
  beforeAll(async () => {
    api = await Api.start();
  }, 90_000);
  afterAll(() => api.stop(), 60_000);
  beforeEach(async () => {
    ada = await mailedPerson(api);
  });

  const page = async (path: string): Promise<string> => (await api.raw(path, {})).body;
  const post = async (path: string, fields: Record<string, string>): Promise<string> =>
    (await api.raw(path, { method: 'POST', body: new URLSearchParams(fields) })).body;
  const press = (does: string, of = ada) => post(`/p/${of.token}`, { do: does });
  const column = (name: string, { subscriberId } = ada) =>
    api.database.value(`select ${name} from subscriber where id = $1`, [subscriberId]);
  const asked = ({ subscriberId }: MailedPerson) =>
    api.database.value("select count(*)::int from opt_in where subscriber_id = $1 and state = 'pending'", [
      subscriberId,
    ]);

  describe('because the address is suppressed', () => {
    const suppress = (reason: string) => async (email: string) => {
      await api.call('POST', '/suppressions', { addresses: [email] });
      await api.database.query('update suppression set reason = $2 where lower(value) = lower($1)', [email, reason]);
    };
    const KINDS: Readonly<Record<string, (email: string) => Promise<unknown>>> = {
      'by hand': suppress('manual'),
      'by a bounce': suppress('hardBounce'),
      'by a complaint': suppress('complaint'),
      'by an erasure': suppress('erased'),
      'by its domain': async (email) => api.call('POST', '/suppressions', { domains: [email.split('@')[1]] }),
    };

    it.each(Object.keys(KINDS))('say that and whom to write to, and promise nothing: %s', async (kind) => {
      ada = await mailedPerson(api, { email: `a.${randomUUID()}@${randomUUID()}.example` });
      await KINDS[kind]?.(ada.email);
      for (const body of [await page(`/p/${ada.token}`), await press('resubscribe')]) {
        expect(body).toContain('You get no mail');
        expect(body).toContain('If you want its mail, write to the sender.');
        expect(body).not.toMatch(/You are subscribed|value="(save|pause|resubscribe)"|suppress|complain|bounce/i);
      }
      expect(await asked(ada)).toBe(0);
      expect(await page(`/u/${ada.token}`)).toContain('You get no mail');
    });

    it('take a no all the same, which stands when the sender changes that', async () => {
      for (const leave of [
        (of: MailedPerson) => press('unsubscribe', of),
        (of: MailedPerson) => post(`/u/${of.token}/choice`, { scope: 'all' }),
      ]) {
        const one = await mailedPerson(api);
        await suppress('manual')(one.email);
        for (const path of [`/p/${one.token}`, `/u/${one.token}`])
          expect(await page(path)).toContain('Unsubscribe from everything');
        await leave(one);
        expect(await column('status', one)).toBe('unsubscribed');
        for (const path of [`/p/${one.token}`, `/u/${one.token}`]) {
          const body = await page(path);
          expect(body).not.toContain('Unsubscribe from everything');
          expect(body).not.toContain('value="resubscribe"');
        }
      }
    });

    it('change nothing by what was opened before', async () => {
      await suppress('manual')(ada.email);
      for (const does of ['pause', 'resume']) expect(await press(does)).toContain('Nothing was changed');
      expect(await column('mail_paused_until')).toBeNull();
    });

    it('ask by mail who has an address at which somebody else said no', async () => {
      const email = `left.${randomUUID()}@example.net`;
      const before = await mailedPerson(api, { email });
      await press('unsubscribe', before);
      await api.call('PATCH', `/subscribers/${before.subscriberId}`, { email: `now.${email}` });
      const now = await mailedPerson(api, { email });
      const body = await page(`/p/${now.token}`);
      expect(body).toContain('You get no mail');
      expect(body).toContain('value="resubscribe"');
      expect(body).not.toContain('value="save"');
      expect(await press('resubscribe', now)).toContain('one is on its way');
      expect(await asked(now)).toBe(1);
    });
  });

  describe('because the person unsubscribed, and has a page from before open still', () => {
    beforeEach(() => press('unsubscribe'));

    it('pause nothing, and start nothing again', async () => {
      for (const does of ['pause', 'resume']) {
        const body = await press(does);
        expect(body).toContain('Nothing was changed, because no mail goes to you.');
        expect(body).not.toContain('You get mail again');
      }
      const body = await post(`/u/${ada.token}/choice`, { scope: 'pause' });
      expect(body).toContain('You are unsubscribed');
      expect(body).not.toContain('30 days');
      expect(await column('mail_paused_until')).toBeNull();
    });

    it('let them leave what they no longer want, and join nothing', async () => {
      const [joined, left] = [randomUUID(), randomUUID()];
      for (const id of [joined, left])
        await api.database.query(
          'insert into list (id, workspace_id, name, is_public) select $1::uuid, workspace_id, $1::text, true from subscriber where id = $2',
          [id, ada.subscriberId],
        );
      await api.database.query(
        'insert into membership (workspace_id, list_id, subscriber_id) select workspace_id, $1::uuid, id from subscriber where id = $2',
        [left, ada.subscriberId],
      );
      const fields: [string, string][] = [['do', 'save'], ['shownLists', joined], ['lists', joined], ['shownLists', left], ['perWeek', '2']]; // prettier-ignore
      const body = (await api.raw(`/p/${ada.token}`, { method: 'POST', body: new URLSearchParams(fields) })).body as string; // prettier-ignore
      expect(body).toContain('you joined nothing. What you left, you have left.');
      expect(body).not.toContain('Your choice is saved');
      const lists = 'select json_object_agg(list_id, status) from membership where subscriber_id = $1';
      expect(await api.database.value(lists, [ada.subscriberId])).toEqual({ [left]: 'unsubscribed' });
      expect(await column('cap_per_week')).toBeNull();
    });
  });
});
