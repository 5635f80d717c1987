import { lowerFirst } from '../lower-first.js';
import { describeInstant } from '../schedule/add-wait.js';
import { capFreeAt } from '../schedule/frequency-cap.js';
import { jitterMs } from '../schedule/jitter.js';
import { findWindowProblem, nextOpening } from '../schedule/send-window.js';
import type { SequenceDefinition } from '../sequence/sequence-definition.js';
import { type Step, type StepNames, stepTitle } from '../sequence/step.js';
import type { SuppressionReason } from '../subscriber/consent.js';
import type { Decision, Facts, Progress, StepAction } from './decision.js';
import type { EnrollmentOutcome } from './enrollment-state.js';
import { type Stop, Walk } from './walk.js';

/**
 * Decides what comes next for one person: the only place that knows steps, branches, waits, windows, goals, caps and
 * pauses. Pure; the same for a real run, a forecast and a simulation.
 * @param now workspace time in ms
 */
export function planNext(definition: SequenceDefinition, progress: Progress, facts: Facts, now: number): Decision {
  if (progress.state === 'ended') return end(progress.outcome ?? 'stopped');
  const refusal = reasonToEnd(facts);
  if (refusal !== null) return refusal;
  if (facts.sequenceState === 'archived') return { ...end('stopped'), why: 'The sequence was archived' };

  const walk = new Walk(definition, progress, facts, now);
  const stop = walk.run((step, due, isOnDate) => reasonToPass(step, progress, timing(due, isOnDate)));
  const decision = ahead(stop);
  const held = reasonToHold(progress, facts);
  // a goal is reached whatever holds the person, unless only steps that wait with them would reach it
  if (held === null || (stop.kind === 'goal' && walk.advance === null)) return decision;
  const dueAt = decision.do === 'end' ? now : decision.do === 'replan' ? decision.dueAt : decision.at;
  const step = decision.do === 'end' ? null : decision.step;
  const why = holdWords(held, aheadWords(stop, dueAt));
  const { watches } = decision;
  return { do: 'replan', step, at: null, dueAt, state: held.state, why, advance: null, watches };

  function timing(due: number, isOnDate: boolean): number {
    const { window, jitterMinutes } = definition.settings;
    const at = isOnDate ? due + jitterMs(jitterMinutes, facts.seed, 'date') : due;
    return window === null ? at : opening(at);
  }

  /** The opening at or after `at`; who is moved to one is spread over the minutes after it. */
  function opening(at: number): number {
    const { window, jitterMinutes } = definition.settings;
    if (window === null || windowProblem(definition) !== null) return at;
    const first = nextOpening(window, at, walk.timeZone);
    if (first.isOpen) return at;
    const spread = first.at + jitterMs(jitterMinutes, facts.seed, 'window');
    return nextOpening(window, spread, walk.timeZone).isOpen ? spread : first.at;
  }

  function ahead(at: Stop): Decision {
    const { advance, watches } = walk;
    const walked = { advance, watches };
    switch (at.kind) {
      case 'goal':
        return { ...end('goal'), ...walked, why: at.goal.name ? `Reached the goal '${at.goal.name}'` : END_WORDS.goal };
      case 'exit':
        return { ...end('exited'), ...walked, why: `Left: ${at.reason}` };
      case 'end':
        return { ...end('completed'), ...walked };
      case 'wait': {
        const why = `Waiting ${waitWords(at, walk.timeZone, facts.named)}`;
        const state = 'active' as const;
        return { do: 'replan', step: at.step?.id ?? null, at: at.until, dueAt: at.until, state, why, ...walked };
      }
      case 'action':
        return at.step.kind === 'email' ? mailing(at.step, at) : acting(at.step, at.due);
    }
  }

  function action(does: StepAction, step: Step, at: number, why: string): Decision {
    const { advance, watches, passed } = walk;
    return { do: does, step: step.id, at, state: 'active', why, passed: [...passed], advance, watches };
  }

  function acting(step: Step, due: number): Decision {
    const at = Math.max(due, progress.notBefore ?? due);
    const does = step.kind === 'aiRevise' ? 'reviseEmail' : 'callWebhook';
    return action(does, step, at, at > now ? untilWords(at, step) : `${DOING[does]} now`);
  }

  function mailing(step: Step, { due, isOnDate }: { due: number; isOnDate: boolean }): Decision {
    const isOverridden = progress.dueOverride?.step === step.id;
    const never = isOverridden ? null : windowProblem(definition);
    if (never !== null) return hold(step, due, never);
    let at = isOverridden ? due : timing(due, isOnDate);
    const dueAt = at;
    let because = '';
    if (progress.notBefore !== null && progress.notBefore > at)
      at = isOverridden ? progress.notBefore : opening(progress.notBefore);
    // what is overdue goes now, if a mail may go now
    const reached = progress.plannedFor ?? now;
    if (!isOverridden && at < reached && opening(reached) > reached) at = opening(reached);
    // a cap may move it out of the window and the window to where the cap bites again; each turn moves it later
    for (let turn = 0; turn < MAX_TURNS; turn++) {
      const free = freeAt(facts, Math.max(at, now));
      if (free === null) break;
      because = `, because ${free.because}`;
      at = isOverridden ? free.at : opening(free.at);
    }
    if (at > now) return action('sendEmail', step, at, `${untilWords(at, step)}${because}`);
    const { domain } = facts;
    if (domain.policy !== 'ignore' && domain.verdict === 'stale')
      return action('checkDomain', step, at, `Checking SPF of ${domain.name} before sending ${stepTitle(step)}`);
    if (domain.policy === 'hold' && domain.verdict === 'fail') {
      return hold(step, dueAt, `SPF of ${domain.name} is broken: correct its record, then check the domain`);
    }
    return action('sendEmail', step, at, `Sending ${stepTitle(step)} now`);
  }

  function hold(step: Step, dueAt: number, reason: string): Decision {
    const { advance, watches } = walk;
    const since = progress.parkedAt;
    const why = holdWords({ reason, since }, `${purposeOf(step, facts.named)}${dueWords(dueAt)}`);
    return { do: 'replan', step: step.id, at: null, dueAt, state: 'held', why, advance, watches };
  }

  /** Why nothing goes on, since when, and what comes when it does. */
  function holdWords({ reason, since }: Pick<Hold, 'reason' | 'since'>, next: string): string {
    return `${reason} (since ${describeInstant(since ?? now, walk.timeZone)}; next: ${next})`;
  }

  function dueWords(at: number): string {
    return `, due ${at > now ? '' : 'since '}${describeInstant(at, walk.timeZone)}`;
  }

  /** What somebody does next who is held where they stand. */
  function aheadWords(at: Stop, dueAt: number | null): string {
    switch (at.kind) {
      case 'goal':
        return 'reach the goal';
      case 'exit':
        return `leave the sequence: ${at.reason}`;
      case 'end':
        return 'complete the sequence';
      case 'wait':
        if (at.step?.kind === 'waitForEvent' && at.hasBegun)
          return `wait for '${at.step.event}', until ${describeInstant(at.until, walk.timeZone)} at the latest`;
        return `${at.step === null ? 'complete the sequence' : purposeOf(at.step, facts.named)}${dueWords(at.until)}`;
      case 'action':
        return `${purposeOf(at.step, facts.named)}${dueWords(dueAt ?? at.due)}`;
    }
  }

  function untilWords(at: number, step: Step): string {
    return `Waiting until ${describeInstant(at, walk.timeZone)} to ${purposeOf(step, facts.named)}`;
  }
}

const windowProblems = new WeakMap<SequenceDefinition, string | null>();

/** Why no mail of a version can ever go out, with the cure; only one that was published before the check has such a window. */
function windowProblem(definition: SequenceDefinition): string | null {
  let problem = windowProblems.get(definition);
  if (problem === undefined) {
    const { window } = definition.settings;
    problem = window === null ? null : findWindowProblem(window);
    windowProblems.set(definition, problem);
  }
  return problem;
}

/** Windows and caps come to rest long before; each turn takes a later opening. */
const MAX_TURNS = 50;

const DOING: Record<StepAction, string> = {
  sendEmail: 'Sending',
  reviseEmail: 'Having the mail revised by AI',
  callWebhook: 'Calling the webhook',
  checkDomain: 'Checking the domain',
};

/** Why a step that acts on the outside is passed instead of run; null when it is run. */
function reasonToPass(step: Step, progress: Progress, at: number): string | null {
  if (step.kind !== 'email') return null;
  if (progress.kept.includes(step.id)) return `${stepTitle(step)} was sent before and is not sent again`;
  if (progress.skipBefore !== null && at < progress.skipBefore)
    return `Skipped ${stepTitle(step)}: it fell due during a pause`;
  return null;
}

/** What the person allows: null when a mail may go at `at`; else the first instant that is better, and why in words. */
function freeAt(facts: Facts, at: number): { readonly at: number; readonly because: string } | null {
  const { pausedUntil, capPerWeek } = facts.consent;
  if (pausedUntil !== null && pausedUntil > at) return { at: pausedUntil, because: 'the subscriber paused their mail' };
  const free = capFreeAt(facts.cap, facts.recentSends, at);
  if (free !== null) return { at: free.at, because: `of the limit of ${free.limit}` };
  const own = capFreeAt({ perDay: null, perWeek: capPerWeek }, facts.recentSends, at);
  return own === null ? null : { at: own.at, because: `the subscriber wants ${own.limit}` };
}

