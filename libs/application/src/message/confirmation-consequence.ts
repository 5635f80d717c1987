import { dueAfterMail, GIVE_UP_AFTER_MS, type OptInTiming, retryDelay } from '@dripemails/domain';
import type { NewEvent } from '../event/event-port.js';
import type { ConfirmationSettlement, OptInSnapshot } from '../opt-in/opt-in-port.js';
import type { SendOutcome } from './transport-port.js';

/** One attempt to send a confirmation mail. */
export interface ConfirmationAttempt {
  readonly row: {
    readonly id: string;
    readonly fence: number;
    readonly attempts: number;
    readonly firstAttemptAt: number;
  };
  readonly subject: string | null;
}

/** What an outcome means for the ledger and for the request. */
export function confirmationConsequence(
  snapshot: OptInSnapshot,
  { row, subject }: ConfirmationAttempt,
  outcome: SendOutcome,
  { timing, now, retryInMs }: { timing: OptInTiming; now: number; retryInMs?: number | undefined },
): ConfirmationSettlement {
  const mail = subject === null ? 'Confirmation mail' : `Confirmation mail '${subject}'`;
  const settlement = (
    state: ConfirmationSettlement['message']['state'],
    kind: NewEvent['kind'],
    what: string,
    rest: Pick<ConfirmationSettlement, 'sent' | 'dueAt'>,
  ): ConfirmationSettlement => ({
    messageRowId: row.id,
    fence: row.fence,
    message: {
      state,
      response: outcome.response,
      error: state === 'accepted' ? null : outcome.response,
      sentAt: state === 'accepted' ? now : null,
    },
    events: [{ kind, stepId: null, messageId: row.id, what, why: outcome.response, at: now }],
    ...rest,
  });
  const went = { sent: 1, dueAt: dueAfterMail(snapshot.sent + 1, snapshot.expiresAt, timing, now) } as const;
  // what the relay refuses for good is not tried again by itself: the request waits for its end, or for somebody who asks
  const stays = { sent: 0, dueAt: snapshot.expiresAt } as const;
  switch (outcome.kind) {
    case 'accepted':
      return settlement('accepted', 'sent', `${mail} sent`, went);
    case 'unknown':
      // counts as sent: a mail less is cheaper than one sent twice, and the person can ask for another
      return settlement('unknown', 'unknown', `${mail} may or may not have been sent`, went);
    case 'rejected':
      return settlement('rejected', 'failed', `The relay refused it: ${mail}`, stays);
    case 'retry':
      if (now - row.firstAttemptAt > GIVE_UP_AFTER_MS)
        return settlement('rejected', 'failed', `Gave up after 36 hours: ${mail}`, stays);
      return settlement('planned', 'deferred', `${mail} has to wait`, {
        sent: 0,
        dueAt: now + (retryInMs ?? retryDelay(row.attempts)),
      });
  }
}
