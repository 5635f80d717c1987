import type { EnrollmentRef, Plan } from '@dripemails/contracts/workflow';
import type { SequenceDefinition } from '@dripemails/domain';
import { decidePlan } from '../enrollment/decide-plan.js';
import type { EnrollmentSnapshot, Settlement } from '../enrollment/enrollment-port.js';
import { endEvent, type PlanningPorts } from '../enrollment/replan-enrollment.js';
import type { Log } from '../logger.js';
import type { Orchestrator } from '../orchestrator-port.js';
import type { SubscriberRepository } from '../subscriber/subscriber-port.js';
import { tellChanged } from '../tell-changed.js';
import type { WorkspaceRecord } from '../workspace/workspace-port.js';
import { type Attempt, consequenceOf } from './consequence-of.js';
import type { SendOutcome } from './transport-port.js';

export interface SettleAttemptPorts extends PlanningPorts {
  readonly subscribers: Pick<SubscriberRepository, 'withdraw'>;
  readonly orchestrator: Pick<Orchestrator, 'signalChanged'>;
  readonly log: Log;
}

/** The person and sequence that an attempt to send is about, as they were when it began. */
export interface SendJob {
  readonly ref: EnrollmentRef;
  readonly snapshot: EnrollmentSnapshot;
  readonly workspace: WorkspaceRecord;
  readonly definition: SequenceDefinition;
}

/** Pauses between tries to record an outcome, in ms: a database that restarts must not turn a known outcome unknown. */
const RECORD_AGAIN_AFTER_MS = [200, 400, 800, 1600, 3200];

/** Records what became of a mail, and decides what comes next. */
export class SettleAttempt {
  constructor(private readonly ports: SettleAttemptPorts) {}

  /**
   * @param retryInMs when a mail that must wait is tried again, instead of by how often it was tried
   * @returns the plan that follows, or null when the row changed meanwhile and has to be looked at again
   */
  async execute(job: SendJob, attempt: Attempt, outcome: SendOutcome, retryInMs?: number): Promise<Plan | null> {
    // first consent, then the ledger: a crash between the two leaves a mail to ask about, never a person to mail again
    if (outcome.kind === 'rejected' && outcome.scope === 'recipient') await this.withdraw(job, outcome.response);
    const now = this.ports.clock.now();
    const consequence = consequenceOf(attempt, outcome, now, retryInMs);
    const isDone = consequence.done.length > 0;
    const { snapshot } = job;
    const standing = {
      ...snapshot,
      done: [...snapshot.done, ...consequence.done],
      anchorAt: isDone ? now : snapshot.anchorAt,
      notBefore: consequence.notBefore,
      revision: snapshot.revision + 1,
      ...(consequence.hold === null ? {} : { state: 'held' as const, reason: consequence.hold }),
    };
    const { plan } = decidePlan(job.definition, standing, job.workspace, now);
    const ended = snapshot.state === 'ended' ? null : endEvent(plan, now);
    const revision = await this.record(job, {
      messageRowId: attempt.row.id,
      fence: attempt.row.fence,
      message: consequence.message,
      done: consequence.done,
      anchorAt: isDone ? now : null,
      notBefore: consequence.notBefore,
      hold: consequence.hold,
      plan,
      events: ended === null ? [consequence.event] : [consequence.event, ended],
    });
    return revision === standing.revision ? plan : null;
  }

  /** The relay knows no such address: nothing goes there any more, from any sequence. */
  private async withdraw({ ref, snapshot }: SendJob, response: string): Promise<void> {
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

  private async record({ ref, snapshot }: SendJob, settlement: Settlement): Promise<number | null> {
    for (const pauseMs of RECORD_AGAIN_AFTER_MS) {
      try {
        return await this.ports.enrollments.settle(ref, snapshot.revision, settlement);
      } catch (error) {
        this.ports.log.warn(
          { enrollmentId: ref.enrollmentId, err: error },
          'could not record an outcome; trying again',
        );
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    }
    return await this.ports.enrollments.settle(ref, snapshot.revision, settlement);
  }
}
