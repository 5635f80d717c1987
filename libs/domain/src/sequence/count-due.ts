import { addWait } from '../schedule/add-wait.js';
import { resolveUntil } from '../schedule/until.js';
import type { FirstStep, WaysAhead } from './ways-ahead.js';

/** People of one standing whom nothing keeps but their waits; instants in workspace time, ms. */
export interface WaitingPeople {
  /** IANA name. */
  readonly timeZone: string;
  /** Since when each of them waits, in order. */
  readonly since: readonly number[];
  /** A due time of their own that an operator set for a step; in order. */
  readonly override: { readonly step: string; readonly at: readonly number[] } | null;
}

/** How many come to a step at once: `atLeast`, and `atMost` where a branch, an event or a date of theirs decides. */
export interface DueCount {
  readonly atLeast: number;
  readonly atMost: number;
}

export const NOBODY: DueCount = { atLeast: 0, atMost: 0 };

/** How many of the people need not wait any more for one of the steps that can come first; windows and limits aside. */
export function countDue({ first, canEnd }: WaysAhead, people: WaitingPeople, now: number): DueCount {
  const counts = first.map((step) => countOf(step, people, now));
  if (counts.length === 0) return NOBODY;
  return {
    atLeast: canEnd ? 0 : Math.min(...counts.map(({ atLeast }) => atLeast)),
    atMost: Math.max(...counts.map(({ atMost }) => atMost)),
  };
}

function countOf(step: FirstStep, { since, override, timeZone }: WaitingPeople, now: number): DueCount {
  if (override?.step === step.id) {
    const due = override.at.filter((at) => at <= now).length;
    return { atLeast: due, atMost: due };
  }
  // who has waited longer is due no later
  let [low, high] = [0, since.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (dueAfter(step, since[middle] ?? Infinity, timeZone) <= now) low = middle + 1;
    else high = middle;
  }
  const isSure = step.isAll && step.waits.every(({ until }) => until?.field === undefined);
  return { atLeast: isSure ? low : 0, atMost: low };
}

/** When a step is due at the earliest for somebody who waits since an instant. */
function dueAfter({ waits }: FirstStep, since: number, timeZone: string): number {
  let due = since;
  for (const { for: time, until } of waits) {
    // a date of their own that is missing or over is no wait
    if (time !== undefined) due = addWait(due, time, timeZone);
    else if (until?.field === undefined) due = Math.max(due, resolveUntil(until ?? {}, {}, due, timeZone) ?? due);
  }
  return due;
}
