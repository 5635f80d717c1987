import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Api } from '../testing/api.js';

describe('events and tags', () => {
  let api: Api;
  let subscriberId: string;
  beforeAll(async () => {
    api = await Api.start();
    const made = await api.call('POST', '/subscribers', { email: 'Fact@example.com', tags: ['first'] });
    subscriberId = (made.body as { id: string }).id;
  }, 90_000);
  afterAll(() => api.stop(), 60_000);

  it('records an event by address, which then stands in the history of the person', async () => {
    const answer = await api.call('POST', '/events', {
      email: 'fact@EXAMPLE.com',
      name: 'purchased',
      properties: { orderId: 'A-1', total: 19.5 },
    });
    expect(answer).toMatchObject({ status: 201, body: { recorded: 1, rejected: [] } });
    expect((await api.call('GET', `/subscribers/${subscriberId}/timeline`)).body).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ what: "Event 'purchased'" })]),
    });
  });

  it('says what is wrong with an event that it refuses', async () => {
    const unknown = await api.call('POST', '/events', { email: 'nobody@example.com', name: 'purchased' });
    expect(unknown).toMatchObject({ status: 404, body: { code: 'subscriber.not_found' } });
    const both = await api.call('POST', '/events', { email: 'fact@example.com', subscriberId, name: 'purchased' });
    expect(both.status).toBe(422);
    const future = await api.call('POST', '/events', { subscriberId, name: 'x', occurredAt: '2999-01-01T00:00:00Z' });
    expect(future).toMatchObject({ status: 422, body: { errors: [{ path: 'occurredAt' }] } });
  });

  it('records a batch and answers for each that it cannot', async () => {
    const events = [
      { subscriberId, name: 'visited' },
      { email: 'nobody@example.com', name: 'visited' },
    ];
    expect(await api.call('POST', '/events/batch', { events })).toMatchObject({
      status: 201,
      body: { recorded: 1, rejected: [{ index: 1 }] },
    });
  });

  it('adds and removes tags, shows them, and lists the people of one', async () => {
    const path = `/subscribers/${subscriberId}/tags`;
    expect(await api.call('POST', path, { add: ['vip', ' gold '], remove: ['first'] })).toMatchObject({
      status: 200,
      body: { tags: ['gold', 'vip'] },
    });
    expect((await api.call('GET', `/subscribers/${subscriberId}`)).body).toMatchObject({ tags: ['gold', 'vip'] });
    expect((await api.call('GET', '/subscribers?tag=vip')).body).toMatchObject({ items: [{ id: subscriberId }] });
    expect((await api.call('GET', '/subscribers?tag=first')).body).toMatchObject({ items: [] });
    expect((await api.call('POST', path, { add: ['a'], remove: ['a'] })).status).toBe(422);
  });

  it('shows nobody of another workspace', async () => {
    const as = { authorization: `Bearer ${api.strangersKey}` };
    expect((await api.call('POST', '/events', { subscriberId, name: 'purchased' }, as)).status).toBe(404);
    expect((await api.call('POST', `/subscribers/${subscriberId}/tags`, { add: ['x'] }, as)).status).toBe(404);
  });
});
