import type { EnrollmentRef, Plan } from '@dripemails/contracts/workflow';
import type { Decision, SequenceDefinition, StepAction } from '@dripemails/domain';
import type { NewEvent } from '../event/event-port.js';
import type { WorkspaceRecord } from '../workspace/workspace-port.js';
import { decideFor, endEvent, planForMissing, type PlanningPorts, type ReplanEnrollment } from './replan-enrollment.js';
import { planWithoutAdvance } from './plan-without-advance.js';
import type { EnrollmentSnapshot } from './enrollment-port.js';
import { snapshotAfter } from './snapshot-after.js';

/** The person, version and workspace that a step's effect is about, as they were when it began. */
export interface StepJob {
  readonly ref: EnrollmentRef;
  readonly snapshot: EnrollmentSnapshot;
  readonly workspace: WorkspaceRecord;
  readonly definition: SequenceDefinition;
}
export type StepDecision = Extract<Decision, { do: StepAction }>;

/** What came of a step's effect. */
export interface StepEnd {
  /** `done` goes on with the next step; `hold` waits for an operator; `retry` comes back after `retryInMs` (real). */
  readonly kind: 'done' | 'hold' | 'retry';
  /** With `hold`: why, in words without personal data. */
  readonly reason?: string;
  /** With `hold`: id of the revision that an operator has to answer. */
  readonly awaiting?: string;
  readonly retryInMs?: number;
  readonly event: NewEvent | null;
}

const MAX_RACES = 10;

/**
 * Runs the effect of a step that is no mail (AI revise, webhook): decide → effect → record → plan. The effect may run
 * again after a crash, so it must bear that (a stored revision, an idempotency key); its record is written once.
 */
export class RunStep {
  constructor(
    private readonly ports: PlanningPorts,
    private readonly replan: ReplanEnrollment,
  ) {}

  /**
   * @param step the step that the workflow was told to run; the row decides whether it still is the one
   * @param effect called only when the step is due now
   * @returns what comes next
   */
  async execute(
    ref: EnrollmentRef,
    step: string,
    action: StepAction,
    effect: (job: StepJob, decision: StepDecision) => Promise<StepEnd>,
  ): Promise<Plan> {
    for (let race = 0; race < MAX_RACES; race++) {
      const plan = await this.attempt(ref, step, action, effect);
      if (plan !== null) return plan;
    }
    throw new Error(`enrollment ${ref.enrollmentId} changed ${MAX_RACES} times while a step was being run`);
  }

  private async attempt(
    ref: EnrollmentRef,
    step: string,
    action: StepAction,
    effect: (job: StepJob, decision: StepDecision) => Promise<StepEnd>,
  ): Promise<Plan | null> {
    const { enrollments, clock } = this.ports;
    const snapshot = await enrollments.load(ref);
    if (snapshot === null) return planForMissing(clock.now());
    const decided = await decideFor(this.ports, ref, snapshot);
    const { decision, plan, job } = decided;
    const isDue =
      decision.do === action && decision.step === step && decision.advance === null && plan.at <= clock.now();
    if (!isDue) return await this.replan.storeDecided(ref, decided);
    return await this.record(job, decision, await effect(job, decision));
  }

  private async record(job: StepJob, decision: StepDecision, end: StepEnd): Promise<Plan | null> {
    const { enrollments, clock } = this.ports;
    const { ref, snapshot } = job;
    const now = clock.now();
    const isDone = end.kind === 'done';
    const effect = {
      done: isDone ? [...decision.passed, decision.step] : [],
      anchorAt: isDone ? now : null,
      notBefore: end.kind === 'retry' ? now + (end.retryInMs ?? 0) : null,
      hold: end.kind === 'hold' ? (end.reason ?? 'On hold') : null,
    };
    const awaiting = end.awaiting ?? null;
    const after = { ...snapshotAfter(snapshot, effect), awaiting };
    const { next } = planWithoutAdvance(await decideFor(this.ports, ref, after), now);
    const events = [end.event, endEvent(next.plan, now)].filter((event) => event !== null);
    return (await enrollments.completeStep(ref, snapshot.revision, { ...effect, awaiting, next, events }))
      ? next.plan
      : null;
  }
}
