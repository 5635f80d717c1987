import type { PrivacyRequest } from '@dripemails/contracts';
import { v7 as newId } from 'uuid';
import type { Clock } from '../clock.js';
import { type MailLinkPorts, openMailLink } from '../consent/mail-link.js';
import { InstantPresenter } from '../present-instant.js';
import type { PrivacyRepository } from './privacy-port.js';
import { presentPrivacyRequest } from './read-privacy.js';

export interface AskAboutOwnDataPorts extends MailLinkPorts {
  readonly privacy: Pick<PrivacyRepository, 'ask' | 'asked'>;
  readonly clock: Clock;
}

/** What a person asked for last, in workspace time; null where they never did. */
export type OwnRequests = Readonly<Record<PrivacyRequest['kind'], PrivacyRequest | null>>;

/**
 * Where people ask for a copy of what is held on them, or to be erased, by the signed link in a mail. It only writes down
 * that they ask: whoever was forwarded the mail has the link too, so a member answers, who can find out who asks.
 */
export class AskAboutOwnData {
  constructor(private readonly ports: AskAboutOwnDataPorts) {}

  /** @throws DomainError `message.not_found` */
  async read(token: string): Promise<OwnRequests> {
    const { workspace, workspaceId, subscriberId } = await openMailLink(this.ports, token);
    const asked = await this.ports.privacy.asked(workspaceId, subscriberId);
    const instants = new InstantPresenter(workspace);
    const last = (kind: PrivacyRequest['kind']) => {
      const record = asked.find((one) => one.kind === kind);
      return record === undefined ? null : presentPrivacyRequest(record, instants);
    };
    return { export: last('export'), erase: last('erase') };
  }

  /**
   * Harmless when repeated: one request of a kind waits at a time.
   * @returns whether they wait for an answer now; not when they are erased
   * @throws DomainError `message.not_found`
   */
  async ask(token: string, kind: PrivacyRequest['kind']): Promise<boolean> {
    const { workspaceId, subscriberId } = await openMailLink(this.ports, token);
    return await this.ports.privacy.ask({
      ...{ id: newId(), workspaceId, subscriberId, kind },
      at: this.ports.clock.now(),
    });
  }
}
