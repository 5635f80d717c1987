import { addWait } from '../schedule/add-wait.js';
import { hashFraction } from '../schedule/jitter.js';
import { resolveUntil } from '../schedule/until.js';
import type { Condition, Person } from '../segment/condition.js';
import { describeCondition, evaluateCondition, watchesOf } from '../segment/evaluate-condition.js';
import { matchesProperties } from '../segment/match-properties.js';
import type { SequenceDefinition } from '../sequence/sequence-definition.js';
import {
  type BranchStep,
  type GoalStep,
  type SetFieldStep,
  type SplitStep,
  type Step,
  type WaitForEventStep,
  type WaitStep,
  armsOf,
  listNames,
  stepTitle,
} from '../sequence/step.js';
import { parseSetField } from '../subscriber/set-field.js';
import type { Advance, Effect, Facts, Progress, TrailEntry } from './decision.js';
import { effectOf, factsAfter } from './effect.js';
import { outcomeOf } from './named.js';
import { Position } from './position.js';

/** Where a walk stops: at a step that acts on the outside, at one whose time has not come, or at the end. */
export type Stop =
  | { readonly kind: 'action'; readonly step: Step; readonly due: number; readonly isOnDate: boolean }
  /** `hasBegun`: the step is a wait for an event in which they are, not one that they wait for. */
  | { readonly kind: 'wait'; readonly step: Step | null; readonly until: number; readonly hasBegun: boolean }
  | { readonly kind: 'exit'; readonly reason: string }
  | { readonly kind: 'goal'; readonly goal: GoalStep }
  | { readonly kind: 'end' };

/**
 * A walk from where a person stands through every step that takes no time: it notes what is passed and why, and stops at
 * the first step that needs the outside world or more time.
 */
export class Walk {
  /** Waits since the last step that was done. */
  passed: string[] = [];
  /** When the next step falls due. */
  due: number;
  private readonly position: Position;
  private readonly done: string[] = [];
  private readonly newChoices: Record<string, string> = {};
  private readonly effects: Effect[] = [];
  private readonly trail: TrailEntry[] = [];
  private readonly watched = new Set<string>();
  private anchorAt: number;
  /** Whether the last wait was for a date, at which many fall due at once. */
  private isOnDate = false;

  constructor(
    private readonly definition: SequenceDefinition,
    private readonly progress: Progress,
    /** As the steps that were passed leave them. */
    private facts: Facts,
    private readonly now: number,
  ) {
    this.position = new Position(progress.done, progress.choices);
    this.due = this.anchorAt = progress.anchorAt;
  }

  /** @param atAction why a step that acts on the outside is passed (skipped, or kept) instead of stopped at; null stops */
  run(atAction: (step: Step, due: number, isOnDate: boolean) => string | null): Stop {
    const reached = this.goalReached();
    if (reached !== null) return { kind: 'goal', goal: reached };
    for (const step of this.position.ahead(this.definition.steps)) {
      if (step.kind === 'wait') {
        this.wait(step);
        continue;
      }
      if (this.progress.dueOverride?.step === step.id) this.due = this.progress.dueOverride.at;
      const isAction = step.kind === 'email' || step.kind === 'webhook' || step.kind === 'aiRevise';
      if (isAction) {
        const words = atAction(step, this.due, this.isOnDate);
        if (words === null) return { kind: 'action', step, due: this.due, isOnDate: this.isOnDate };
        this.markDone(step, words, null);
        continue;
      }
      if (this.due > this.now) return { kind: 'wait', step, until: this.due, hasBegun: false };
      const stop = this.pass(step);
      if (stop !== null) return stop;
      const goal = this.goalReached();
      if (goal !== null) return { kind: 'goal', goal };
    }
    return this.due > this.now ? { kind: 'wait', step: null, until: this.due, hasBegun: false } : { kind: 'end' };
  }

  /** The person's time zone, as the steps that were passed leave it. */
  get timeZone(): string {
    return this.facts.timeZone;
  }

  private get person(): Person | null {
    return this.facts.person;
  }

  /** What was walked through; null when nothing was. */
  get advance(): Advance | null {
    if (this.done.length === 0) return null;
    const { done, newChoices, anchorAt, effects, trail } = this;
    return { done, choices: newChoices, anchorAt, effects, trail };
  }

  get watches(): readonly string[] {
    return [...this.watched].sort();
  }

  private wait(step: WaitStep): void {
    this.passed.push(step.id);
    const zone = this.timeZone;
    if (step.for !== undefined) {
      this.due = addWait(this.due, step.for, zone);
      this.isOnDate = false;
      return;
    }
    if (step.until?.field !== undefined) this.watched.add(`field:${step.until.field}`);
    const date = resolveUntil(step.until ?? {}, this.person?.fields ?? {}, this.due, zone);
    if (date === null || date <= this.due) return;
    this.due = date;
    this.isOnDate = true;
  }

  /** Passes a step that takes no time, or stops at it. */
  private pass(step: Step): Stop | null {
    switch (step.kind) {
      case 'branch':
        return this.branch(step);
      case 'split':
        return this.split(step);
      case 'waitForEvent':
        return this.waitForEvent(step);
      case 'exit':
        this.markDone(step, stepTitle(step), null);
        return { kind: 'exit', reason: step.reason };
      case 'goal':
        this.markDone(step, `${stepTitle(step)} is not reached yet`, this.askGoal(step).saw);
        return null;
      case 'setField':
        return this.setField(step);
      default:
        return this.carryOut(step);
    }
  }

  private carryOut(step: Step): null {
    const effect = effectOf(step);
    if (effect === null) throw new Error(`a ${step.kind} step cannot be passed`);
    const { named } = this.facts;
    const { refused, why } = outcomeOf(effect, named, this.now);
    if (refused !== null) {
      this.markDone(step, refused, null);
      return null;
    }
    this.effects.push(effect);
    this.facts = factsAfter(this.facts, effect, this.now);
    this.markDone(step, stepTitle(step, named), why);
    return null;
  }

  /** What does not fit the field, whose definition may be another by now, is not written; the person goes on. */
  private setField(step: SetFieldStep): null {
    const { fields } = this.facts;
    const parsed = fields === undefined ? { value: step.value } : parseSetField(step, fields);
    if ('value' in parsed) return this.carryOut({ ...step, value: parsed.value });
    this.markDone(step, `Did not set ${step.field}: the value does not fit`, parsed.problem);
    return null;
  }

  private branch(step: BranchStep): null {
    const { holds, saw } = this.ask(step.if);
    this.choose(step.id, holds ? 'then' : 'else');
    const asked = (step.name ?? this.words(step.if)).trimEnd();
    this.markDone(step, `${asked.endsWith('?') ? asked : `${asked}?`} ${holds ? 'Yes' : 'No'}`, saw);
    return null;
  }

  private split(step: SplitStep): null {
    const index = armByHash(step, this.facts.seed);
    this.choose(step.id, String(index));
    this.markDone(step, `Split: took ${step.arms[index]?.name ?? `arm ${index + 1}`}`, null);
    return null;
  }

  /** The wait began when the step fell due; an event counts from then (pauses included) until the time is over. */
  private waitForEvent(step: WaitForEventStep): Stop | null {
    const began = this.due;
    const counts = began - (this.done.length === 0 ? this.progress.shiftedBy : 0);
    const until = addWait(began, step.timeout, this.timeZone);
    const event = this.person?.events.find(
      ({ kind, name, at, properties }) =>
        kind === 'custom' &&
        name === step.event &&
        at >= counts &&
        at <= until &&
        matchesProperties(step.match, properties, this.timeZone),
    );
    if (event !== undefined) {
      this.due = Math.max(began, event.at);
      this.choose(step.id, 'then');
      this.markDone(step, `'${step.event}' arrived`, null);
      return null;
    }
    if (until > this.now) {
      this.watched.add(`event:${step.event}`);
      return { kind: 'wait', step, until, hasBegun: true };
    }
    this.due = until;
    this.choose(step.id, 'onTimeout');
    this.markDone(step, `'${step.event}' did not arrive in time`, null);
    return null;
  }

  private choose(stepId: string, choice: string): void {
    this.position.choose(stepId, choice);
    this.newChoices[stepId] = choice;
  }

  private markDone(step: Step, what: string, why: string | null): void {
    this.done.push(...this.passed, step.id);
    this.trail.push({ stepId: step.id, at: Math.min(this.due, this.now), what, why });
    this.passed = [];
    this.isOnDate = false;
    this.anchorAt = this.due;
  }

  /** The first goal on the person's way that is reached. */
  private goalReached(): GoalStep | null {
    for (const goal of this.goals(this.definition.steps)) {
      for (const fact of watchesOf(goal.if)) this.watched.add(fact);
      if (this.askGoal(goal).holds) return goal;
    }
    return null;
  }

  private *goals(steps: readonly Step[]): Generator<GoalStep> {
    for (const step of steps) {
      if (step.kind === 'goal') yield step;
      const choice = this.position.choiceAt(step);
      const arm = armsOf(step).find((one) => one.choice === choice);
      if (arm !== undefined) yield* this.goals(arm.steps);
    }
  }

  /** What the person did before they entered does not count. */
  private askGoal(goal: GoalStep) {
    return this.ask(goal.if, this.progress.enrolledAt);
  }

  private words(condition: Condition): string {
    return describeCondition(condition, this.names);
  }

  private get names() {
    return listNames(this.facts.named);
  }

  private ask(condition: Condition, since?: number) {
    if (this.person === null) throw new Error('a condition was asked without a person to ask about');
    const { timeZone } = this;
    const { sequenceId } = this.definition;
    return evaluateCondition(condition, this.person, {
      now: this.now,
      timeZone,
      sequenceId,
      names: this.names ?? undefined,
      ...(since === undefined ? {} : { since }),
    });
  }
}

/** The arm of a split for one enrollment: the same for ever, in proportion to the weights. */
function armByHash(step: SplitStep, seed: string): number {
  const total = step.arms.reduce((sum, { weight }) => sum + weight, 0);
  let at = hashFraction(seed, step.id) * total;
  for (const [index, { weight }] of step.arms.entries()) {
    if (at < weight) return index;
    at -= weight;
  }
  return 0;
}
