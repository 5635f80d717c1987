import { describe, expect, it } from '@jest/globals';
import type { UpdateWorkspace } from '@dripemails/contracts';
import type { Actor } from '../actor.js';
import { UpdateWorkspaceSettings } from './update-workspace.js';
import type { WorkspaceChange, WorkspaceRecord } from './workspace-port.js';

const WORKSPACE: WorkspaceRecord = {
  ...{ id: 'w', name: 'Tea', timeZone: 'Europe/Paris', isDemo: false, clock: { startedAt: 0, rate: 1 } },
  ...{ sender: { name: 'Ann', email: 'ann@example.com' }, postalAddress: 'Road 1' },
  ...{ frequencyCap: { perDay: 1, perWeek: null }, spfPolicy: 'hold' },
};

describe(UpdateWorkspaceSettings, () => {
  const told = async (input: object) => {
    let stored = WORKSPACE;
    const wakes: object[] = [];
    const workspaces = {
      get: async () => stored,
      update: async (_: string, change: WorkspaceChange) => {
        const before = stored;
        stored = { ...stored, ...change };
        return before;
      },
    };
    const wakePeople = {
      // told after the commit, so that they decide by the new settings
      execute: async (workspaceId: string, wake: { scope: string }) =>
        void wakes.push({ workspaceId, scope: wake.scope, isStored: stored !== WORKSPACE }),
    };
    const ports = { workspaces: workspaces as never, clock: { now: () => 0 }, wakePeople };
    await new UpdateWorkspaceSettings(ports).execute({ workspaceId: 'w' } as Actor, input as UpdateWorkspace);
    return wakes;
  };

  it.each([
    ['all', { timeZone: 'Asia/Tokyo' }],
    ['all', { timeZone: 'Asia/Tokyo', spfPolicy: 'warn' }],
    ['all', { frequencyCap: { perDay: null, perWeek: null } }],
    ['all', { frequencyCap: { perDay: 1, perWeek: 5 }, spfPolicy: 'warn' }],
    ['parked', { spfPolicy: 'warn' }],
    ['parked', { sender: { name: 'Ann', email: 'ann@example.org' } }],
  ])('tells who may have another plan: %s after %j', async (scope, input) => {
    expect(await told(input)).toEqual([{ workspaceId: 'w', scope, isStored: true }]);
  });

  it.each([
    [{ timeZone: 'Europe/Paris', spfPolicy: 'hold', frequencyCap: { perDay: 1, perWeek: null } }],
    [{ name: 'Coffee', sender: { name: 'Bob', email: 'bob@example.com' } }],
  ])('tells nobody where nothing changed that plans are made from: %j', async (input) => {
    expect(await told(input)).toEqual([]);
  });
});
