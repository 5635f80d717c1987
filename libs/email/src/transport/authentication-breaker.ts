/**
 * A minute: long enough that ten connections do not try a wrong password hundreds of times, which gets accounts locked,
 * and short enough that mail flows again soon after an operator has put the right one in.
 */
const PAUSE_MS = 60_000;

/** Keeps us from the relay for a while after it has refused our credentials. */
export class AuthenticationBreaker {
  private openUntil = 0;
  private reason = '';

  /** @param now current time in ms */
  constructor(private readonly now: () => number) {}

  /** @param reason the relay's answer */
  trip(reason: string): void {
    this.openUntil = this.now() + PAUSE_MS;
    this.reason = reason;
  }

  /** The answer that tripped it, while it is open; null otherwise. */
  get refusal(): string | null {
    return this.now() < this.openUntil ? this.reason : null;
  }
}
