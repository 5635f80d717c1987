import type { EnrollmentRef, Plan } from '@dripemails/contracts/workflow';
import {
  type Decision,
  DomainError,
  emailDomain,
  type EmailStep,
  findStep,
  flattenSteps,
  messageIdOf,
  WorkspaceClock,
} from '@dripemails/domain';
import { v7 as newId } from 'uuid';
import type { LedgerRow } from '../enrollment/enrollment-port.js';
import {
  decideFor,
  planForMissing,
  type PlanningPorts,
  type ReplanEnrollment,
} from '../enrollment/replan-enrollment.js';
import type { StepDecision, StepJob } from '../enrollment/run-step.js';
import type { RevisionReader } from '../revision/revision-port.js';
import type { ComposeMessage } from './compose-message.js';
import { ATTEMPT_MS, FOUND, SETTLE_MS } from './lost-attempt.js';
import type { SettleAttempt } from './settle-attempt.js';
import type { MessageTransport, OutgoingMessage, RelayInquiry, SendOutcome } from './transport-port.js';

export interface SendMessagePorts extends PlanningPorts {
  readonly compose: ComposeMessage;
  readonly revisions: RevisionReader;
  readonly transport: MessageTransport;
  readonly relay: RelayInquiry;
  /** Told of every outcome, for the metrics. */
  readonly onOutcome: (kind: SendOutcome['kind'], seconds: number) => void;
}

const MAX_RACES = 10;
const DAY_MS = 86_400_000;

/**
 * Sends one mail of a sequence at most once: decide → claim → transmit → record → plan. With `SendConfirmation`, which
 * goes the same way for mails that ask for consent, the only use case that sends.
 * Whatever happens between two of these, the next attempt finds the ledger row and knows what to do:
 * nothing claimed: it sends; `transmitting` under a live lease: it waits; under a dead one: it asks the relay;
 * recorded: it returns the plan that follows.
 */
export class SendMessage {
  constructor(
    private readonly ports: SendMessagePorts,
    private readonly replan: ReplanEnrollment,
    private readonly settle: SettleAttempt,
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
    const { enrollments, clock } = this.ports;
    const snapshot = await enrollments.load(ref, step);
    if (snapshot === null) return planForMissing(clock.now());
    const decided = await decideFor(this.ports, ref, snapshot);
    const { decision, plan, job } = decided;

    const open = snapshot.message;
    if (open?.state === 'transmitting') return await this.settleLost(job, open, decision);

    const isDue =
      decision.do === 'sendEmail' && decision.step === step && decision.advance === null && plan.at <= clock.now();
    return isDue ? await this.send(job, decision) : await this.replan.storeDecided(ref, decided);
  }

  private async send(job: StepJob, decision: StepDecision): Promise<Plan | null> {
    const { transport, clock, onOutcome } = this.ports;
    const step = emailStepOf(job, decision.step);
    const mail = await this.compose(job, step);
    if (mail === null) return null;
    const began = clock.now();
    const leaseUntil = began + ATTEMPT_MS;
    const claim = await this.claim(job, { step: step.id, mail, leaseUntil, at: began });
    if (claim === null) return null;
    // what the claim took of the lease is gone
    const outcome = await transport.send(mail.content, leaseUntil - clock.now());
    onOutcome(outcome.kind, (clock.now() - began) / 1000);
    if (outcome.kind === 'unknown') return planToAsk(leaseUntil, step.id, job.snapshot.revision);
    const before = job.snapshot.message;
    const row = { ...claim, attempts: (before?.attempts ?? 0) + 1, firstAttemptAt: before?.firstAttemptAt ?? began };
    return await this.settle.execute(job, { row, decision, mail: mail.content }, outcome);
  }

