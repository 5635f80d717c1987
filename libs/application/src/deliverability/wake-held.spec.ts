import { describe, expect, it } from '@jest/globals';
import type { StartWake } from '../operation/start-wake.js';
import type { SequenceRepository } from '../sequence/sequence-port.js';
import { WakeHeld } from './wake-held.js';

describe(WakeHeld, () => {
  it('tells the held people of every active sequence, page by page', async () => {
    const names = Array.from({ length: 250 }, (_, index) => `s${index}`);
    const told: object[] = [];
    const sequences = {
      list: async (workspaceId: string, query: { limit?: number; cursor?: string | undefined; state?: string }) => {
        expect({ workspaceId, state: query.state }).toEqual({ workspaceId: 'w', state: 'active' });
        const start = Number(query.cursor ?? 0);
        const end = start + (query.limit ?? 0);
        const items = names.slice(start, end).map((name) => ({ id: name, name }));
        return { items, nextCursor: end < names.length ? String(end) : null };
      },
    } as unknown as Pick<SequenceRepository, 'list'>;
    const startWake = {
      execute: async (workspaceId: string, { id }: { id: string }, wake: object) =>
        told.push({ workspaceId, id, ...wake }),
    } as unknown as StartWake;

    await new WakeHeld({ sequences, startWake }).execute('w', 'example.com');
    const wake = { workspaceId: 'w', scope: 'parked', because: 'SPF of example.com is in order' };
    expect(told).toEqual(names.map((id) => ({ id, ...wake })));
  });
});
