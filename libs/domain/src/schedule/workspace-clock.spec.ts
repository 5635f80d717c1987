import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { WorkspaceClock } from './workspace-clock.js';

const STARTED = Date.parse('2026-11-25T00:00:00Z');

describe(WorkspaceClock, () => {
  it('shows the wall clock outside a demo', () => {
    const clock = new WorkspaceClock({ startedAt: STARTED, rate: 1 });
    expect(clock.toWorkspace(STARTED + 5)).toBe(STARTED + 5);
    expect(clock.toReal(STARTED + 5)).toBe(STARTED + 5);
  });

  it('passes a day in ten seconds in a demo', () => {
    const clock = new WorkspaceClock({ startedAt: STARTED, rate: 8640 });
    expect(clock.toWorkspace(STARTED + 10_000)).toBe(STARTED + 86_400_000);
    expect(clock.toReal(STARTED + 86_400_000)).toBe(STARTED + 10_000);
  });

  it('is never early: at the real instant of a plan, the plan is due', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), fc.integer({ min: 1, max: 86_400 }), (ahead, rate) => {
        const clock = new WorkspaceClock({ startedAt: STARTED, rate });
        expect(clock.toWorkspace(clock.toReal(STARTED + ahead))).toBeGreaterThanOrEqual(STARTED + ahead);
      }),
    );
  });
});
