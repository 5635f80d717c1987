import type { Plan } from '@dripemails/contracts/workflow';
import {
  type Decision,
  type Facts,
  type Progress,
  type SequenceDefinition,
  WorkspaceClock,
  planNext,
} from '@dripemails/domain';
import type { WorkspaceRecord } from '../workspace/workspace-port.js';
import type { EnrollmentSnapshot } from './enrollment-port.js';

/** How long a hold sleeps before it asks by itself: a lost signal costs this much promptness at the most. */
const HOLD_RECHECK_MS = 60 * 60 * 1000;

/** The part of a snapshot that a decision is made from; instants are real ms. */
export type Standing = Pick<
  EnrollmentSnapshot,
  'state' | 'outcome' | 'reason' | 'done' | 'anchorAt' | 'notBefore' | 'revision' | 'sequenceState'
> & {
  readonly subscriber: Pick<EnrollmentSnapshot['subscriber'], 'status' | 'timeZone'>;
};

/** A decision in workspace time and the plan made of it in real time. */
export interface Decided {
  readonly decision: Decision;
  readonly plan: Plan;
}

/** The progress of a person in workspace time. */
export function progressOf(standing: Standing, clock: WorkspaceClock): Progress {
  return {
    state: standing.state,
    outcome: standing.outcome,
    reason: standing.reason,
    done: standing.done,
    anchorAt: clock.toWorkspace(standing.anchorAt),
    notBefore: standing.notBefore === null ? null : clock.toWorkspace(standing.notBefore),
  };
}

export function factsOf(standing: Standing, workspace: WorkspaceRecord): Facts {
  return {
    sequenceState: standing.sequenceState,
    subscriberStatus: standing.subscriber.status,
    timeZone: standing.subscriber.timeZone ?? workspace.timeZone,
  };
}

/**
 * Asks `planNext` in workspace time and turns its answer into a plan in real time: the one place where the two meet.
 * @param now real ms
 */
export function decidePlan(
  definition: SequenceDefinition,
  standing: Standing,
  workspace: WorkspaceRecord,
  now: number,
): Decided {
  const clock = new WorkspaceClock(workspace.clock);
  const decision = planNext(
    definition,
    progressOf(standing, clock),
    factsOf(standing, workspace),
    clock.toWorkspace(now),
  );
  const shared = { why: decision.why, revision: standing.revision, state: decision.state };
  switch (decision.do) {
    case 'sendEmail':
      return { decision, plan: { ...shared, do: 'sendEmail', step: decision.step, at: clock.toReal(decision.at) } };
    case 'replan':
      return {
        decision,
        plan: { ...shared, do: 'replan', at: decision.at === null ? now + HOLD_RECHECK_MS : clock.toReal(decision.at) },
      };
    case 'end':
      return { decision, plan: { ...shared, do: 'end', at: now, outcome: decision.outcome } };
  }
}
