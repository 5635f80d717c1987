import type { EnrollmentRef, Plan } from '@dripemails/contracts/workflow';
import { messageIdOf, type Decision, type SequenceDefinition } from '@dripemails/domain';
import { v7 as newId } from 'uuid';
import { decidePlan } from '../enrollment/decide-plan.js';
import type { EnrollmentSnapshot, LedgerRow } from '../enrollment/enrollment-port.js';
import {
  endEvent,
  planForMissing,
  type PlanningPorts,
  type ReplanEnrollment,
} from '../enrollment/replan-enrollment.js';
import type { Log } from '../logger.js';
import type { SubscriberRepository } from '../subscriber/subscriber-port.js';
import type { WorkspaceRecord } from '../workspace/workspace-port.js';
import { type Attempt, consequenceOf } from './consequence-of.js';
import type { ComposeMessage } from './compose-message.js';
import type { MessageTransport, RelayInquiry, SendOutcome } from './transport-port.js';

export interface SendMessagePorts extends PlanningPorts {
  readonly compose: ComposeMessage;
  readonly transport: MessageTransport;
  readonly relay: RelayInquiry;
  readonly subscribers: Pick<SubscriberRepository, 'withdraw'>;
  readonly log: Log;
  /** Told of every outcome, for the metrics. */
  readonly onOutcome: (kind: SendOutcome['kind'], seconds: number) => void;
}

/**
 * How long one attempt may take, and so how long a dead worker's lease stands. The client's own timeouts lie inside;
 * the activity's start-to-close timeout lies outside (see the enrollment workflow), so that no attempt overlaps another.
 */
export const ATTEMPT_MS = 45_000;
/** After a lease ran out, the relay may still be writing down what the dead worker sent: wait before asking it. */
const SETTLE_MS = 3_000;
const MAX_RACES = 10;

/**
 * Sends one mail of a sequence at most once: decide → claim → transmit → record → plan. The only use case that sends.
 * Whatever happens between two of these, the next attempt finds the ledger row and knows what to do:
 * nothing claimed: it sends; `transmitting` under a live lease: it waits; under a dead one: it asks the relay;
 * recorded: it returns the plan that follows.
 */
export class SendMessage {
  constructor(
    private readonly ports: SendMessagePorts,
    private readonly replan: ReplanEnrollment,
  ) {}

  /**
   * @param step the step that the workflow was told to send; the row decides whether it still is the one
   * @returns what comes next
   */
  async execute(ref: EnrollmentRef, step: string): Promise<Plan> {
    for (let race = 0; race < MAX_RACES; race++) {
      const plan = await this.attempt(ref, step);
      if (plan !== null) return plan;
    }
    throw new Error(`enrollment ${ref.enrollmentId} changed ${MAX_RACES} times while a mail was being claimed`);
  }

  /** One pass; null when the row changed under it and it must start over. */
  private async attempt(ref: EnrollmentRef, step: string): Promise<Plan | null> {
    const { enrollments, sequences, workspaces, clock } = this.ports;
    const snapshot = await enrollments.load(ref, step);
    if (snapshot === null) return planForMissing(clock.now());
    const workspace = await workspaces.get(ref.workspaceId);
    const definition = await sequences.definition(ref.workspaceId, snapshot.sequenceId, snapshot.version);
    const job: Job = { ref, snapshot, workspace, definition };

    const open = snapshot.message;
    if (open?.state === 'transmitting') return await this.settleLost(job, open);

    const { decision, plan } = decidePlan(definition, snapshot, workspace, clock.now());
    if (decision.do !== 'sendEmail' || decision.step !== step || plan.at > clock.now())
      return await this.replan.store(ref, snapshot);
    return await this.send(job, decision);
  }

  private async send(job: Job, decision: SendDecision): Promise<Plan | null> {
    const { enrollments, transport, compose, clock } = this.ports;
    const { snapshot, definition } = job;
    const step = definition.steps.find((one) => one.id === decision.step);
    if (step?.kind !== 'email') throw new Error(`step ${decision.step} of sequence ${snapshot.sequenceId} is no email`);

    const key = { enrollmentId: snapshot.id, stepId: step.id, occurrence: occurrenceOf(snapshot.message) };
    const rowId = snapshot.message?.state === 'planned' ? snapshot.message.id : newId();
    const messageId = messageIdOf(key, domainOf(job.workspace.sender.email));
    const mail = await compose.execute({
      workspace: job.workspace,
      snapshot,
      step,
      rowId,
      messageId,
      now: clock.now(),
    });

    const began = clock.now();
    const claim = await enrollments.claim(snapshot, {
      id: rowId,
      stepId: step.id,
      occurrence: key.occurrence,
      messageId,
      to: mail.to.email,
      subject: mail.subject,
      replyTo: mail.replyTo,
      leaseUntil: began + ATTEMPT_MS,
      at: began,
    });
    if (claim === null) return null;
    const outcome = await transport.send(mail, ATTEMPT_MS);
    this.ports.onOutcome(outcome.kind, (clock.now() - began) / 1000);
    if (outcome.kind === 'unknown') return planToAsk(began + ATTEMPT_MS, step.id, snapshot.revision);
    const attempt = {
      row: {
        id: claim.id,
        fence: claim.fence,
        attempts: (snapshot.message?.attempts ?? 0) + 1,
        firstAttemptAt: snapshot.message?.firstAttemptAt ?? began,
      },
      decision,
      mail,
    };
    return await this.settle(job, attempt, outcome);
  }

