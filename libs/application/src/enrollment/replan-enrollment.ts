import type { EnrollmentRef, Plan } from '@dripemails/contracts/workflow';
import { type Effect, type Facts, WorkspaceClock, describeOutcome } from '@dripemails/domain';
import type { Clock } from '../clock.js';
import type { NewEvent } from '../event/event-port.js';
import type { CustomFieldRepository } from '../custom-field/custom-field-port.js';
import type { Log } from '../logger.js';
import type { OptInStarter } from '../opt-in/opt-in-port.js';
import type { Orchestrator } from '../orchestrator-port.js';
import type { SequenceRepository } from '../sequence/sequence-port.js';
import { tellChanged } from '../tell-changed.js';
import type { WorkspaceRecord, WorkspaceRepository } from '../workspace/workspace-port.js';
import { type Decided, decidePlan, readFacts } from './decide-plan.js';
import type { EnrollmentSnapshot, EnrollmentStore } from './enrollment-port.js';
import type { PersonReader } from './person-port.js';
import type { StepJob } from './run-step.js';

export interface PlanningPorts {
  readonly enrollments: EnrollmentStore;
  readonly persons: PersonReader;
  readonly sequences: Pick<SequenceRepository, 'definition'>;
  readonly workspaces: Pick<WorkspaceRepository, 'get'>;
  readonly orchestrator: Pick<Orchestrator, 'signalChanged'>;
  readonly clock: Clock;
  readonly log: Log;
}

export interface ReplanPorts extends PlanningPorts {
  readonly customFields: Pick<CustomFieldRepository, 'definitions'>;
  readonly optIns: Pick<OptInStarter, 'startOpened'>;
}

/** What was decided, with what it was decided from. */
export interface DecidedFor extends Decided {
  readonly facts: Facts;
  readonly job: StepJob;
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

/** Decides from a snapshot, with whatever has to be read for it. */
export async function decideFor(
  ports: PlanningPorts,
  ref: EnrollmentRef,
  snapshot: EnrollmentSnapshot,
): Promise<DecidedFor> {
  const workspace = await ports.workspaces.get(ref.workspaceId, snapshot.workspaceRevision);
  const definition = await ports.sequences.definition(ref.workspaceId, snapshot.sequenceId, snapshot.version);
  const now = ports.clock.now();
  const facts = await readFacts(ports, definition, snapshot, workspace, now);
  return {
    ...decidePlan(definition, snapshot, facts, workspace, now),
    ...{ facts, job: { ref, snapshot, workspace, definition } },
  };
}

/** Whether instant steps that were walked through change something of this kind. */
function changes({ advance }: Decided, kind: Effect['kind']): boolean {
  return advance?.effects.some((effect) => effect.kind === kind) ?? false;
}

/** Decides what comes next for one person and stores it: the answer to every "something changed, what now?". */
export class ReplanEnrollment {
  constructor(private readonly ports: ReplanPorts) {}

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
    return await this.storeDecided(ref, await decideFor(this.ports, ref, snapshot));
  }

  /** Stores what was decided. @returns null when the row changed since */
  async storeDecided(ref: EnrollmentRef, first: DecidedFor): Promise<Plan | null> {
    const decided = await this.withFields(first);
    const { plan, next, advance, job } = decided;
    const { snapshot } = job;
    if (snapshot.state === 'ended')
      return { ...plan, why: snapshot.outcome === null ? plan.why : describeOutcome(snapshot.outcome) };
    const end = endEvent(plan, this.ports.clock.now());
    if (advance === null) {
      if (!(await this.ports.enrollments.savePlan(ref, next, end))) return null;
    } else {
      const trail = trailEvents(decided, job.workspace);
      const others = await this.ports.enrollments.advance(ref, advance, next, end === null ? trail : [...trail, end]);
      if (others === null) return null;
      if (changes(decided, 'addToList')) await this.ports.optIns.startOpened(ref.workspaceId, [snapshot.subscriber.id]);
      await tellChanged(this.ports, others, 'something they wait for happened');
    }
    return next.watches.length === 0 ? plan : await this.confirmed(ref, plan);
  }

  /** Who is about to have a field set is decided about once more, with what the fields hold now; nobody else pays for it. */
  private async withFields(decided: DecidedFor): Promise<DecidedFor> {
    if (!changes(decided, 'setField')) return decided;
    const { facts, job } = decided;
    const { snapshot, workspace, definition } = job;
    const known = { ...facts, fields: await this.ports.customFields.definitions(workspace.id) };
    const again = decidePlan(definition, snapshot, known, workspace, this.ports.clock.now());
    return { ...again, facts: known, job };
  }

  /**
   * Decides once more after a plan was stored that waits for facts: a fact that was committed while the plan was being
   * made found nobody waiting, and told nobody.
   */
  private async confirmed(ref: EnrollmentRef, plan: Plan): Promise<Plan | null> {
    const fresh = await this.ports.enrollments.load(ref);
    if (fresh === null) return null;
    const again = await decideFor(this.ports, ref, fresh);
    const isSame = again.advance === null && again.plan.do === plan.do && again.plan.step === plan.step;
    return isSame ? plan : await this.storeDecided(ref, again);
  }
}

/** What was passed, as lines of the person's timeline. */
function trailEvents({ decision }: Decided, workspace: WorkspaceRecord): NewEvent[] {
  const clock = new WorkspaceClock(workspace.clock);
  return (decision.advance?.trail ?? []).map(({ stepId, at, what, why }) => ({
    kind: 'passed',
    stepId,
    messageId: null,
    what,
    why,
    at: clock.toReal(at),
  }));
}
