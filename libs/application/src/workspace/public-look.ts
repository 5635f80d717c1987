import type { PublicLook } from '@dripemails/contracts';
import { DomainError } from '@dripemails/domain';
import type { Actor } from '../actor.js';
import type { ReturnAddresses } from '../message/compose-message.js';
import type { Tokens } from '../message/token-port.js';
import type { WorkspaceRecord, WorkspaceRepository } from './workspace-port.js';

/** Shows a workspace how its public pages look, without a mail to anybody. */
export class ShowPublicLook {
  constructor(
    private readonly ports: {
      workspaces: Pick<WorkspaceRepository, 'get'>;
      tokens: Tokens;
      addresses: Pick<ReturnAddresses, 'apiUrl'>;
    },
  ) {}

  /** Where the preview is: a signed address, as browsers come to it without an API key. */
  execute(actor: Actor): PublicLook {
    const { tokens, addresses } = this.ports;
    return { previewUrl: `${addresses.apiUrl}/look/${tokens.sign('look', actor.workspaceId)}` };
  }

  /** @throws DomainError `workspace.not_found` */
  async open(token: string): Promise<WorkspaceRecord> {
    const id = this.ports.tokens.verify('look', token);
    if (id === null) throw new DomainError('workspace.not_found', 'This preview is none of ours.');
    return await this.ports.workspaces.get(id);
  }
}
