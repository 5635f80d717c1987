import type { EnrollmentSnapshot } from './enrollment-port.js';

/** What is recorded of a step's effect; see `Settlement` and `StepCompletion`. */
export interface RecordedEffect {
  readonly done: readonly string[];
  /** When the next wait begins, real ms; null leaves it. */
  readonly anchorAt: number | null;
  readonly notBefore: number | null;
  readonly hold: string | null;
}

/** The row as it will be once an effect is recorded, to decide what comes next from. */
export function snapshotAfter(snapshot: EnrollmentSnapshot, effect: RecordedEffect): EnrollmentSnapshot {
  const { done, anchorAt, notBefore, hold } = effect;
  const { dueOverride } = snapshot;
  return {
    ...snapshot,
    done: [...snapshot.done, ...done],
    ...(anchorAt === null ? {} : { anchorAt, shiftedBy: 0 }),
    notBefore,
    dueOverride: dueOverride !== null && done.includes(dueOverride.step) ? null : dueOverride,
    revision: snapshot.revision + 1,
    ...(hold === null ? {} : { state: 'held' as const, reason: hold }),
  };
}
