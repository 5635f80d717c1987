import type { Actor } from '../actor.js';
import type { Clock } from '../clock.js';
import type { Log } from '../logger.js';
import type { MessageRepository } from '../message/message-port.js';
import type { Tokens } from '../message/token-port.js';
import type { Orchestrator } from '../orchestrator-port.js';
import { DomainError } from '@dripemails/domain';
import { tellChanged } from '../tell-changed.js';
import type { SubscriberRepository } from './subscriber-port.js';

export interface UnsubscribePorts {
  readonly subscribers: Pick<SubscriberRepository, 'get' | 'withdraw'>;
  readonly messages: Pick<MessageRepository, 'get' | 'workspaceOf'>;
  readonly tokens: Tokens;
  readonly orchestrator: Pick<Orchestrator, 'signalChanged'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Unsubscribes a person from everything: from the commit on no mail is claimed, and running workflows end at once. */
export class UnsubscribeSubscriber {
  constructor(private readonly ports: UnsubscribePorts) {}

  /** Harmless when repeated. @throws DomainError `subscriber.not_found` */
  async execute(actor: Actor, id: string, reason: string | null): Promise<void> {
    const { subscribers, clock } = this.ports;
    await subscribers.get(actor.workspaceId, id);
    const ended = await subscribers.withdraw(actor.workspaceId, id, {
      status: 'unsubscribed',
      outcome: 'unsubscribed',
      what: 'Unsubscribed',
      why: reason,
      at: clock.now(),
    });
    await tellChanged(this.ports, ended, 'the subscriber unsubscribed');
  }
}

/** What the reader of a mail may do with the signed link in it, without signing in. */
export class UnsubscribeByLink {
  constructor(
    private readonly ports: UnsubscribePorts,
    private readonly unsubscribe: UnsubscribeSubscriber,
  ) {}

  /** Whether the link is one of ours. @throws DomainError `message.not_found` */
  async check(token: string): Promise<{ workspaceId: string; subscriberId: string }> {
    const id = this.ports.tokens.verify('unsubscribe', token);
    const workspaceId = id === null ? null : await this.ports.messages.workspaceOf(id);
    if (id === null || workspaceId === null)
      throw new DomainError(
        'message.not_found',
        'This unsubscribe link is not valid. Use the link of a mail that you received.',
      );
    const { subscriberId } = await this.ports.messages.get(workspaceId, id);
    return { workspaceId, subscriberId };
  }

  /** @throws DomainError `message.not_found` */
  async execute(token: string): Promise<void> {
    const { workspaceId, subscriberId } = await this.check(token);
    await this.unsubscribe.execute(
      { workspaceId, kind: 'system', id: 'unsubscribe-link' },
      subscriberId,
      'By the link in a mail',
    );
  }
}