/** Who took their consent back, or never can be mailed: nothing of the sequence is left for them. */
function reasonToEnd({ subscriberStatus, consent }: Facts): Decision | null {
  if (subscriberStatus !== 'active' && subscriberStatus !== 'unconfirmed') return end(subscriberStatus);
  if (consent.suppressed !== null)
    return { ...end(SUPPRESSED_OUTCOME[consent.suppressed]), why: 'The address is suppressed' };
  if (consent.list === 'left') return { ...end('unsubscribed'), why: 'The subscriber is no longer on the list' };
  if (consent.topicLeft) return { ...end('unsubscribed'), why: 'The subscriber wants no mail about the topic' };
  return null;
}

const SUPPRESSED_OUTCOME: Record<SuppressionReason, EnrollmentOutcome> = {
  hardBounce: 'bounced',
  complaint: 'complained',
  manual: 'unsubscribed',
  imported: 'unsubscribed',
  unsubscribed: 'unsubscribed',
  erased: 'erased',
};

interface Hold {
  readonly state: 'paused' | 'held';
  readonly reason: string;
  /** Null where it begins now. */
  readonly since: number | null;
}

/** What keeps the person where they are. The operator's own words stay in the database: they may name somebody. */
function reasonToHold(progress: Progress, facts: Facts): Hold | null {
  const { pausedAt, parkedAt } = progress;
  if (progress.state === 'paused') return { state: 'paused', reason: 'Paused by an operator', since: pausedAt };
  if (progress.state === 'held') return { state: 'held', reason: progress.reason ?? 'On hold', since: parkedAt };
  const { sequenceState, sequencePausedAt } = facts;
  if (sequenceState !== 'active')
    return { state: 'paused', reason: `The sequence is ${sequenceState}`, since: sequencePausedAt ?? parkedAt };
  if (facts.subscriberStatus === 'unconfirmed' || facts.consent.list === 'unconfirmed')
    return { state: 'held', reason: 'Waiting for the subscriber to confirm', since: parkedAt };
  return null;
}

function waitWords(stop: Extract<Stop, { kind: 'wait' }>, timeZone: string, names: StepNames | null): string {
  const until = describeInstant(stop.until, timeZone);
  if (stop.step === null) return `until ${until} to complete the sequence`;
  return stop.step.kind === 'waitForEvent' && stop.hasBegun
    ? `for '${stop.step.event}', until ${until} at the latest`
    : `until ${until} to ${purposeOf(stop.step, names)}`;
}

/** What a step is for, as it follows "to". */
function purposeOf(step: Step, names: StepNames | null): string {
  switch (step.kind) {
    case 'email':
      return `send ${stepTitle(step)}`;
    case 'branch':
      return step.name === undefined ? 'decide a branch' : `decide '${step.name}'`;
    case 'waitForEvent':
      return `start waiting for '${step.event}'`;
    case 'webhook':
      return 'call a webhook';
    case 'aiRevise':
      return 'have a mail revised by AI';
    case 'addToList':
    case 'removeFromList':
    case 'enroll':
      return lowerFirst(stepTitle(step, names));
    default:
      return `go on with '${stepTitle(step).replaceAll("'", '')}'`;
  }
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

function end(outcome: EnrollmentOutcome): Decision & { do: 'end' } {
  return { do: 'end', outcome, state: 'ended', why: END_WORDS[outcome], advance: null, watches: [] };
}

/** The progress after a step that acts on the outside was done at `at`: the next wait counts from here. */
export function afterStep(progress: Progress, done: { step: string; passed: readonly string[] }, at: number): Progress {
  const dueOverride = progress.dueOverride?.step === done.step ? null : progress.dueOverride;
  return {
    ...progress,
    done: [...progress.done, ...done.passed, done.step],
    anchorAt: at,
    shiftedBy: 0,
    notBefore: null,
    dueOverride,
  };
}

/** The progress after the instant steps of a decision were passed. */
export function afterAdvance(progress: Progress, { advance }: Decision): Progress {
  if (advance === null) return progress;
  const { done, choices, anchorAt } = advance;
  const override = progress.dueOverride;
  return {
    ...progress,
    done: [...progress.done, ...done],
    choices: { ...progress.choices, ...choices },
    anchorAt,
    shiftedBy: 0,
    dueOverride: override !== null && done.includes(override.step) ? null : override,
  };
}
