import type { Page, SubscriberQuery } from '@dripemails/contracts';
import type { EnrollmentOutcome, SubscriberStatus } from '@dripemails/domain';

export type FieldValues = Readonly<Record<string, string | number | boolean | null>>;

/** A person of a workspace; instants are real ms. */
export interface SubscriberRecord {
  readonly id: string;
  readonly email: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly timeZone: string | null;
  readonly locale: string | null;
  readonly fields: FieldValues;
  readonly status: SubscriberStatus;
  readonly lists: readonly { readonly id: string; readonly name: string }[];
  readonly tags: readonly string[];
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** What a write sets; what is absent stays. Never the status: consent has use cases of its own. */
export interface SubscriberChange {
  readonly email?: string | undefined;
  readonly firstName?: string | null | undefined;
  readonly lastName?: string | null | undefined;
  readonly timeZone?: string | null | undefined;
  readonly locale?: string | null | undefined;
  /** Merged over the stored fields; null removes one. */
  readonly fields?: FieldValues | undefined;
}

export interface SubscriberRepository {
  /** @throws DomainError `subscriber.not_found` */
  get(workspaceId: string, id: string): Promise<SubscriberRecord>;
  findByEmail(workspaceId: string, email: string): Promise<SubscriberRecord | null>;
  list(workspaceId: string, query: SubscriberQuery): Promise<Page<SubscriberRecord>>;
  /**
   * Creates, or updates by email compared without case; adds to the lists and the tags. What changed is noticed as facts
   * in the same transaction.
   * @param options `at`: real ms, now by default
   * @returns `waiting`: the live enrollments that wait for one of the changes, to be told
   */
  upsert(
    workspaceId: string,
    newId: string,
    change: SubscriberChange & { email: string },
    listIds: readonly string[],
    options?: { tags?: readonly string[]; at?: number },
  ): Promise<{ id: string; created: boolean; waiting: readonly string[] }>;
  /**
   * @returns the live enrollments that wait for one of the changes, to be told
   * @throws DomainError `subscriber.not_found`, `subscriber.email_taken`
   */
  update(workspaceId: string, id: string, change: SubscriberChange, at: number): Promise<readonly string[]>;
  /**
   * Adds and removes tags; those that the person has, or does not have, are no change.
   * @returns the live enrollments that wait for one of the changes, to be told
   * @throws DomainError `subscriber.not_found`
   */
  changeTags(workspaceId: string, id: string, tags: TagChange, at: number): Promise<readonly string[]>;
  /**
   * Takes consent away: sets the status, ends every live enrollment with the outcome and records the events, in one
   * transaction, so that no send can be claimed afterwards. Harmless when repeated.
   * @returns the enrollments that it ended, to be told
   */
  withdraw(workspaceId: string, id: string, withdrawal: Withdrawal): Promise<readonly string[]>;
}

/** Tags to add and to remove; none is in both. */
export interface TagChange {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** Why somebody may no longer be mailed. */
export interface Withdrawal {
  readonly status: Exclude<SubscriberStatus, 'active'>;
  readonly outcome: EnrollmentOutcome;
  readonly what: string;
  readonly why: string | null;
  readonly at: number;
}
