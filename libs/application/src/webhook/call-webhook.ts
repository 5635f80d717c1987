import type { EnrollmentRef, Plan } from '@dripemails/contracts/workflow';
import { findStep, WorkspaceClock, type WebhookStep } from '@dripemails/domain';
import type { Clock } from '../clock.js';
import type { RunStep, StepDecision, StepEnd, StepJob } from '../enrollment/run-step.js';
import type { EventReader } from '../event/event-port.js';
import type { WebhookCaller } from './webhook-port.js';
import { endOfCall } from './webhook-end.js';

export interface CallWebhookPorts {
  readonly webhooks: Pick<WebhookCaller, 'call'>;
  readonly events: Pick<EventReader, 'ofSubscriber'>;
  readonly clock: Clock;
}

/** So many of a person's newest events are looked through for the beginning of a series of tries. */
const LOOK_BACK = 100;

/** Calls the webhook of a step until it answers or is given up, then goes on by the step's policy. */
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
    const step = webhookOf(job, decision.step);
    const { url, headers = {} } = step;
    const { workspaceId } = job.ref;
    const now = clock.now();
    const id = idOf(job, step.id);
    const body = JSON.stringify(bodyOf(job, step.id, { id, now }));
    const outcome = await webhooks.call({ workspaceId, url, headers, id, body, at: now });
    const failingSince = outcome.kind === 'retry' ? await this.failingSince(job, step.id) : null;
    return endOfCall(step, outcome, { now: clock.now(), failingSince });
  }

  /**
   * When the first try of this series failed, real ms; null when this is the first. The due time would not do: after a
   * day without a worker every step is a day late, and its first failure must not be its last.
   */
  private async failingSince({ ref, snapshot }: StepJob, stepId: string): Promise<number | null> {
    // whatever begins anew (a step done, a pause, a resume, a rewind) clears it
    if (snapshot.notBefore === null) return null;
    const { items } = await this.ports.events.ofSubscriber(ref.workspaceId, snapshot.subscriber.id, {
      limit: LOOK_BACK,
    });
    for (const { enrollmentId, kind, stepId: of, at } of items) {
      if (enrollmentId !== snapshot.id) continue;
      if (kind === 'deferred' && of === stepId) return at;
      // with a rate, a resume sets the instant that a retry sets too
      if (kind === 'resumed' || kind === 'rewound' || (kind === 'failed' && of === stepId)) return null;
    }
    return null;
  }
}

function webhookOf({ definition }: StepJob, id: string): WebhookStep {
  const step = findStep(definition.steps, id);
  if (step?.kind !== 'webhook') throw new Error(`step ${id} of sequence ${definition.sequenceId} is no webhook`);
  return step;
}

/**
 * The same for every try of one passing of the step, also over a pause; another after a rewind, which means to call
 * again. Without a full stop, which Standard Webhooks does not allow in it.
 */
function idOf({ snapshot }: StepJob, stepId: string): string {
  return `${snapshot.id}/${stepId}/${snapshot.anchorAt - snapshot.shiftedBy}`;
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
