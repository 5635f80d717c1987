/** Where a request to confirm a subscription stands. */
export type OptInState = 'pending' | 'confirmed' | 'expired' | 'cancelled';

/** How a list asks people to confirm; days are days of the workspace's clock. */
export interface OptInTiming {
  /** A second mail goes out after so many days without an answer; null for none. */
  readonly reminderAfterDays: number | null;
  /** The link of the mails is good for so many days. */
  readonly expiresAfterDays: number;
  /** Real ms that a day of the workspace takes. */
  readonly dayMs: number;
}

/** What the row of a request knows; instants are real ms. */
export interface OptInProgress {
  readonly state: OptInState;
  /** Mails that went out, or may have. */
  readonly sent: number;
  /** When the next mail is due; the expiry where none is to come. */
  readonly dueAt: number;
  readonly expiresAt: number;
  readonly revision: number;
  /** Whether this person may be asked: not after a complaint, an erasure or while the address is suppressed. */
  readonly mayBeAsked: boolean;
}

/** "At this instant, do this, because": what the workflow of a request knows about it. */
export interface OptInDecision {
  /** Real ms. */
  readonly at: number;
  /** `replan`: look at the row again then. */
  readonly do: 'sendConfirmation' | 'replan' | 'end';
  /** Plain words without personal data; they stand in Temporal Web. */
  readonly why: string;
  readonly revision: number;
  /** How it ended; set when `do` is `end`. */
  readonly outcome?: Exclude<OptInState, 'pending'>;
}

export const DEFAULT_OPT_IN = { reminderAfterDays: 3, expiresAfterDays: 14 } as const;

const ENDED: Record<Exclude<OptInState, 'pending'>, string> = {
  confirmed: 'The subscription was confirmed',
  expired: 'Nobody confirmed in time',
  cancelled: 'The person may not be asked any more',
};

/** A new request: the first mail goes out at once. */
export function newOptIn(timing: OptInTiming, now: number): { dueAt: number; expiresAt: number } {
  return { dueAt: now, expiresAt: now + timing.expiresAfterDays * timing.dayMs };
}

/**
 * When the mail after the one that has just gone out is due: one reminder, and then none.
 * @param sent mails that went out, with this one
 */
export function dueAfterMail(sent: number, expiresAt: number, timing: OptInTiming, now: number): number {
  if (sent !== 1 || timing.reminderAfterDays === null) return expiresAt;
  return Math.min(now + timing.reminderAfterDays * timing.dayMs, expiresAt);
}

/** What comes next for a request to confirm. The only place that decides it. */
export function planOptIn(progress: OptInProgress, now: number): OptInDecision {
  const { state, sent, dueAt, expiresAt, revision, mayBeAsked } = progress;
  const end = (outcome: Exclude<OptInState, 'pending'>): OptInDecision => {
    return { at: now, do: 'end', why: ENDED[outcome], revision, outcome };
  };
  if (state !== 'pending') return end(state);
  if (!mayBeAsked) return end('cancelled');
  if (now >= expiresAt) return end('expired');
  if (dueAt >= expiresAt)
    return { at: expiresAt, do: 'replan', why: 'Waiting for a confirmation; the link expires then', revision };
  const why = sent === 0 ? 'Ask for a confirmation' : 'Remind of the confirmation';
  return { at: Math.max(dueAt, now), do: 'sendConfirmation', why, revision };
}
