const MINUTE = 60_000;

/**
 * How long to wait before a mail that the relay refused for now is tried again: 1, 2, 4 … minutes, at most an hour.
 * RFC 5321 4.5.4.1 asks for 30 minutes between mail servers; we talk to a relay, whose refusals are mostly short
 * (connection limits, restarts), so the first tries are quicker.
 * @param attempts how many attempts failed so far, from 1
 * @returns milliseconds
 */
export function retryDelay(attempts: number): number {
  return Math.min(60, 2 ** Math.max(0, attempts - 1)) * MINUTE;
}

/** After this long a mail that the relay keeps refusing for now is given up: marketing mail is stale by then. */
export const GIVE_UP_AFTER_MS = 36 * 60 * MINUTE;
