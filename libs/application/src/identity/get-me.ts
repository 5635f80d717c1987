import type { Me } from '@dripemails/contracts';
import type { Actor } from '../actor.js';
import type { Clock } from '../clock.js';
import { presentWorkspace } from '../workspace/present-workspace.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import type { ApiKeyRepository, Sessions } from './identity-port.js';

/** Who the caller is, and the workspace that they act in. */
export class GetMe {
  constructor(
    private readonly ports: {
      workspaces: WorkspaceRepository;
      sessions: Pick<Sessions, 'user'>;
      keys: Pick<ApiKeyRepository, 'get'>;
      clock: Clock;
    },
  ) {}

  async execute(actor: Actor): Promise<Me> {
    const { workspaces, clock } = this.ports;
    const record = await workspaces.get(actor.workspaceId);
    const workspace = presentWorkspace(record, clock.now());
    const { name, email } = await this.who(actor);
    return { kind: actor.kind === 'user' ? 'user' : 'apiKey', id: actor.id, name, email, workspace };
  }

  private async who(actor: Actor): Promise<{ name: string; email: string | null }> {
    if (actor.kind === 'user') return (await this.ports.sessions.user(actor.id)) ?? { name: 'Unknown', email: null };
    const key = await this.ports.keys.get(actor.workspaceId, actor.id);
    return { name: key.name, email: null };
  }
}
