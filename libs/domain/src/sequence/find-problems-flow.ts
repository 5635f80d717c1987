import type { Wait } from '../schedule/add-wait.js';
import type { FieldProblem } from '../errors.js';
import { armsOf, type Step, stepTitle } from './step.js';

/** A reason why a sequence cannot be published, on the step it belongs to. */
export interface SequenceProblem extends FieldProblem {
  readonly stepId: string | null;
}

/** Where an arm of a step stands, as in `flattenSteps`. */
function armPath(step: Step, path: string, choice: string): string {
  return step.kind === 'split' ? `${path}.arms.${choice}.steps` : `${path}.${choice}`;
}

/** Steps that nobody gets to, because everybody has left before them. */
export function unreachableSteps(steps: readonly Step[]): SequenceProblem[] {
  const problems: SequenceProblem[] = [];
  follow(steps, 'steps');
  return problems;

  /** Whether people come out at the end of the list. */
  function follow(list: readonly Step[], path: string): boolean {
    let isReached = true;
    list.forEach((step, index) => {
      const here = `${path}.${index}`;
      if (!isReached) {
        const message = `Nobody gets to ${stepTitle(step)}: everybody has left before it. Move it in front of the exit, or remove it.`;
        problems.push({ stepId: step.id, path: here, message });
        return;
      }
      const arms = armsOf(step).map((arm) => follow(arm.steps, armPath(step, here, arm.choice)));
      isReached = step.kind !== 'exit' && (arms.length === 0 || arms.includes(true));
    });
    return isReached;
  }
}

/** Nobody waits longer, and calendars and databases agree on dates up to there. */
const LONGEST_YEARS = 100;
const PER_YEAR = {
  seconds: 31_536_000,
  minutes: 525_600,
  hours: 8760,
  days: 365,
  weeks: 52,
  months: 12,
  years: 1,
} as const;
const yearsOf = ({ amount, unit }: Wait): number => amount / PER_YEAR[unit];

/** The waits with which a way through the sequence becomes longer than anybody lives. */
export function tooLongWaits(steps: readonly Step[]): SequenceProblem[] {
  const problems: SequenceProblem[] = [];
  follow(steps, 'steps', 0);
  return problems;

  /** The longest wait from the start to the end of the list; null where everybody leaves before. */
  function follow(list: readonly Step[], path: string, from: number): number | null {
    let years = from;
    for (const [index, step] of list.entries()) {
      const here = `${path}.${index}`;
      if (step.kind === 'exit') return null;
      const before = years;
      years += ownYears(step);
      if (before <= LONGEST_YEARS && years > LONGEST_YEARS) {
        const message = `With this one the waits add up to more than ${LONGEST_YEARS} years: shorten them.`;
        problems.push({ stepId: step.id, path: here, message });
      }
      const arms = armsOf(step);
      if (arms.length === 0) continue;
      const ends = arms
        .map((arm) => follow(arm.steps, armPath(step, here, arm.choice), years))
        .filter((end) => end !== null);
      if (ends.length === 0) return null;
      years = Math.max(...ends);
    }
    return years;
  }
}

function ownYears(step: Step): number {
  if (step.kind === 'waitForEvent') return yearsOf(step.timeout);
  if (step.kind !== 'wait') return 0;
  return step.for === undefined
    ? Math.max(0, yearsOf(step.until?.offset ?? { amount: 0, unit: 'days' }))
    : yearsOf(step.for);
}

/** The mails that people can have got before a step and can get after it, on some way; by the path of the step. */
export interface MailsAround {
  /** Null where nobody comes by. */
  readonly before: ReadonlySet<string> | null;
  readonly after: ReadonlySet<string>;
}

export function mailsAround(steps: readonly Step[]): ReadonlyMap<string, MailsAround> {
  const before = new Map<string, ReadonlySet<string> | null>();
  const after = new Map<string, ReadonlySet<string>>();
  forward(steps, 'steps', new Set());
  backward(steps, 'steps', new Set());
  return new Map([...before].map(([path, mails]) => [path, { before: mails, after: after.get(path) ?? new Set() }]));

  function forward(list: readonly Step[], path: string, from: ReadonlySet<string> | null): ReadonlySet<string> | null {
    let got = from;
    for (const [index, step] of list.entries()) {
      const here = `${path}.${index}`;
      const now = got;
      before.set(here, now);
      const ends = armsOf(step).map((arm) => forward(arm.steps, armPath(step, here, arm.choice), now));
      if (ends.length > 0) got = union(ends);
      else if (step.kind === 'email') got = now === null ? null : new Set([...now, step.id]);
      else if (step.kind === 'exit') got = null;
    }
    return got;
  }

  function backward(list: readonly Step[], path: string, to: ReadonlySet<string>): ReadonlySet<string> {
    let ahead = to;
    for (const [index, step] of [...list.entries()].reverse()) {
      const here = `${path}.${index}`;
      const behind = ahead;
      const ways = armsOf(step).map((arm) => backward(arm.steps, armPath(step, here, arm.choice), behind));
      if (ways.length > 0) ahead = union(ways) ?? behind;
      else if (step.kind === 'email') ahead = new Set([...behind, step.id]);
      else if (step.kind === 'exit') ahead = new Set();
      after.set(here, ways.length > 0 ? ahead : behind);
    }
    return ahead;
  }
}

function union(sets: readonly (ReadonlySet<string> | null)[]): ReadonlySet<string> | null {
  const some = sets.filter((set) => set !== null);
  return some.length === 0 ? null : new Set(some.flatMap((set) => [...set]));
}
