/** How a workspace's time relates to the wall clock: at the real instant `startedAt` it showed the same, then ran `rate` times faster. */
export interface ClockSettings {
  /** Real instant in ms since the epoch. */
  readonly startedAt: number;
  /** 1 for every workspace but a demo. */
  readonly rate: number;
}

/**
 * The one place where workspace time and real time are turned into each other. Rules and pages use workspace time;
 * timers, leases and the database use real time. Outside a demo the two are the same.
 */
export class WorkspaceClock {
  constructor(private readonly settings: ClockSettings) {}

  get rate(): number {
    return this.settings.rate;
  }

  /** @param realMs real instant in ms; @returns what the workspace's clock shows then, in ms */
  toWorkspace(realMs: number): number {
    const { startedAt, rate } = this.settings;
    return rate === 1 ? realMs : Math.round(startedAt + (realMs - startedAt) * rate);
  }

  /** @param workspaceMs instant in workspace time; @returns the real instant in ms, rounded up so that it is never early */
  toReal(workspaceMs: number): number {
    const { startedAt, rate } = this.settings;
    return rate === 1 ? workspaceMs : startedAt + Math.ceil((workspaceMs - startedAt) / rate);
  }
}
