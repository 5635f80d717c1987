import type { EnrollmentRef, Plan } from '@dripemails/contracts/workflow';
import { type AiReviseStep, type EmailStep, findStep } from '@dripemails/domain';
import { v7 as newId } from 'uuid';
import type { Clock } from '../clock.js';
import type { RunStep, StepEnd, StepJob } from '../enrollment/run-step.js';
import type { MessageRenderer } from '../message/renderer-port.js';
import { ReviseError, type RevisedMail, type TextReviser } from './reviser-port.js';
import {
  isSettled,
  type NewRevision,
  type RevisionKey,
  type RevisionRecord,
  type RevisionStore,
} from './revision-port.js';
import { endOfFailure, endOfSettled } from './revision-end.js';

export interface ReviseEmailPorts {
  readonly reviser: TextReviser;
  readonly revisions: RevisionStore;
  readonly renderer: Pick<MessageRenderer, 'findProblems'>;
  readonly clock: Clock;
}

/** What runs a step's effect and plans what follows. */
export type StepRunner = Pick<RunStep, 'execute'>;

export interface ReviseContext {
  /** Called every few seconds while the model works. */
  readonly heartbeat?: (() => void) | undefined;
  /** Aborts the request to the model. */
  readonly signal?: AbortSignal | undefined;
}

/** A model that is not available is asked again for so long after the first try, real ms. */
const GIVE_UP_AFTER_MS = 15 * 60 * 1000;
/** Shortest pause between two tries, and how long one who found another at work stays away; real ms. */
const RETRY_MS = 3_000;
/** Spreads those who wait for the same thing. */
const SPREAD_MS = 5_000;

/** One `aiRevise` step of one person, with the mail that it revises. */
interface Revising {
  readonly job: StepJob;
  readonly step: AiReviseStep;
  readonly mail: EmailStep;
  readonly key: RevisionKey;
}

/** Has the mail of a step revised by the language model, once, and waits for an operator's approval where one is asked. */
export class ReviseEmail {
  constructor(
    private readonly ports: ReviseEmailPorts,
    private readonly steps: StepRunner,
  ) {}

  /**
   * @param step the `aiRevise` step that the workflow was told to run; the row decides whether it still is the one
   * @returns what comes next
   */
  async execute(ref: EnrollmentRef, step: string, context: ReviseContext = {}): Promise<Plan> {
    return await this.steps.execute(ref, step, 'reviseEmail', async (job, decision) => {
      return await this.revise(revisingOf(job, decision.step), context);
    });
  }

  private async revise(revising: Revising, context: ReviseContext): Promise<StepEnd> {
    const { revisions, clock } = this.ports;
    const { key, step, mail } = revising;
    const stored = await revisions.find(key);
    if (stored !== null && isSettled(stored)) return endOfSettled(stored, mail, step, clock.now());
    const end = await revisions.alone(key, () => this.askModel(revising, context));
    return end ?? { kind: 'retry', retryInMs: RETRY_MS + spread(), event: null };
  }

  /** With nobody else at this revision. */
  private async askModel(revising: Revising, context: ReviseContext): Promise<StepEnd> {
    const { revisions, clock } = this.ports;
    const { key, step, mail } = revising;
    // somebody may have finished between the first look and this one
    const before = await revisions.find(key);
    if (before !== null && isSettled(before)) return endOfSettled(before, mail, step, clock.now());
    const askedAt = clock.now();
    try {
      const revised = await this.ask(revising, context);
      const status = step.approval === 'required' ? 'awaitingApproval' : 'ready';
      const made = this.rowOf(step, { status, mail: revised, error: null, askedAt, givenUpAt: null });
      return endOfSettled(await revisions.save(key, made), mail, step, clock.now(), { isNew: true });
    } catch (error) {
      if (!(error instanceof ReviseError)) throw error;
      return await this.fail(revising, error, { before, askedAt });
    }
  }

  private async ask({ job, step, mail }: Revising, { heartbeat, signal }: ReviseContext): Promise<RevisedMail> {
    const { reviser, renderer } = this.ports;
    const { firstName, locale, fields } = job.snapshot.subscriber;
    const person = step.scope === 'version' ? null : { firstName, locale, fields };
    const { subject, html } = mail;
    const { instructions } = step;
    const revised = await reviser.revise({ subject, html, instructions, person, signal, onProgress: heartbeat });
    const [problem] = renderer.findProblems({ subject: revised.subject, html: revised.html });
    if (problem === undefined) return revised;
    throw new ReviseError('unusable', `The revised mail cannot be sent: ${problem.path}: ${problem.message}`);
  }

  private async fail(
    { key, step, mail }: Revising,
    { failure, message, retryAfterMs }: ReviseError,
    { before, askedAt }: { before: RevisionRecord | null; askedAt: number },
  ): Promise<StepEnd> {
    const { revisions, clock } = this.ports;
    const now = clock.now();
    const leftMs = (before?.createdAt ?? askedAt) + GIVE_UP_AFTER_MS - now;
    const triesAgain = failure === 'unavailable' && leftMs > 0;
    // on a hold it is not given up: an operator who resumes wants it tried again
    const givenUpAt = triesAgain || step.onFailure === 'hold' ? null : now;
    const row = this.rowOf(step, { status: 'failed', mail: null, error: message, askedAt, givenUpAt });
    await revisions.save(key, row);
    if (!triesAgain) return endOfFailure(failure, message, mail, step, now);
    const pauseMs = Math.max(RETRY_MS, retryAfterMs ?? 0) + spread();
    return {
      kind: 'retry',
      retryInMs: Math.min(pauseMs, Math.max(1000, leftMs)),
      event: before === null ? waiting(mail, step, message, now) : null,
    };
  }

  private rowOf(step: AiReviseStep, row: Omit<NewRevision, 'id' | 'instructions'>): NewRevision {
    return { id: newId(), instructions: step.instructions, ...row };
  }
}

function waiting({ subject }: EmailStep, step: AiReviseStep, why: string, at: number): StepEnd['event'] {
  return { kind: 'deferred', stepId: step.id, messageId: null, what: `AI revision of '${subject}' waits`, why, at };
}

function revisingOf(job: StepJob, id: string): Revising {
  const { definition, ref } = job;
  const step = findStep(definition.steps, id);
  if (step?.kind !== 'aiRevise') throw new Error(`step ${id} of sequence ${definition.sequenceId} revises nothing`);
  const mail = findStep(definition.steps, step.of);
  if (mail?.kind !== 'email') throw new Error(`step ${id} of sequence ${definition.sequenceId} revises no email`);
  const enrollmentId = step.scope === 'version' ? null : ref.enrollmentId;
  const { workspaceId } = ref;
  const { sequenceId, version } = definition;
  return { job, step, mail, key: { workspaceId, sequenceId, version, aiStepId: id, stepId: mail.id, enrollmentId } };
}

function spread(): number {
  return Math.floor(Math.random() * SPREAD_MS);
}
