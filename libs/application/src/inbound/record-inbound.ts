import { DomainError } from '@dripemails/domain';
import { v7 as newId } from 'uuid';
import type { Clock } from '../clock.js';
import type { MessageRepository } from '../message/message-port.js';
import type { Tokens } from '../message/token-port.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import type { InboundRepository, MailParser } from './inbound-port.js';

/** A mail as SMTP delivers it. */
export interface InboundMail {
  /** Envelope sender; empty for the null sender of bounces. */
  readonly mailFrom: string;
  readonly rcptTo: readonly string[];
  readonly raw: Uint8Array;
}

/**
 * Takes a mail: finds the workspace that it belongs to (by the signed return path of a mail of ours, else the oldest
 * workspace) and commits it. The SMTP app answers 250 only after this returns.
 */
export class RecordInbound {
  constructor(
    private readonly ports: {
      inbound: InboundRepository;
      messages: MessageRepository;
      workspaces: WorkspaceRepository;
      parser: MailParser;
      tokens: Tokens;
      clock: Clock;
    },
  ) {}

  /** @throws DomainError `inbound.no_workspace` when there is no workspace at all */
  async execute(mail: InboundMail): Promise<{ id: string }> {
    const { inbound, parser, clock } = this.ports;
    const header = await parser.parseHeader(mail.raw);
    const owner = await this.findOwner(mail.mailFrom);
    const id = newId();
    await inbound.add({
      id,
      workspaceId: owner.workspaceId,
      kind: 'captured',
      mailFrom: mail.mailFrom,
      rcptTo: mail.rcptTo,
      fromHeader: header.from,
      subject: header.subject,
      messageIdHeader: header.messageId,
      messageId: owner.messageId,
      raw: mail.raw,
      receivedAt: clock.now(),
    });
    return { id };
  }

  private async findOwner(mailFrom: string): Promise<{ workspaceId: string; messageId: string | null }> {
    const token = /^b\+([0-9a-f]+)@/i.exec(mailFrom)?.[1];
    const messageId = token === undefined ? null : this.ports.tokens.verify('bounce', token);
    if (messageId !== null) {
      const workspaceId = await this.ports.messages.workspaceOf(messageId);
      if (workspaceId !== null) return { workspaceId, messageId };
    }
    const oldest = await this.ports.workspaces.oldest();
    if (oldest === null)
      throw new DomainError(
        'inbound.no_workspace',
        'There is no workspace that could take this mail: create one first.',
      );
    return { workspaceId: oldest.id, messageId: null };
  }
}
