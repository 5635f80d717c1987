import { DomainError } from '@dripemails/domain';
import type { Actor } from '../actor.js';
import type { Clock } from '../clock.js';
import type { ChangePreferences } from '../consent/change-preferences.js';
import type { Evidence } from '../consent/consent-port.js';
import { evidenceOf, openMailLink, type MailLinkPorts, type OpenedLink, type Visitor } from '../consent/mail-link.js';
import { pauseEnd } from '../consent/pause-end.js';
import { plainEvidence } from '../consent/plain-evidence.js';
import { sourceOf } from '../consent/source-of.js';
import type { Log } from '../logger.js';
import type { Orchestrator } from '../orchestrator-port.js';
import { tellChanged } from '../tell-changed.js';
import type { SubscriberRepository } from './subscriber-port.js';

export interface UnsubscribePorts {
  readonly subscribers: Pick<SubscriberRepository, 'get' | 'withdraw'>;
  readonly orchestrator: Pick<Orchestrator, 'signalChanged'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Unsubscribes a person from everything: from the commit on no mail is claimed, and running workflows end at once. */
export class UnsubscribeSubscriber {
  constructor(private readonly ports: UnsubscribePorts) {}

  /**
   * Harmless when repeated.
   * @param evidence where it came from, if not from the actor
   * @throws DomainError `subscriber.not_found`
   */
  async execute(actor: Actor, id: string, reason: string | null, evidence?: Evidence): Promise<void> {
    const { subscribers, clock } = this.ports;
    await subscribers.get(actor.workspaceId, id);
    const at = clock.now();
    const ended = await subscribers.withdraw(actor.workspaceId, id, {
      status: 'unsubscribed',
      outcome: 'unsubscribed',
      what: 'Unsubscribed',
      why: reason,
      at,
      evidence: evidence ?? plainEvidence(sourceOf(actor), at, { reason }),
    });
    await tellChanged(this.ports, ended, 'the subscriber unsubscribed');
    // a profile that was merged into another meanwhile is not there any more, and nothing was taken from that one
    await subscribers.get(actor.workspaceId, id);
  }
}

/** What the reader of a mail chose on the page behind its unsubscribe link. */
export interface UnsubscribeChoice {
  /** `list`: only the list by which the mail came; `pause`: nothing for 30 days. */
  readonly scope: 'all' | 'list' | 'pause';
  /** In words; null where none was given. */
  readonly reason: string | null;
}

/** What the reader of a mail may do with the signed link in it, without signing in. Every act is harmless when repeated. */
export class UnsubscribeByLink {
  constructor(
    private readonly ports: MailLinkPorts & { readonly clock: Clock },
    private readonly unsubscribe: UnsubscribeSubscriber,
    private readonly changePreferences: ChangePreferences,
  ) {}

  /** Whom the link is about; it changes nothing. @throws DomainError `message.not_found` */
  async open(token: string): Promise<OpenedLink> {
    return await openMailLink(this.ports, token);
  }

  /** The one-click POST of a mail program (RFC 8058): from everything. @throws DomainError `message.not_found` */
  async oneClick(token: string, visitor: Visitor): Promise<OpenedLink> {
    const link = await this.open(token);
    return await this.fromAll(token, link, { source: 'One-click unsubscribe', visitor, reason: null });
  }

  /**
   * What was chosen on the page. Who wants to leave a list by a mail that came in another way leaves everything; a pause of
   * somebody to whom no mail goes changes nothing.
   * @throws DomainError `message.not_found`
   */
  async choose(token: string, { scope, reason }: UnsubscribeChoice, visitor: Visitor): Promise<OpenedLink> {
    const link = await this.open(token);
    const source = 'Unsubscribe page';
    const now = this.ports.clock.now();
    const evidence = evidenceOf(visitor, source, reason, now);
    if (scope === 'pause') {
      if (link.mailing === 'goes')
        await this.changePreferences.execute(link, { pausedUntil: pauseEnd(link.workspace, now) }, evidence);
    } else if (scope === 'list' && link.list !== null)
      await this.changePreferences.execute(link, { leaveLists: [link.list.id] }, evidence);
    else return await this.fromAll(token, link, { source, visitor, reason });
    return link;
  }

  /** A link follows its mail into the profile that another was merged into, also in that very moment. */
  private async fromAll(
    token: string,
    link: OpenedLink,
    how: { readonly source: string; readonly visitor: Visitor; readonly reason: string | null },
  ): Promise<OpenedLink> {
    const { source, visitor, reason } = how;
    try {
      await this.unsubscribe.execute(
        { workspaceId: link.workspaceId, kind: 'system', id: 'unsubscribe-link' },
        link.subscriberId,
        reason ?? 'By the link in a mail',
        evidenceOf(visitor, source, reason, this.ports.clock.now()),
      );
      return link;
    } catch (error) {
      const again =
        error instanceof DomainError && error.code === 'subscriber.not_found' ? await this.open(token) : null;
      if (again === null || again.subscriberId === link.subscriberId) throw error;
      return await this.fromAll(token, again, how);
    }
  }
}
