import type { Message, MessageQuery, Page } from '@dripemails/contracts';
import { MESSAGE_STATUS } from '@dripemails/domain';
import type { Actor } from '../actor.js';
import { InstantPresenter } from '../present-instant.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import type { MessageRecord, MessageRepository } from './message-port.js';

/** Reads the ledger. */
export class ReadMessages {
  constructor(private readonly ports: { messages: MessageRepository; workspaces: Pick<WorkspaceRepository, 'get'> }) {}

  /** @throws DomainError `message.not_found` */
  async get(actor: Actor, id: string): Promise<Message> {
    return present(await this.ports.messages.get(actor.workspaceId, id), await this.instants(actor));
  }

  async list(actor: Actor, query: MessageQuery): Promise<Page<Message>> {
    const instants = await this.instants(actor);
    const page = await this.ports.messages.list(actor.workspaceId, query);
    return { items: page.items.map((record) => present(record, instants)), nextCursor: page.nextCursor };
  }

  private async instants(actor: Actor): Promise<InstantPresenter> {
    return new InstantPresenter(await this.ports.workspaces.get(actor.workspaceId));
  }
}

function present({ state, ...record }: MessageRecord, instants: InstantPresenter): Message {
  return {
    ...record,
    status: MESSAGE_STATUS[state],
    sentAt: instants.atOrNull(record.sentAt),
    createdAt: instants.at(record.createdAt),
  };
}
