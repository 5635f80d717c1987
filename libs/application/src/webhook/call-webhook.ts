import type { EnrollmentRef, Plan } from '@dripemails/contracts/workflow';
import { findStep, WorkspaceClock, type WebhookStep } from '@dripemails/domain';
import type { Clock } from '../clock.js';
import type { RunStep, StepDecision, StepEnd, StepJob } from '../enrollment/run-step.js';
import type { NewEvent } from '../event/event-port.js';
import type { WebhookCaller, WebhookOutcome } from './webhook-port.js';

export interface CallWebhookPorts {
  readonly webhooks: WebhookCaller;
  readonly clock: Clock;
}

const FIRST_PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 3_600_000;
/** An endpoint that is down over night is there again; one that is down for longer is gone. */
const GIVE_UP_AFTER_MS = 12 * 3_600_000;

/** Calls the webhook of a step until it answers, then goes on. */
export class CallWebhook {
  constructor(
    private readonly ports: CallWebhookPorts,
    private readonly steps: Pick<RunStep, 'execute'>,
  ) {}

  /**
   * @param step the webhook step that the workflow was told to run; the row decides whether it still is the one
   * @returns what comes next
   */
  async execute(ref: EnrollmentRef, step: string): Promise<Plan> {
    return await this.steps.execute(ref, step, 'callWebhook', (job, decision) => this.call(job, decision));
  }

  private async call(job: StepJob, decision: StepDecision): Promise<StepEnd> {
    const { webhooks, clock } = this.ports;
    const step = findStep(job.definition.steps, decision.step);
    if (step?.kind !== 'webhook') throw new Error(`step ${decision.step} is no webhook`);
    const now = clock.now();
    const { url, headers = {} } = step;
    const id = idOf(job, step.id);
    const body = JSON.stringify(bodyOf(job, step.id, { id, now }));
    const outcome = await webhooks.call({ workspaceId: job.ref.workspaceId, url, headers, id, body, at: now });
    const dueAt = new WorkspaceClock(job.workspace.clock).toReal(decision.at);
    return endOf(step, outcome, { now: clock.now(), dueAt: Math.min(dueAt, now) });
  }
}

/** The same for every try of one passing of the step; another after a rewind, which counts as a new call. */
function idOf({ snapshot }: StepJob, stepId: string): string {
  return `${snapshot.id}.${stepId}.${snapshot.anchorAt}`;
}

function bodyOf(
  { snapshot, workspace, definition }: StepJob,
  stepId: string,
  { id, now }: { id: string; now: number },
) {
  const { subscriber } = snapshot;
  return {
    type: 'sequence.step',
    id,
    at: new Date(new WorkspaceClock(workspace.clock).toWorkspace(now)).toISOString(),
    sequenceId: definition.sequenceId,
    sequenceName: snapshot.sequenceName,
    stepId,
    enrollmentId: snapshot.id,
    subscriber: {
      id: subscriber.id,
      email: subscriber.email,
      firstName: subscriber.firstName,
      lastName: subscriber.lastName,
      fields: subscriber.fields,
    },
  };
}

/** What an answer means for the person. @param time real ms: now, and when the first try was due */
function endOf(step: WebhookStep, outcome: WebhookOutcome, { now, dueAt }: { now: number; dueAt: number }): StepEnd {
  const event = (kind: NewEvent['kind'], what: string): NewEvent => ({
    ...{ kind, stepId: step.id, messageId: null, what, why: outcome.detail, at: now },
  });
  if (outcome.kind === 'ok') return { kind: 'done', event: event('called', 'Webhook called') };
  const tried = now - dueAt;
  if (outcome.kind === 'retry' && tried < GIVE_UP_AFTER_MS) {
    // as long again as it has been tried already: the pauses double by themselves
    const pause = Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, tried, outcome.retryAfterMs ?? 0));
    return { kind: 'retry', retryInMs: pause, event: event('deferred', 'The webhook is tried again later') };
  }
  if (step.onFailure === 'continue') return { kind: 'done', event: event('failed', 'The webhook failed; going on') };
  return {
    kind: 'hold',
    reason: 'The webhook keeps failing; see the timeline, then resume or skip it',
    event: event('failed', 'The webhook failed'),
  };
}
