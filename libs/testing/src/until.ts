import { setTimeout as sleep } from 'node:timers/promises';

export interface UntilOptions {
  /** How long to go on asking, in milliseconds. */
  readonly deadlineMs: number;
  /** What was awaited, for the error: "the third mail". A function is asked at the deadline. */
  readonly message: string | (() => string);
  /** Pause between two questions, in milliseconds; 25 by default. */
  readonly everyMs?: number;
}

type Falsy = undefined | null | false | 0 | '';

/**
 * Asks until the answer is truthy, and answers it. A question that throws counts as "not yet", so that one may ask a
 * server that is still starting; one that hangs does not outlive the deadline.
 *
 * @throws {Error} at the deadline, with the last error of `probe` as its cause
 */
export async function until<T>(
  probe: () => T | Promise<T>,
  { deadlineMs, message, everyMs = 25 }: UntilOptions,
): Promise<Exclude<T, Falsy>> {
  const deadline = Date.now() + deadlineMs;
  const abort = new AbortController();
  const tooLate = sleep(deadlineMs, 'late' as const, { signal: abort.signal }).catch(() => 'aborted' as const);
  let cause: unknown;
  try {
    do {
      try {
        const answer = await Promise.race([
          Promise.resolve()
            .then(probe)
            .then((value) => ({ value })),
          tooLate,
        ]);
        if (typeof answer === 'string') break;
        cause = undefined;
        if (answer.value) return answer.value as Exclude<T, Falsy>;
      } catch (error) {
        cause = error;
      }
      await sleep(Math.max(0, Math.min(everyMs, deadline - Date.now())));
    } while (Date.now() < deadline);
  } finally {
    abort.abort();
  }
  const what = typeof message === 'string' ? message : message();
  throw new Error(`Waited ${deadlineMs} ms for ${what}`, { cause });
}
