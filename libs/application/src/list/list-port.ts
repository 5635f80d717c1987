import type { Page, PageQuery } from '@dripemails/contracts';

export interface ListRecord {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly subscribers: number;
  readonly createdAt: number;
}

export interface ListRepository {
  /** @throws DomainError `list.name_taken` */
  create(workspaceId: string, list: { id: string; name: string; description: string }): Promise<void>;
  /** @throws DomainError `list.not_found`, `list.name_taken` */
  update(
    workspaceId: string,
    id: string,
    change: { name?: string | undefined; description?: string | undefined },
  ): Promise<void>;
  /** People stay. @throws DomainError `list.not_found` */
  delete(workspaceId: string, id: string): Promise<void>;
  /** @throws DomainError `list.not_found` */
  get(workspaceId: string, id: string): Promise<ListRecord>;
  list(workspaceId: string, query: PageQuery): Promise<Page<ListRecord>>;
  /**
   * Puts somebody on a list; who is on it already has joined nothing.
   * @param at real ms
   * @returns the live enrollments that wait for it, to be told
   * @throws DomainError `list.not_found`, `subscriber.not_found`
   */
  addMember(workspaceId: string, listId: string, subscriberId: string, at: number): Promise<readonly string[]>;
  /** As `addMember`; harmless when the person is not on the list. */
  removeMember(workspaceId: string, listId: string, subscriberId: string, at: number): Promise<readonly string[]>;
  /** Those of `ids` that are lists of this workspace. */
  existing(workspaceId: string, ids: readonly string[]): Promise<readonly string[]>;
}
