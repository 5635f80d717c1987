import type { EnrollmentFilter, EnrollmentQuery, Page } from '@dripemails/contracts';
import type { EnrollmentRef, Plan } from '@dripemails/contracts/workflow';
import type {
  Consent,
  Effect,
  EnrollmentOutcome,
  EnrollmentState,
  FrequencyCap,
  MessageState,
  SequenceState,
  SubscriberStatus,
} from '@dripemails/domain';
import type { EventRecord, NewEvent } from '../event/event-port.js';
import type { FieldValues } from '../subscriber/subscriber-port.js';

/** The ledger row of a step's latest mail. */
export interface LedgerRow {
  readonly id: string;
  readonly stepId: string;
  readonly state: MessageState;
  readonly occurrence: number;
  readonly messageId: string;
  readonly fence: number;
  readonly leaseUntil: number | null;
  readonly attempts: number;
  readonly firstAttemptAt: number | null;
}

/** Where one person stands, as the row says it; instants are real ms. See `Progress` of the domain for the meaning. */
export interface Standing {
  readonly state: EnrollmentState;
  readonly outcome: EnrollmentOutcome | null;
  readonly reason: string | null;
  readonly done: readonly string[];
  readonly choices: Readonly<Record<string, string>>;
  readonly kept: readonly string[];
  readonly anchorAt: number;
  readonly shiftedBy: number;
  readonly notBefore: number | null;
  readonly skipBefore: number | null;
  readonly dueOverride: { readonly step: string; readonly at: number } | null;
  readonly pausedAt: number | null;
  readonly parkedAt: number | null;
  /** Id of the AI revision that an operator has to answer. */
  readonly awaiting: string | null;
}

/** All that a decision about one person needs, read in one query. Instants are real ms. */
export interface EnrollmentSnapshot extends Standing {
  readonly id: string;
  readonly workspaceId: string;
  /** Which settings of the workspace were in force when this was read: a copy of others is not to be decided by. */
  readonly workspaceRevision: string;
  readonly sequenceId: string;
  readonly sequenceName: string;
  readonly sequenceState: SequenceState;
  readonly sequencePausedAt: number | null;
  readonly version: number;
  readonly sent: number;
  readonly revision: number;
  readonly plan: { readonly do: string; readonly step: string | null; readonly at: number; readonly why: string };
  readonly parked: boolean;
  readonly enrolledAt: number;
  readonly endedAt: number | null;
  readonly subscriber: {
    readonly id: string;
    readonly email: string;
    readonly firstName: string | null;
    readonly lastName: string | null;
    readonly timeZone: string | null;
    readonly locale: string | null;
    readonly fields: FieldValues;
    readonly status: SubscriberStatus;
  };
  /** What is known of the SPF of the workspace's sending domain; null before it was ever asked. */
  readonly domain: {
    readonly verdict: 'pass' | 'fail' | 'unknown' | 'stale';
    readonly checkedAt: number | null;
  } | null;
  /** What stands beside the status; `pausedUntil` is real ms. */
  readonly consent: Consent;
  /** Latest mail of the step asked for. */
  readonly message: LedgerRow | null;
}

/** A plan with what is stored beside it. */
export interface NextPlan {
  readonly plan: Plan;
  /** When the next step falls due if nothing holds it, real ms; null when nothing is due. */
  readonly dueAt: number | null;
  /** See `Decision.watches`. */
  readonly watches: readonly string[];
}

/** A new row with its first plan. */
export interface NewEnrollment {
  readonly id: string;
  readonly sequenceId: string;
  readonly version: number;
  readonly subscriberId: string;
  /** With re-entry `always`: one live enrollment for each key. */
  readonly entryKey: string;
  /** The list that brings them in, whose membership must be active; it ends when they leave the list. */
  readonly listId?: string | null | undefined;
  readonly next: NextPlan;
}

/** Instant steps that were walked through, with real instants: stored with the plan that follows from them. */
export interface StoredAdvance {
  readonly done: readonly string[];
  readonly choices: Readonly<Record<string, string>>;
  readonly anchorAt: number;
  readonly effects: readonly Effect[];
}

