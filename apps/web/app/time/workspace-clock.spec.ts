import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createWorkspaceClock } from './workspace-clock';

describe('createWorkspaceClock', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('moves at the rate of a demo workspace: one day in ten seconds', () => {
    let real = 500;
    const clock = createWorkspaceClock(
      { clock: { now: '2026-01-01T00:00:00.000Z', rate: 8_640, secondsPerDay: 10 }, timeZone: 'UTC' },
      () => real,
    );
    let ticks = 0;
    const stop = clock.subscribe(() => ticks++);
    expect(new Date(clock.now()).toISOString()).toBe('2026-01-01T00:00:00.000Z');
    real += 10_000;
    expect(new Date(clock.now()).toISOString()).toBe('2026-01-01T00:00:00.000Z');
    jest.advanceTimersByTime(1_000);
    expect(new Date(clock.now()).toISOString()).toBe('2026-01-02T00:00:00.000Z');
    expect(ticks).toBe(1);
    stop();
    jest.advanceTimersByTime(5_000);
    expect(ticks).toBe(1);
    expect(jest.getTimerCount()).toBe(0);
  });
});
