import type { EnrollmentQuery, Page } from '@dripemails/contracts';
import type { EnrollmentRef, Plan } from '@dripemails/contracts/workflow';
import type {
  EnrollmentOutcome,
  EnrollmentState,
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

/** All that a decision about one person needs, read in one query. Instants are real ms. */
export interface EnrollmentSnapshot {
  readonly id: string;
  readonly workspaceId: string;
  readonly sequenceId: string;
  readonly sequenceName: string;
  readonly sequenceState: SequenceState;
  readonly sequencePausedAt: number | null;
  readonly version: number;
  readonly state: EnrollmentState;
  readonly outcome: EnrollmentOutcome | null;
  readonly reason: string | null;
  readonly done: readonly string[];
  readonly anchorAt: number;
  readonly notBefore: number | null;
  readonly pausedAt: number | null;
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
  /** Latest mail of the step asked for. */
  readonly message: LedgerRow | null;
}

/** A new row with its first plan. */
export interface NewEnrollment {
  readonly id: string;
  readonly sequenceId: string;
  readonly version: number;
  readonly subscriberId: string;
  readonly plan: Plan;
}

/** What an operator's control changes, under the revision that it was decided from. */
export interface ControlChange {
  readonly state: EnrollmentState;
  readonly outcome: EnrollmentOutcome | null;
  readonly reason: string | null;
  readonly pausedAt: number | null;
  readonly anchorAt: number;
  readonly plan: Plan;
  readonly event: NewEvent;
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
  readonly plan: Plan;
  readonly events: readonly NewEvent[];
}

/** The hot path: reads and compare-and-set writes of one enrollment and its ledger. */
export interface EnrollmentStore {
  /** @param stepId also read the latest mail of this step */
  load(ref: EnrollmentRef, stepId?: string): Promise<EnrollmentSnapshot | null>;
  /** Stores a plan, and the end if it is one, if the row still has the plan's revision. @returns false if it changed */
  savePlan(ref: EnrollmentRef, plan: Plan, event: NewEvent | null): Promise<boolean>;
  /**
   * The gate: in one statement checks that the row is unchanged and active, the sequence active and the person
   * mailable, and commits the mail as `transmitting` under a new fence.
   * @returns the fence, or null when anything changed
   */
  claim(snapshot: EnrollmentSnapshot, claim: Claim): Promise<{ id: string; fence: number } | null>;
  /**
   * Records the outcome of a claimed mail; what was sent counts as done even when the row changed meanwhile.
   * @returns the revision of the row after it, or null when another worker had taken the mail over
   */
  settle(ref: EnrollmentRef, revision: number, settlement: Settlement): Promise<number | null>;
  /** @returns false when the row changed since the snapshot */
  control(snapshot: EnrollmentSnapshot, change: ControlChange): Promise<boolean>;
}

export interface EnrollmentRepository {
  /** @throws DomainError `enrollment.not_found` */
  get(workspaceId: string, id: string): Promise<EnrollmentSnapshot>;
  list(workspaceId: string, sequenceId: string, query: EnrollmentQuery): Promise<Page<EnrollmentSnapshot>>;
  events(workspaceId: string, id: string): Promise<readonly EventRecord[]>;
  /**
   * Inserts rows whose person may be mailed and has no live enrollment in the sequence; with `firstTimeOnly` also
   * none that ended. Locks the people against a concurrent withdrawal of consent.
   * @returns the ids inserted
   */
  insert(
    workspaceId: string,
    rows: readonly NewEnrollment[],
    options: { at: number; firstTimeOnly: boolean },
  ): Promise<readonly string[]>;
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
  /** Throws away the pieces of uploads that were cut off before `before`. */
  discardOrphanUploads(before: number): Promise<void>;
  /** Operations and imports that are not over, older than `before`: their workflows may be missing too. */
  openWork(before: number): Promise<readonly OpenWork[]>;
}

/** Bulk work that is not over. */
export interface OpenWork {
  readonly kind: 'enrollList' | 'wakeSequence' | 'import';
  readonly workspaceId: string;
  readonly id: string;
  readonly title: string;
}
