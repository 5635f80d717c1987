import type { FrequencyCap } from '../schedule/frequency-cap.js';
import type { Person, Scalar } from '../segment/condition.js';
import type { SequenceState } from '../sequence/sequence-state.js';
import type { Consent } from '../subscriber/consent.js';
import type { FieldDefinition } from '../subscriber/field-value.js';
import type { SubscriberStatus } from '../subscriber/subscriber-status.js';
import type { EnrollmentOutcome, EnrollmentState } from './enrollment-state.js';
import type { Named } from './named.js';

/** Where one person stands. Every instant is in workspace time, ms since the epoch. */
export interface Progress {
  readonly state: EnrollmentState;
  readonly outcome: EnrollmentOutcome | null;
  /** Why it is on hold, in words without personal data. */
  readonly reason: string | null;
  /** Ids of the steps done. The person stands behind the last of them in the order of the version. */
  readonly done: readonly string[];
  /** Which arm was taken at a branch, split or wait for an event, by step id. */
  readonly choices: Readonly<Record<string, string>>;
  /** Mails that are passed without sending when they come up again: sent before a rewind. */
  readonly kept: readonly string[];
  /** When the last step was done, or the person was enrolled; shifted by the length of a pause. */
  readonly anchorAt: number;
  /** How far pauses have shifted `anchorAt` since then: what happened during a pause happened after that step. */
  readonly shiftedBy: number;
  readonly enrolledAt: number;
  /** When an operator paused this person; null while they are not paused. */
  readonly pausedAt: number | null;
  /** Since when nothing goes on for them, whatever holds them; null while nothing does. */
  readonly parkedAt: number | null;
  /** No send before this instant: a relay asked for patience, or a resume has its rate. */
  readonly notBefore: number | null;
  /** Mails that fell due before this instant are skipped: a resume with `skipOverdue`. */
  readonly skipBefore: number | null;
  /**
   * The instant for which this decision was planned, where it comes on time: what it acts on is as it was planned, however
   * late a timer is. Absent or null where nothing was planned for now, such as after a pause, an outage or another version:
   * then a window that has closed meanwhile is closed.
   */
  readonly plannedFor?: number | null;
  /** The due time that an operator set for a step. */
  readonly dueOverride: { readonly step: string; readonly at: number } | null;
}

/** What is known of the sending domain's SPF, and what a broken one means. `stale`: nobody has looked of late. */
export interface DomainStanding {
  readonly name: string;
  readonly verdict: 'pass' | 'fail' | 'unknown' | 'stale';
  readonly policy: 'hold' | 'warn' | 'ignore';
}

/** What a decision needs to know beside the progress. */
export interface Facts {
  readonly sequenceState: SequenceState;
  /** In workspace time; null while it is not paused. */
  readonly sequencePausedAt: number | null;
  readonly subscriberStatus: SubscriberStatus;
  readonly consent: Consent;
  /** The person's own time zone, or the workspace's. */
  readonly timeZone: string;
  /** The zone of whoever has none of their own; where it is absent, taking one's own away changes nothing. */
  readonly workspaceTimeZone?: string;
  /** What is hashed for splits and jitter: the sequence and the person, so that a simulation takes the same arms. */
  readonly seed: string;
  /** Null where the definition asks nothing about the person (see `asksAboutPerson`). */
  readonly person: Person | null;
  /** Limit of the workspace and the instants of the marketing mails of the last 7 days. */
  readonly cap: FrequencyCap;
  readonly recentSends: readonly number[];
  readonly domain: DomainStanding;
  /** What the version names beside the person, as it is now; null where it names nothing (see `mentionsOf`). */
  readonly named: Named | null;
  /** The workspace's custom fields, which what a step sets is held to; without them its value is taken as it is. */
  readonly fields?: readonly FieldDefinition[];
}

/** What an instant step changes beside the progress; carried out in the transaction that stores the decision. */
export type Effect =
  | { readonly kind: 'tag' | 'untag'; readonly tag: string }
  | { readonly kind: 'setField'; readonly field: string; readonly value: Scalar }
  | { readonly kind: 'addToList' | 'removeFromList'; readonly listId: string }
  | { readonly kind: 'enroll'; readonly sequenceId: string; readonly stepId: string };

/** One line of what was passed and why, with the values that a branch saw. */
export interface TrailEntry {
  readonly stepId: string;
  readonly at: number;
  readonly what: string;
  readonly why: string | null;
}

/** Instant steps that a decision walked through: what changes before its plan is acted on. */
export interface Advance {
  readonly done: readonly string[];
  readonly choices: Readonly<Record<string, string>>;
  readonly anchorAt: number;
  readonly effects: readonly Effect[];
  readonly trail: readonly TrailEntry[];
}

interface DecisionBase {
  readonly why: string;
  /** Null where nothing was walked through. */
  readonly advance: Advance | null;
  /**
   * Facts that would change this decision: `event:<name>`, `field:<name>`, `tag:<tag>`, `list:<id>`, `opened`, `clicked`,
   * `replied`. Whoever records one of them tells the workflow.
   */
  readonly watches: readonly string[];
}

/** An effect on the outside, of one step. */
export type StepAction = 'sendEmail' | 'reviseEmail' | 'callWebhook' | 'checkDomain';

/** What comes next, in workspace time. `at` is null for a hold that ends only when something changes. */
export type Decision = DecisionBase &
  (
    | {
        readonly do: StepAction;
        readonly step: string;
        readonly at: number;
        readonly state: 'active';
        /** Waits before the step, which are over when it is done. */
        readonly passed: readonly string[];
      }
    | {
        readonly do: 'replan';
        /** The step that is waited for or before, also on a hold; null at the end of the sequence. */
        readonly step: string | null;
        readonly at: number | null;
        /** When the next step falls due if nothing holds it; equals `at` where nothing does. */
        readonly dueAt: number | null;
        readonly state: Exclude<EnrollmentState, 'ended'>;
      }
    | { readonly do: 'end'; readonly state: 'ended'; readonly outcome: EnrollmentOutcome }
  );
