import type { CreateTopic, Page, PageQuery, Topic, UpdateTopic } from '@dripemails/contracts';
import { v7 as newId } from 'uuid';
import type { Actor } from '../actor.js';
import { InstantPresenter } from '../present-instant.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import type { TopicRecord, TopicRepository } from './topic-port.js';

export interface TopicPorts {
  readonly topics: TopicRepository;
  readonly workspaces: Pick<WorkspaceRepository, 'get'>;
}

/** Subjects that people may want mail about or not. Every method is one small use case. */
export class ManageTopics {
  constructor(private readonly ports: TopicPorts) {}

  /** @throws DomainError `topic.name_taken` */
  async create(actor: Actor, input: CreateTopic): Promise<Topic> {
    const id = newId();
    await this.ports.topics.create(actor.workspaceId, { id, ...input });
    return await this.get(actor, id);
  }

  /** @throws DomainError `topic.not_found`, `topic.name_taken` */
  async update(actor: Actor, id: string, input: UpdateTopic): Promise<Topic> {
    await this.ports.topics.update(actor.workspaceId, id, input);
    return await this.get(actor, id);
  }

  /** Also forgets who wanted no mail about it. @throws DomainError `topic.not_found`, `topic.in_use` */
  async delete(actor: Actor, id: string): Promise<void> {
    await this.ports.topics.delete(actor.workspaceId, id);
  }

  /** @throws DomainError `topic.not_found` */
  async get(actor: Actor, id: string): Promise<Topic> {
    return present(await this.ports.topics.get(actor.workspaceId, id), await this.instants(actor));
  }

  async list(actor: Actor, query: PageQuery): Promise<Page<Topic>> {
    const instants = await this.instants(actor);
    const page = await this.ports.topics.list(actor.workspaceId, query);
    return { items: page.items.map((record) => present(record, instants)), nextCursor: page.nextCursor };
  }

  private async instants(actor: Actor): Promise<InstantPresenter> {
    return new InstantPresenter(await this.ports.workspaces.get(actor.workspaceId));
  }
}

function present(record: TopicRecord, instants: InstantPresenter): Topic {
  return { ...record, createdAt: instants.at(record.createdAt) };
}
