import type { ListUse, Page, PageQuery } from '@dripemails/contracts';
import type { SubscriberStatus } from '@dripemails/domain';
import type { ConfirmationSettings } from '../opt-in/opt-in-port.js';

export interface ListRecord {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** `double`: people confirm by a mail before they are mailed. */
  readonly optIn: 'single' | 'double';
  /** Whether people see it on their preference page. */
  readonly isPublic: boolean;
  readonly confirmation: ConfirmationSettings;
  readonly subscribers: number;
  readonly createdAt: number;
}

/** What can be written of a list. */
export type ListContent = Pick<ListRecord, 'name' | 'description' | 'optIn' | 'isPublic' | 'confirmation'>;

/** What came of putting somebody on a list. */
export interface JoinedList {
  readonly hasJoined: boolean;
  /** Of the person on this list. */
  readonly status: 'active' | 'unconfirmed' | 'unsubscribed';
  /** Of the person as a whole. */
  readonly subscriberStatus: SubscriberStatus;
  /** The live enrollments that wait for it, to be told. */
  readonly waiting: readonly string[];
}

export interface ListRepository {
  /** @throws DomainError `list.name_taken` */
  create(workspaceId: string, list: ListContent & { id: string }): Promise<void>;
  /** @throws DomainError `list.not_found`, `list.name_taken` */
  update(
    workspaceId: string,
    id: string,
    change: { readonly [K in keyof ListContent]?: ListContent[K] | undefined },
  ): Promise<void>;
  /**
   * Deletes it unless it is used; its people stay.
   * @returns the uses that stood in the way
   * @throws DomainError `list.not_found`
   */
  delete(workspaceId: string, id: string): Promise<ListUse['usedBy']>;
  /**
   * What names it: segments; forms; of sequences that are not archived the draft and the current version, and any version
   * that somebody is on; imports, exports and bulk work that are not over.
   * @throws DomainError `list.not_found`
   */
  uses(workspaceId: string, id: string): Promise<ListUse['usedBy']>;
  /** @throws DomainError `list.not_found` */
  get(workspaceId: string, id: string): Promise<ListRecord>;
  list(workspaceId: string, query: PageQuery): Promise<Page<ListRecord>>;
  /**
   * Puts somebody on a list; who is on it already has joined nothing, and who left it by their own will is not put back.
   * @param at real ms
   * @throws DomainError `list.not_found`, `subscriber.not_found`
   */
  addMember(workspaceId: string, listId: string, subscriberId: string, at: number): Promise<JoinedList>;
  /**
   * Harmless when the person is not on the list.
   * @param at real ms
   * @returns the live enrollments that wait for it, to be told
   * @throws DomainError `subscriber.not_found`
   */
  removeMember(workspaceId: string, listId: string, subscriberId: string, at: number): Promise<readonly string[]>;
  /** Those of `ids` that are lists of this workspace. */
  existing(workspaceId: string, ids: readonly string[]): Promise<readonly string[]>;
}
