import { WorkspaceClock, type ClockSettings } from '@dripemails/domain';

/** Days without mail that people may choose. */
export const PAUSE_DAYS = 30;

const DAY_MS = 86_400_000;

/** When a pause that begins now is over. Its days are those of the workspace, which are short in a demo. @param now real ms; @returns real ms */
export function pauseEnd(workspace: { clock: ClockSettings }, now: number): number {
  const clock = new WorkspaceClock(workspace.clock);
  return clock.toReal(clock.toWorkspace(now) + PAUSE_DAYS * DAY_MS);
}

/** A pause as it is told: one that is over is none. @param until, now real ms */
export function runningPause(until: number | null, now: number): number | null {
  return until !== null && until > now ? until : null;
}
