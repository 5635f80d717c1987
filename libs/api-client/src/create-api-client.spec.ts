import { describe, expect, it } from '@jest/globals';
import { answer, createApiClient } from './create-api-client.js';
import { ApiProblem } from './api-problem.js';

const client = (reply: Response, seen: Request[] = []) =>
  createApiClient({
    baseUrl: 'http://api.test',
    headers: { authorization: 'Bearer key' },
    fetch: async (request) => {
      seen.push(request);
      return reply;
    },
  });

describe('createApiClient', () => {
  it('sends its headers and gives the data', async () => {
    const seen: Request[] = [];
    const api = client(Response.json({ items: [], nextCursor: null }), seen);
    const page = await answer(api.GET('/api/v1/lists', { params: { query: { limit: 5 } } }));
    expect(page.items).toEqual([]);
    expect(seen[0]?.url).toBe('http://api.test/api/v1/lists?limit=5');
    expect(seen[0]?.headers.get('authorization')).toBe('Bearer key');
  });

  it('rejects with the problem document that the API sent', async () => {
    const problem = {
      status: 409,
      title: 'Conflict',
      detail: 'Already in it.',
      code: 'enrollment.exists',
      errors: [{ path: 'email', message: 'is in it' }],
    };
    const call = answer(client(Response.json(problem, { status: 409 })).GET('/api/v1/me'));
    await expect(call).rejects.toBeInstanceOf(ApiProblem);
    await expect(call).rejects.toMatchObject({
      status: 409,
      message: 'Already in it.',
      problem: { code: 'enrollment.exists', errors: problem.errors },
    });
  });

  it('makes a problem of an error page that is no JSON', async () => {
    const page = new Response('<h1>Bad gateway</h1>', { status: 502, statusText: 'Bad Gateway' });
    await expect(answer(client(page).GET('/api/v1/me'))).rejects.toMatchObject({
      problem: { status: 502, title: 'Bad Gateway', code: 'http.502', errors: [] },
    });
  });
});
