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
  /** Creates, or updates by email compared without case, in one statement; adds to the lists. */
  upsert(
    workspaceId: string,
    newId: string,
    change: SubscriberChange & { email: string },
    listIds: readonly string[],
  ): Promise<{ id: string; created: boolean }>;
  /** @throws DomainError `subscriber.not_found`, `subscriber.email_taken` */
  update(workspaceId: string, id: string, change: SubscriberChange): Promise<void>;
  /**
   * Takes consent away: sets the status, ends every live enrollment with the outcome and records the events, in one
   * transaction, so that no send can be claimed afterwards. Harmless when repeated.
   * @returns the enrollments that it ended, to be told
   */
  withdraw(workspaceId: string, id: string, withdrawal: Withdrawal): Promise<readonly string[]>;
}

/** Why somebody may no longer be mailed. */
export interface Withdrawal {
  readonly status: Exclude<SubscriberStatus, 'active'>;
  readonly outcome: EnrollmentOutcome;
  readonly what: string;
  readonly why: string | null;
  readonly at: number;
}
