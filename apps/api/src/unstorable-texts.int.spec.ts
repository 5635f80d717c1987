import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as newId } from 'uuid';
import { Api } from './testing/api.js';
import { bodyOf, routesOfApi } from './testing/api-routes.js';
import { BodySampler, type Place } from './testing/sample-body.js';

const { routes, components } = await routesOfApi();
const pathOf = (path: string): string => path.replaceAll(/\{\w+\}/g, () => newId());

const inBodies = routes.flatMap((route) => {
  const body = bodyOf(route);
  if (body?.type !== 'application/json') return [];
  return new BodySampler(components, () => newId())
    .textPlaces(body.schema)
    .map((place) => ({ at: `${route.name}: ${place.join('.')}`, route, schema: body.schema, place }));
});
const inQueries = routes.flatMap((route) =>
  (route.operation.parameters ?? [])
    .filter((one) => one.in === 'query')
    .map(({ name }) => ({ at: `${route.name}: ?${name}=`, route, query: name })),
);
const isAt = (at: Place, place: Place) => at.join() === place.join();
const pathAt = (place: Place) => place.join('.').replaceAll('[]', '0');

/** What no text of PostgreSQL can hold is refused at the door: every route of the document, every text that it takes. */
describe('a text that cannot be stored', () => {
  let api: Api;
  beforeAll(async () => {
    api = await Api.start();
  }, 120_000);
  afterAll(() => api.stop());

  it('can be sent to many places', () => {
    expect(inBodies.length).toBeGreaterThan(50);
    expect(inQueries.length).toBeGreaterThan(20);
  });

  it.each(inBodies)('is refused and named: $at', async ({ route, schema, place }) => {
    for (const text of ['a\u0000b', 'a\ud800b']) {
      const sampler = new BodySampler(
        components,
        () => newId(),
        (at) => (isAt(at, place) ? text : null),
      );
      const answer = await api.raw(pathOf(route.path), {
        method: route.method,
        body: JSON.stringify(sampler.body(schema, place)),
        headers: { authorization: `Bearer ${api.key}`, 'content-type': 'application/json' },
      });
      const problem = { path: pathAt(place), message: expect.stringContaining('cannot be stored') as unknown };
      expect({ ...answer, headers: null }).toMatchObject({
        status: 422,
        body: { errors: expect.arrayContaining([problem]) as unknown },
      });
    }
  });

  it.each(inQueries)('is no trouble of the server: $at', async ({ route, query }) => {
    const answer = await api.raw(`${pathOf(route.path)}?${query}=a%00b`, {
      method: route.method,
      headers: { authorization: `Bearer ${api.key}` },
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  });

  it('is replaced in the properties of an event, which is worth more than the character', async () => {
    await api.call('POST', '/subscribers', { email: 'ada@example.com' });
    const event = { email: 'ada@example.com', name: 'bought', properties: { 'wh\u0000at': 'te\ud800a' } };
    expect((await api.call('POST', '/events', event)).status).toBe(201);
    expect(await api.database.value("select properties from event where name = 'bought'")).toEqual({
      'wh\uFFFDat': 'te\uFFFDa',
    });
  });
});
