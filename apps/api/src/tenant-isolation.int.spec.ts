import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Api, type Answer } from './testing/api.js';
import { bodyOf, type Route, routesOfApi } from './testing/api-routes.js';
import { BodySampler, nameAt, type Place } from './testing/sample-body.js';
import { checksumOf, makeThings, markOf, THINGS } from './testing/tenant-things.js';

/** What an id in a query or a body is of, by its name; `ids` depends on the route. */
const KIND_OF: Readonly<Record<string, string>> = {
  ...{ list: 'lists', listId: 'lists', listIds: 'lists', joinLists: 'lists', leaveLists: 'lists' },
  ...{ topicId: 'topics', wantTopics: 'topics', leaveTopics: 'topics', segment: 'segments', segmentId: 'segments' },
  ...{ subscriberId: 'subscribers', from: 'subscribers', sequenceId: 'sequences', enrollmentId: 'enrollments' },
  ...{ awaiting: 'revisions', upload: 'uploads' },
};

/** Bodies of routes whose schema does not say all that it asks for; beside what the sampler makes of it. */
const BODIES: Readonly<Record<string, object>> = {
  'POST /api/v1/events': { email: undefined },
  'POST /api/v1/sequences/{id}/enrollments': { email: 'sample@tenant.example' },
};

/** A body with an id of another tenant may be taken here; `refuses` holds where and how it comes to nothing. */
type Exception = (answer: Answer, isNamed: (answer: Answer) => boolean, api: Api) => Promise<void>;

/** A draft may name what is not there (yet, or any more), so that no edit is lost; publishing it says what is missing. */
const untilPublished: Exception = async ({ status, body }, isNamed, api) => {
  expect({ isTaken: [200, 201].includes(status), body: body as unknown }).toMatchObject({ isTaken: true });
  const { id } = body as { id: string };
  const strangers = { authorization: `Bearer ${api.strangersKey}` };
  const answer = await api.call('POST', `/sequences/${id}/publish`, { running: 'keep' }, strangers);
  expect({ status: answer.status, isNamed: isNamed(answer) }).toEqual({ status: 422, isNamed: true });
};
const EXCEPTIONS: Readonly<Record<string, Exception>> = {
  'POST /api/v1/sequences': untilPublished,
  'PATCH /api/v1/sequences/{id}': untilPublished,
  // of a batch, what can be recorded is; the answer says which cannot
  'POST /api/v1/events/batch': async ({ status, body }) => {
    expect({ status, body: body as unknown }).toEqual({
      status: 201,
      body: {
        recorded: 0,
        rejected: [{ index: 0, message: expect.stringContaining('no such subscriber') as unknown }],
      },
    });
  },
};
const pathsOf = ({ body }: Answer): readonly string[] =>
  ((body as { errors?: { path: string }[] } | null)?.errors ?? []).map(({ path }) => path);

const { routes, components } = await routesOfApi();

const paramsOf = ({ path }: Route): readonly string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
/** The word before a parameter says what it is the id of. */
function kindOfParam({ path, name }: Route, param: string): string {
  const kind = new RegExp(`([\\w-]+)/\\{${param}\\}`).exec(path)?.[1] ?? '';
  if (THINGS[kind] === undefined)
    throw new Error(`${name}: nothing is known of '${kind}'. Add it to THINGS in testing/tenant-things.ts.`);
  return kind;
}
function kindOfName({ path, name }: Route, property: string): string {
  if (property === 'ids') return path.includes('/enrollments') ? 'enrollments' : 'subscribers';
  const kind = KIND_OF[property];
  if (kind === undefined)
    throw new Error(`${name}: it is not known what '${property}' is the id of. Add it to KIND_OF in this spec.`);
  return kind;
}
const inPaths = routes.flatMap((route) =>
  paramsOf(route).map((param) => ({ at: `${route.name}: {${param}}`, route, param })),
);
const inQueries = routes.flatMap((route) =>
  (route.operation.parameters ?? [])
    .filter((one) => one.in === 'query' && one.schema?.format === 'uuid')
    .map(({ name }) => ({ at: `${route.name}: ?${name}=`, route, query: name })),
);
const inBodies = routes.flatMap((route) => {
  const body = bodyOf(route);
  if (body === null) return [];
  const places = new BodySampler(components, () => '').idPlaces(body.schema);
  return places.map((place) => ({ at: `${route.name}: ${place.join('.')}`, route, place }));
});
/** How a problem names a place: an item of an array by its number, or the array as a whole. */
const patternOf = (place: Place): RegExp =>
  new RegExp(
    `^${place
      .join('.')
      .replace(/\.\[\]$/, '(\\.0)?')
      .replaceAll('[]', '0')}$`,
  );
