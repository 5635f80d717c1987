import type { Wait, WaitUnit } from '../schedule/add-wait.js';
import type { Condition, PropertyMatch, Scalar } from '../segment/condition.js';

interface StepBase {
  /** Stable across edits, so that a step already done stays done. */
  readonly id: string;
}

/** A mail of a sequence. */
export interface EmailStep extends StepBase {
  readonly kind: 'email';
  readonly subject: string;
  readonly html: string;
  readonly text?: string | undefined;
}

/** A date to wait for: a fixed one, or one that a custom field of the person holds. */
export interface Until {
  /** `YYYY-MM-DD`. */
  readonly date?: string | undefined;
  /** A custom field with an ISO 8601 date or instant. */
  readonly field?: string | undefined;
  /** Local time `HH:MM` on that day; 00:00 when absent and the value has none. */
  readonly at?: string | undefined;
  /** Added to the date; negative is before it. */
  readonly offset?: { readonly amount: number; readonly unit: WaitUnit } | undefined;
  /** The next anniversary of the date, such as a birthday. */
  readonly yearly?: boolean | undefined;
}

/** A wait: for a time, or until a date. A date that is over or missing is no wait. */
export interface WaitStep extends StepBase {
  readonly kind: 'wait';
  readonly for?: Wait | undefined;
  readonly until?: Until | undefined;
}
/** Waits until a custom event arrives, or for so long. */
export interface WaitForEventStep extends StepBase {
  readonly kind: 'waitForEvent';
  readonly event: string;
  readonly match?: readonly PropertyMatch[] | undefined;
  readonly timeout: Wait;
  readonly then: readonly Step[];
  readonly onTimeout: readonly Step[];
}
export interface BranchStep extends StepBase {
  readonly kind: 'branch';
  readonly name?: string | undefined;
  readonly if: Condition;
  readonly then: readonly Step[];
  readonly else: readonly Step[];
}
/** Divides people over arms by a stable hash, in proportion to the weights. */
export interface SplitStep extends StepBase {
  readonly kind: 'split';
  readonly arms: readonly {
    readonly name?: string | undefined;
    readonly weight: number;
    readonly steps: readonly Step[];
  }[];
}
export interface TagStep extends StepBase {
  readonly kind: 'tag' | 'untag';
  readonly tag: string;
}
export interface SetFieldStep extends StepBase {
  readonly kind: 'setField';
  readonly field: string;
  readonly value: Scalar;
}
export interface ListStep extends StepBase {
  readonly kind: 'addToList' | 'removeFromList';
  readonly listId: string;
}
export interface WebhookStep extends StepBase {
  readonly kind: 'webhook';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** What happens when the endpoint keeps failing. */
  readonly onFailure: 'continue' | 'hold';
}
/** Has the mail of a later step revised by a language model, for this person or once for the version. */
export interface AiReviseStep extends StepBase {
  readonly kind: 'aiRevise';
  /** Id of the email step. */
  readonly of: string;
  readonly instructions: string;
  readonly scope: 'subscriber' | 'version';
  readonly approval: 'none' | 'required';
  readonly onFailure: 'useOriginal' | 'hold';
}
export interface EnrollStep extends StepBase {
  readonly kind: 'enroll';
  readonly sequenceId: string;
}
/** The person leaves with outcome `goal` as soon as the condition holds, from their entry into this list of steps on. */
export interface GoalStep extends StepBase {
  readonly kind: 'goal';
  readonly name?: string | undefined;
  readonly if: Condition;
}
export interface ExitStep extends StepBase {
  readonly kind: 'exit';
  readonly reason: string;
}

/** What a sequence is made of. After a branch, a split or a wait for an event the flow goes on with the step after it. */
export type Step =
  | EmailStep
  | WaitStep
  | WaitForEventStep
  | BranchStep
  | SplitStep
  | TagStep
  | SetFieldStep
  | ListStep
  | WebhookStep
  | AiReviseStep
  | EnrollStep
  | GoalStep
  | ExitStep;
export type StepKind = Step['kind'];

