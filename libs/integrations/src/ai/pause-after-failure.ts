/** Pauses after failures of which the server did not say how long they last, in ms: doubled each time. */
const FIRST_MS = 5_000;
const LONGEST_MS = 2 * 60_000;

/**
 * Spares a server that has just said that it cannot: until its pause is over nobody else of this process asks it. A
 * thousand people whose mails are to be revised make one request to a model that is still loading, not a thousand.
 */
export class PauseAfterFailure {
  private until = 0;
  private failures = 0;

  constructor(private readonly now: () => number = Date.now) {}

  /** How much of the pause is left, in ms; 0 when the server may be asked. */
  get leftMs(): number {
    return Math.max(0, this.until - this.now());
  }

  /** @param askedForMs what the server asked for, if it did. @returns the pause that begins now, in ms */
  failed(askedForMs: number | null): number {
    const pauseMs = askedForMs ?? Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(this.failures, 10));
    this.failures++;
    this.until = Math.max(this.until, this.now() + pauseMs);
    return pauseMs;
  }

  answered(): void {
    this.failures = 0;
    this.until = 0;
  }
}