/** A claim on one mail: the lease under which it is transmitted. */
export interface Claim {
  readonly id: string;
  readonly stepId: string;
  readonly occurrence: number;
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly replyTo: string;
  readonly leaseUntil: number;
  readonly at: number;
  /** Set where the workspace limits how many mails one person gets; `dayMs` and `weekMs` are real. */
  readonly cap: (FrequencyCap & { readonly dayMs: number; readonly weekMs: number }) | null;
}

/** What became of a claimed mail, and what follows for the person. */
export interface Settlement {
  readonly messageRowId: string;
  readonly fence: number;
  readonly message: {
    readonly state: MessageState;
    readonly response: string | null;
    readonly error: string | null;
    readonly sentAt: number | null;
  };
  /** Step ids done by this; empty when the mail is still to be sent. */
  readonly done: readonly string[];
  /** When the next wait begins; null leaves it. */
  readonly anchorAt: number | null;
  readonly notBefore: number | null;
  readonly hold: string | null;
  /** Applies only if nobody changed the row meanwhile. */
  readonly next: NextPlan;
  readonly events: readonly NewEvent[];
}

/** What came of the effect of a step that is no mail. */
export interface StepCompletion {
  readonly done: readonly string[];
  readonly anchorAt: number | null;
  readonly notBefore: number | null;
  readonly hold: string | null;
  readonly awaiting: string | null;
  readonly next: NextPlan;
  readonly events: readonly NewEvent[];
}

/** The hot path: reads and compare-and-set writes of one enrollment and its ledger. */
export interface EnrollmentStore {
  /** @param stepId also read the latest mail of this step */
  load(ref: EnrollmentRef, stepId?: string): Promise<EnrollmentSnapshot | null>;
  /** Stores a plan, and the end if it is one, if the row still has the plan's revision. @returns false if it changed */
  savePlan(ref: EnrollmentRef, next: NextPlan, event: NewEvent | null): Promise<boolean>;
  /**
   * Stores what instant steps changed, about the enrollment and about the person, with the plan that follows; raises the
   * revision to the plan's.
   * @returns the other enrollments that wait for one of the changes, or null when the row changed since
   */
  advance(
    ref: EnrollmentRef,
    advance: StoredAdvance,
    next: NextPlan,
    events: readonly NewEvent[],
  ): Promise<readonly string[] | null>;
  /**
   * The gate: checks that the row is unchanged and active, the sequence active, the person mailable and under their
   * limit, and commits the mail as `transmitting` under a new fence.
   * @returns the fence, or null when anything changed
   */
  claim(snapshot: EnrollmentSnapshot, claim: Claim): Promise<{ id: string; fence: number } | null>;
  /**
   * Records the outcome of a claimed mail; what was sent counts as done even when the row changed meanwhile.
   * @returns the revision of the row after it, or null when another worker had taken the mail over
   */
  settle(ref: EnrollmentRef, revision: number, settlement: Settlement): Promise<number | null>;
  /** Records what came of a step that is no mail. @returns false when the row changed since */
  completeStep(ref: EnrollmentRef, revision: number, completion: StepCompletion): Promise<boolean>;
  /** Writes a whole new standing. @returns false when the row changed since the snapshot */
  control(snapshot: EnrollmentSnapshot, after: Standing, next: NextPlan, events: readonly NewEvent[]): Promise<boolean>;
  /** Ids of the steps whose mails went out, or may have. */
  sentSteps(ref: EnrollmentRef): Promise<readonly string[]>;
  /** Instants (real ms) of the mails that went to a person after `since`, those on their way included. */
  recentSends(workspaceId: string, subscriberId: string, since: number): Promise<readonly number[]>;
}

