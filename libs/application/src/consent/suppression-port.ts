import type { Page, SuppressionQuery } from '@dripemails/contracts';
import type { SuppressionReason } from '@dripemails/domain';

/** Something that is never mailed: an address, or a domain with its subdomains. Instants are real ms. */
export interface SuppressionRecord {
  readonly id: string;
  readonly kind: 'address' | 'domain';
  /** Null where only the hash is kept, after an erasure. */
  readonly value: string | null;
  readonly reason: SuppressionReason;
  readonly note: string;
  /** Whether somebody unsubscribed at it whose profile has another address now; that outlasts other reasons. */
  readonly saidNo: boolean;
  readonly createdAt: number;
}

/** An address or domain in the form that `parseSuppressed` gives. */
export interface NewSuppression {
  readonly kind: 'address' | 'domain';
  readonly value: string;
}

export interface SuppressionRepository {
  /** Newest first. */
  list(workspaceId: string, query: SuppressionQuery): Promise<Page<SuppressionRecord>>;
  count(workspaceId: string): Promise<number>;
  /** @throws DomainError `suppression.not_found` */
  get(workspaceId: string, id: string): Promise<SuppressionRecord>;
  /**
   * Suppresses, ends the live enrollments of whoever is hit and writes the consent log, in one transaction. What is
   * suppressed already stays, with the stronger reason.
   * @param how `at` real ms; `source` as in `Evidence`
   * @returns `added`: how many are new or have a stronger reason now; `ended`: enrollments to be told
   */
  add(
    workspaceId: string,
    entries: readonly NewSuppression[],
    how: {
      readonly reason: 'manual' | 'imported';
      readonly note: string;
      readonly source: string;
      readonly at: number;
    },
  ): Promise<{ readonly added: number; readonly ended: readonly string[] }>;
  /**
   * Removes one whose reason allows it, with a line in the consent log. Nobody becomes active again by it. Where somebody
   * unsubscribed at the address it stays, for that reason alone.
   * @returns false where it is there and its reason does not allow it (any more)
   * @throws DomainError `suppression.not_found`
   */
  remove(
    workspaceId: string,
    id: string,
    how: { readonly reasons: readonly SuppressionReason[]; readonly source: string; readonly at: number },
  ): Promise<boolean>;
  /** What suppresses an address, by itself or by its domain; strongest first. */
  matching(workspaceId: string, email: string): Promise<readonly SuppressionRecord[]>;
  /** Why a person's address is suppressed; null where it is not. */
  reasonOf(workspaceId: string, subscriberId: string): Promise<SuppressionReason | null>;
}
