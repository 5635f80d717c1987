import type { Page, PageQuery } from '@dripemails/contracts';

/** Kinds of things that happen to a person. */
export type EventKind =
  | 'subscribed'
  | 'enrolled'
  | 'sent'
  | 'deferred'
  | 'failed'
  | 'unknown'
  | 'held'
  | 'paused'
  | 'resumed'
  | 'stopped'
  | 'ended'
  | 'unsubscribed'
  | 'bounced'
  | 'moved'
  | 'revised'
  /** Steps that take no time, with the reason for the way taken. */
  | 'passed'
  | 'skipped'
  | 'rewound'
  | 'rescheduled'
  | 'approved'
  | 'called'
  /** Told by another system; the event has a name and properties. */
  | 'custom'
  | 'opened'
  | 'clicked'
  | 'replied'
  | 'auto-replied'
  | 'complained'
  | 'erased'
  | 'tagged'
  | 'untagged'
  | 'list-joined'
  | 'list-left'
  | 'preferences'
  | 'suppressed'
  | 'unsuppressed'
  /** About a request to confirm a subscription. */
  | 'opt-in'
  /** Names of the fields, never their values. */
  | 'fields-changed'
  /** What a member wrote about the person. */
  | 'note'
  | 'merged';

/** Something that happened, to be written beside the change that it tells of. `what` and `why` are plain words. */
export interface NewEvent {
  readonly kind: EventKind;
  readonly stepId: string | null;
  readonly messageId: string | null;
  readonly what: string;
  readonly why: string | null;
  /** The bulk action that did it: it reaches an enrollment once. */
  readonly operationId?: string | undefined;
  /** Real ms. */
  readonly at: number;
}

export interface EventRecord extends NewEvent {
  readonly id: string;
  readonly enrollmentId: string | null;
}

export interface EventReader {
  /** What happened to a person, newest first. */
  ofSubscriber(workspaceId: string, subscriberId: string, query: PageQuery): Promise<Page<EventRecord>>;
}

/** A custom event: what a subscriber did, told by another system. */
export interface NewCustomEvent {
  readonly subscriberId: string;
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Real ms. */
  readonly at: number;
}

export interface EventRecorder {
  /** Those people of the workspace that have one of the ids, or one of the addresses compared without case. */
  find(
    workspaceId: string,
    who: { ids: readonly string[]; emails: readonly string[] },
  ): Promise<readonly { readonly id: string; readonly email: string; readonly isErased: boolean }[]>;
  /**
   * Writes custom events down and notices them as facts, in one transaction.
   * @returns the live enrollments that wait for one of them, to be told
   */
  recordCustom(workspaceId: string, events: readonly NewCustomEvent[]): Promise<readonly string[]>;
}
