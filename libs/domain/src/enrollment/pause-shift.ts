import type { Facts, Progress } from './decision.js';

/** The pauses that touch one person at the moment when one of them ends. Real instants in ms. */
export interface Pauses {
  /** When this person was paused. */
  readonly personSince: number;
  /** When the whole sequence was paused; null when it runs. */
  readonly sequenceSince: number | null;
  /** When the wait began that goes on: later than the pause where an operator skipped or went back meanwhile. */
  readonly anchorAt: number;
}

/**
 * How far the waits of one person move when their own pause ends, so that the remaining wait goes on where it stopped
 * (freeze). Where the sequence is paused too, the time since then is left to the sequence's own resume, which shifts
 * everybody in it: no moment counts twice.
 * @returns milliseconds of real time
 */
export function shiftOnPersonResume({ personSince, sequenceSince, anchorAt }: Pauses, now: number): number {
  const until = sequenceSince === null ? now : Math.min(now, sequenceSince);
  return Math.max(0, until - Math.max(personSince, anchorAt));
}

/**
 * From when a person's own pause counts. Paused while the sequence is paused already, it counts from the sequence's
 * pause (or from their last step, if that is later), because the sequence's resume will pass them by.
 */
export function personPausedSince(now: number, sequenceSince: number | null, anchorAt: number): number {
  return sequenceSince === null ? now : Math.min(now, Math.max(sequenceSince, anchorAt));
}

/**
 * A person as they would stand if every pause ended now and their waits went on where they stopped (freeze), for a forecast.
 * @param now workspace time in ms, as all of it
 * @returns null where no pause holds them
 */
export function resumedNow(
  progress: Progress,
  facts: Facts,
  now: number,
): { readonly progress: Progress; readonly facts: Facts } | null {
  const isPaused = progress.state === 'paused';
  const isSequencePaused = facts.sequenceState === 'paused';
  if (!isPaused && !isSequencePaused) return null;
  const since = [isPaused ? progress.pausedAt : null, isSequencePaused ? facts.sequencePausedAt : null];
  const first = Math.min(now, ...since.filter((at) => at !== null));
  const shift = shiftOnPersonResume({ personSince: first, sequenceSince: null, anchorAt: progress.anchorAt }, now);
  const goesOn = { pausedAt: null, parkedAt: null, notBefore: null };
  return {
    progress: {
      ...{ ...progress, ...goesOn, state: isPaused ? 'active' : progress.state },
      ...{ anchorAt: progress.anchorAt + shift, shiftedBy: progress.shiftedBy + shift },
    },
    facts: { ...facts, sequenceState: 'active', sequencePausedAt: null },
  };
}
