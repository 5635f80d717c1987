import { setTimeout as sleep } from 'node:timers/promises';
import type { InboundRepository, RelayInquiry } from '@dripemails/application';

/**
 * How long a mail may still be on its way into the database: our SMTP app commits what it has read to the final dot,
 * also when nobody waits for the answer any more. Short, because the send use case asks only after the attempt's lease.
 */
const SETTLE_MS = 1_000;
const POLL_MS = 250;

/** Asks our own SMTP app, by way of the database that it commits to: for set-ups in which it is the relay. */
export class OwnRelayInquiry implements RelayInquiry {
  /** @param settleMs how long to look before a mail counts as absent */
  constructor(
    private readonly inbound: Pick<InboundRepository, 'hasMessageId'>,
    private readonly settleMs = SETTLE_MS,
  ) {}

  async ask(messageId: string): Promise<'accepted' | 'absent'> {
    const settled = Date.now() + this.settleMs;
    for (;;) {
      if (await this.inbound.hasMessageId(messageId)) return 'accepted';
      const remainingMs = settled - Date.now();
      if (remainingMs <= 0) return 'absent';
      await sleep(Math.min(POLL_MS, remainingMs));
    }
  }
}

/** For relays that cannot be asked: what is unknown stays unknown. */
export class NoRelayInquiry implements RelayInquiry {
  ask(): Promise<'unknown'> {
    return Promise.resolve('unknown');
  }
}
