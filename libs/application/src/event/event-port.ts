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
  | 'moved';

/** Something that happened, to be written beside the change that it tells of. `what` and `why` are plain words. */
export interface NewEvent {
  readonly kind: EventKind;
  readonly stepId: string | null;
  readonly messageId: string | null;
  readonly what: string;
  readonly why: string | null;
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
