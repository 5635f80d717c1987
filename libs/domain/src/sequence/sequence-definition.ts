import type { SendWindow } from '../schedule/send-window.js';
import type { Condition, PropertyMatch } from '../segment/condition.js';
import type { Step, Until } from './step.js';

/** A fact that puts people into the sequence. Enrolling by the API or by another sequence's step is always possible. */
export type Trigger =
  | { readonly on: 'listJoined'; readonly listId: string }
  | { readonly on: 'tagAdded'; readonly tag: string }
  /** `key` names a property, such as `orderId`: with re-entry `always` one enrollment for each of its values. */
  | {
      readonly on: 'event';
      readonly name: string;
      readonly where?: readonly PropertyMatch[] | undefined;
      readonly key?: string | undefined;
    }
  | { readonly on: 'segmentEntered'; readonly if: Condition }
  | { readonly on: 'formSubmitted'; readonly formId: string }
  | ({ readonly on: 'dateReached'; readonly field: string } & Pick<Until, 'at' | 'offset' | 'yearly'>)
  | { readonly on: 'sequenceCompleted'; readonly sequenceId: string };

/** Whether somebody who was in the sequence may enter again. `always` allows several at a time, one for each key. */
export type Reentry =
  | { readonly rule: 'never' }
  | { readonly rule: 'afterCompletion' }
  | { readonly rule: 'afterDays'; readonly days: number }
  | { readonly rule: 'always' };

/** What holds for the whole sequence; published with the steps. */
export interface SequenceSettings {
  readonly window: SendWindow | null;
  /** Mails that fall due at a window's opening or on a date are spread over this many minutes. */
  readonly jitterMinutes: number;
  readonly reentry: Reentry;
  readonly triggers: readonly Trigger[];
  /** Whether a reply ends it. */
  readonly stopOnReply: boolean;
  /** The topic that its mail is about: who wants no mail about it gets none. */
  readonly topicId?: string | undefined;
}

export const DEFAULT_SETTINGS: SequenceSettings = {
  window: null,
  jitterMinutes: 1,
  reentry: { rule: 'afterCompletion' },
  triggers: [],
  stopOnReply: true,
};

/** A published version of a sequence: immutable. */
export interface SequenceDefinition {
  readonly sequenceId: string;
  readonly version: number;
  readonly steps: readonly Step[];
  readonly settings: SequenceSettings;
}
