import type { RelayInquiry, SendOutcome } from './transport-port.js';

/**
 * How long one attempt may take from its claim on, and so how long a dead worker's lease stands. The client's own
 * timeouts lie inside; the activity's start-to-close timeout lies outside (see the workflows), so that no attempt
 * overlaps another.
 */
export const ATTEMPT_MS = 45_000;
/** After a lease ran out, the relay may still be writing down what the dead worker sent: wait before asking it. */
export const SETTLE_MS = 3_000;

/** What the relay's answer about an interrupted attempt means. What it does not have can go at once. */
export const FOUND: Record<
  Awaited<ReturnType<RelayInquiry['ask']>>,
  readonly [outcome: SendOutcome, retryInMs?: number]
> = {
  accepted: [{ kind: 'accepted', response: 'Found at the relay after an interrupted attempt' }],
  absent: [
    { kind: 'retry', response: 'An attempt was interrupted before the relay had the mail', because: 'connection' },
    0,
  ],
  unknown: [{ kind: 'unknown', response: 'An attempt was interrupted and the relay cannot be asked' }],
};
