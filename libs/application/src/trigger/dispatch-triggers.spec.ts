import { describe, expect, it } from '@jest/globals';
import { DEFAULT_SETTINGS } from '@dripemails/domain';
import type { WorkspaceRecord } from '../workspace/workspace-port.js';
import { DispatchTriggers } from './dispatch-triggers.js';
import { EnterByTrigger } from './enter-by-trigger.js';
import type { DueEntry, TriggerStore } from './trigger-port.js';

const NOW = 1_000_000;
const clock = { now: () => NOW };
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const workspace = { id: 'w', timeZone: 'UTC', clock: { startedAt: 0, rate: 1 } } as WorkspaceRecord;

const entry = (id: string, change: Partial<DueEntry> = {}): DueEntry => ({
  id,
  workspaceId: 'w',
  sequenceId: 's',
  position: 0,
  subscriberId: `person of ${id}`,
  reason: "Tag 'vip' was added",
  dueAt: NOW,
  trigger: { on: 'tagAdded', tag: 'vip' },
  isCurrent: true,
  sentBy: null,
  ask: 'enter',
  properties: {},
  date: null,
  ...change,
});

/** An outbox in memory, which fails for the entries of `broken`. */
function outbox(entries: readonly DueEntry[], broken: readonly string[] = []) {
  let open = [...entries];
  const seen = { settled: [] as string[][], postponed: [] as { ids: readonly string[]; until: number }[] };
  const triggers = {
    due: (_now: number, limit: number) => Promise.resolve(open.slice(0, limit)),
    nextDueAt: () => Promise.resolve(null),
    settings: () => Promise.resolve(DEFAULT_SETTINGS),
    settle: (_trigger: unknown, group: readonly DueEntry[]) => {
      if (group.some(({ id }) => broken.includes(id))) return Promise.reject(new Error('cannot be settled'));
      seen.settled.push(group.map(({ id }) => id));
      open = open.filter((one) => !group.includes(one));
      return Promise.resolve([]);
    },
    postpone: (ids: readonly string[], until: number) => {
      seen.postponed.push({ ids, until });
      open = open.filter(({ id }) => !ids.includes(id));
      return Promise.resolve();
    },
  } as Partial<TriggerStore> as TriggerStore;
  const ports = {
    triggers,
    workspaces: { get: () => Promise.resolve(workspace) },
    enrollments: { markStarted: () => Promise.resolve() },
    orchestrator: { startEnrollment: () => Promise.resolve('started' as const) },
    clock,
    log,
  };
  return { dispatch: new DispatchTriggers(ports, new EnterByTrigger(ports)), seen };
}

describe(DispatchTriggers, () => {
  it('settles the entries of one trigger together, page by page', async () => {
    const { dispatch, seen } = outbox([
      ...Array.from({ length: 250 }, (_, n) => entry(`a${n}`)),
      entry('b', { position: 1 }),
      entry('c', { sequenceId: 'other' }),
    ]);
    expect(await dispatch.execute()).toBe(252);
    expect(seen.settled.map((group) => group.length)).toEqual([200, 50, 1, 1]);
  });

  it('puts off the one entry that cannot be settled, and settles those beside it', async () => {
    const { dispatch, seen } = outbox([entry('a'), entry('bad'), entry('c')], ['bad']);
    await dispatch.execute();
    expect(seen.settled).toEqual([['a'], ['c']]);
    expect(seen.postponed).toEqual([{ ids: ['bad'], until: NOW + 60_000 }]);
  });

  it('begins no further page once it is to stop', async () => {
    const { dispatch, seen } = outbox(Array.from({ length: 450 }, (_, n) => entry(`a${n}`)));
    let pages = 0;
    expect(await dispatch.execute(() => pages++ >= 1)).toBe(200);
    expect(seen.settled).toHaveLength(1);
  });
});
