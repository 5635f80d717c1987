import type { BulkSubscriberAction, JsonValue } from '@dripemails/contracts';
import type { SubscriberSelection } from './subscriber-port.js';

/** An action that is done to a whole page of people by set-based statements. */
export type SetAction = Exclude<BulkSubscriberAction, { do: 'unsubscribe' }>;

export interface BulkRef {
  readonly workspaceId: string;
  readonly operationId: string;
}

/** What one page did; it is committed together with the operation's progress. */
export interface BulkPage {
  readonly done: number;
  readonly isLast: boolean;
  /** How far it got. */
  readonly cursor: string | null;
  /** Live enrollments that wait for one of the changes, to be told. */
  readonly waiting: readonly string[];
  /** People who may have been asked to confirm, whose requests are to be started. */
  readonly asked: readonly string[];
}

export interface SubscriberBulkStore {
  /** How many of the ids are of people of the workspace. */
  countKnown(workspaceId: string, ids: readonly string[]): Promise<number>;
  /** How many people match, and how many of them the action would change. */
  measure(
    workspaceId: string,
    selection: SubscriberSelection,
    action: BulkSubscriberAction,
  ): Promise<{ readonly matching: number; readonly changing: number }>;
  /**
   * Fixes whom a bulk action is about: everybody who matches now. Harmless when repeated: the first time counts. Nothing
   * of the selection, which may hold parts of addresses, is kept afterwards.
   */
  freeze(ref: BulkRef, selection: SubscriberSelection): Promise<void>;
  /** Does the action to the next people, and keeps what it changed of whom; each page counts once. `at` is real ms. */
  apply(ref: BulkRef, action: SetAction, page: { readonly limit: number; readonly at: number }): Promise<BulkPage>;
  /** The next people of a frozen action, in order. */
  people(ref: BulkRef, cursor: string | null, limit: number): Promise<readonly string[]>;
  /** Marks an operation as taken back by another. @returns whether it is by this one: only one can */
  claimUndo(workspaceId: string, operationId: string, by: string): Promise<boolean>;
  /** How many people an operation changed. */
  countChanged(ref: BulkRef): Promise<number>;
  /**
   * Takes the action of `original` back for its next people: only what it changed, and only where that is unchanged since.
   */
  revert(
    ref: BulkRef,
    original: { readonly operationId: string; readonly action: SetAction },
    page: { readonly limit: number; readonly at: number },
  ): Promise<BulkPage>;
}

/** What a bulk action changed of one person; `at` is when, real ms. */
export type ChangedBefore =
  | { readonly at: number; readonly tags: readonly string[] }
  | { readonly at: number; readonly status: string; readonly joinedAt?: string }
  | { readonly at: number; readonly value: JsonValue };
