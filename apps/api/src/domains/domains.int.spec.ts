import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Api } from '../testing/api.js';

describe('sending domains', () => {
  let api: Api;
  let id: string;
  beforeAll(async () => {
    api = await Api.start();
  }, 90_000);
  afterAll(() => api.stop(), 60_000);

  it('takes a domain in whatever letters, of which nothing is known at first', async () => {
    const made = await api.call('POST', '/domains', { name: ' Bücher.Invalid ' });
    expect(made).toMatchObject({
      status: 201,
      body: {
        name: 'xn--bcher-kva.invalid',
        spf: { verdict: 'stale', valid: null, lastChecked: null, record: null, missingIncludes: [] },
      },
    });
    id = (made.body as { id: string }).id;
    expect(await api.call('GET', `/domains/${id}`)).toMatchObject({ status: 200, body: { id } });
    expect(await api.call('GET', '/domains')).toMatchObject({
      status: 200,
      body: { items: expect.arrayContaining([expect.objectContaining({ id })]), nextCursor: null },
    });
  });

  it.each([
    ['bücher.invalid', 409, 'domain.name_taken'],
    ['https://example.com/', 422, 'input.invalid'],
    ['x', 422, 'request.invalid'],
  ])('refuses %p with the field at fault', async (name, status, code) => {
    expect(await api.call('POST', '/domains', { name })).toMatchObject({
      ...{ status, body: { code, errors: [{ path: 'name' }] } },
    });
  });

  it('looks when asked; a domain that cannot exist (RFC 6761) is never in order', async () => {
    const { status, body } = await api.call('POST', `/domains/${id}/check`);
    expect(status).toBe(200);
    const { spf } = body as { spf: { verdict: string; lastChecked: string | null; explanation: string } };
    // broken where there are name servers, not known where there are none
    expect(['fail', 'unknown']).toContain(spf.verdict);
    expect(Date.parse(spf.lastChecked ?? '')).not.toBeNaN();
    expect(spf.explanation).not.toBe('');
  }, 30_000);

  it('shows, checks and removes nothing of another workspace', async () => {
    const as = { authorization: `Bearer ${api.strangersKey}` };
    for (const [method, path] of [
      ['GET', `/domains/${id}`],
      ['POST', `/domains/${id}/check`],
      ['DELETE', `/domains/${id}`],
    ] as const)
      expect(await api.call(method, path, undefined, as)).toMatchObject({
        ...{ status: 404, body: { code: 'domain.not_found' } },
      });
    expect(await api.call('GET', '/domains', undefined, as)).toMatchObject({ body: { items: [] } });
  });

  it('removes a domain', async () => {
    expect((await api.call('DELETE', `/domains/${id}`)).status).toBe(204);
    expect((await api.call('GET', `/domains/${id}`)).status).toBe(404);
    expect((await api.call('DELETE', `/domains/${id}`)).status).toBe(404);
  });
});
