import type { ApiKey, CreateApiKey, CreatedApiKey, Page, PageQuery } from '@dripemails/contracts';
import { v7 as newId } from 'uuid';
import type { Actor } from '../actor.js';
import type { Clock } from '../clock.js';
import { InstantPresenter } from '../present-instant.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import type { ApiKeyMaker, ApiKeyRecord, ApiKeyRepository } from './identity-port.js';

/** Makes, lists and revokes API keys. */
export class ManageApiKeys {
  constructor(
    private readonly ports: {
      keys: ApiKeyRepository;
      maker: ApiKeyMaker;
      workspaces: Pick<WorkspaceRepository, 'get'>;
      clock: Clock;
    },
  ) {}

  /** The answer carries the key itself, once; only its hash is kept. */
  async create(actor: Actor, { name }: CreateApiKey): Promise<CreatedApiKey> {
    const { key, prefix, hash } = this.ports.maker.make();
    const id = newId();
    await this.ports.keys.create(actor.workspaceId, { id, name, prefix, hash });
    return { ...present(await this.ports.keys.get(actor.workspaceId, id), await this.instants(actor)), key };
  }

  async list(actor: Actor, query: PageQuery): Promise<Page<ApiKey>> {
    const instants = await this.instants(actor);
    const page = await this.ports.keys.list(actor.workspaceId, query);
    return { items: page.items.map((record) => present(record, instants)), nextCursor: page.nextCursor };
  }

  /** @throws DomainError `api_key.not_found` */
  async revoke(actor: Actor, id: string): Promise<void> {
    await this.ports.keys.revoke(actor.workspaceId, id, this.ports.clock.now());
  }

  private async instants(actor: Actor): Promise<InstantPresenter> {
    return new InstantPresenter(await this.ports.workspaces.get(actor.workspaceId));
  }
}

function present(record: ApiKeyRecord, instants: InstantPresenter): ApiKey {
  return {
    id: record.id,
    name: record.name,
    prefix: record.prefix,
    createdAt: instants.at(record.createdAt),
    lastUsedAt: instants.atOrNull(record.lastUsedAt),
  };
}
