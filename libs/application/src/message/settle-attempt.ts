import type { Plan } from '@dripemails/contracts/workflow';
import type { Settlement } from '../enrollment/enrollment-port.js';
import { planWithoutAdvance } from '../enrollment/plan-without-advance.js';
import { decideFor, endEvent, type PlanningPorts } from '../enrollment/replan-enrollment.js';
import type { StepJob } from '../enrollment/run-step.js';
import { snapshotAfter } from '../enrollment/snapshot-after.js';
import type { SubscriberRepository } from '../subscriber/subscriber-port.js';
import { tellChanged } from '../tell-changed.js';
import { type Attempt, consequenceOf } from './consequence-of.js';
import { recordOutcome } from './record-outcome.js';
import type { SendOutcome } from './transport-port.js';

export interface SettleAttemptPorts extends PlanningPorts {
  readonly subscribers: Pick<SubscriberRepository, 'withdraw'>;
}

/** Records what became of a mail, and decides what comes next. */
export class SettleAttempt {
  constructor(private readonly ports: SettleAttemptPorts) {}

  /**
   * @param retryInMs when a mail that must wait is tried again, instead of by how often it was tried
   * @returns the plan that follows, or null when the row changed meanwhile and has to be looked at again
   */
  async execute(job: StepJob, attempt: Attempt, outcome: SendOutcome, retryInMs?: number): Promise<Plan | null> {
    // first consent, then the ledger: a crash between the two leaves a mail to ask about, never a person to mail again
    if (outcome.kind === 'rejected' && outcome.scope === 'recipient') await this.withdraw(job, outcome.response);
    const now = this.ports.clock.now();
    const consequence = consequenceOf(attempt, outcome, now, retryInMs);
    const { done, notBefore, hold } = consequence;
    const effect = { done, notBefore, hold, anchorAt: done.length > 0 ? now : null };
    const { snapshot } = job;
    const after = snapshotAfter(snapshot, effect);
    const { next } = planWithoutAdvance(await decideFor(this.ports, job.ref, after), now);
    const { plan } = next;
    const ended = snapshot.state === 'ended' ? null : endEvent(plan, now);
    const revision = await this.record(job, {
      messageRowId: attempt.row.id,
      fence: attempt.row.fence,
      message: consequence.message,
      ...effect,
      next,
      events: ended === null ? [consequence.event] : [consequence.event, ended],
    });
    return revision === after.revision ? plan : null;
  }

  /** The relay knows no such address: nothing goes there any more, from any sequence. */
  private async withdraw({ ref, snapshot }: StepJob, response: string): Promise<void> {
    const ended = await this.ports.subscribers.withdraw(ref.workspaceId, snapshot.subscriber.id, {
      status: 'bounced',
      outcome: 'bounced',
      what: 'The address bounced',
      why: response,
      at: this.ports.clock.now(),
    });
    const others = ended.filter((id) => id !== ref.enrollmentId);
    await tellChanged(this.ports, others, 'mail to the subscriber bounced');
  }

  private async record({ ref, snapshot }: StepJob, settlement: Settlement): Promise<number | null> {
    return await recordOutcome(this.ports.log, { enrollmentId: ref.enrollmentId }, () =>
      this.ports.enrollments.settle(ref, snapshot.revision, settlement),
    );
  }
}
