import type { Page, PageQuery, SubscriberFilter, SubscriberQuery } from '@dripemails/contracts';
import type { EnrollmentOutcome, JsonValue, SubscriberStatus, SuppressionReason } from '@dripemails/domain';
import type { Evidence } from '../consent/consent-port.js';
import type { EventKind, EventRecord } from '../event/event-port.js';

export type FieldValues = Readonly<Record<string, JsonValue>>;

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
  /** Why their address, or its domain, is never mailed, and since when; null where it is not. */
  readonly suppressed: { readonly reason: SuppressionReason; readonly since: number } | null;
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
   * @param options `at`: real ms, now by default; `isToConfirm`: who is new begins as `unconfirmed`
   * @returns `waiting`: the live enrollments that wait for one of the changes, to be told
   * @throws DomainError `subscriber.erased` where a profile that was erased has the address
   */
  upsert(
    workspaceId: string,
    newId: string,
    change: SubscriberChange & { email: string },
    listIds: readonly string[],
    options?: { tags?: readonly string[]; at?: number; isToConfirm?: boolean },
  ): Promise<{ id: string; created: boolean; waiting: readonly string[] }>;
  /**
   * @returns the live enrollments that wait for one of the changes, to be told
   * @throws DomainError `subscriber.not_found`, `subscriber.erased`, `subscriber.email_taken`
   */
  update(workspaceId: string, id: string, change: SubscriberChange, at: number): Promise<readonly string[]>;
  /**
   * Adds and removes tags; those that the person has, or does not have, are no change.
   * @returns the live enrollments that wait for one of the changes, to be told
   * @throws DomainError `subscriber.not_found`, `subscriber.erased`
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
  /** Where it came from, for the consent log. */
  readonly evidence?: Evidence | undefined;
}

/** Which people; all of what is given must hold. Those who were erased only where `status` asks for them. */
export type SubscriberSelection = SubscriberFilter;

export interface SubscriberReader {
  /** @returns how many people match; estimated (`isExact` false) where there are more than `exactUpTo` */
  count(
    workspaceId: string,
    selection: SubscriberSelection,
    exactUpTo: number,
  ): Promise<{ readonly count: number; readonly isExact: boolean }>;
  /** What happened to a person, newest first; of these kinds, if any are given. */
  timeline(
    workspaceId: string,
    id: string,
    query: PageQuery & { readonly kinds: readonly EventKind[] | null },
  ): Promise<Page<EventRecord>>;
  /** Groups of profiles that may be one person, in a stable order. */
  duplicates(
    workspaceId: string,
    query: PageQuery,
  ): Promise<Page<{ readonly reason: 'address' | 'name'; readonly subscribers: readonly SubscriberRecord[] }>>;
}

export interface SubscriberMerger {
  /**
   * Puts all that is known of `from` into `into` and removes `from`, in one transaction. Consent is the lower of both
   * everywhere; a confirmation that `from` was asked for is called off.
   * @returns the live enrollments to be told: those that moved, and those that ended
   * @throws DomainError `subscriber.not_found`, `subscriber.erased`
   */
  merge(workspaceId: string, into: string, from: string, at: number): Promise<readonly string[]>;
}

export interface SubscriberNotes {
  /** @throws DomainError `subscriber.not_found`, `subscriber.erased` */
  add(workspaceId: string, subscriberId: string, note: NewNote): Promise<EventRecord>;
  /** @throws DomainError `note.not_found` */
  delete(workspaceId: string, subscriberId: string, noteId: string): Promise<void>;
}

/** `by` is who wrote it, in words; `at` real ms. */
export interface NewNote {
  readonly text: string;
  readonly by: string;
  readonly at: number;
}
