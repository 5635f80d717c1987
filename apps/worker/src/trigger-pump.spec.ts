import { describe, expect, it } from '@jest/globals';
import { until } from '@dripemails/testing';
import { startTriggerPump } from './trigger-pump.js';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const waitFor = { deadlineMs: 5_000, message: 'the pump' };

/** A pump over an outbox whose entries the spec adds and whose signals it gives. */
async function pumpOver(options: { everyMs?: number; fail?: () => boolean } = {}) {
  const state = {
    dispatches: 0,
    dueAt: null as number | null,
    isOpen: false,
    hold: undefined as Promise<void> | undefined,
  };
  let signal = () => undefined as void;
  const pump = await startTriggerPump({
    dispatchTriggers: {
      execute: async () => {
        state.dispatches++;
        await state.hold;
        if (options.fail?.()) throw new Error('the database is away');
        state.dueAt = null;
        return 1;
      },
      nextDueAt: async () => state.dueAt,
    },
    signal: {
      listen: async (onSignal) => {
        signal = onSignal;
        state.isOpen = true;
        return { close: async () => void (state.isOpen = false) };
      },
    },
    now: () => 1000,
    log: silent,
    everyMs: options.everyMs ?? 60_000,
  });
  return { state, pump, signal: () => signal() };
}

describe(startTriggerPump, () => {
  it('dispatches at a signal, and once more for all the signals that come while it does', async () => {
    const { state, pump, signal } = await pumpOver();
    let release = () => undefined as void;
    state.hold = new Promise((resolve) => (release = resolve));
    signal();
    await until(() => state.dispatches === 1, waitFor);
    signal();
    signal();
    release();
    await until(() => state.dispatches === 2, waitFor);
    await pump.stop();
    expect(state.dispatches).toBe(2);
  });

  it('looks by itself, for what falls due without a signal, and leaves what is not due', async () => {
    const { state, pump } = await pumpOver({ everyMs: 5 });
    state.dueAt = 1001;
    let looks = 0;
    await until(() => ++looks > 5, waitFor);
    expect(state.dispatches).toBe(0);
    state.dueAt = 1000;
    await until(() => state.dispatches === 1, waitFor);
    await pump.stop();
  });

  it('goes on after a failure', async () => {
    let fails = 1;
    const { state, pump } = await pumpOver({ everyMs: 5, fail: () => fails-- > 0 });
    state.dueAt = 1000;
    await until(() => state.dispatches === 2 && state.dueAt === null, waitFor);
    await pump.stop();
  });

  it('finishes what is in flight when it is stopped, and begins nothing more', async () => {
    const { state, pump, signal } = await pumpOver();
    let release = () => undefined as void;
    state.hold = new Promise((resolve) => (release = resolve));
    signal();
    await until(() => state.dispatches === 1, waitFor);
    let isStopped = false;
    const stopped = pump.stop().then(() => (isStopped = true));
    signal();
    await until(() => !state.isOpen, waitFor);
    expect(isStopped).toBe(false);
    release();
    await stopped;
    signal();
    expect(state.dispatches).toBe(1);
  });
});
