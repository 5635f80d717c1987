import { describe, expect, it } from '@jest/globals';
import { recordEvent, recordEvents } from '@dripemails/contracts';
import type { Actor } from '../actor.js';
import type { WorkspaceRecord } from '../workspace/workspace-port.js';
import type { NewCustomEvent } from './event-port.js';
import { RecordEvent } from './record-event.js';

const actor: Actor = { workspaceId: 'w', kind: 'apiKey', id: 'k' };
const ADA = '01990000-0000-7000-8000-000000000010';
const STARTED = Date.UTC(2026, 10, 25);

/** The use case over one subscriber, an hour (real) after the workspace's clock was started. */
function recorder(rate = 1) {
  const recorded: NewCustomEvent[] = [];
  const told: string[] = [];
  const useCase = new RecordEvent({
    recorder: {
      find: () => Promise.resolve([{ id: ADA, email: 'Ada@example.com', isErased: false }]),
      recordCustom: (_workspaceId, events) => {
        recorded.push(...events);
        return Promise.resolve(['waiting']);
      },
    },
    workspaces: { get: () => Promise.resolve({ clock: { startedAt: STARTED, rate } } as WorkspaceRecord) },
    orchestrator: { signalChanged: (id) => Promise.resolve(void told.push(id)) },
    clock: { now: () => STARTED + 3_600_000 },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
  return { useCase, recorded, told };
}
const event = (change: object) => recordEvent.parse({ name: 'purchased', ...change });

describe(RecordEvent, () => {
  it('records what happened, by id or address, and tells who waits for it', async () => {
    const { useCase, recorded, told } = recorder();
    const byId = event({ subscriberId: ADA, properties: { total: 9 }, occurredAt: '2026-11-25T01:30:00+01:00' });
    expect(await useCase.execute(actor, byId)).toEqual({ recorded: 1, rejected: [] });
    await useCase.execute(actor, event({ email: ' ada@EXAMPLE.com' }));
    expect(recorded).toEqual([
      { subscriberId: ADA, name: 'purchased', properties: { total: 9 }, at: STARTED + 1_800_000 },
      { subscriberId: ADA, name: 'purchased', properties: {}, at: STARTED + 3_600_000 },
    ]);
    expect(told).toEqual(['waiting', 'waiting']);
  });

  it('takes instants in the time of the workspace', async () => {
    const { useCase, recorded } = recorder(24);
    await useCase.execute(actor, event({ subscriberId: ADA, occurredAt: '2026-11-25T12:00:00Z' }));
    expect(recorded[0]?.at).toBe(STARTED + 1_800_000);
  });

  it.each([
    ['subscriber.not_found', { email: 'bob@example.com' }],
    ['subscriber.not_found', { subscriberId: '01990000-0000-7000-8000-000000000011' }],
    ['input.invalid', { email: 'no address' }],
    ['input.invalid', { subscriberId: ADA, occurredAt: '2026-11-25T01:02:00Z' }],
  ])('refuses with %s: %j', async (code, change) => {
    const { useCase, recorded, told } = recorder();
    await expect(useCase.execute(actor, event(change))).rejects.toMatchObject({ code });
    expect([recorded, told]).toEqual([[], []]);
  });

  it('allows for a clock that is a little ahead', async () => {
    const { useCase, recorded } = recorder();
    await useCase.execute(actor, event({ subscriberId: ADA, occurredAt: '2026-11-25T01:00:59Z' }));
    expect(recorded[0]?.at).toBe(STARTED + 3_600_000);
  });

  it('records of a batch what it can, and says of the rest why not', async () => {
    const { useCase, recorded } = recorder();
    const batch = recordEvents.parse({
      events: [
        { subscriberId: ADA, name: 'a' },
        { email: 'bob@example.com', name: 'b' },
        { email: 'ada@example.com', name: 'c' },
      ],
    });
    expect(await useCase.executeBatch(actor, batch)).toEqual({
      recorded: 2,
      rejected: [{ index: 1, message: 'No subscriber has this email address. Add them first.' }],
    });
    expect(recorded.map(({ name }) => name)).toEqual(['a', 'c']);
  });

  it('stores no text that the database cannot hold', async () => {
    const { useCase, recorded } = recorder();
    await useCase.execute(
      actor,
      event({ subscriberId: ADA, properties: { 'a\u0000': ['x\uD800', { deep: '\uDC00y' }, 'ok 😀', null, 1] } }),
    );
    expect(recorded[0]?.properties).toEqual({ 'a\uFFFD': ['x\uFFFD', { deep: '\uFFFDy' }, 'ok 😀', null, 1] });
  });
});
