import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Api } from '../testing/api.js';

/** Of somebody who was erased nothing is kept, whoever asks for it. */
describe('an erased person', () => {
  let api: Api;
  let gone: string;
  let other: string;
  let listId: string;
  let sequenceId: string;

  const create = async (path: string, body: object) => ((await api.call('POST', path, body)).body as { id: string }).id;
  beforeAll(async () => {
    api = await Api.start();
    listId = await create('/lists', { name: 'Letters' });
    gone = await create('/subscribers', { email: 'gone@example.com', firstName: 'Ada', listIds: [listId] });
    other = await create('/subscribers', { email: 'other@example.com' });
    const steps = [{ id: 'a', kind: 'email', subject: 'Hi', html: '<p>Hi</p>' }];
    sequenceId = await create('/sequences', { name: 'S', steps });
    await api.call('POST', `/sequences/${sequenceId}/publish`, { running: 'keep' });
    await api.call('POST', `/sequences/${sequenceId}/activate`);
    const { status, body } = await api.call('POST', `/subscribers/${gone}/erase`);
    expect(status).toBe(202);
    const { requestId: id } = body as { requestId: string };
    const workspaceId = String(await api.database.value('select workspace_id from subscriber where id = $1', [gone]));
    for (let cursor: string | undefined; ;) {
      const input = { workspaceId, id, ...(cursor === undefined ? {} : { cursor }) };
      const page = await api.runtime.useCases.erasePage.execute(input);
      if (page.cursor === undefined) break;
      cursor = page.cursor;
    }
  }, 90_000);
  afterAll(() => api.stop(), 60_000);

  const address = () => `erased-${gone}@erased.invalid`;
  it.each<[string, () => [method: string, path: string, body: object]]>([
    ['a change', () => ['PATCH', `/subscribers/${gone}`, { email: 'back@example.com', fields: { a: 1 } }]],
    [
      'a write by the address that stands there',
      () => ['POST', '/subscribers', { email: address(), firstName: 'Ada' }],
    ],
    ['a merge into them', () => ['POST', `/subscribers/${gone}/merge`, { from: other }]],
    ['a merge of them', () => ['POST', `/subscribers/${other}/merge`, { from: gone }]],
    ['a note', () => ['POST', `/subscribers/${gone}/notes`, { text: 'Called Ada' }]],
    ['a tag', () => ['POST', `/subscribers/${gone}/tags`, { add: ['vip'], remove: [] }]],
    ['a list', () => ['POST', `/lists/${listId}/members`, { subscriberId: gone }]],
    ['preferences', () => ['PUT', `/subscribers/${gone}/preferences`, { capPerWeek: 2, evidence: 'By phone' }]],
    ['an event', () => ['POST', '/events', { subscriberId: gone, name: 'bought' }]],
    ['an event by address', () => ['POST', '/events', { email: address(), name: 'bought' }]],
    ['an enrollment', () => ['POST', `/sequences/${sequenceId}/enrollments`, { subscriberId: gone }]],
    ['a request to confirm', () => ['POST', `/subscribers/${gone}/opt-ins`, { listId: null }]],
  ])('takes no more: %s', async (_, request) => {
    const { status, body } = await api.call(...request());
    expect({ status, code: (body as { code?: string }).code }).toEqual({ status: 409, code: 'subscriber.erased' });
  });

  it('is rejected in a batch of events and left out by bulk actions', async () => {
    const events = [gone, other].map((subscriberId) => ({ subscriberId, name: 'bought' }));
    const { body } = await api.call('POST', '/events/batch', { events });
    expect(body).toMatchObject({ recorded: 1, rejected: [{ index: 0, message: expect.stringContaining('erased') }] });
    const bulk = { filter: { ids: [gone, other] }, action: { do: 'addTags', tags: ['vip'] }, dryRun: true };
    expect((await api.call('POST', '/subscribers/bulk', bulk)).body).toMatchObject({ matching: 1 });
  });

  it('can be read, and holds nothing', async () => {
    const { status, body } = await api.call('GET', `/subscribers/${gone}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'erased',
      email: address(),
      firstName: null,
      fields: {},
      tags: [],
      lists: [],
    });
    expect((await api.call('GET', `/lists/${listId}`)).body).toMatchObject({ subscribers: 0 });
    const told = "select count(*)::int from event where subscriber_id = $1 and kind in ('note', 'custom', 'tagged')";
    expect(await api.database.value(told, [gone])).toBe(0);
  });
});
