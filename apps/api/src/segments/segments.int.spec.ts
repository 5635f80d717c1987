import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Api } from '../testing/api.js';

const UNKNOWN = '01990000-0000-7000-8000-00000000ffff';
const PRO = { field: 'plan', op: 'is', value: 'pro' };

describe('segments over the API', () => {
  let api: Api;
  const people: { id: string }[] = [];
  beforeAll(async () => {
    api = await Api.start();
    for (const [email, plan] of [
      ['ada@segments.example', 'Pro'],
      ['bob@segments.example', 'free'],
      ['cy@segments.example', 'pro'],
    ] as const)
      people.push(await create('/subscribers', { email, fields: { plan }, timeZone: 'Asia/Kolkata' }));
    await api.call('POST', `/subscribers/${people[2]?.id ?? ''}/unsubscribe`, {});
  }, 90_000);
  afterAll(() => api.stop(), 60_000);

  const create = async (path: string, body: unknown): Promise<{ id: string }> => {
    const answer = await api.call('POST', path, body);
    if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  };

  it('keeps a segment and says who is in it', async () => {
    const made = await api.call('POST', '/segments', { name: 'Pros', condition: PRO });
    expect(made).toMatchObject({
      status: 201,
      body: { name: 'Pros', description: '', condition: PRO, words: "plan is 'pro'", count: 2, mailable: 1 },
    });
    const { id } = made.body as { id: string };
    const listed = await api.call('GET', '/segments');
    expect((listed.body as { items: { id: string; count: number }[] }).items).toContainEqual(
      expect.objectContaining({ id, count: 2, mailable: 1 }),
    );
    const members = await api.call('GET', `/segments/${id}/members?limit=1`);
    expect(members.body).toMatchObject({ items: [{ id: people[2]?.id }], nextCursor: expect.any(String) });
    const { nextCursor } = members.body as { nextCursor: string };
    expect((await api.call('GET', `/segments/${id}/members?limit=1&cursor=${nextCursor}`)).body).toMatchObject({
      items: [{ id: people[0]?.id }],
      nextCursor: null,
    });
    const found = await api.call('GET', `/subscribers?segment=${id}`);
    expect((found.body as { items: unknown[] }).items).toHaveLength(2);
    const changed = await api.call('PATCH', `/segments/${id}`, { condition: { not: PRO }, description: 'The others' });
    expect(changed).toMatchObject({
      status: 200,
      body: { name: 'Pros', description: 'The others', words: "not (plan is 'pro')" },
    });
    expect(await api.call('DELETE', `/segments/${id}`)).toMatchObject({ status: 204 });
    expect(await api.call('GET', `/segments/${id}`)).toMatchObject({
      status: 404,
      body: { code: 'segment.not_found' },
    });
  });

  it('shows who would be in it before it is stored', async () => {
    const preview = await api.call('POST', '/segments/preview', { condition: PRO });
    expect(preview).toMatchObject({
      status: 200,
      body: {
        ...{ count: 2, mailable: 1, words: "plan is 'pro'" },
        sample: [{ email: 'cy@segments.example' }, { email: 'ada@segments.example' }],
      },
    });
  });

  it('counts nobody as one who can be mailed whose address or domain is suppressed', async () => {
    const condition = { field: 'plan', op: 'is', value: 'suppressed' };
    for (const email of ['dee@one.example', 'eve@mail.two.example', 'fay@three.example'])
      await create('/subscribers', { email, fields: { plan: 'suppressed' } });
    await create('/suppressions', { addresses: ['Dee@one.example'], domains: ['two.example'] });
    const preview = await api.call('POST', '/segments/preview', { condition });
    expect(preview.body).toMatchObject({ count: 3, mailable: 1 });
    const { id } = await create('/segments', { name: 'Suppressed', condition });
    expect((await api.call('GET', `/segments/${id}`)).body).toMatchObject({ count: 3, mailable: 1 });
    await api.call('DELETE', `/segments/${id}`);
  });

  it.each([
    ['an empty group', { all: [] }],
    ['a value that does not fit', { field: 'plan', op: 'isSet', value: 1 }],
    ['an unknown list', { list: UNKNOWN }],
    ['an unknown segment', { not: { segment: UNKNOWN } }],
    ['a step', { opened: { step: 'welcome' } }],
    ['NUL', { field: 'plan', op: 'is', value: '\u0000' }],
  ])('refuses %s and says where', async (_, condition) => {
    for (const [path, body] of [
      ['/segments/preview', { condition }],
      ['/segments', { name: 'Refused', condition }],
    ] as const) {
      const answer = await api.call('POST', path, body);
      expect(answer.status).toBe(422);
      expect((answer.body as { errors: { path: string }[] }).errors[0]?.path).toMatch(/^condition/);
    }
  });

  it.each<[string, object, string, RegExp]>([
    ['a misspelt field', { field: 'plann', op: 'is', value: 'pro' }, 'field', /^There is no custom field 'plann'/],
    ['the status', { field: 'status', op: 'is', value: 'active' }, 'field', /GET \/subscribers\?status=active/],
    ['a date in words', { field: 'createdAt', op: 'before', value: 'tomorrow' }, 'value', /a date of ISO 8601/],
    ['a number in words', { field: 'seats', op: 'greaterThan', value: 'abc' }, 'value', /a number/],
    ['a number that is before', { field: 'seats', op: 'before', value: '2026-01-01' }, 'op', /'before' does not fit/],
    ['a choice that there is not', { field: 'size', op: 'is', value: 'XL' }, 'value', /one of: S, M/],
  ])('refuses %s, which would fit nobody, and whose opposite would fit everybody', async (_, rule, part, message) => {
    for (const [name, body] of [
      ['seats', { name: 'seats', label: 'Seats', type: 'number' }],
      ['size', { name: 'size', label: 'Size', type: 'choice', choices: ['S', 'M'] }],
    ] as const)
      if (!(await fieldNames()).includes(name)) await create('/fields', body);
    const condition = { all: [{ tag: 'vip' }, { not: rule }] };
    const refused = {
      status: 422,
      body: { errors: [{ path: `condition.all.1.not.${part}`, message: expect.stringMatching(message) }] },
    };
    expect(await api.call('POST', '/segments/preview', { condition })).toMatchObject(refused);
    expect(await api.call('POST', '/segments', { name: 'Refused', condition })).toMatchObject(refused);
    const { id } = await create('/segments', { name: 'To be changed', condition: PRO });
    expect(await api.call('PATCH', `/segments/${id}`, { condition })).toMatchObject(refused);
    expect(await api.call('GET', `/segments/${id}`)).toMatchObject({ body: { condition: PRO, problems: [] } });
    await api.call('DELETE', `/segments/${id}`);
  });

  it('still reads a segment whose field is another one by now, and tells what is wrong', async () => {
    const field = await create('/fields', { name: 'score', label: 'Score', type: 'text' });
    const condition = { not: { field: 'score', op: 'is', value: 'high' } };
    const { id } = await create('/segments', { name: 'Not high', condition });
    expect(await api.call('DELETE', `/fields/${field.id}`)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('Not high') },
    });
    expect(await api.call('PATCH', `/fields/${field.id}`, { type: 'number' })).toMatchObject({ status: 200 });
    const problems = [{ path: 'condition.not.value', message: expect.stringContaining('a number') }];
    expect(await api.call('GET', `/segments/${id}`)).toMatchObject({ status: 200, body: { condition, problems } });
    const { items } = (await api.call('GET', '/segments')).body as { items: object[] };
    expect(items).toContainEqual(expect.objectContaining({ id, problems }));
    // what is not the rule can be changed
    expect(await api.call('PATCH', `/segments/${id}`, { name: 'Others' })).toMatchObject({ status: 200 });
    await api.call('DELETE', `/segments/${id}`);
  });

  const fieldNames = async (): Promise<string[]> => {
    const { items } = (await api.call('GET', '/fields')).body as { items: { name: string }[] };
    return items.map(({ name }) => name);
  };

  it('says of a wrong operator which ones there are, at its place', async () => {
    const condition = { all: [{ tag: 'vip' }, { not: { field: 'plan', op: 'equals', value: 'pro' } }] };
    expect(await api.call('POST', '/segments/preview', { condition })).toMatchObject({
      status: 422,
      body: {
        errors: [
          { path: 'condition.all.1.not.op', message: expect.stringMatching(/^use one of the operators is, isNot, /) },
        ],
      },
    });
  });

  it('explains why somebody is in it', async () => {
    const inner = await create('/segments', { name: 'Inner', condition: { tag: 'vip' } });
    const { id } = await create('/segments', {
      name: 'Explained',
      condition: { all: [PRO, { not: { segment: inner.id } }] },
    });
    const explain = (subscriberId = '') => api.call('GET', `/segments/${id}/explain?subscriberId=${subscriberId}`);
    expect(await explain(people[0]?.id)).toMatchObject({
      status: 200,
      body: {
        ...{ isIn: true, isMailable: true, words: "plan is 'pro' and not (is in segment 'Inner')" },
        rules: [
          { path: 'all.0', words: "plan is 'pro'", holds: true, saw: "plan is 'Pro'" },
          { path: 'all.1.not', words: "has tag 'vip'", holds: false, saw: "has tag 'vip': no" },
        ],
      },
    });
    expect((await explain(people[1]?.id)).body).toMatchObject({ isIn: false });
    expect((await explain(people[2]?.id)).body).toMatchObject({ isIn: true, isMailable: false });
    expect(await explain(UNKNOWN)).toMatchObject({ status: 404, body: { code: 'subscriber.not_found' } });
  });

  it('refuses a circle, and to delete what is used', async () => {
    const inside = await create('/segments', { name: 'Inside', condition: PRO });
    const around = await create('/segments', { name: 'Around', condition: { not: { segment: inside.id } } });
    expect(await api.call('PATCH', `/segments/${inside.id}`, { condition: { segment: around.id } })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'condition', message: expect.stringContaining('Inside → Around → Inside') }] },
    });
    expect(await api.call('DELETE', `/segments/${inside.id}`)).toMatchObject({
      status: 409,
      body: { code: 'segment.in_use', detail: expect.stringContaining("the segment 'Around'") },
    });
  });

  it('becomes its rule when a sequence is published', async () => {
    const pros = await create('/segments', { name: 'Published pros', condition: PRO });
    const mail = { id: 'a', kind: 'email', subject: 'Hello', html: '<p>Hi</p>' };
    const branch = (segment: string) => ({ id: 'b', kind: 'branch', if: { segment }, then: [mail], else: [] });
    const sequence = await create('/sequences', { name: 'By segment', steps: [branch(UNKNOWN)] });
    const publish = () => api.call('POST', `/sequences/${sequence.id}/publish`, {});
    expect(await publish()).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'steps.0.if', message: 'There is no such segment: choose one that exists.' }] },
    });
    const settings = { triggers: [{ on: 'segmentEntered', if: { segment: pros.id } }] };
    await api.call('PATCH', `/sequences/${sequence.id}`, { steps: [branch(pros.id)], settings });
    const simulation = await api.call('POST', `/sequences/${sequence.id}/simulate`, {
      from: 'draft',
      subscriberId: people[0]?.id,
    });
    expect(simulation).toMatchObject({ status: 200 });
    expect(JSON.stringify(simulation.body)).toContain("plan is 'pro'? Yes");
    expect(await publish()).toMatchObject({ status: 200, body: { version: 1 } });
    expect((await api.call('GET', `/sequences/${sequence.id}`)).body).toMatchObject({
      hasUnpublishedChanges: false,
      steps: [branch(pros.id)],
    });
    const versions = await api.call('GET', `/sequences/${sequence.id}/versions`);
    expect((versions.body as { items: unknown[] }).items[0]).toMatchObject({
      steps: [{ ...branch(pros.id), if: PRO }],
      settings: { triggers: [{ on: 'segmentEntered', if: PRO }] },
    });
    const refused = await api.call('DELETE', `/segments/${pros.id}`);
    expect((refused.body as { detail: string }).detail).toContain("the published version of the sequence 'By segment'");
    // the segment changes, and with the next version the sequence does
    await api.call('PATCH', `/segments/${pros.id}`, { condition: { tag: 'pro' } });
    expect(await publish()).toMatchObject({ status: 200, body: { version: 2 } });
    expect(await publish()).toMatchObject({ status: 200, body: { version: 2 } });
  });

  it('is enrolled as an operation', async () => {
    const pros = await create('/segments', { name: 'Enrolled', condition: PRO });
    const mail = { id: 'a', kind: 'email', subject: 'Hello', html: '<p>Hi</p>' };
    const sequence = await create('/sequences', { name: 'For a segment', steps: [mail] });
    await api.call('POST', `/sequences/${sequence.id}/publish`, {});
    await api.call('POST', `/sequences/${sequence.id}/activate`, {});
    const started = await api.call('POST', `/sequences/${sequence.id}/enrollments`, { segmentId: pros.id });
    expect(started).toMatchObject({ status: 202, body: { operationId: expect.any(String) } });
    const { operationId } = started.body as { operationId: string };
    expect((await api.call('GET', `/operations/${operationId}`)).body).toMatchObject({
      ...{ kind: 'enrollSegment', total: 2, title: "Enroll segment 'Enrolled' in 'For a segment'" },
    });
    // what the workflow does, page by page
    const workspaceId = String(
      await api.database.value('select workspace_id from operation where id = $1', [operationId]),
    );
    await api.runtime.useCases.enrollAudiencePage.execute({ workspaceId, id: operationId });
    expect((await api.call('GET', `/operations/${operationId}`)).body).toMatchObject({
      ...{ status: 'completed', done: 1, skipped: 1 },
    });
    const enrolled = await api.call('GET', `/sequences/${sequence.id}/enrollments`);
    expect((enrolled.body as { items: unknown[] }).items).toMatchObject([{ subscriberId: people[0]?.id }]);
    expect(await api.call('POST', `/sequences/${sequence.id}/enrollments`, { segmentId: UNKNOWN })).toMatchObject({
      status: 404,
      body: { code: 'segment.not_found' },
    });
  });
});