  /** An attempt whose worker never reported: wait for its lease, then ask the relay what became of the mail. */
  private async settleLost(job: Job, row: LedgerRow): Promise<Plan | null> {
    const { clock, relay, log } = this.ports;
    const ask = planToAsk(row.leaseUntil ?? 0, row.stepId, job.snapshot.revision);
    if (ask.at > clock.now()) return ask;
    const verdict = await relay.ask(row.messageId);
    log.warn({ enrollmentId: job.snapshot.id, messageId: row.id, verdict }, 'settled an interrupted attempt');
    const passed = passedBefore(job, row.stepId);
    const attempt = {
      row: { ...row, firstAttemptAt: row.firstAttemptAt ?? clock.now() },
      decision: { step: row.stepId, passed },
      mail: null,
    };
    if (verdict === 'accepted')
      return await this.settle(job, attempt, {
        kind: 'accepted',
        response: 'Found at the relay after an interrupted attempt',
      });
    if (verdict === 'absent') {
      await this.settle(
        job,
        attempt,
        { kind: 'retry', response: 'An attempt was interrupted before the relay had the mail', because: 'connection' },
        0,
      );
      return null;
    }
    return await this.settle(job, attempt, {
      kind: 'unknown',
      response: 'An attempt was interrupted and the relay cannot be asked',
    });
  }

  /** Records the outcome and the plan that follows from it. */
  private async settle(job: Job, attempt: Attempt, outcome: SendOutcome, retryInMs?: number): Promise<Plan | null> {
    const { enrollments, clock } = this.ports;
    const now = clock.now();
    const consequence = consequenceOf(attempt, outcome, now, retryInMs);
    const standing = {
      ...job.snapshot,
      done: [...job.snapshot.done, ...consequence.done],
      anchorAt: consequence.done.length > 0 ? now : job.snapshot.anchorAt,
      notBefore: consequence.notBefore,
      revision: job.snapshot.revision + 1,
      ...(consequence.hold === null ? {} : { state: 'held' as const, reason: consequence.hold }),
    };
    const { plan } = decidePlan(job.definition, standing, job.workspace, now);
    const ended = endEvent(plan, now);
    const revision = await enrollments.settle(job.ref, job.snapshot.revision, {
      messageRowId: attempt.row.id,
      fence: attempt.row.fence,
      message: consequence.message,
      done: consequence.done,
      anchorAt: consequence.done.length > 0 ? now : null,
      notBefore: consequence.notBefore,
      hold: consequence.hold,
      plan,
      events: ended === null ? [consequence.event] : [consequence.event, ended],
    });
    if (outcome.kind === 'rejected' && outcome.scope === 'recipient') {
      await this.ports.subscribers.withdraw(job.ref.workspaceId, job.snapshot.subscriber.id, {
        status: 'bounced',
        outcome: 'bounced',
        what: 'The address bounced',
        why: outcome.response,
        at: now,
      });
      return null;
    }
    return revision === standing.revision ? plan : null;
  }
}

type SendDecision = Extract<Decision, { do: 'sendEmail' }>;
interface Job {
  readonly ref: EnrollmentRef;
  readonly snapshot: EnrollmentSnapshot;
  readonly workspace: WorkspaceRecord;
  readonly definition: SequenceDefinition;
}

/** An attempt of which nobody knows the end is asked about once its lease is over, whether its worker lives or not. */
function planToAsk(leaseUntil: number, step: string, revision: number): Plan {
  const why = 'Waiting to learn what became of an interrupted attempt';
  return { at: leaseUntil + SETTLE_MS, do: 'sendEmail', step, why, revision, state: 'active' };
}

/** A mail that was refused or finished is sent again, on purpose, as another occurrence; one that never left keeps its number. */
function occurrenceOf(message: LedgerRow | null): number {
  if (message === null) return 1;
  return message.state === 'planned' || message.state === 'claimed' ? message.occurrence : message.occurrence + 1;
}

/** The waits before a step that are not done yet: they are over when the step was sent. */
function passedBefore({ definition, snapshot }: Job, step: string): string[] {
  const index = definition.steps.findIndex((one) => one.id === step);
  return definition.steps
    .slice(0, Math.max(0, index))
    .filter((one) => one.kind === 'wait' && !snapshot.done.includes(one.id))
    .map((one) => one.id);
}

function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1);
}
