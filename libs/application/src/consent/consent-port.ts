import type { Page, PageQuery } from '@dripemails/contracts';

/** Where a change of consent came from; kept in the consent log. `at` is real ms. */
export interface Evidence {
  /** In words, such as `Preference page`, `One-click unsubscribe`, `Form 'Newsletter'`, `API key 'Shop'`. */
  readonly source: string;
  /** The words that the person agreed to; empty where there were none. */
  readonly text: string;
  readonly ip: string | null;
  readonly userAgent: string | null;
  /** Why, in the person's own words or ours. */
  readonly reason: string | null;
  readonly at: number;
}

export type ConsentWhat =
  | 'subscribed'
  | 'requested'
  | 'confirmed'
  | 'imported'
  | 'unsubscribed'
  | 'bounced'
  | 'complained'
  | 'listJoined'
  | 'listLeft'
  | 'topicLeft'
  | 'topicJoined'
  | 'paused'
  | 'resumed'
  | 'frequencyChanged'
  | 'suppressed'
  | 'unsuppressed'
  | 'erased';

/** A line of the consent log; instants are real ms. */
export interface ConsentRecord {
  readonly id: string;
  readonly subscriberId: string | null;
  readonly listId: string | null;
  readonly what: ConsentWhat;
  readonly text: string;
  readonly source: string;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly at: number;
}

/** What a person has chosen to get. */
export interface Preferences {
  readonly status: string;
  /** Public lists, and other lists that the person is on. */
  readonly lists: readonly {
    readonly id: string;
    readonly name: string;
    readonly description: string;
    readonly optIn: 'single' | 'double';
    readonly status: 'unconfirmed' | 'active' | 'unsubscribed' | null;
  }[];
  readonly topics: readonly {
    readonly id: string;
    readonly name: string;
    readonly description: string;
    readonly wanted: boolean;
  }[];
  /** No marketing mail before this instant, real ms. */
  readonly pausedUntil: number | null;
  /** At most so many marketing mails in 7 days; null for as many as there are. */
  readonly capPerWeek: number | null;
}

/** What is to change; what is absent stays. Never raises the status: that takes a confirmation (`grant`). */
export interface PreferenceChange {
  /** Whether it may put the person back on a list or topic that they left, as nothing may but their own wish. */
  readonly undoesLeaving?: boolean;
  readonly joinLists?: readonly string[] | undefined;
  readonly leaveLists?: readonly string[] | undefined;
  readonly wantTopics?: readonly string[] | undefined;
  readonly leaveTopics?: readonly string[] | undefined;
  readonly pausedUntil?: number | null | undefined;
  readonly capPerWeek?: number | null | undefined;
}

/** Live enrollments to be told after the commit. */
export interface ConsentEffect {
  readonly ended: readonly string[];
  readonly waiting: readonly string[];
}

export interface ConsentRepository {
  /** @throws DomainError `subscriber.not_found` */
  preferences(workspaceId: string, subscriberId: string): Promise<Preferences>;
  /**
   * One transaction: the change, its lines in the consent log and the timeline, the end of the enrollments that a left
   * list or topic had brought. A list with double opt-in is joined as `unconfirmed`.
   * @throws DomainError `subscriber.not_found`, `list.not_found`, `topic.not_found`; `input.invalid` on `evidence` where it
   *   would undo that the person left and may not
   */
  change(
    workspaceId: string,
    subscriberId: string,
    change: PreferenceChange,
    evidence: Evidence,
  ): Promise<ConsentEffect>;
  /**
   * A person confirmed: the only way from `unconfirmed`, `unsubscribed` or `bounced` to `active` (never from `complained`,
   * `erased` or while suppressed). With a list, the membership becomes active too. Harmless when repeated.
   * @returns whether the person may be mailed now, and the enrollments to be told
   */
  grant(
    workspaceId: string,
    subscriberId: string,
    listId: string | null,
    evidence: Evidence,
  ): Promise<ConsentEffect & { readonly granted: boolean }>;
  /** Newest first. */
  log(workspaceId: string, subscriberId: string | null, query: PageQuery): Promise<Page<ConsentRecord>>;
}
