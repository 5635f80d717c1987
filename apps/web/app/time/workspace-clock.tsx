import type { Workspace } from '@dripemails/contracts';
import { createContext, useContext, useMemo, useSyncExternalStore, type ReactNode } from 'react';

/** The words on a page ("in 3 hours") are renewed this often, in real time. */
const tickMs = 1_000;

interface WorkspaceClock {
  timeZone: string;
  /** Whether it is the clock on the wall, and not one of a demo workspace. */
  isReal: boolean;
  /** The workspace's now at the last tick, in ms; stays put between ticks so that a render sees one instant. */
  now(): number;
  subscribe(onTick: () => void): () => void;
}

/** Starts at what the API said and moves at its rate, so that demo days pass on the page as they do in the engine. */
export function createWorkspaceClock(
  { clock, timeZone }: Pick<Workspace, 'clock' | 'timeZone'>,
  realNow: () => number = () => performance.now(),
): WorkspaceClock {
  const base = Date.parse(clock.now);
  const startedAt = realNow();
  const listeners = new Set<() => void>();
  let shown = base;
  let timer: ReturnType<typeof setInterval> | undefined;
  const tick = () => {
    shown = base + (realNow() - startedAt) * clock.rate;
    for (const listener of listeners) listener();
  };
  return {
    timeZone,
    isReal: clock.rate === 1,
    now: () => shown,
    subscribe(onTick) {
      listeners.add(onTick);
      timer ??= setInterval(tick, tickMs);
      return () => {
        listeners.delete(onTick);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
}

const ClockContext = createContext<WorkspaceClock | null>(null);

export function WorkspaceClockProvider({ workspace, children }: { workspace: Workspace; children: ReactNode }) {
  const { timeZone } = workspace;
  const { now, rate, secondsPerDay } = workspace.clock;
  const clock = useMemo(
    () => createWorkspaceClock({ clock: { now, rate, secondsPerDay }, timeZone }),
    [now, rate, secondsPerDay, timeZone],
  );
  return <ClockContext.Provider value={clock}>{children}</ClockContext.Provider>;
}

/** The workspace's time zone and its now in ms, renewed every second. */
export function useWorkspaceNow(): { now: number; timeZone: string; isReal: boolean } {
  const clock = useContext(ClockContext);
  if (!clock) throw new Error('useWorkspaceNow is used outside WorkspaceClockProvider');
  const { timeZone, isReal } = clock;
  return { now: useSyncExternalStore(clock.subscribe, clock.now, clock.now), timeZone, isReal };
}