  /** The mail with its place in the ledger; null when it cannot be made and the person was put on hold for it. */
  private async compose(job: StepJob, original: EmailStep): Promise<ComposedMessage | null> {
    const { compose, clock, enrollments } = this.ports;
    const { snapshot, workspace } = job;
    const { step, templateKey } = await this.templateOf(job, original);
    const occurrence = occurrenceOf(snapshot.message);
    const rowId = snapshot.message?.state === 'planned' ? snapshot.message.id : newId();
    const key = { enrollmentId: snapshot.id, stepId: step.id, occurrence };
    const messageId = messageIdOf(key, emailDomain(workspace.sender.email));
    const now = clock.now();
    try {
      const content = await compose.execute({ workspace, snapshot, step, templateKey, rowId, messageId, now });
      return { content, rowId, occurrence };
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'template.invalid') throw error;
      const reason = `The mail cannot be made from its template (${step.id}); correct it, publish, then resume`;
      const plan = {
        at: now,
        do: 'replan' as const,
        why: reason,
        state: 'held' as const,
        revision: snapshot.revision + 1,
      };
      await enrollments.control(
        snapshot,
        { ...snapshot, state: 'held', reason, pausedAt: null, notBefore: null },
        { plan, dueAt: now, watches: [] },
        [{ kind: 'held', stepId: step.id, messageId: null, what: 'Put on hold', why: error.message, at: now }],
      );
      return null;
    }
  }

  /** The step's own mail, or what AI made of it for this person or version. */
  private async templateOf(job: StepJob, step: EmailStep): Promise<{ step: EmailStep; templateKey: string }> {
    const { ref, snapshot, definition } = job;
    const { sequenceId, version } = definition;
    const templateKey = `${sequenceId}/${version}/${step.id}`;
    const isRevised = flattenSteps(definition.steps).some(
      ({ step: one }) => one.kind === 'aiRevise' && one.of === step.id,
    );
    if (!isRevised) return { step, templateKey };
    const mail = { enrollmentId: snapshot.id, sequenceId, version, stepId: step.id };
    const revised = await this.ports.revisions.forMail(ref.workspaceId, mail);
    if (revised === null) return { step, templateKey };
    const { subject, html } = revised;
    return { step: { ...step, subject, html, text: undefined }, templateKey: `${templateKey}/revised/${snapshot.id}` };
  }

  private claim({ snapshot, workspace }: StepJob, { step, mail, leaseUntil, at }: ClaimInput) {
    const { frequencyCap } = workspace;
    const { rate } = new WorkspaceClock(workspace.clock);
    const { capPerWeek } = snapshot.consent;
    const perWeek = least(frequencyCap.perWeek, capPerWeek);
    const isCapped = frequencyCap.perDay !== null || perWeek !== null;
    const cap = isCapped
      ? { perDay: frequencyCap.perDay, perWeek, dayMs: DAY_MS / rate, weekMs: (7 * DAY_MS) / rate }
      : null;
    const { messageId, to, subject, replyTo } = mail.content;
    return this.ports.enrollments.claim(snapshot, {
      ...{ id: mail.rowId, stepId: step, occurrence: mail.occurrence, messageId, to: to.email, subject, replyTo },
      ...{ leaseUntil, at, cap },
    });
  }

  /** An attempt whose worker never reported: wait for its lease, then ask the relay what became of the mail. */
  private async settleLost(job: StepJob, row: LedgerRow, ahead: Decision): Promise<Plan | null> {
    const { clock, relay, log } = this.ports;
    const ask = planToAsk(row.leaseUntil ?? 0, row.stepId, job.snapshot.revision);
    if (ask.at > clock.now()) return ask;
    const verdict = await relay.ask(row.messageId);
    log.warn({ enrollmentId: job.snapshot.id, messageId: row.id, verdict }, 'settled an interrupted attempt');
    const isAhead = 'passed' in ahead && ahead.step === row.stepId;
    const attempt = {
      row: { ...row, firstAttemptAt: row.firstAttemptAt ?? clock.now() },
      decision: { step: row.stepId, passed: isAhead ? ahead.passed : [] },
      mail: null,
    };
    const [outcome, retryInMs] = FOUND[verdict];
    const plan = await this.settle.execute(job, attempt, outcome, retryInMs);
    return verdict === 'absent' ? null : plan;
  }
}

interface ComposedMessage {
  readonly content: OutgoingMessage;
  readonly rowId: string;
  readonly occurrence: number;
}
interface ClaimInput {
  readonly step: string;
  readonly mail: ComposedMessage;
  readonly leaseUntil: number;
  readonly at: number;
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

/** The smaller of two limits; null is none. */
function least(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}

function emailStepOf({ definition, snapshot }: StepJob, id: string): EmailStep {
  const step = findStep(definition.steps, id);
  if (step?.kind !== 'email') throw new Error(`step ${id} of sequence ${snapshot.sequenceId} is no email`);
  return step;
}
