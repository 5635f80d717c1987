import { describe, expect, it } from '@jest/globals';
import { ChangePreferences } from './change-preferences.js';
import type { Evidence } from './consent-port.js';

const evidence: Evidence = { source: 'S', text: '', ip: null, userAgent: null, reason: null, at: 0 };

describe(ChangePreferences.name, () => {
  it('tells each workflow that the change ended or that waits for it, once, after the commit', async () => {
    const told: string[] = [];
    const change = new ChangePreferences({
      consent: {
        change: (workspaceId, subscriberId) => {
          expect([workspaceId, subscriberId, told]).toEqual(['w', 's', []]);
          return Promise.resolve({ ended: ['a', 'b'], waiting: ['b', 'c'] });
        },
      },
      orchestrator: {
        signalChanged: (id) => {
          told.push(id);
          return id === 'a' ? Promise.reject(new Error('Temporal is away')) : Promise.resolve();
        },
      },
      log: { info: () => {}, warn: () => {}, error: () => {} },
    });
    await change.execute({ workspaceId: 'w', subscriberId: 's' }, { leaveLists: ['l'] }, evidence);
    expect(told).toEqual(['a', 'b', 'c']);
  });
});
