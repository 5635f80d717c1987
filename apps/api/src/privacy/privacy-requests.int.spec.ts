import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { EraseStarted, Overview, PersonExport, PrivacyRequest, Problem } from '@dripemails/contracts';
import { v7 as newId } from 'uuid';
import { Api } from '../testing/api.js';
import { mailedPerson, type MailedPerson } from '../testing/mailed-person.js';

type Page = { items: PrivacyRequest[]; nextCursor: string | null };

describe('what people ask about their data', () => {
  let api: Api;
  let ada: MailedPerson;
  beforeAll(async () => {
    api = await Api.start();
  }, 90_000);
  afterAll(() => api.stop(), 60_000);
  beforeEach(async () => {
    ada = await mailedPerson(api);
    await api.database.query('delete from privacy_request');
  });

  const page = async (who = ada) => (await api.raw(`/p/${who.token}`, {})).body as string;
  const press = (does: string, token = ada.token) =>
    api.raw(`/p/${token}`, { method: 'POST', body: new URLSearchParams({ do: does }) });
  const list = async (query = '') => ((await api.call('GET', `/privacy/requests${query}`)).body as Page).items;
  const waiting = async () => {
    const [request] = await list('?status=waiting');
    if (request === undefined) throw new Error('nothing waits');
    return request;
  };
  const asStranger = { authorization: '' };
  beforeAll(() => {
    asStranger.authorization = `Bearer ${api.strangersKey}`;
  });
  const act = (id: string, does: 'fulfil' | 'decline', body?: object, headers = {}) =>
    api.call('POST', `/privacy/requests/${id}/${does}`, body, headers);
  /** No worker runs here: the stages of an erasure, one after the other. */
  const carryOut = async (id: string) => {
    const workspaceId = String(
      await api.database.value('select workspace_id from privacy_request where id = $1', [id]),
    );
    for (let cursor: string | undefined; ;) {
      const result = await api.runtime.useCases.erasePage.execute({
        ...{ workspaceId, id },
        ...(cursor === undefined ? {} : { cursor }),
      });
      if (result.cursor === undefined) return;
      cursor = result.cursor;
    }
  };

  describe('on their preference page', () => {
    it('opens without asking for anything', async () => {
      for (const method of ['GET', 'HEAD']) expect((await api.raw(`/p/${ada.token}`, { method })).status).toBe(200);
      const body = await page();
      expect(body).toContain('Your data');
      expect(body).toMatch(/<button[^>]*name="do"\s+value="askCopy"/);
      expect(body).toMatch(/<details>[^]*name="do"\s+value="askErase"[^]*<\/details>/);
      expect(await list()).toEqual([]);
    });

    it.each([
      ['askCopy', 'export', 'You asked for a copy of everything that is held on you'],
      ['askErase', 'erase', 'You asked to be erased'],
    ])('files %s once, however often it is pressed', async (does, kind, words) => {
      for (const _time of [1, 2]) {
        const { status, body } = await press(does);
        expect(status).toBe(200);
        expect(body).toContain('We have passed it on');
        expect(body).toContain(words);
      }
      await Promise.all([press(does), press(does)]);
      const [request, ...more] = await list();
      expect(more).toEqual([]);
      expect(request).toMatchObject({
        ...{ kind, status: 'waiting', subscriberId: ada.subscriberId, email: ada.email },
        ...{ requestedBy: null, answeredAt: null, answeredBy: null, reason: null },
        completedAt: null,
      });
      // it waits: there is no button to ask for it again, and nothing has happened to anybody
      expect(await page()).not.toContain(`value="${does}"`);
      expect(await page()).toMatch(/It waits for an answer, due by \d+ \w+ \d{4}\./);
      expect(await api.database.value('select status from subscriber where id = $1', [ada.subscriberId])).toBe(
        'active',
      );
      const events = "select count(*)::int from event where subscriber_id = $1 and kind = 'preferences'";
      expect(await api.database.value(events, [ada.subscriberId])).toBe(1);
    });

    it('says by when there has to be an answer: within a month, in the time of the workspace', async () => {
      await press('askCopy');
      const { createdAt, dueAt } = await waiting();
      const days = (Date.parse(dueAt ?? '') - Date.parse(createdAt)) / 86_400_000;
      expect(days).toBeGreaterThanOrEqual(28);
      expect(days).toBeLessThanOrEqual(30);
    });

    it('takes both at a time, and from those who get no mail', async () => {
      for (const status of ['unsubscribed', 'complained']) {
        const bob = await mailedPerson(api);
        await api.database.query('update subscriber set status = $2 where id = $1', [bob.subscriberId, status]);
        for (const does of ['askCopy', 'askErase']) expect((await press(does, bob.token)).status).toBe(200);
        expect((await list(`?subscriberId=${bob.subscriberId}`)).map(({ kind }) => kind)).toEqual(['erase', 'export']);
      }
    });

    it.each(['forged', ''])('knows no token %j', async (token) => {
      const { status } = await press('askErase', token);
      expect(status).toBe(404);
      expect(await list()).toEqual([]);
    });
  });

  describe('and a member answers', () => {
    it('finds by status, kind and person, page by page', async () => {
      const bob = await mailedPerson(api);
      await press('askCopy');
      await press('askErase');
      await press('askCopy', bob.token);
      const found = async (query: string) => (await list(query)).map(({ email, kind }) => [email, kind]);
      expect(await found('?status=waiting')).toHaveLength(3);
      const { attention } = (await api.call('GET', '/overview')).body as Overview;
      expect(attention).toContainEqual(
        expect.objectContaining({ kind: 'privacyRequest', count: 3, href: '/privacy?status=waiting' }),
      );
      expect(await found('?status=waiting&kind=erase')).toEqual([[ada.email, 'erase']]);
      expect(await found(`?kind=export&subscriberId=${bob.subscriberId}`)).toEqual([[bob.email, 'export']]);
      expect(await found('?status=completed')).toEqual([]);
      const { items, nextCursor } = (await api.call('GET', '/privacy/requests?status=waiting&limit=2')).body as Page;
      expect(items).toHaveLength(2);
      expect(await found(`?status=waiting&cursor=${nextCursor}`)).toEqual([[ada.email, 'export']]);
      const { status, body } = await api.call('GET', '/privacy/requests?status=open');
      expect(status).toBe(422);
      expect((body as Problem).errors.map(({ path }) => path)).toEqual(['status']);
    });

    it('with the copy, which says that it was asked for', async () => {
      await press('askCopy');
      const { id } = await waiting();
      await api.call('PUT', `/subscribers/${ada.subscriberId}/preferences`, { capPerWeek: 2 });
      const held = (await api.call('GET', `/subscribers/${ada.subscriberId}/export`)).body as PersonExport;
      // who of the workspace did it is not theirs to know
      expect(held.consents).toMatchObject([{ what: 'frequencyChanged', source: 'API' }]);
      expect(held.privacyRequests).toMatchObject([{ kind: 'export', status: 'waiting', reason: null }]);
      for (const _time of [1, 2]) {
        const { status, body } = await act(id, 'fulfil');
        expect(status).toBe(200);
        expect(body).toMatchObject({
          id,
          status: 'completed',
          answeredBy: { kind: 'apiKey', id: expect.any(String) as unknown, name: expect.any(String) as unknown },
        });
      }
      expect(await page()).toMatch(/The copy was handed out on \d+ \w+ \d{4}\./);
      expect((await act(id, 'decline', { reason: 'No' })).status).toBe(409);
      // it may be asked for again
      await press('askCopy');
      expect((await waiting()).id).not.toBe(id);
    });

    it('with no, and why', async () => {
      await press('askErase');
      const { id } = await waiting();
      for (const [body, path] of [
        [{}, 'reason'],
        [{ reason: ' ' }, 'reason'],
        [{ reason: 'x'.repeat(1001) }, 'reason'],
      ] as const) {
        const answer = await act(id, 'decline', body);
        expect(answer.status).toBe(422);
        expect((answer.body as Problem).errors.map((one) => one.path)).toEqual([path]);
      }
      const reason = 'We have to keep <b>invoices</b> for 10 years.';
      expect((await act(id, 'decline', { reason })).body).toMatchObject({ status: 'declined', reason });
      expect(await page()).toContain('We have to keep &lt;b&gt;invoices&lt;/b&gt; for 10 years.');
      for (const does of ['fulfil', 'decline'] as const) {
        const { status, body } = await act(id, does, does === 'decline' ? { reason } : undefined);
        expect({ status, code: (body as Problem).code }).toEqual({ status: 409, code: 'privacy_request.answered' });
      }
      expect(await api.database.value('select status from subscriber where id = $1', [ada.subscriberId])).toBe(
        'active',
      );
      await press('askErase');
      expect((await waiting()).id).not.toBe(id);
    });

    it.each([
      ['the request', (request: PrivacyRequest) => act(request.id, 'fulfil')],
      ['the person', (request: PrivacyRequest) => api.call('POST', `/subscribers/${request.subscriberId}/erase`)],
    ])('with the erasure, by way of %s', async (_what, erase) => {
      await press('askErase');
      const request = await waiting();
      await press('askCopy');
      // asked for long ago: what was begun since is of the time before the erasure all the same
      await api.database.query("update privacy_request set created_at = now() - interval '20 days' where id = $1", [
        request.id,
      ]);
      const exported = newId();
      await api.database.query(
        `insert into export_job (id, workspace_id, status, format, filter, created_at, expires_at)
         select $1, workspace_id, 'completed', 'csv', '{}', now() - interval '5 days', now() + interval '1 day' from privacy_request where id = $2`,
        [exported, request.id],
      );
      for (const _time of [1, 2]) {
        const answer = await erase(request);
        expect([200, 202]).toContain(answer.status);
        const { id, requestId } = answer.body as Partial<PrivacyRequest & EraseStarted>;
        expect(requestId ?? id).toBe(request.id);
      }
      expect(await list(`?subscriberId=${ada.subscriberId}&kind=erase`)).toMatchObject([
        { id: request.id, status: 'queued', requestedBy: null, email: null },
      ]);
      const enrollment = 'select outcome from enrollment where id = $1';
      expect(await api.database.value(enrollment, [ada.enrollmentId])).toBe('erased');
      // nothing is left to make a copy of
      expect(await list('?kind=export')).toMatchObject([{ status: 'declined', reason: expect.any(String) as unknown }]);
      expect(await page()).toMatch(/It was granted on \d+ \w+ \d{4}, and is being done\./);

      await carryOut(request.id);
      expect(await list('?kind=erase')).toMatchObject([{ status: 'completed', error: null, report: { found: [] } }]);
      expect(await api.database.value('select status from export_job where id = $1', [exported])).toBe('expired');
      const body = await page();
      expect(body).toMatch(/You asked to be erased on \d+ \w+ \d{4}\. You were erased on \d+ \w+ \d{4}\./);
      expect(body).not.toContain('erased.invalid');
      expect(body).not.toContain('<form');
      for (const does of ['askCopy', 'askErase']) expect((await press(does)).body).toContain('nothing more to ask for');
      expect(await list('?status=waiting')).toEqual([]);
    });

    it('once, when yes and no come at the same time', async () => {
      for (const does of ['askErase', 'askCopy']) {
        await press(does);
        const { id } = await waiting();
        const statuses = (await Promise.all([act(id, 'fulfil'), act(id, 'decline', { reason: 'No' })])).map(
          ({ status }) => status,
        );
        expect(statuses.sort()).toEqual([200, 409]);
        ada = await mailedPerson(api);
      }
    });

    it('with an erasure that takes the name out of why another was declined', async () => {
      await api.database.query("update subscriber set first_name = 'Ada', last_name = 'Lovelace' where id = $1", [
        ada.subscriberId,
      ]);
      await press('askErase');
      await act((await waiting()).id, 'decline', { reason: `Ada Lovelace (${ada.email}) is a customer.` });
      const { body } = await api.call('POST', `/subscribers/${ada.subscriberId}/erase`);
      await carryOut((body as EraseStarted).requestId);
      expect(await list('?kind=erase')).toMatchObject([
        { status: 'completed', report: { found: [], removed: { privacy_request: 1 } } },
        { status: 'declined', reason: 'Erased' },
      ]);
    });

    it('and nobody of another workspace', async () => {
      await press('askErase');
      const { id } = await waiting();
      expect((await act(id, 'fulfil', undefined, asStranger)).status).toBe(404);
      expect((await act(id, 'decline', { reason: 'No' }, asStranger)).status).toBe(404);
      expect(await waiting()).toMatchObject({ id, status: 'waiting' });
    });

    it('to nothing that no person asked for', async () => {
      await api.call('GET', `/subscribers/${ada.subscriberId}/export`);
      const [noted] = await list();
      expect(noted).toMatchObject({ kind: 'export', status: 'completed', dueAt: null });
      expect((await act(noted?.id ?? '', 'decline', { reason: 'No' })).status).toBe(409);
      expect((await act(newId(), 'fulfil')).status).toBe(404);
    });
  });

  it('keeps what two profiles asked for when they are merged, and erases once', async () => {
    const bob = await mailedPerson(api);
    for (const token of [ada.token, bob.token]) await press('askErase', token);
    expect((await api.call('POST', `/subscribers/${ada.subscriberId}/merge`, { from: bob.subscriberId })).status).toBe(200); // prettier-ignore
    const [newer, older] = await list(`?subscriberId=${ada.subscriberId}`);
    await act(newer?.id ?? '', 'fulfil');
    expect(await list(`?subscriberId=${ada.subscriberId}`)).toMatchObject([
      { id: newer?.id, status: 'queued' },
      { id: older?.id, status: 'declined' },
    ]);
  });

  it('is not taken more often than a visitor can mean', async () => {
    const statuses: number[] = [];
    for (let time = 0; time < 11; time++) statuses.push((await press('askCopy')).status);
    expect(statuses).toEqual([...Array<number>(10).fill(200), 429]);
    expect(await list()).toHaveLength(1);
    // what was pressed too often has nothing to do with leaving
    expect((await press('unsubscribe')).status).toBe(200);
  });
});
