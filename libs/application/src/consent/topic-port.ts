import type { Page, PageQuery } from '@dripemails/contracts';

/** A subject that people may want mail about or not. Instants are real ms. */
export interface TopicRecord {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** How many people want no mail about it. */
  readonly optOuts: number;
  readonly createdAt: number;
}

export interface TopicRepository {
  /** @throws DomainError `topic.name_taken` */
  create(workspaceId: string, topic: Pick<TopicRecord, 'id' | 'name' | 'description'>): Promise<void>;
  /** @throws DomainError `topic.not_found`, `topic.name_taken` */
  update(
    workspaceId: string,
    id: string,
    change: { readonly name?: string | undefined; readonly description?: string | undefined },
  ): Promise<void>;
  /** @throws DomainError `topic.not_found`, `topic.in_use` while a live version of a sequence or a draft is about it */
  delete(workspaceId: string, id: string): Promise<void>;
  /** @throws DomainError `topic.not_found` */
  get(workspaceId: string, id: string): Promise<TopicRecord>;
  list(workspaceId: string, query: PageQuery): Promise<Page<TopicRecord>>;
}
