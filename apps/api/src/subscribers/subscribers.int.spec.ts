import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  BulkSubscribersAnswer,
  CustomField,
  CustomFieldChange,
  Operation,
  OperationStarted,
  Page,
  Problem,
  Subscriber,
  TimelineEntry,
} from '@dripemails/contracts';
import { Api } from '../testing/api.js';

describe('people and their fields', () => {
  let api: Api;
  let workspaceId: string;

  beforeAll(async () => {
    api = await Api.start();
    workspaceId = ((await api.call('GET', '/me')).body as { workspace: { id: string } }).workspace.id;
  }, 120_000);
  afterAll(() => api.stop());

  const person = async (body: object): Promise<Subscriber> => (await api.call('POST', '/subscribers', body)).body;
  /** Runs an operation to its end, as its workflow does. */
  async function finish(id: string): Promise<Operation> {
    const { useCases } = api.runtime;
    for (let cursor: string | undefined = 'first'; cursor !== undefined;)
      cursor = (await useCases.bulkSubscribersPage.execute({ workspaceId, id })).cursor;
    return (await api.call('GET', `/operations/${id}`)).body;
  }

  it('knows one person by every spelling of an address', async () => {
    const one = await person({ email: 'Ada@xn--bcher-kva.example', firstName: 'Ada' });
    expect(one.email).toBe('Ada@bücher.example');
    const again = await api.call('POST', '/subscribers', { email: 'ADA@BÜCHER.example', lastName: 'King' });
    expect(again).toMatchObject({ status: 200, body: { id: one.id, firstName: 'Ada', lastName: 'King' } });
  });

  it('makes fields of the types of their first values, and holds later values to them', async () => {
    const one = await person({
      email: 'typed@example.com',
      fields: { plan: 'pro', seats: 3, beta: true, data: { a: [null] } },
    });
    expect(one.fields).toEqual({ plan: 'pro', seats: 3, beta: true, data: { a: [null] } });
    const fields = ((await api.call('GET', '/fields?limit=200')).body as Page<CustomField>).items;
    expect(Object.fromEntries(fields.map(({ name, type }) => [name, type]))).toMatchObject({
      ...{ plan: 'text', seats: 'number', beta: 'boolean', data: 'json' },
    });
    const path = `/subscribers/${one.id}`;
    const wrong = await api.call('PATCH', path, { fields: { seats: 'many', beta: 'perhaps', email: 'x@y.example' } });
    expect(wrong.status).toBe(422);
    expect((wrong.body as Problem).errors).toEqual([expect.objectContaining({ path: 'fields.email' })]);
    const misfits = await api.call('PATCH', path, { fields: { seats: 'many', beta: 'perhaps' } });
    expect((misfits.body as Problem).errors.map((error) => error.path)).toEqual(['fields.seats', 'fields.beta']);
    const changed = await api.call('PATCH', path, { fields: { seats: '12', beta: 'no', data: null } });
    expect((changed.body as Subscriber).fields).toEqual({ plan: 'pro', seats: 12, beta: false });
  });

  it('refuses a locale or a time zone that does not exist, and writes the locale canonically', async () => {
    const locale = await api.call('POST', '/subscribers', { email: 'l@example.com', locale: 'not a tag' });
    expect((locale.body as Problem).errors).toEqual([expect.objectContaining({ path: 'locale' })]);
    const zone = await api.call('POST', '/subscribers', { email: 'l@example.com', timeZone: 'Europe/Atlantis' });
    expect((zone.body as Problem).errors).toEqual([expect.objectContaining({ path: 'timeZone' })]);
    expect((await person({ email: 'l@example.com', locale: 'de_at' })).locale).toBe('de-AT');
  });

  it('changes and deletes fields without losing a value by surprise', async () => {
    const made = await api.call('POST', '/fields', {
      name: 'tier',
      label: 'Tier',
      type: 'choice',
      choices: ['Gold', 'Tin'],
    });
    expect(made.status).toBe(201);
    const { id } = made.body as CustomField;
    expect((await api.call('POST', '/fields', { name: 'tier' })).status).toBe(409);
    const one = await person({ email: 'tier@example.com', fields: { tier: 'gold' } });
    expect(one.fields).toEqual({ tier: 'Gold' });
    const dry = await api.call('PATCH', `/fields/${id}`, { type: 'number', dryRun: true });
    expect(dry.body as CustomFieldChange).toMatchObject({ values: 1, misfits: 1, field: { type: 'choice' } });
    const refused = await api.call('PATCH', `/fields/${id}`, { type: 'number' });
    expect(refused).toMatchObject({ status: 409, body: { code: 'field.not_convertible' } });
    expect((await api.call('PATCH', `/fields/${id}`, { choices: ['Tin'] })).status).toBe(409);
    expect((await api.call('PATCH', `/fields/${id}`, { type: 'text', label: 'Level' })).body).toMatchObject({
      field: { label: 'Level', type: 'text', choices: [] },
    });
    const sequence = await api.call('POST', '/sequences', {
      name: 'Uses tier',
      steps: [{ id: 'a', kind: 'setField', field: 'tier', value: 'x' }],
    });
    expect(await api.call('DELETE', `/fields/${id}`)).toMatchObject({ status: 409, body: { code: 'field.in_use' } });
    const path = `/sequences/${(sequence.body as { id: string }).id}`;
    expect((await api.call('PATCH', path, { steps: [{ id: 'a', kind: 'tag', tag: 'x' }] })).status).toBe(200);
    const asking = [
      { target: 'email', label: 'Email' },
      { target: 'field:tier', label: 'Level' },
    ];
    const form = await api.call('POST', '/forms', { name: 'Asks level', title: 'Join', fields: asking });
    expect(await api.call('DELETE', `/fields/${id}`)).toMatchObject({
      status: 409,
      body: {
        code: 'field.in_use',
        detail: "The field 'Level' is used by the form 'Asks level'. Take it out there, then delete it.",
      },
    });
    await api.call('PATCH', `/forms/${(form.body as { id: string }).id}`, { fields: asking.slice(0, 1) });
    expect((await api.call('DELETE', `/fields/${id}`)).body).toEqual({ values: 1, operationId: null });
    expect(((await api.call('GET', `/subscribers/${one.id}`)).body as Subscriber).fields).toEqual({});
    expect((await api.call('GET', `/fields/${id}`)).status).toBe(404);
  });

  it('keeps notes in the timeline, and filters it', async () => {
    const { id } = await person({ email: 'noted@example.com' });
    const note = await api.call('POST', `/subscribers/${id}/notes`, { text: ' Called her ' });
    expect(note).toMatchObject({ status: 201, body: { kind: 'note', what: 'Called her' } });
    await api.call('PATCH', `/subscribers/${id}`, { firstName: 'N' });
    const timeline = async (kind: string) =>
      ((await api.call('GET', `/subscribers/${id}/timeline?kind=${kind}`)).body as Page<TimelineEntry>).items;
    expect((await timeline('notes')).map(({ what }) => what)).toEqual(['Called her']);
    expect((await timeline('profile')).map(({ what }) => what)).toEqual(['Changed: firstName', 'Added']);
    expect((await api.call('GET', `/subscribers/${id}/timeline?kind=nothing`)).status).toBe(422);
    const path = `/subscribers/${id}/notes/${(note.body as TimelineEntry).id}`;
    expect((await api.call('DELETE', path)).status).toBe(204);
    expect(await api.call('DELETE', path)).toMatchObject({ status: 404, body: { code: 'note.not_found' } });
  });

  it('finds duplicates and merges them', async () => {
    const into = await person({ email: 'dup@company.example', fields: { plan: 'pro' } });
    const from = await person({ email: 'dup+old@company.example', lastName: 'Old', tags: ['early'] });
    const { items } = (await api.call('GET', '/subscribers/duplicates?limit=200')).body as Page<{
      subscribers: Subscriber[];
    }>;
    expect(items.map(({ subscribers }) => subscribers.map(({ id }) => id).sort())).toContainEqual(
      [into.id, from.id].sort(),
    );
    expect((await api.call('POST', `/subscribers/${into.id}/merge`, { from: into.id })).status).toBe(409);
    const merged = await api.call('POST', `/subscribers/${into.id}/merge`, { from: from.id });
    expect(merged).toMatchObject({
      status: 200,
      body: { id: into.id, lastName: 'Old', tags: ['early'], fields: { plan: 'pro' } },
    });
    expect((await api.call('GET', `/subscribers/${from.id}`)).status).toBe(404);
  });

  it('does to many what was counted before, and takes it back', async () => {
    for (const name of ['a', 'b', 'c'])
      await person({ email: `${name}@bulk.example`, tags: name === 'a' ? ['vip'] : [] });
    const body = { filter: { query: 'bulk' }, action: { do: 'addTags', tags: ['vip', 'new'] } };
    const dry = await api.call('POST', '/subscribers/bulk', { ...body, dryRun: true });
    expect(dry).toMatchObject({ status: 202, body: { operationId: null, matching: 3, changing: 3 } });
    const { operationId } = (await api.call('POST', '/subscribers/bulk', body)).body as BulkSubscribersAnswer;
    expect((await api.call('POST', `/operations/${String(operationId)}/undo`)).status).toBe(409);
    expect(await finish(String(operationId))).toMatchObject({ status: 'completed', total: 3, done: 3, canUndo: true });
    const tagged = async () =>
      ((await api.call('GET', '/subscribers?query=bulk&tag=vip')).body as Page<Subscriber>).items.map(
        ({ email }) => email,
      );
    expect(await tagged()).toHaveLength(3);
    expect((await api.call('GET', '/subscribers/count?tag=new')).body).toEqual({ count: 3, isExact: true });
    const undo = await api.call('POST', `/operations/${String(operationId)}/undo`);
    expect(undo.status).toBe(202);
    expect(await finish((undo.body as OperationStarted).operationId)).toMatchObject({
      ...{ status: 'completed', total: 3, done: 3, canUndo: false },
    });
    expect(await tagged()).toEqual(['a@bulk.example']);
    expect((await api.call('POST', `/operations/${String(operationId)}/undo`)).status).toBe(409);
  });

  it('unsubscribes many, for good', async () => {
    const { id } = await person({ email: 'leaving@gone.example' });
    const body = { filter: { query: 'gone' }, action: { do: 'unsubscribe', reason: 'Asked by phone' } };
    const { operationId } = (await api.call('POST', '/subscribers/bulk', body)).body as BulkSubscribersAnswer;
    expect(await finish(String(operationId))).toMatchObject({ status: 'completed', done: 1, canUndo: false });
    expect(((await api.call('GET', `/subscribers/${id}`)).body as Subscriber).status).toBe('unsubscribed');
  });

  it('says what is wrong with a bulk action before anything starts', async () => {
    const bulk = (action: object) => api.call('POST', '/subscribers/bulk', { filter: {}, action });
    expect((await bulk({ do: 'setField', field: 'seats', value: 'many' })).body).toMatchObject({
      ...{ code: 'input.invalid', errors: [{ path: 'action.value' }] },
    });
    expect((await bulk({ do: 'setField', field: 'nope', value: 1 })).status).toBe(404);
    expect((await bulk({ do: 'addToList', listId: '0199a1c2-7d3e-7000-8000-000000000001' })).status).toBe(404);
    expect((await bulk({ do: 'dance' })).status).toBe(422);
  });
});
