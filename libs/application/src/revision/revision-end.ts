import type { AiReviseStep, EmailStep } from '@dripemails/domain';
import type { StepEnd } from '../enrollment/run-step.js';
import type { EventKind } from '../event/event-port.js';
import type { ReviseFailure } from './reviser-port.js';
import type { RevisionRecord } from './revision-port.js';

/** Words for a hold; the server's own words stand in the event, as they may repeat what it was sent. */
const WHY: Record<ReviseFailure, string> = {
  unavailable: 'the language model was not available for 15 minutes',
  refused: 'its server refuses the request or is not set up; check HF_TOKEN, HF_MODEL and HF_ENDPOINT_URL',
  unusable: 'what it answered cannot be mailed',
};

/**
 * What a revision that is made, answered or given up means for a person at its step.
 * @param at real ms
 * @param options.isNew whether it was made for this person just now
 */
export function endOfSettled(
  revision: RevisionRecord,
  mail: EmailStep,
  step: AiReviseStep,
  at: number,
  { isNew = false }: { isNew?: boolean } = {},
): StepEnd {
  const title = `'${mail.subject}'`;
  const event = eventOf(step, at);
  switch (revision.status) {
    case 'ready':
      return { kind: 'done', event: event('revised', `AI revised ${title}`, revision.model) };
    case 'approved':
      return { kind: 'done', event: event('revised', `${title} goes as revised by AI`, 'The revision was approved') };
    case 'declined':
      return { kind: 'done', event: event('revised', `${title} goes as written`, 'The revision was declined') };
    case 'failed':
      return { kind: 'done', event: event('revised', `${title} goes as written, not revised by AI`, revision.error) };
    case 'awaitingApproval': {
      const reason = `Waiting for approval of ${title} as revised by AI`;
      const told = isNew
        ? event('revised', `AI revised ${title}`, `${revision.model ?? 'AI'}; waiting for approval`)
        : event('held', 'Put on hold', reason);
      return { kind: 'hold', reason, awaiting: revision.id, event: told };
    }
  }
}

/** What a revision that could not be made means, by the step's policy. */
export function endOfFailure(
  failure: ReviseFailure,
  message: string,
  mail: EmailStep,
  step: AiReviseStep,
  at: number,
): StepEnd {
  const title = `'${mail.subject}'`;
  const event = eventOf(step, at);
  if (step.onFailure === 'useOriginal') {
    return { kind: 'done', event: event('revised', `${title} goes as written, not revised by AI`, message) };
  }
  const reason = `AI could not revise ${title}: ${WHY[failure]}; resume to try again, or skip the step`;
  return { kind: 'hold', reason, event: event('held', 'Put on hold', message) };
}

function eventOf(step: AiReviseStep, at: number) {
  return (kind: EventKind, what: string, why: string | null): StepEnd['event'] => ({
    ...{ kind, stepId: step.id, messageId: null, what, why, at },
  });
}