/** Whether a path is that of a place, or of what it is a part of, such as a rule as a whole. */
const isPartOf = (path: string, place: Place): boolean =>
  place.length > 1 && `${place.join('.').replaceAll('[]', '0')}.`.startsWith(`${path}.`) && path.includes('.');

const plain = routes
  .filter((route) => route.method === 'GET' && paramsOf(route).length === 0)
  .map((route) => ({ at: route.name, route }));

describe('tenants', () => {
  let api: Api;
  let first: { id: string; things: Readonly<Record<string, string>> };
  let second: typeof first;

  beforeAll(async () => {
    api = await Api.start();
    const idOf = async (key: string) => {
      const { body } = await api.raw('/api/v1/me', { headers: { authorization: `Bearer ${key}` } });
      return (body as { workspace: { id: string } }).workspace.id;
    };
    const [a, b] = [await idOf(api.key), await idOf(api.strangersKey)];
    first = { id: a, things: await makeThings(api.database, a, 'first') };
    second = { id: b, things: await makeThings(api.database, b, 'second') };
  }, 120_000);
  afterAll(() => api.stop());

  const thing = (of: typeof first, kind: string): string => {
    const id = of.things[kind];
    if (id === undefined) throw new Error(`nothing of the kind '${kind}' was made`);
    return id;
  };
  /** The path with ids of the second tenant, but one of the first where it is said. */
  const pathOf = (route: Route, foreign: string | null) =>
    paramsOf(route).reduce((path, param) => {
      const of = param === foreign ? first : second;
      return path.replace(`{${param}}`, thing(of, kindOfParam(route, param)));
    }, route.path);
  /** What a query has to have, of the second tenant's own. */
  const queryOf = (route: Route) => {
    const required = (route.operation.parameters ?? []).filter((one) => one.in === 'query' && one.required === true);
    const sampler = new BodySampler(components, (at) => thing(second, kindOfName(route, nameAt(at))));
    const values = required.map(({ name, schema = {} }) => [name, String(sampler.body(schema, [], [name]))]);
    return values.length === 0 ? '' : `?${new URLSearchParams(values as [string, string][])}`;
  };
  const isAt = (target: Place, at: Place) => target.length > 0 && target.join() === at.join();

  /** What the second tenant is answered. */
  async function call(route: Route, path: string, target: Place = []): Promise<Answer> {
    const authorization = `Bearer ${api.strangersKey}`;
    const body = bodyOf(route);
    if (body === null) return await api.raw(path, { method: route.method, headers: { authorization } });
    const ids = new BodySampler(components, (at) =>
      thing(isAt(target, at) ? first : second, kindOfName(route, nameAt(at))),
    );
    const sampled = { ...(ids.body(body.schema, target) as object), ...(target.length > 0 ? {} : BODIES[route.name]) };
    if (body.type !== 'multipart/form-data')
      return await api.raw(path, {
        method: route.method,
        body: JSON.stringify(sampled),
        headers: { authorization, 'content-type': body.type },
      });
    const form = new FormData();
    for (const [name, value] of Object.entries(sampled)) if (name !== 'file') form.set(name, String(value));
    if (!target.includes('upload')) form.set('file', new Blob(['email\nsample@tenant.example\n']), 'people.csv');
    return await api.raw(path, { method: route.method, body: form, headers: { authorization } });
  }

  /** All that a tenant has, but for when its key was used. */
  async function stateOf({ id }: typeof first): Promise<unknown> {
    const { api_key: _key, ...rest } = (await checksumOf(api.database, id)) as Record<string, unknown>;
    return rest;
  }

  /** Nothing of the first tenant is in the answer, and nothing of it has changed. */
  async function expectSealed(answer: Answer, before: unknown): Promise<void> {
    expect(await checksumOf(api.database, first.id)).toEqual(before);
    expect(JSON.stringify(answer.body ?? null)).not.toContain(markOf('first'));
    expect(answer.status).toBeLessThan(500);
  }

  it('finds routes, and ids in their paths, queries and bodies', () => {
    expect([routes, inPaths, inQueries, inBodies, plain].every(({ length }) => length > 0)).toBe(true);
  });

  it('notices a change in the first tenant and a word of it in an answer', async () => {
    const before = await checksumOf(api.database, first.id);
    const list = thing(first, 'lists');
    expect(JSON.stringify((await api.call('GET', `/lists/${list}`)).body)).toContain(markOf('first'));
    await api.call('PATCH', `/lists/${list}`, { description: 'changed' });
    expect(await checksumOf(api.database, first.id)).not.toEqual(before);
  });

  it.each(inPaths)('knows no thing of another: $at', async ({ route, param }) => {
    const before = await checksumOf(api.database, first.id);
    const answer = await call(route, pathOf(route, param) + queryOf(route));
    await expectSealed(answer, before);
    // a body that does not fit would be refused before anybody looks for the thing: then add to BODIES
    expect({ status: answer.status, body: answer.body as unknown }).toEqual({
      status: 404,
      body: expect.objectContaining({ code: expect.not.stringMatching(/^route\./) }) as unknown,
    });
  });

  it.each(inQueries)('finds nothing by a thing of another: $at', async ({ route, query }) => {
    const before = await checksumOf(api.database, first.id);
    const path = `${pathOf(route, null)}?${query}=${thing(first, kindOfName(route, query))}`;
    const answer = await call(route, path);
    await expectSealed(answer, before);
    if (answer.status === 200) expect(JSON.stringify(answer.body)).not.toContain(markOf('second'));
    else expect([403, 404, 422]).toContain(answer.status);
  });

  it.each(inBodies)('refuses a thing of another, and says where it stands: $at', async ({ route, place }) => {
    const before = await checksumOf(api.database, first.id);
    const own = await stateOf(second);
    const answer = await call(route, pathOf(route, null), place);
    await expectSealed(answer, before);
    const except = EXCEPTIONS[route.name];
    if (except !== undefined) {
      await except(answer, (one) => pathsOf(one).some((path) => isPartOf(path, place)), api);
      // what follows finds a draft that is in order
      await api.database.query(
        'update sequence s set draft = v.steps, draft_settings = v.settings from sequence_version v where v.sequence_id = s.id and s.id = $1',
        [thing(second, 'sequences')],
      );
      return;
    }
    // a body that does not fit would be refused for something else: the problem has to be this id, and this alone
    expect({ ...answer, headers: null, isOne: [404, 422].includes(answer.status), paths: pathsOf(answer) }).toEqual({
      ...{ ...answer, headers: null, isOne: true },
      paths: [expect.stringMatching(patternOf(place))],
    });
    expect(await stateOf(second)).toEqual(own);
  });

  it.each(Object.keys(EXCEPTIONS))('has an exception of a route that there is: %s', (name) => {
    expect(inBodies.map(({ route }) => route.name)).toContain(name);
  });

  it.each(plain)('shows nothing of another: $at', async ({ route }) => {
    const before = await checksumOf(api.database, first.id);
    await expectSealed(await call(route, route.path), before);
  });
});
