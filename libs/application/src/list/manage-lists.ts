import type { CreateList, List, Page, PageQuery, UpdateList } from '@dripemails/contracts';
import { v7 as newId } from 'uuid';
import type { Actor } from '../actor.js';
import type { Clock } from '../clock.js';
import type { Log } from '../logger.js';
import type { Orchestrator } from '../orchestrator-port.js';
import { InstantPresenter } from '../present-instant.js';
import { tellChanged } from '../tell-changed.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import type { ListRecord, ListRepository } from './list-port.js';

export interface ListPorts {
  readonly lists: ListRepository;
  readonly workspaces: Pick<WorkspaceRepository, 'get'>;
  readonly orchestrator: Pick<Orchestrator, 'signalChanged'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Lists and who is on them. Every method is one small use case. */
export class ManageLists {
  constructor(private readonly ports: ListPorts) {}

  /** @throws DomainError `list.name_taken` */
  async create(actor: Actor, input: CreateList): Promise<List> {
    const id = newId();
    await this.ports.lists.create(actor.workspaceId, { id, ...input });
    return await this.get(actor, id);
  }

  /** @throws DomainError `list.not_found`, `list.name_taken` */
  async update(actor: Actor, id: string, input: UpdateList): Promise<List> {
    await this.ports.lists.update(actor.workspaceId, id, input);
    return await this.get(actor, id);
  }

  /** People stay; only the list goes. @throws DomainError `list.not_found` */
  async delete(actor: Actor, id: string): Promise<void> {
    await this.ports.lists.delete(actor.workspaceId, id);
  }

  /** @throws DomainError `list.not_found` */
  async get(actor: Actor, id: string): Promise<List> {
    return present(await this.ports.lists.get(actor.workspaceId, id), await this.instants(actor));
  }

  async list(actor: Actor, query: PageQuery): Promise<Page<List>> {
    const instants = await this.instants(actor);
    const page = await this.ports.lists.list(actor.workspaceId, query);
    return { items: page.items.map((record) => present(record, instants)), nextCursor: page.nextCursor };
  }

  /** @throws DomainError `list.not_found`, `subscriber.not_found` */
  async addMember(actor: Actor, listId: string, subscriberId: string): Promise<void> {
    const { lists, clock } = this.ports;
    const waiting = await lists.addMember(actor.workspaceId, listId, subscriberId, clock.now());
    await tellChanged(this.ports, waiting, 'the subscriber joined a list');
  }

  /** @throws DomainError `list.not_found` */
  async removeMember(actor: Actor, listId: string, subscriberId: string): Promise<void> {
    const { lists, clock } = this.ports;
    await lists.get(actor.workspaceId, listId);
    const waiting = await lists.removeMember(actor.workspaceId, listId, subscriberId, clock.now());
    await tellChanged(this.ports, waiting, 'the subscriber left a list');
  }

  private async instants(actor: Actor): Promise<InstantPresenter> {
    return new InstantPresenter(await this.ports.workspaces.get(actor.workspaceId));
  }
}

function present(record: ListRecord, instants: InstantPresenter): List {
  return { ...record, createdAt: instants.at(record.createdAt) };
}
