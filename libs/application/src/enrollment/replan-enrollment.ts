import type { EnrollmentRef, Plan } from '@dripemails/contracts/workflow';
import { describeOutcome } from '@dripemails/domain';
import type { Clock } from '../clock.js';
import type { SequenceRepository } from '../sequence/sequence-port.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import { decidePlan } from './decide-plan.js';
import type { EnrollmentSnapshot, EnrollmentStore } from './enrollment-port.js';
import type { NewEvent } from '../event/event-port.js';

export interface PlanningPorts {
  readonly enrollments: EnrollmentStore;
  readonly sequences: Pick<SequenceRepository, 'definition'>;
  readonly workspaces: Pick<WorkspaceRepository, 'get'>;
  readonly clock: Clock;
}

/** A row can change between read and write this often in a row before we let Temporal retry the activity. */
const MAX_RACES = 10;

/** What a workflow is told when the row is gone, such as after the workspace was deleted. */
export function planForMissing(now: number): Plan {
  return {
    at: now,
    do: 'end',
    why: 'The enrollment no longer exists',
    revision: Number.MAX_SAFE_INTEGER,
    state: 'ended',
    outcome: 'erased',
  };
}

/** The event that tells of an end, from the outcome's own words. */
export function endEvent(plan: Plan, at: number): NewEvent | null {
  if (plan.do !== 'end') return null;
  return {
    kind: 'ended',
    stepId: null,
    messageId: null,
    what: plan.outcome === 'completed' ? 'Completed the sequence' : 'Left the sequence',
    why: plan.why,
    at,
  };
}

/** Decides what comes next for one person and stores it: the answer to every "something changed, what now?". */
export class ReplanEnrollment {
  constructor(private readonly ports: PlanningPorts) {}

  /** @returns the plan; `end` where the row no longer exists */
  async execute(ref: EnrollmentRef): Promise<Plan> {
    for (let race = 0; race < MAX_RACES; race++) {
      const snapshot = await this.ports.enrollments.load(ref);
      if (snapshot === null) return planForMissing(this.ports.clock.now());
      const plan = await this.store(ref, snapshot);
      if (plan !== null) return plan;
    }
    throw new Error(`enrollment ${ref.enrollmentId} changed ${MAX_RACES} times while it was being planned`);
  }

  /** Decides from a snapshot and stores the plan. @returns null when the row changed since */
  async store(ref: EnrollmentRef, snapshot: EnrollmentSnapshot): Promise<Plan | null> {
    const { sequences, workspaces, clock, enrollments } = this.ports;
    const now = clock.now();
    const workspace = await workspaces.get(ref.workspaceId);
    const definition = await sequences.definition(ref.workspaceId, snapshot.sequenceId, snapshot.version);
    const { plan } = decidePlan(definition, snapshot, workspace, now);
    if (snapshot.state === 'ended')
      return { ...plan, why: snapshot.outcome === null ? plan.why : describeOutcome(snapshot.outcome) };
    return (await enrollments.savePlan(ref, plan, endEvent(plan, now))) ? plan : null;
  }
}
