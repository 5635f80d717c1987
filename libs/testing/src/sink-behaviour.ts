/**
 * What a sink does instead of accepting: answer with this code, or cut the connection. Cutting at
 * - `mail` comes in place of the answer to MAIL: nothing has begun;
 * - `rcpt` follows the 250 of a RCPT;
 * - `data` comes after the 354, at the first bytes of the mail;
 * - `end` comes after the final dot, in place of the answer: the sender cannot know what became of the mail.
 */
export type SinkAction = { readonly code: number; readonly text?: string } | 'drop';

/** The answers of one SMTP transaction. A phase that is left out is accepted. `end` is the answer to the final dot. */
export interface SinkScript {
  readonly mail?: SinkAction;
  readonly rcpt?: SinkAction;
  readonly data?: SinkAction;
  readonly end?: SinkAction;
}

export type SinkPhase = keyof SinkScript;

/** What is known of a transaction at the phase that is being decided. */
export interface SinkTransaction {
  /** Counts the MAIL commands of this sink from 1. */
  readonly number: number;
  readonly from: string;
  /** Accepted recipients, and at `rcpt` the one that is being decided, last. */
  readonly to: readonly string[];
}

/** One script for all transactions, or a function that is asked anew at every phase. */
export type SinkBehaviour = SinkScript | ((transaction: SinkTransaction) => SinkScript | undefined);

/** The action for one phase; undefined accepts. */
export function actionFor(
  behaviour: SinkBehaviour,
  phase: SinkPhase,
  transaction: SinkTransaction,
): SinkAction | undefined {
  const script = typeof behaviour === 'function' ? behaviour(transaction) : behaviour;
  return script?.[phase];
}
