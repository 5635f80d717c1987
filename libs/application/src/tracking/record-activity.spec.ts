import { describe, expect, it } from '@jest/globals';
import type { WorkspaceRecord } from '../workspace/workspace-port.js';
import type { ActivityTarget, NewActivity } from './activity-port.js';
import { RecordActivity } from './record-activity.js';

const NOW = Date.UTC(2026, 10, 25);
const target: ActivityTarget = {
  ...{ messageRowId: 'm', workspaceId: 'w', subscriberId: 's', enrollmentId: 'e', stepId: 'hello', subject: 'Hi' },
};
const opened = { kind: 'opened', messageRowId: 'm' } as const;
const clicked = { kind: 'clicked', messageRowId: 'm', url: 'https://x.example/' } as const;

interface Surroundings {
  readonly target?: ActivityTarget | null;
  readonly rate?: number;
  readonly record?: () => Promise<readonly string[] | null>;
}
function recorder(world: Surroundings = {}) {
  const recorded: NewActivity[] = [];
  const told: string[] = [];
  const warned: string[] = [];
  const useCase = new RecordActivity({
    tokens: { sign: () => '', verify: () => null, signText: () => '', verifyText: () => null },
    messages: { activityTarget: () => Promise.resolve(world.target === undefined ? target : world.target) },
    activities: {
      record: (_target, activity) => {
        recorded.push(activity);
        return world.record?.() ?? Promise.resolve(['waiting']);
      },
    },
    workspaces: { get: () => Promise.resolve({ clock: { startedAt: NOW, rate: world.rate ?? 1 } } as WorkspaceRecord) },
    orchestrator: { signalChanged: (id, because) => Promise.resolve(void told.push(`${id}: ${because}`)) },
    clock: { now: () => NOW },
    log: { info: () => undefined, warn: (_data, message) => void warned.push(message), error: () => undefined },
  });
  return { useCase, recorded, told, warned };
}

describe(RecordActivity, () => {
  it('records that a mail was opened, once an hour, and tells who waits for it', async () => {
    const { useCase, recorded, told } = recorder();
    await useCase.execute(opened, 'Mozilla/5.0');
    expect(recorded).toEqual([
      {
        ...{ kind: 'opened', what: "Mail 'Hi' opened", why: null, properties: { userAgentKind: 'proxy' } },
        ...{ at: NOW, unlessSince: NOW - 3_600_000 },
      },
    ]);
    expect(told).toEqual(['waiting: a mail was opened']);
  });

  it('records the link that was followed', async () => {
    const { useCase, recorded, told } = recorder();
    await useCase.execute(clicked, 'Firefox');
    expect(recorded).toEqual([
      {
        ...{ kind: 'clicked', what: "Link in mail 'Hi' clicked", why: 'https://x.example/', at: NOW },
        ...{ properties: { url: 'https://x.example/', userAgentKind: 'person' }, unlessSince: NOW - 10_000 },
      },
    ]);
    expect(told).toEqual(['waiting: a mail was clicked']);
  });

  it.each([
    [60, 60_000],
    [8640, 10_000],
  ])('takes the hour as one of the workspace, whose clock is %i times as fast', async (rate, ms) => {
    const { useCase, recorded } = recorder({ rate });
    await useCase.execute(opened, undefined);
    expect(recorded[0]?.unlessSince).toBe(NOW - ms);
  });

  it('tells nobody what is no news, and records nothing of a mail that is gone', async () => {
    const old = recorder({ record: () => Promise.resolve(null) });
    await old.useCase.execute(opened, undefined);
    expect([old.told, old.warned]).toEqual([[], []]);
    const gone = recorder({ target: null });
    await gone.useCase.execute(clicked, undefined);
    expect([gone.recorded, gone.told, gone.warned]).toEqual([[], [], []]);
  });

  it('notes trouble and never fails', async () => {
    const { useCase, told, warned } = recorder({ record: () => Promise.reject(new Error('the database is away')) });
    await expect(useCase.execute(opened, undefined)).resolves.toBeUndefined();
    expect([told, warned]).toEqual([[], ['could not record an activity']]);
  });
});
