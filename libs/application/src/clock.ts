/** The wall clock; a port so that tests can set it. */
export interface Clock {
  /** Real time in ms since the epoch. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };
