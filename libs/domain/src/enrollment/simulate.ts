import { lowerFirst } from '../lower-first.js';
import type { Scalar } from '../segment/condition.js';
import type { SequenceDefinition } from '../sequence/sequence-definition.js';
import { findStep, stepTitle } from '../sequence/step.js';
import type { Decision, Facts, Progress } from './decision.js';
import { factsAfter } from './effect.js';
import type { EnrollmentOutcome } from './enrollment-state.js';
import { afterAdvance, afterStep, planNext } from './plan-next.js';

/** Something that the person is taken to do at an instant of workspace time. */
export type Happening = { readonly at: number } & (
  | { readonly does: 'open' | 'click' | 'reply'; readonly stepId: string | null; readonly link?: string | undefined }
  | { readonly does: 'unsubscribe' }
  | { readonly does: 'event'; readonly name: string; readonly properties: Readonly<Record<string, unknown>> }
  | { readonly does: 'getTag'; readonly tag: string }
  | { readonly does: 'setField'; readonly field: string; readonly value: Scalar }
);

/** One dated line of what would happen. */
export interface SimulatedEntry {
  readonly at: number;
  readonly kind: 'sent' | 'passed' | 'waited' | 'assumed' | 'ended';
  readonly what: string;
  readonly why: string | null;
  readonly stepId: string | null;
}
export interface SimulatedRun {
  readonly entries: readonly SimulatedEntry[];
  /** Null when the run holds, or does not end within the bounds. */
  readonly outcome: EnrollmentOutcome | null;
}

/** More decisions than the largest sequence can need; a bound, so that no mistake of a sequence spins for ever. */
const MAX_DECISIONS = 2000;

/**
 * Runs `planNext` on a virtual clock to the end: every mail is taken as sent, every webhook as answered and every
 * revision as made at its due time, and the person does nothing but what is assumed.
 * @param start workspace time in ms at which the run begins
 * @param assumed in any order; what is done with a mail counts from when it is sent at the earliest
 */
export function simulate(
  definition: SequenceDefinition,
  initial: { readonly progress: Progress; readonly facts: Facts },
  start: number,
  assumed: readonly Happening[] = [],
): SimulatedRun {
  const run = new Simulation(definition, initial.progress, initial.facts, start, assumed);
  return { entries: run.entries, outcome: run.toTheEnd() };
}

class Simulation {
  readonly entries: SimulatedEntry[] = [];
  private readonly ahead: Happening[];
  private readonly sent: Set<string>;

  constructor(
    private readonly definition: SequenceDefinition,
    private progress: Progress,
    private facts: Facts,
    private now: number,
    assumed: readonly Happening[],
  ) {
    // a check of SPF takes no time that anybody would notice, and what it finds is not known beforehand
    if (facts.domain.verdict === 'stale') this.facts = { ...facts, domain: { ...facts.domain, verdict: 'unknown' } };
    // on a virtual clock everything is on time
    this.progress = { ...progress, plannedFor: null };
    this.sent = new Set(progress.done);
    this.ahead = [...assumed].sort((a, b) => a.at - b.at);
  }

  toTheEnd(): EnrollmentOutcome | null {
    for (let turn = 0; turn < MAX_DECISIONS; turn++) {
      const decision = planNext(this.definition, this.progress, this.facts, this.now);
      this.pass(decision);
      if (decision.do === 'end') {
        this.note(
          'ended',
          null,
          decision.outcome === 'completed' ? 'Completes the sequence' : 'Leaves the sequence',
          decision.why,
        );
        return decision.outcome;
      }
      const next = this.ahead.find((one) => this.isPossible(one));
      if (next !== undefined && (decision.at === null || next.at <= decision.at)) {
        this.ahead.splice(this.ahead.indexOf(next), 1);
        this.now = Math.max(this.now, next.at);
        this.happen(next);
        continue;
      }
      if (decision.at === null) {
        this.note('waited', decision.do === 'replan' ? decision.step : null, decision.why, null);
        return null;
      }
      this.now = Math.max(this.now, decision.at);
      if (decision.do !== 'replan') this.act(decision);
    }
    return null;
  }

  /** Nobody opens, clicks or answers a mail before it is sent: what is assumed earlier counts from then. */
  private isPossible(one: Happening): boolean {
    return !('stepId' in one) || one.stepId === null || this.sent.has(one.stepId);
  }

  private pass(decision: Decision): void {
    const { advance } = decision;
    if (advance === null) return;
    for (const { stepId, at, what, why } of advance.trail) this.entries.push({ at, kind: 'passed', what, why, stepId });
    this.progress = afterAdvance(this.progress, decision);
    for (const effect of advance.effects) this.facts = factsAfter(this.facts, effect, this.now);
  }

  private act(decision: Exclude<Decision, { do: 'replan' | 'end' }>): void {
    const step = findStep(this.definition.steps, decision.step);
    const title = step === undefined ? decision.step : stepTitle(step, this.facts.named);
    this.progress = afterStep(this.progress, decision, this.now);
    if (decision.do !== 'sendEmail') {
      this.note('passed', decision.step, `${title} is done`, null);
      return;
    }
    this.sent.add(decision.step);
    this.facts = { ...this.facts, recentSends: [...this.facts.recentSends, this.now] };
    this.note('sent', decision.step, `Mail ${title}`, null);
  }

  private happen(one: Happening): void {
    this.note('assumed', 'stepId' in one ? one.stepId : null, happeningWords(one), null);
    const { person } = this.facts;
    switch (one.does) {
      case 'unsubscribe':
        this.facts = { ...this.facts, subscriberStatus: 'unsubscribed' };
        return;
      case 'reply':
        if (this.definition.settings.stopOnReply)
          this.progress = { ...this.progress, state: 'ended', outcome: 'replied' };
        break;
      case 'getTag':
      case 'setField': {
        const effect =
          one.does === 'getTag'
            ? ({ kind: 'tag', tag: one.tag } as const)
            : ({ kind: 'setField', field: one.field, value: one.value } as const);
        this.facts = factsAfter(this.facts, effect, this.now);
        return;
      }
      default:
    }
    if (person === null) return;
    const isCustom = one.does === 'event';
    const kind = isCustom ? ('custom' as const) : ACTIVITY[one.does];
    const event = {
      kind,
      name: isCustom ? one.name : kind,
      at: this.now,
      stepId: isCustom ? null : one.stepId,
      sequenceId: isCustom ? null : this.definition.sequenceId,
      properties: isCustom ? one.properties : 'link' in one && one.link !== undefined ? { url: one.link } : {},
    };
    this.facts = { ...this.facts, person: { ...person, events: [...person.events, event] } };
  }

  private note(kind: SimulatedEntry['kind'], stepId: string | null, what: string, why: string | null): void {
    this.entries.push({ at: this.now, kind, what, why, stepId });
  }
}

const ACTIVITY = { open: 'opened', click: 'clicked', reply: 'replied' } as const;

function happeningWords(one: Happening): string {
  switch (one.does) {
    case 'open':
      return 'Opens the mail';
    case 'click':
      return one.link === undefined ? 'Clicks a link' : `Clicks ${one.link}`;
    case 'reply':
      return 'Replies';
    case 'unsubscribe':
      return 'Unsubscribes';
    case 'event':
      return `Does '${one.name}'`;
    case 'getTag':
      return `Gets tag '${one.tag}'`;
    case 'setField':
      return `${one.field} is set`;
  }
}

/** One step still to come. */
export interface ForecastEntry {
  readonly at: number;
  readonly what: string;
  readonly stepId: string | null;
}

/** What a forecast takes for granted, in words. */
export const FORECAST_ASSUMPTIONS = [
  'Every mail is accepted when it is due.',
  'The person does nothing: no clicks, replies, events or changes.',
] as const;

/**
 * What is to come to the end of the sequence if nothing changes.
 * @param now workspace time in ms
 */
export function forecast(
  definition: SequenceDefinition,
  progress: Progress,
  facts: Facts,
  now: number,
): ForecastEntry[] {
  const { entries } = simulate(definition, { progress, facts }, now);
  return entries
    .filter(({ kind }) => kind !== 'waited')
    .map(({ at, kind, what, why, stepId }) => ({
      at,
      what: kind === 'ended' ? `Ends: ${lowerFirst(why ?? what)}` : what,
      stepId,
    }));
}