export interface EnrollmentRepository {
  /** @throws DomainError `enrollment.not_found` */
  get(workspaceId: string, id: string): Promise<EnrollmentSnapshot>;
  list(workspaceId: string, sequenceId: string, query: EnrollmentQuery): Promise<Page<EnrollmentSnapshot>>;
  events(workspaceId: string, id: string): Promise<readonly EventRecord[]>;
  /**
   * Inserts rows whose person may be mailed and has no live enrollment in the sequence (with the same key); `notAfter`
   * also asks that they were not in it before: ever, or since an instant (real ms). Locks the people against a
   * concurrent withdrawal of consent.
   * @param options.operationId of the bulk work that they enter by, see `enteredBy`
   * @returns the ids inserted
   */
  insert(
    workspaceId: string,
    rows: readonly NewEnrollment[],
    options: { at: number; keepOut: 'live' | 'ever' | { enteredAfter: number }; operationId?: string },
  ): Promise<readonly string[]>;
  /** Who of these people entered by a bulk work. */
  enteredBy(workspaceId: string, operationId: string, subscriberIds: readonly string[]): Promise<readonly string[]>;
  /** Whether the person is in the sequence now, with the same key. */
  isLive(workspaceId: string, entry: Pick<NewEnrollment, 'sequenceId' | 'subscriberId' | 'entryKey'>): Promise<boolean>;
  /** Notes that the workflows run. */
  markStarted(workspaceId: string, ids: readonly string[], at: number): Promise<void>;
  /** How many `livePage` will list. */
  countLive(workspaceId: string, sequenceId: string, scope: 'parked' | 'all'): Promise<number>;
  /** Live enrollments of a sequence after `cursor` in id order: those parked on a hold, or all. */
  livePage(
    workspaceId: string,
    sequenceId: string,
    options: { scope: 'parked' | 'all'; cursor: string | undefined; limit: number },
  ): Promise<readonly string[]>;
}

/** Live enrollments by a filter, for bulk actions. */
export interface EnrollmentSelector {
  /** How many of the ids are of enrollments of the workspace, live or not. */
  countKnown(workspaceId: string, ids: readonly string[]): Promise<number>;
  count(workspaceId: string, filter: EnrollmentFilter): Promise<number>;
  /** Ids in order after `cursor`. */
  page(
    workspaceId: string,
    filter: EnrollmentFilter,
    options: { cursor: string | null; limit: number },
  ): Promise<readonly string[]>;
  /** Those of the enrollments that a bulk action has changed already, in a page that was interrupted. */
  reached(workspaceId: string, operationId: string, ids: readonly string[]): Promise<readonly string[]>;
}

/** What the reconciler sees; across all workspaces, because it serves all. */
export interface ReconcilerStore {
  /** Live rows in id order after `cursor`. */
  live(cursor: string | undefined, limit: number): Promise<readonly EnrollmentRef[]>;
  countLive(): Promise<number>;
  /** Live rows whose workflow was never started, older than `before`. */
  unstarted(before: number, limit: number): Promise<readonly EnrollmentRef[]>;
  /** Live rows that should have acted before `before`. */
  overdue(before: number, limit: number): Promise<readonly (EnrollmentRef & { readonly isParked: boolean })[]>;
  /** Mails in transmission whose lease ended before `before`: nobody reported on them. */
  lostAttempts(before: number, limit: number): Promise<readonly { ref: EnrollmentRef; stepId: string }[]>;
  /** Of these enrollments, those whose rows are live. */
  liveAmong(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Throws away the pieces of uploads that were cut off before `before`. */
  discardOrphanUploads(before: number): Promise<void>;
  /** Operations and imports that are not over, older than `before`: their workflows may be missing too. */
  openWork(before: number): Promise<readonly OpenWork[]>;
}

/** Bulk work that is not over. */
export interface OpenWork {
  readonly kind:
    | 'enrollList'
    | 'enrollSegment'
    | 'wakeSequence'
    | 'bulkControl'
    | 'backfillTrigger'
    | 'bulkSubscribers'
    | 'deleteField'
    | 'import'
    | 'export'
    | 'erase';
  readonly workspaceId: string;
  readonly id: string;
  readonly title: string;
}
