import type { Inbound, InboundDetail, InboundQuery, Page } from '@dripemails/contracts';
import type { Actor } from '../actor.js';
import { InstantPresenter } from '../present-instant.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import type { InboundRecord, InboundRepository, MailParser } from './inbound-port.js';

/** Reads the mail that our SMTP app took. */
export class ReadInbound {
  constructor(
    private readonly ports: {
      inbound: InboundRepository;
      parser: MailParser;
      workspaces: Pick<WorkspaceRepository, 'get'>;
    },
  ) {}

  async list(actor: Actor, query: InboundQuery): Promise<Page<Inbound>> {
    const instants = await this.instants(actor);
    const page = await this.ports.inbound.list(actor.workspaceId, query);
    return { items: page.items.map((record) => present(record, instants)), nextCursor: page.nextCursor };
  }

  /** @throws DomainError `inbound.not_found` */
  async get(actor: Actor, id: string): Promise<InboundDetail> {
    const record = await this.ports.inbound.get(actor.workspaceId, id);
    const mail = await this.ports.parser.parse(await this.ports.inbound.raw(actor.workspaceId, id));
    return {
      ...present(record, await this.instants(actor)),
      html: mail.html,
      text: mail.text,
      headers: [...mail.headers],
      attachments: [...mail.attachments],
    };
  }

  /** The mail as it came. @throws DomainError `inbound.not_found` */
  async raw(actor: Actor, id: string): Promise<Uint8Array> {
    return await this.ports.inbound.raw(actor.workspaceId, id);
  }

  private async instants(actor: Actor): Promise<InstantPresenter> {
    return new InstantPresenter(await this.ports.workspaces.get(actor.workspaceId));
  }
}

function present(record: InboundRecord, instants: InstantPresenter): Inbound {
  return {
    id: record.id,
    from: record.fromHeader || record.mailFrom,
    to: [...record.rcptTo],
    subject: record.subject,
    receivedAt: instants.at(record.receivedAt),
    kind: record.kind,
    detail: record.detail,
    size: record.size,
    messageId: record.messageId,
    enrollmentId: record.enrollmentId,
  };
}
