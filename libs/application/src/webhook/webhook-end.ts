import type { WebhookStep } from '@dripemails/domain';
import type { StepEnd } from '../enrollment/run-step.js';
import type { NewEvent } from '../event/event-port.js';
import type { WebhookOutcome } from './webhook-port.js';

const FIRST_PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 3_600_000;
/** An endpoint that is down over night is there again; one that is down for longer is gone. */
const GIVE_UP_AFTER_MS = 12 * 3_600_000;

/**
 * What the outcome of a call means for a person at its step.
 * @param time real ms: now, and when the first try of this series failed (null at the first)
 */
export function endOfCall(
  step: WebhookStep,
  outcome: WebhookOutcome,
  { now, failingSince }: { readonly now: number; readonly failingSince: number | null },
): StepEnd {
  const event = (kind: NewEvent['kind'], what: string): NewEvent => ({
    ...{ kind, stepId: step.id, messageId: null, what, why: outcome.detail, at: now },
  });
  if (outcome.kind === 'ok') return { kind: 'done', event: event('called', 'Webhook called') };
  const triedMs = Math.max(0, now - (failingSince ?? now));
  const leftMs = GIVE_UP_AFTER_MS - triedMs;
  if (outcome.kind === 'retry' && leftMs > 0) {
    // as long again as it has been tried already: 10 s, 20 s, 40 s …
    const pauseMs = Math.max(FIRST_PAUSE_MS + triedMs, outcome.retryAfterMs ?? 0);
    return {
      kind: 'retry',
      retryInMs: Math.min(pauseMs, LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, leftMs)),
      // one line in the timeline for the whole series; it also marks when the series began
      event: failingSince === null ? event('deferred', 'The webhook failed and is tried again') : null,
    };
  }
  if (step.onFailure === 'continue') return { kind: 'done', event: event('failed', 'The webhook failed; going on') };
  return {
    kind: 'hold',
    reason: 'The webhook keeps failing; see the timeline, then resume or skip',
    event: event('failed', 'The webhook failed'),
  };
}