/** `2 days`, `1 hour`: a wait in words. */
export function describeWait({ amount, unit }: Wait): string {
  return `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`;
}

/** Lists and sequences by their ids; what is absent was deleted. */
export interface StepNames {
  readonly lists: ReadonlyMap<string, { readonly name: string }>;
  readonly sequences: ReadonlyMap<string, { readonly name: string }>;
}

/**
 * The short title of a step: a mail's subject, a wait in words.
 * @param names of what the steps name; null where they are not known
 */
export function stepTitle(step: Step, names: StepNames | null = null): string {
  switch (step.kind) {
    case 'email':
      return `'${step.subject}'`;
    case 'wait':
      return step.for === undefined ? `Wait until ${untilWords(step.until ?? {})}` : `Wait ${describeWait(step.for)}`;
    case 'waitForEvent':
      return `Wait for '${step.event}'`;
    case 'branch':
      return step.name ? `Branch '${step.name}'` : 'Branch';
    case 'split':
      return 'Split';
    case 'tag':
      return `Tag '${step.tag}'`;
    case 'untag':
      return `Remove tag '${step.tag}'`;
    case 'setField':
      return `Set ${step.field}`;
    case 'addToList':
      return `Add to ${listWords(step.listId, names)}`;
    case 'removeFromList':
      return `Remove from ${listWords(step.listId, names)}`;
    case 'webhook':
      return 'Webhook';
    case 'aiRevise':
      return 'AI revise';
    case 'enroll':
      return `Enroll in ${sequenceWords(step.sequenceId, names)}`;
    case 'goal':
      return step.name ? `Goal '${step.name}'` : 'Goal';
    case 'exit':
      return `Exit: ${step.reason}`;
  }
}

/** A list in words. */
export function listWords(id: string, names: StepNames | null): string {
  if (names === null) return 'a list';
  const list = names.lists.get(id);
  return list === undefined ? 'a deleted list' : `list '${list.name}'`;
}

/** Another sequence in words. */
export function sequenceWords(id: string, names: StepNames | null): string {
  if (names === null) return 'another sequence';
  const sequence = names.sequences.get(id);
  return sequence === undefined ? 'a deleted sequence' : `'${sequence.name}'`;
}

/** The names of the lists by their ids, for the words of a condition; null where they are not known. */
export function listNames(names: StepNames | null): ReadonlyMap<string, string> | null {
  return names === null ? null : new Map([...names.lists].map(([id, { name }]) => [id, name]));
}

function untilWords({ date, field, at, yearly }: Until): string {
  const day = date ?? `${yearly === true ? 'the anniversary of ' : ''}${field ?? ''}`;
  return at === undefined ? day : `${day} ${at}`;
}

/** The lists of steps inside a step, each with the name under which a choice of it is recorded. */
export function armsOf(step: Step): readonly { readonly choice: string; readonly steps: readonly Step[] }[] {
  switch (step.kind) {
    case 'branch':
      return [
        { choice: 'then', steps: step.then },
        { choice: 'else', steps: step.else },
      ];
    case 'waitForEvent':
      return [
        { choice: 'then', steps: step.then },
        { choice: 'onTimeout', steps: step.onTimeout },
      ];
    case 'split':
      return step.arms.map(({ steps }, index) => ({ choice: String(index), steps }));
    default:
      return [];
  }
}

/** Every step with its path (such as `steps.2.then.0`), outer before inner, in reading order. */
export function flattenSteps(steps: readonly Step[], path = 'steps'): readonly { step: Step; path: string }[] {
  return steps.flatMap((step, index) => {
    const here = `${path}.${index}`;
    const inner = armsOf(step).flatMap((arm) =>
      flattenSteps(arm.steps, step.kind === 'split' ? `${here}.arms.${arm.choice}.steps` : `${here}.${arm.choice}`),
    );
    return [{ step, path: here }, ...inner];
  });
}

/** The step with this id, wherever it stands. */
export function findStep(steps: readonly Step[], id: string): Step | undefined {
  return flattenSteps(steps).find(({ step }) => step.id === id)?.step;
}
