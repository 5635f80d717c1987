import type { WorkspaceClock } from '@dripemails/domain';

const DAY_MS = 86_400_000;

/** With re-entry `afterDays`: whoever entered after this real instant may not enter again yet. @param now real ms */
export function reentryLimit(days: number, clock: WorkspaceClock, now: number): number {
  return clock.toReal(clock.toWorkspace(now) - days * DAY_MS);
}
