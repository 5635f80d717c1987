import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Api } from './testing/api.js';

const UNKNOWN = '01990000-0000-7000-8000-00000000ffff';
const problem = (status: number, code: string) => ({ status, body: expect.objectContaining({ status, code }) });
const mail = { id: 'a', kind: 'email', subject: 'Hello', html: '<p>Hi {{ subscriber.firstName }}</p>' };

describe('the API over a real database and Temporal server', () => {
  let api: Api;
  beforeAll(async () => {
    api = await Api.start();
  }, 90_000);
  afterAll(() => api.stop(), 60_000);

  const create = async (path: string, body: unknown): Promise<{ id: string }> =>
    (await api.call('POST', path, body)).body;

  describe('authentication', () => {
    it('asks for a key', async () => {
      const answer = await api.raw('/api/v1/me', {});
      expect(answer).toMatchObject(problem(401, 'auth.required'));
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(answer.body).toMatchObject({ type: '/problems/auth-required', instance: '/api/v1/me', errors: [] });
      expect(answer.headers.get('x-request-id')).toBe((answer.body as { requestId: string }).requestId);
    });

    it('refuses a wrong key', async () => {
      expect(await api.call('GET', '/me', undefined, { authorization: 'Bearer drip_wrong' })).toMatchObject(
        problem(401, 'auth.required'),
      );
    });

    it('signs the owner in with a password and knows them by the cookie', async () => {
      const signIn = (password: string) =>
        api.raw('/api/auth/sign-in/email', {
          method: 'POST',
          headers: { 'content-type': 'application/json', origin: 'http://127.0.0.1' },
          body: JSON.stringify({ email: api.login.email, password }),
        });
      expect((await signIn('wrong password')).status).toBe(401);
      const answer = await signIn(api.login.password);
      expect(answer.status).toBe(200);
      const cookie = answer.headers
        .getSetCookie()
        .map((one) => one.split(';')[0])
        .join('; ');
      const me = await api.raw('/api/v1/me', { headers: { cookie } });
      expect(me.body).toMatchObject({
        kind: 'user',
        email: api.login.email,
        workspace: { isDemo: true, clock: { rate: 8640, secondsPerDay: 10 } },
      });
    });

    it('lets nobody sign up uninvited', async () => {
      const answer = await api.raw('/api/auth/sign-up/email', {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: 'http://127.0.0.1' },
        body: JSON.stringify({ name: 'X', email: 'x@example.com', password: 'long enough password' }),
      });
      expect(answer.status).toBeGreaterThanOrEqual(400);
    });

    it('makes a key that works until it is revoked', async () => {
      const { body } = await api.call('POST', '/api-keys', { name: 'Second' });
      const { id, key } = body as { id: string; key: string };
      const asKey = { authorization: `Bearer ${key}` };
      expect((await api.call('GET', '/me', undefined, asKey)).status).toBe(200);
      const list = await api.call('GET', '/api-keys');
      expect(JSON.stringify(list.body)).not.toContain(key);
      const ofJson = { 'content-type': 'application/json' };
      expect((await api.call('DELETE', `/api-keys/${id}`, undefined, ofJson)).status).toBe(204);
      expect((await api.call('GET', '/me', undefined, asKey)).status).toBe(401);
    });
  });

  describe('bad input', () => {
    it('names malformed JSON', async () => {
      const answer = await api.raw('/api/v1/subscribers', {
        method: 'POST',
        headers: { authorization: `Bearer ${api.key}`, 'content-type': 'application/json' },
        body: '{"email": ',
      });
      expect(answer).toMatchObject(problem(400, 'request.malformed'));
    });

    it.each([undefined, ''])('names what is missing where there is no body: %j', async (body) => {
      const headers = { authorization: `Bearer ${api.key}`, 'content-type': 'application/json' };
      const answer = await api.raw('/api/v1/lists', {
        method: 'POST',
        headers,
        ...(body === undefined ? {} : { body }),
      });
      expect(answer).toMatchObject(problem(422, 'request.invalid'));
    });

    it.each([
      ['POST', '/subscribers', {}, 'email'],
      ['POST', '/subscribers', { email: 'not-an-email' }, 'email'],
      ['POST', '/subscribers', { email: 'a@example.com', timeZone: 'Mars/Olympus' }, 'timeZone'],
      ['POST', '/subscribers', { email: 'a@example.com', listIds: [UNKNOWN] }, 'listIds.0'],
      ['POST', '/subscribers', { email: 'a@example.com', status: 'active' }, ''],
      ['POST', '/lists', { name: ' ' }, 'name'],
      ['POST', '/sequences', { name: 'S', steps: [{ id: 'a', kind: 'email' }] }, 'steps.0.subject'],
      ['POST', '/sequences', { name: 'S', steps: [{ id: 'a', kind: 'dance' }] }, 'steps.0.kind'],
      ['GET', '/subscribers?limit=0', undefined, 'limit'],
      ['GET', '/subscribers?cursor=nonsense', undefined, 'cursor'],
      ['GET', '/subscribers/not-a-uuid', undefined, 'id'],
    ])('%s %s %j names the field', async (method, path, body, field) => {
      const answer = await api.call(method, path, body);
      expect([404, 422]).toContain(answer.status);
      expect((answer.body as { errors: { path: string }[] }).errors.map(({ path: at }) => at)).toContain(field);
    });

    it.each([
      ['/segments/preview', (inner: string) => `{"condition":${inner}}`, ['{"not":', '}'], '{"tag":"vip"}'],
      [
        '/events',
        (inner: string) => `{"email":"a@example.com","name":"x","properties":{"a":${inner}}}`,
        ['[', ']'],
        '1',
      ],
      ['/sequences', (inner: string) => `{"name":"S","steps":${inner}}`, ['[', ']'], '1'],
    ])('refuses what is nested without end: %s', async (path, body, [open = '', close = ''], innermost) => {
      for (const key of [{}, { 'idempotency-key': `deep-${path}` }]) {
        const answer = await api.raw(`/api/v1${path}`, {
          method: 'POST',
          headers: { authorization: `Bearer ${api.key}`, 'content-type': 'application/json', ...key },
          body: body(open.repeat(20_000) + innermost + close.repeat(20_000)),
        });
        expect({ ...answer, headers: null }).toMatchObject({
          status: 422,
          body: { errors: [{ path: '', message: expect.stringContaining('more than 200 deep') as unknown }] },
        });
      }
    });

    it('answers an unknown route and a wrong body type with problems', async () => {
      expect(await api.call('GET', '/nowhere')).toMatchObject(problem(404, 'route.not_found'));
      expect(
        await api.raw('/api/v1/imports', {
          method: 'POST',
          headers: { authorization: `Bearer ${api.key}`, 'content-type': 'application/json' },
          body: '{}',
        }),
      ).toMatchObject(problem(422, 'input.invalid'));
    });
  });

  describe('subscribers', () => {
    it('creates once and updates by address without regard to case', async () => {
      const first = await api.call('POST', '/subscribers', {
        email: 'Ada@Example.com',
        firstName: 'Ada',
        fields: { plan: 'free' },
      });
      expect(first).toMatchObject({ status: 201, body: { email: 'Ada@example.com', status: 'active' } });
      const second = await api.call('POST', '/subscribers', {
        email: 'ada@example.com',
        lastName: 'Lovelace',
        fields: { plan: null, city: 'London' },
      });
      expect(second).toMatchObject({
        status: 200,
        body: {
          id: (first.body as { id: string }).id,
          firstName: 'Ada',
          lastName: 'Lovelace',
          fields: { city: 'London' },
        },
      });
    });

    it('does not bring consent back', async () => {
      const { id } = await create('/subscribers', { email: 'gone@example.com' });
      expect((await api.call('POST', `/subscribers/${id}/unsubscribe`, { reason: 'too many' })).body).toMatchObject({
        status: 'unsubscribed',
      });
      await api.call('POST', '/subscribers', { email: 'gone@example.com', firstName: 'Back?' });
      await api.upload('email\ngone@example.com\n');
      expect((await api.call('GET', `/subscribers/${id}`)).body).toMatchObject({ status: 'unsubscribed' });
      expect((await api.call('GET', `/subscribers/${id}/timeline`)).body).toMatchObject({
        items: [
          expect.objectContaining({ what: 'Changed: firstName', why: null }),
          expect.objectContaining({ what: 'Unsubscribed', why: 'too many' }),
          expect.objectContaining({ what: 'Added' }),
        ],
      });
    });

    it('refuses an address that another subscriber has', async () => {
      await create('/subscribers', { email: 'taken@example.com' });
      const { id } = await create('/subscribers', { email: 'other@example.com' });
      expect(await api.call('PATCH', `/subscribers/${id}`, { email: 'TAKEN@example.com' })).toMatchObject(
        problem(409, 'subscriber.email_taken'),
      );
    });

    it('pages through all of them once, and finds by part of a name with its wildcards taken literally', async () => {
      for (let n = 0; n < 5; n++)
        await create('/subscribers', { email: `page${n}@example.com`, firstName: `100%_${n}` });
      const seen: string[] = [];
      for (let cursor = ''; ;) {
        const { body } = await api.call('GET', `/subscribers?limit=2&query=${encodeURIComponent('100%_')}${cursor}`);
        const page = body as { items: { email: string }[]; nextCursor: string | null };
        seen.push(...page.items.map(({ email }) => email));
        if (page.nextCursor === null) break;
        cursor = `&cursor=${page.nextCursor}`;
      }
      expect(seen).toEqual([4, 3, 2, 1, 0].map((n) => `page${n}@example.com`));
    });
  });

  describe('sequences', () => {
    it('publishes only what can be mailed, and says what cannot', async () => {
      const { id } = await create('/sequences', {
        name: 'Broken',
        steps: [{ ...mail, html: '<p>{{ subscriber.frstName }}</p>' }],
      });
      const dry = await api.call('POST', `/sequences/${id}/publish`, { dryRun: true });
      expect(dry).toMatchObject({
        status: 200,
        body: { version: null, problems: [expect.objectContaining({ stepId: 'a', path: 'steps.0.html' })] },
      });
      const answer = await api.call('POST', `/sequences/${id}/publish`, {});
      expect(answer).toMatchObject(problem(422, 'sequence.not_publishable'));
      expect(answer.body).toMatchObject({ errors: [expect.objectContaining({ path: 'steps.0.html' })] });
      expect(await api.call('POST', `/sequences/${id}/activate`)).toMatchObject(problem(409, 'sequence.not_published'));
    });

    it('names the version that there is not', async () => {
      const { id } = await create('/sequences', { name: 'Versions', steps: [mail] });
      const unknown = (path: string, message: string) => ({
        ...problem(404, 'sequence.version_not_found'),
        body: { errors: [{ path, message: expect.stringContaining(message) as unknown }] },
      });
      expect(await api.call('GET', `/sequences/${id}/diff?from=1&to=1`)).toMatchObject(unknown('from', 'publish'));
      await api.call('POST', `/sequences/${id}/publish`);
      for (const version of [2, 99, 2_147_483_648]) {
        const diff = await api.call('GET', `/sequences/${id}/diff?from=1&to=${version}`);
        expect(diff).toMatchObject(unknown('to', 'from 1 to 1'));
        const rollback = await api.call('POST', `/sequences/${id}/rollback`, { version });
        expect(rollback).toMatchObject(unknown('version', 'from 1 to 1'));
      }
    });

    it('goes from draft to active, paused, active, archived', async () => {
      const { id } = await create('/sequences', { name: 'Life', steps: [mail] });
      expect((await api.call('POST', `/sequences/${id}/publish`, {})).body).toMatchObject({
        version: 1,
        problems: [],
        moved: 0,
        kept: 0,
      });
      expect((await api.call('POST', `/sequences/${id}/activate`)).body).toMatchObject({
        state: 'active',
        version: 1,
        hasUnpublishedChanges: false,
      });
      expect((await api.call('POST', `/sequences/${id}/pause`)).body).toMatchObject({ state: 'paused' });
      expect(await api.call('POST', `/sequences/${id}/pause`)).toMatchObject(problem(409, 'sequence.wrong_state'));
      expect((await api.call('POST', `/sequences/${id}/resume`, { mode: 'keepClock' })).body).toMatchObject({
        state: 'active',
      });
      expect(await api.call('POST', `/sequences/${id}/resume`, { mode: 'backwards' })).toMatchObject(
        problem(422, 'request.invalid'),
      );
      expect(
        (await api.call('PATCH', `/sequences/${id}`, { steps: [{ ...mail, subject: 'New' }] })).body,
      ).toMatchObject({ hasUnpublishedChanges: true });
      expect((await api.call('POST', `/sequences/${id}/publish`, { running: 'move' })).body).toMatchObject({
        version: 2,
      });
      expect((await api.call('GET', `/sequences/${id}/versions`)).body).toMatchObject({
        items: [{ version: 2 }, { version: 1 }],
      });
      expect((await api.call('POST', `/sequences/${id}/archive`)).body).toMatchObject({ state: 'archived' });
    });

    it('enrolls a person once, with what comes next', async () => {
      const { id } = await create('/sequences', {
        name: 'Enroll',
        steps: [{ id: 'w', kind: 'wait', for: { amount: 300, unit: 'days' } }, mail],
      });
      await api.call('POST', '/subscribers', { email: 'enrolled@example.com' });
      expect(await api.call('POST', `/sequences/${id}/enrollments`, { email: 'enrolled@example.com' })).toMatchObject(
        problem(409, 'sequence.wrong_state'),
      );
      await api.call('POST', `/sequences/${id}/publish`, {});
      await api.call('POST', `/sequences/${id}/activate`);
      const answer = await api.call('POST', `/sequences/${id}/enrollments`, { email: 'ENROLLED@example.com' });
      expect(answer).toMatchObject({
        status: 201,
        body: { state: 'active', version: 1, outcome: null, next: { do: 'sendEmail', stepId: 'a' } },
      });
      expect(await api.call('POST', `/sequences/${id}/enrollments`, { email: 'enrolled@example.com' })).toMatchObject(
        problem(409, 'enrollment.already_live'),
      );
      const { id: enrollment } = answer.body as { id: string };
      const { body } = await api.call('GET', `/enrollments/${enrollment}`);
      expect(body).toMatchObject({
        timeline: [expect.objectContaining({ what: 'Entered the sequence' })],
        forecast: [
          expect.objectContaining({ stepId: 'a' }),
          expect.objectContaining({ what: expect.stringContaining('Ends') }),
        ],
        workflowId: `enrollment/${enrollment}`,
      });
      const { next, enrolledAt } = body as { next: { at: string }; enrolledAt: string };
      expect((Date.parse(next.at) - Date.parse(enrolledAt)) / 86_400_000).toBeCloseTo(300, 1);
      expect((await api.call('POST', `/enrollments/${enrollment}/stop`, {})).body).toMatchObject({
        state: 'ended',
        outcome: 'stopped',
        next: null,
      });
      expect((await api.call('POST', `/enrollments/${enrollment}/stop`, {})).status).toBe(200);
      expect(await api.call('POST', `/enrollments/${enrollment}/resume`, {})).toMatchObject(
        problem(409, 'enrollment.wrong_state'),
      );
    });

    it('asks for exactly one of a person and an audience', async () => {
      expect(await api.call('POST', `/sequences/${UNKNOWN}/enrollments`, {})).toMatchObject(
        problem(422, 'request.invalid'),
      );
      expect(await api.call('POST', `/sequences/${UNKNOWN}/enrollments`, { email: 'a@example.com' })).toMatchObject(
        problem(404, 'sequence.not_found'),
      );
    });
  });

  describe('Idempotency-Key', () => {
    it('creates once and gives the same answer again', async () => {
      const headers = { 'idempotency-key': 'list-1' };
      const first = await api.call('POST', '/lists', { name: 'Once' }, headers);
      const again = await api.call('POST', '/lists', { name: 'Once' }, headers);
      expect(again).toMatchObject({ status: 201, body: first.body });
      expect(again.headers.get('idempotency-replayed')).toBe('true');
      expect(await api.call('POST', '/lists', { name: 'Other' }, headers)).toMatchObject(
        problem(422, 'idempotency.mismatch'),
      );
    });

    it('gives a new API key again, which is nowhere kept in the clear', async () => {
      const headers = { 'idempotency-key': 'key-1' };
      const first = (await api.call('POST', '/api-keys', { name: 'Retried' }, headers)).body as { key: string };
      expect((await api.call('POST', '/api-keys', { name: 'Retried' }, headers)).body).toEqual(first);
      await api.database.query(
        `do $$ begin
           if exists (select 1 from idempotency_key where body::text like '%${first.key}%') then raise exception 'a key in the clear'; end if;
         end $$`,
      );
    });

    it('may be used again after a call that failed', async () => {
      const headers = { 'idempotency-key': 'list-2' };
      expect((await api.call('POST', '/lists', { name: 'Once' }, headers)).status).toBe(409);
      await api.call(
        'DELETE',
        `/lists/${((await api.call('GET', '/lists')).body as { items: { id: string }[] }).items[0]?.id ?? ''}`,
      );
      expect((await api.call('POST', '/lists', { name: 'Once' }, headers)).status).toBe(201);
    });
  });

  describe('another workspace', () => {
    it('sees and changes nothing of this one', async () => {
      const subscriber = await create('/subscribers', { email: 'tenant@example.com' });
      const list = await create('/lists', { name: 'Tenant' });
      const sequence = await create('/sequences', { name: 'Tenant', steps: [mail] });
      await api.call('POST', `/sequences/${sequence.id}/publish`, {});
      await api.call('POST', `/sequences/${sequence.id}/activate`);
      const enrollment = await create(`/sequences/${sequence.id}/enrollments`, { subscriberId: subscriber.id });
      const { operationId } = (await api.call('POST', `/sequences/${sequence.id}/enrollments`, { listId: list.id }))
        .body as { operationId: string };
      const importJob = (await api.upload('email\ntenant2@example.com\n')).body as { id: string };
      const before = await api.call('GET', `/sequences/${sequence.id}`);
      const asStranger = { authorization: `Bearer ${api.strangersKey}` };
      const calls: [string, string, unknown?][] = [
        ['GET', `/subscribers/${subscriber.id}`],
        ['PATCH', `/subscribers/${subscriber.id}`, { firstName: 'Evil' }],
        ['GET', `/subscribers/${subscriber.id}/timeline`],
        ['POST', `/subscribers/${subscriber.id}/unsubscribe`, {}],
        ['GET', `/lists/${list.id}`],
        ['PATCH', `/lists/${list.id}`, { name: 'Evil' }],
        ['DELETE', `/lists/${list.id}`],
        ['POST', `/lists/${list.id}/members`, { subscriberId: subscriber.id }],
        ['DELETE', `/lists/${list.id}/members/${subscriber.id}`],
        ['GET', `/imports/${importJob.id}`],
        ['GET', `/imports/${importJob.id}/rejected.csv`],
        ['GET', `/sequences/${sequence.id}`],
        ['PATCH', `/sequences/${sequence.id}`, { name: 'Evil' }],
        ...['publish', 'activate', 'pause', 'resume', 'archive'].map((action): [string, string, unknown] => [
          'POST',
          `/sequences/${sequence.id}/${action}`,
          {},
        ]),
        ['GET', `/sequences/${sequence.id}/versions`],
        ['GET', `/sequences/${sequence.id}/stats`],
        ['GET', `/sequences/${sequence.id}/enrollments`],
        ['POST', `/sequences/${sequence.id}/enrollments`, { subscriberId: subscriber.id }],
        ['GET', `/enrollments/${enrollment.id}`],
        ...['pause', 'resume', 'stop'].map((action): [string, string, unknown] => [
          'POST',
          `/enrollments/${enrollment.id}/${action}`,
          {},
        ]),
        ['GET', `/operations/${operationId}`],
      ];
      for (const [method, path, body] of calls) {
        const answer = await api.call(method, path, body, asStranger);
        expect({ path, status: answer.status }).toEqual({ path, status: 404 });
      }
      expect((await api.call('GET', '/subscribers', undefined, asStranger)).body).toMatchObject({ items: [] });
      expect((await api.call('GET', `/sequences/${sequence.id}`)).body).toMatchObject({
        name: 'Tenant',
        state: (before.body as { state: string }).state,
      });
      expect((await api.call('GET', `/subscribers/${subscriber.id}`)).body).toMatchObject({
        firstName: null,
        status: 'active',
      });
    });
  });

  describe('a workspace of its own', () => {
    const owner = { name: 'Nora', email: 'nora@lumentea.example', password: 'a long enough password' };
    const input = {
      ...{ name: 'Lumen Tea', timeZone: 'Europe/London', postalAddress: '12 Harbour Lane' },
      ...{ sender: { name: 'Nora', email: 'nora@lumentea.example' }, owner },
    };

    it('runs in real time, and its owner signs in', async () => {
      const { workspaceId } = await api.runtime.useCases.createWorkspace.execute(input);
      const answer = await api.raw('/api/auth/sign-in/email', {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: 'http://127.0.0.1' },
        body: JSON.stringify({ email: owner.email, password: owner.password }),
      });
      const [cookie = ''] = answer.headers.getSetCookie().map((one) => one.split(';')[0] ?? '');
      expect((await api.raw('/api/v1/me', { headers: { cookie } })).body).toMatchObject({
        workspace: { id: workspaceId, isDemo: false, timeZone: 'Europe/London', clock: { rate: 1 } },
      });
    });

    it.each([
      ['timeZone', { timeZone: 'Mars/Olympus' }],
      ['email', { sender: { name: 'N', email: 'nobody' } }],
      ['password', { owner: { ...owner, password: 'short' } }],
    ])('is refused with the field %s', async (path, change) => {
      await expect(api.runtime.useCases.createWorkspace.execute({ ...input, ...change })).rejects.toMatchObject({
        code: 'input.invalid',
        errors: [expect.objectContaining({ path })],
      });
    });
  });
});
