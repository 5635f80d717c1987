import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CustomField, Page, Subscriber } from '@dripemails/contracts';
import { Api } from '../testing/api.js';

/** What every object of the language has by itself. */
const NAMES = ['constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', 'isPrototypeOf'] as const;

describe('custom fields that are called as something that every object has', () => {
  let api: Api;
  beforeAll(async () => {
    api = await Api.start();
  }, 90_000);
  afterAll(() => api.stop(), 60_000);

  it.each(NAMES)('are kept, and empty in others: %s', async (name) => {
    const email = `${name}@example.com`;
    const made = await api.call('POST', '/subscribers', { email, fields: { [name]: 'x' } });
    expect(made).toMatchObject({ status: 201, body: { fields: { [name]: 'x' } } });
    const path = `/subscribers/${(made.body as Subscriber).id}`;
    const { items } = (await api.call('GET', '/fields?limit=200')).body as Page<CustomField>;
    expect(items.map((field) => field.name)).toContain(name);
    const other = await api.call('POST', '/subscribers', { email: `not-${email}` });
    expect((other.body as Subscriber).fields).toEqual({});
    await api.call('PATCH', path, { fields: { [name]: 'y' } });
    expect(((await api.call('GET', path)).body as Subscriber).fields).toEqual({ [name]: 'y' });
    await api.call('PATCH', path, { fields: { [name]: null } });
    expect(((await api.call('GET', path)).body as Subscriber).fields).toEqual({});
  });

  it.each(['{"__proto__":{"a":1}}', '{"constructor":{"prototype":{"a":1}}}', '{"a":{"__proto__":1}}'])(
    'are refused where they would poison a prototype: %s',
    async (fields) => {
      const { status } = await api.raw('/api/v1/subscribers', {
        method: 'POST',
        body: `{"email":"poison@example.com","fields":${fields}}`,
        headers: { authorization: `Bearer ${api.key}`, 'content-type': 'application/json' },
      });
      expect(status).toBe(400);
    },
  );
});
