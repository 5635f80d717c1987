import { armsOf, type Step, type WaitStep } from './step.js';

/** Steps that act on the outside; the rest takes no time or only waits. */
export const ACTS: ReadonlySet<Step['kind']> = new Set(['email', 'webhook', 'aiRevise', 'enroll']);

/** What lies in front of a step. */
export interface Approach {
  readonly waits: readonly WaitStep[];
  /** Whether that is all; false where an event is waited for, or where the waits depend on the way. */
  readonly isAll: boolean;
}

/** A step that acts and can come first. */
export interface FirstStep extends Approach {
  readonly id: string;
}

/** The steps that act and are ahead. */
export interface WaysAhead {
  /** The next one on the way that is decided; null where there is none. */
  readonly next: string | null;
  /** Those that can come first: one for each way where a branch decides before. */
  readonly first: readonly FirstStep[];
  /** All that can come, on any way. */
  readonly ahead: readonly string[];
  /** Whether somebody can come to the end, or to an exit, without any. */
  readonly canEnd: boolean;
}

interface Ways extends WaysAhead {
  /** Whether somebody can come to the end of the list without leaving. */
  readonly goesOn: boolean;
  /** Whether they can do so without an action, and over which waits. */
  readonly isStillFirst: boolean;
  readonly approach: Approach;
}

/**
 * The ways along the steps ahead of somebody.
 * @param isDecided whether the arm of a step is known, so that its steps are among `steps`
 */
export function waysAhead(steps: Iterable<Step>, isDecided: (step: Step) => boolean): WaysAhead {
  const { next, first, ahead, canEnd, goesOn, isStillFirst } = waysAlong(steps, isDecided, { waits: [], isAll: true });
  return { next, first, ahead, canEnd: canEnd || (goesOn && isStillFirst) };
}

function waysAlong(steps: Iterable<Step>, isDecided: (step: Step) => boolean, from: Approach): Ways {
  let next: string | null = null;
  const first: FirstStep[] = [];
  const ahead: string[] = [];
  let [canEnd, isStillFirst, approach] = [false, true, from];
  const ended = (goesOn: boolean): Ways => ({ next, first, ahead, canEnd, goesOn, isStillFirst, approach });
  for (const step of steps) {
    if (step.kind === 'exit') {
      canEnd ||= isStillFirst;
      return ended(false);
    }
    if (ACTS.has(step.kind)) {
      next ??= step.id;
      if (isStillFirst) first.push({ id: step.id, ...approach });
      ahead.push(step.id);
      isStillFirst = false;
    }
    if (step.kind === 'wait') approach = { ...approach, waits: [...approach.waits, step] };
    if (armsOf(step).length === 0 || isDecided(step)) continue;
    const into = step.kind === 'waitForEvent' ? { ...approach, isAll: false } : approach;
    const arms = armsOf(step).map((arm) => waysAlong(arm.steps, () => false, into));
    ahead.push(...arms.flatMap((arm) => arm.ahead));
    const passing = arms.filter((arm) => arm.goesOn && arm.isStillFirst);
    if (isStillFirst) {
      first.push(...arms.flatMap((arm) => arm.first));
      canEnd ||= arms.some((arm) => arm.canEnd);
      isStillFirst = passing.length > 0;
      approach = joined(passing.map((arm) => arm.approach));
    }
    if (!arms.some((arm) => arm.goesOn)) return ended(false);
  }
  return ended(true);
}

/** What all ways have in common: the shortest of them, as each begins with the same waits. */
function joined(ways: readonly Approach[]): Approach {
  const [shortest = { waits: [], isAll: true }] = [...ways].sort((a, b) => a.waits.length - b.waits.length);
  const isAll = ways.every(({ waits, isAll: all }) => all && waits.length === shortest.waits.length);
  return isAll ? shortest : { ...shortest, isAll: false };
}
