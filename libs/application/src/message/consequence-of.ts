import { GIVE_UP_AFTER_MS, retryDelay } from '@dripemails/domain';
import type { LedgerRow, Settlement } from '../enrollment/enrollment-port.js';
import type { NewEvent } from '../event/event-port.js';
import type { OutgoingMessage, SendOutcome } from './transport-port.js';

/** One attempt to send a mail: its ledger row, the step with the waits before it, and the mail where it is known. */
export interface Attempt {
  readonly row: Pick<LedgerRow, 'id' | 'fence' | 'attempts'> & { readonly firstAttemptAt: number };
  readonly decision: { readonly step: string; readonly passed: readonly string[] };
  readonly mail: OutgoingMessage | null;
}
/** What the ledger and the person's row have to show. */
export type Consequence = Pick<Settlement, 'message' | 'done' | 'notBefore' | 'hold'> & { readonly event: NewEvent };

/** What an outcome means for the ledger and for the person. */
export function consequenceOf(
  { row, decision, mail }: Attempt,
  outcome: SendOutcome,
  now: number,
  retryInMs?: number,
): Consequence {
  const done = [...decision.passed, decision.step];
  const subject = mail === null ? '' : ` '${mail.subject}'`;
  const event = (kind: NewEvent['kind'], what: string): NewEvent => ({
    kind,
    stepId: decision.step,
    messageId: row.id,
    what,
    why: outcome.response,
    at: now,
  });
  const message = (state: Settlement['message']['state'], error: string | null): Settlement['message'] => ({
    state,
    response: outcome.response,
    error,
    sentAt: state === 'accepted' ? now : null,
  });
  switch (outcome.kind) {
    case 'accepted':
      return {
        message: message('accepted', null),
        done,
        notBefore: null,
        hold: null,
        event: event('sent', `Mail${subject} sent`),
      };
    case 'unknown':
      // counts as done: a mail not sent is cheaper than one sent twice, and the operator sees it
      return {
        message: message('unknown', outcome.response),
        done,
        notBefore: null,
        hold: null,
        event: event('unknown', `Mail${subject} may or may not have been sent`),
      };
    case 'rejected':
      return {
        message: message('rejected', outcome.response),
        done: [],
        notBefore: null,
        hold: 'The relay refused the mail; see the message for its answer, then resume to try again',
        event: event('failed', `The relay refused the mail${subject}`),
      };
    case 'retry': {
      if (now - row.firstAttemptAt > GIVE_UP_AFTER_MS) {
        return {
          message: message('rejected', outcome.response),
          done: [],
          notBefore: null,
          hold: 'The relay kept refusing the mail for 36 hours; resume to try again',
          event: event('failed', `Gave up on the mail${subject} after 36 hours`),
        };
      }
      return {
        message: message('planned', outcome.response),
        done: [],
        notBefore: now + (retryInMs ?? retryDelay(row.attempts)),
        hold: null,
        event: event('deferred', `The mail${subject} has to wait`),
      };
    }
  }
}
