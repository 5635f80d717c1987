import { addWait, describeInstant } from '../schedule/add-wait.js';
import { type EmailStep, type SequenceDefinition, stepTitle } from '../sequence/step.js';
import type { SequenceState } from '../sequence/sequence-state.js';
import type { SubscriberStatus } from '../subscriber/subscriber-status.js';
import type { EnrollmentOutcome, EnrollmentState } from './enrollment-state.js';

/** Where one person stands. Every instant is in workspace time, ms since the epoch. */
export interface Progress {
  readonly state: EnrollmentState;
  readonly outcome: EnrollmentOutcome | null;
  /** Why it is on hold, in words without personal data. */
  readonly reason: string | null;
  /** Ids of the steps done. */
  readonly done: readonly string[];
  /** When the last step was done, or the person was enrolled; shifted by the length of a pause. */
  readonly anchorAt: number;
  /** No send before this instant: a relay asked for patience. */
  readonly notBefore: number | null;
}

/** What a decision needs to know beside the progress. */
export interface Facts {
  readonly sequenceState: SequenceState;
  readonly subscriberStatus: SubscriberStatus;
  /** The person's own time zone, or the workspace's. */
  readonly timeZone: string;
}

/** What comes next, in workspace time. `at` is null for a hold that ends only when something changes. */
export type Decision =
  | {
      readonly do: 'sendEmail';
      readonly step: string;
      readonly at: number;
      readonly why: string;
      readonly state: 'active';
      readonly passed: readonly string[];
    }
  | {
      readonly do: 'replan';
      readonly at: number | null;
      readonly why: string;
      readonly state: Exclude<EnrollmentState, 'ended'>;
    }
  | { readonly do: 'end'; readonly why: string; readonly state: 'ended'; readonly outcome: EnrollmentOutcome };

/**
 * Decides what comes next for one person: the only place that knows steps, waits and holds. Pure; the same for a real
 * run, a forecast and a simulation.
 * @param now workspace time in ms
 */
export function planNext(definition: SequenceDefinition, progress: Progress, facts: Facts, now: number): Decision {
  if (progress.state === 'ended') return end(progress.outcome ?? 'stopped');
  if (facts.subscriberStatus !== 'active') return end(outcomeOf(facts.subscriberStatus));
  if (facts.sequenceState === 'archived') return { ...end('stopped'), why: 'The sequence was archived' };
  // the operator's own words stay in the database: they may name somebody, and this reaches Temporal
  if (progress.state === 'paused') return hold('paused', 'Paused by an operator');
  if (progress.state === 'held') return hold('held', progress.reason ?? 'On hold');
  if (facts.sequenceState !== 'active') return hold('paused', `The sequence is ${facts.sequenceState}`);

  const walk = walkToNextEmail(definition, progress, facts.timeZone);
  if (!walk.email) {
    if (walk.due <= now) return end('completed');
    return {
      do: 'replan',
      at: walk.due,
      state: 'active',
      why: `Waiting until ${describeInstant(walk.due, facts.timeZone)} to complete the sequence`,
    };
  }
  const at = Math.max(walk.due, progress.notBefore ?? 0);
  return {
    do: 'sendEmail',
    step: walk.email.id,
    at,
    state: 'active',
    passed: walk.passed,
    why: sendWords(walk.email, at, now, facts.timeZone),
  };
}

/** The next mail that is not done, when it falls due, and the waits that lie before it. */
function walkToNextEmail({ steps }: SequenceDefinition, progress: Progress, timeZone: string) {
  let due = progress.anchorAt;
  const passed: string[] = [];
  for (const step of steps) {
    if (progress.done.includes(step.id)) continue;
    if (step.kind === 'email') return { email: step, due, passed };
    due = addWait(due, step.for, timeZone);
    passed.push(step.id);
  }
  return { email: undefined, due, passed };
}

function sendWords(step: EmailStep, at: number, now: number, timeZone: string): string {
  return at > now
    ? `Waiting until ${describeInstant(at, timeZone)} to send ${stepTitle(step)}`
    : `Sending ${stepTitle(step)} now`;
}

function hold(state: 'paused' | 'held', why: string): Decision {
  return { do: 'replan', at: null, state, why };
}

const END_WORDS: Record<EnrollmentOutcome, string> = {
  completed: 'Every step is done',
  replied: 'The subscriber replied',
  unsubscribed: 'The subscriber unsubscribed',
  bounced: 'Mail to the subscriber bounced',
  complained: 'The subscriber complained about a mail',
  goal: 'The goal was reached',
  stopped: 'Stopped by an operator',
  erased: 'The subscriber was erased',
  exited: 'The sequence told them to leave',
};

/** Why an enrollment with this outcome ended, in words. */
export function describeOutcome(outcome: EnrollmentOutcome): string {
  return END_WORDS[outcome];
}

function end(outcome: EnrollmentOutcome): Decision {
  return { do: 'end', outcome, state: 'ended', why: END_WORDS[outcome] };
}

function outcomeOf(status: Exclude<SubscriberStatus, 'active'>): EnrollmentOutcome {
  return status;
}

/** One step still to come. */
export interface ForecastEntry {
  readonly at: number;
  readonly what: string;
  readonly stepId: string | null;
}

/**
 * What is to come to the end of the sequence if nothing changes: runs `planNext` on a virtual clock and takes every
 * mail as sent at its due time.
 * @param now workspace time in ms
 */
export function forecast(
  definition: SequenceDefinition,
  progress: Progress,
  facts: Facts,
  now: number,
): ForecastEntry[] {
  const entries: ForecastEntry[] = [];
  let virtual = progress;
  let clock = now;
  // each turn sends one mail or ends, so the number of steps bounds the loop
  for (let turn = 0; turn <= definition.steps.length; turn++) {
    const decision = planNext(definition, virtual, facts, clock);
    if (decision.do === 'end') {
      entries.push({ at: clock, what: `Ends: ${decision.why.toLowerCase()}`, stepId: null });
      break;
    }
    if (decision.at === null) break;
    clock = Math.max(clock, decision.at);
    if (decision.do === 'replan') continue;
    const step = definition.steps.find((one) => one.id === decision.step);
    entries.push({ at: clock, what: step ? `Mail ${stepTitle(step)}` : 'Mail', stepId: decision.step });
    virtual = afterSend(virtual, decision, clock);
  }
  return entries;
}

/** The progress after a mail went out at `at`: it and the waits before it are done, and the next wait counts from here. */
export function afterSend(progress: Progress, sent: { step: string; passed: readonly string[] }, at: number): Progress {
  return { ...progress, done: [...progress.done, ...sent.passed, sent.step], anchorAt: at, notBefore: null };
}
