/**
 * States of a mail in the ledger. `planned` has been tried or is to be; `transmitting` is committed before the first
 * byte goes to the relay, so a crash leaves a trace; `unknown` could not be found out and is never sent again silently.
 */
export type MessageState = 'planned' | 'claimed' | 'transmitting' | 'accepted' | 'rejected' | 'unknown';

/** The words that users see for a ledger state. */
export type MessageStatus = 'pending' | 'queued' | 'sent' | 'failed' | 'unknown';

export const MESSAGE_STATUS: Record<MessageState, MessageStatus> = {
  planned: 'pending',
  claimed: 'queued',
  transmitting: 'queued',
  accepted: 'sent',
  rejected: 'failed',
  unknown: 'unknown',
};

/** The ledger states behind a word that users filter by. */
export function statesOf(status: MessageStatus): MessageState[] {
  return (Object.keys(MESSAGE_STATUS) as MessageState[]).filter((state) => MESSAGE_STATUS[state] === status);
}
