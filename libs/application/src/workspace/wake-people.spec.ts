import { describe, expect, it } from '@jest/globals';
import { WakePeople } from './wake-people.js';

const quiet = { info: () => undefined, error: () => undefined };

describe(WakePeople, () => {
  const actives = Array.from({ length: 250 }, (_, index) => `s${index}`);
  const sequences = {
    list: async (
      workspaceId: string,
      query: { limit: number; cursor?: string | undefined; state?: string | undefined },
    ) => {
      expect(workspaceId).toBe('w');
      const names = query.state === 'active' ? actives : query.state === 'paused' ? ['paused'] : [];
      const start = Number(query.cursor ?? 0);
      const end = start + query.limit;
      const items = names.slice(start, end).map((name) => ({ id: name, name }));
      return { items: items as never, nextCursor: end < names.length ? String(end) : null };
    },
  };

  it.each([
    ['parked', actives],
    ['all', [...actives, 'paused']],
  ] as const)('tells the people of every running sequence, page by page: %s', async (scope, expected) => {
    const told: object[] = [];
    const startWake = {
      execute: async (workspaceId: string, { id }: { id: string }, wake: object) => {
        told.push({ workspaceId, id, ...wake });
        return null;
      },
    };
    const log = { ...quiet, warn: () => undefined };
    await new WakePeople({ sequences, startWake, log }).execute('w', { scope, because: 'of it' });
    expect(told).toEqual(expected.map((id) => ({ workspaceId: 'w', id, scope, because: 'of it' })));
  });

  it('notes that it could not tell them, and leaves what was committed', async () => {
    const warned: string[] = [];
    const log = { ...quiet, warn: (_: object, message: string) => void warned.push(message) };
    const startWake = { execute: () => Promise.reject(new Error('the database is away')) };
    await new WakePeople({ sequences, startWake, log }).execute('w', { scope: 'all', because: 'of it' });
    expect(warned).toEqual([expect.stringContaining('they find out when they wake')]);
  });
});
