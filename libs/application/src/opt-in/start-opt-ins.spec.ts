import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@dripemails/domain';
import type { WorkspaceRecord } from '../workspace/workspace-port.js';
import type { NewOptIn } from './opt-in-port.js';
import { StartOptIns } from './start-opt-ins.js';

const REQUESTS: readonly NewOptIn[] = [
  { id: 'o1', subscriberId: 's1' },
  { id: 'o2', subscriberId: 's2' },
];

/** The use case over a database that has two requests without a workflow, and what it did. */
function bench(change: { database?: 'away'; temporal?: 'away'; list?: 'gone' } = {}) {
  const did: string[] = [];
  const useCase = new StartOptIns({
    optIns: {
      open: () => Promise.reject(new Error('nothing is opened here')),
      pending: () => Promise.resolve(null),
      renew: () => Promise.resolve(false),
      unstartedOf: (workspaceId, ids) =>
        change.database === 'away'
          ? Promise.reject(new Error('the database is away'))
          : Promise.resolve(
              workspaceId === 'w' ? REQUESTS.filter(({ subscriberId }) => ids.includes(subscriberId)) : [],
            ),
      markStarted: (ids) => Promise.resolve(void did.push(`marked ${ids.join(' ')}`)),
    },
    lists: {
      get: () =>
        Promise.reject(change.list === 'gone' ? new DomainError('list.not_found', 'x') : new Error('no list is read')),
    },
    workspaces: {
      get: () =>
        change.list === 'gone'
          ? Promise.resolve({ clock: { startedAt: 0, rate: 1 } } as WorkspaceRecord)
          : Promise.reject(new Error('no workspace is read')),
    },
    orchestrator: {
      startOptIn: ({ optInId, plan }) => {
        if (change.temporal === 'away') return Promise.reject(new Error('Temporal is away'));
        did.push(`started ${optInId}: ${plan.do} at ${plan.at}`);
        return Promise.resolve('started');
      },
      signalOptInChanged: () => Promise.resolve(),
    },
    clock: { now: () => 1_000 },
    log: { info: () => undefined, warn: () => void did.push('warned'), error: () => undefined },
  });
  return { useCase, did };
}

describe(StartOptIns, () => {
  it('starts what others opened, and notes that it runs', async () => {
    const { useCase, did } = bench();
    await useCase.startOpened('w', ['s1', 's3']);
    expect(did).toEqual(['started o1: sendConfirmation at 1000', 'marked o1']);
  });

  it('asks nothing for nobody', async () => {
    const { useCase, did } = bench({ database: 'away' });
    await useCase.startOpened('w', []);
    expect(did).toEqual([]);
  });

  it.each([
    [{ temporal: 'away' as const }, ['warned', 'warned']],
    [{ database: 'away' as const }, ['warned']],
  ])('leaves to the reconciler what cannot be started now: %j', async (change, expected) => {
    const { useCase, did } = bench(change);
    await expect(useCase.startOpened('w', ['s1', 's2'])).resolves.toBeUndefined();
    expect(did).toEqual(expected);
  });

  describe('where the list is gone', () => {
    it('takes the times of mail as a whole for a visitor, who is not to blame', async () => {
      const { useCase } = bench({ list: 'gone' });
      expect(await useCase.times('w', 'l1')).toEqual({ dueAt: 1_000, expiresAt: 1_000 + 14 * 86_400_000 });
    });

    it('asks nobody about it for an import, and tells whoever asks about it', async () => {
      const { useCase, did } = bench({ list: 'gone' });
      await expect(useCase.startMany('w', ['s1'], 'l1', 'Import')).resolves.toBeUndefined();
      expect(did).toEqual([]);
      const evidence = { source: 'API', text: '', ip: null, userAgent: null, reason: null, at: 0 };
      const request = { subscriberId: 's1', listId: 'l1', formId: null, source: 'API', evidence };
      await expect(useCase.start('w', request)).rejects.toMatchObject({ code: 'list.not_found' });
    });
  });
});
