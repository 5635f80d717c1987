import { compareValue, type Operand } from '../segment/compare-value.js';
import type { Condition, FieldOperator, PropertyMatch } from '../segment/condition.js';
import { ruleProblems, whereProblems } from '../segment/find-rule-problems.js';
import { type ConditionLeaf, leavesOf } from '../segment/leaves-of.js';
import type { FieldDefinition } from '../subscriber/field-value.js';
import { type EmailStep, stepTitle } from './step.js';

/** What a condition may name. */
export interface ConditionScope {
  readonly lists: ReadonlySet<string>;
  readonly fields: readonly FieldDefinition[];
  readonly emails: ReadonlyMap<string, EmailStep>;
  /** Mails that people can have got when it is asked; null where that is not known. */
  readonly got: ReadonlySet<string> | null;
}

/** What is wrong with a condition, with the cure: it names what does not exist, or can never hold. */
export function conditionProblems(condition: Condition, scope: ConditionScope): string[] {
  const wrong = new Set(leavesOf(condition).flatMap(({ leaf }) => leafProblems(leaf, scope)));
  if (wrong.size > 0) return [...wrong];
  const why = neverHolds(condition);
  return why === null ? [] : [`It can never hold: ${why}.`];
}

/** Why the properties of an event can never be as asked; null when they can. */
export function matchProblem(match: readonly PropertyMatch[]): string | null {
  const wrong = whereProblems(match)[0];
  if (wrong !== undefined) return wrong.message;
  const why = firstClash(match.map(({ property, ...rest }) => ({ field: property, ...rest })));
  return why === null ? null : `It can never hold: ${why}.`;
}

// the segments that exist have been replaced by their rules
const NO_SEGMENTS: ReadonlySet<string> = new Set();

function leafProblems(leaf: ConditionLeaf, { lists, fields, emails, got }: ConditionScope): string[] {
  const wrong = ruleProblems(leaf, { lists, fields, segments: NO_SEGMENTS });
  if (wrong.length > 0) return wrong.map(({ message }) => message);
  const match =
    'opened' in leaf ? leaf.opened : 'clicked' in leaf ? leaf.clicked : 'replied' in leaf ? leaf.replied : undefined;
  if (match?.step === undefined) return [];
  const mail = emails.get(match.step);
  if (mail === undefined) return [`No mail of this sequence has the id '${match.step}': choose one that it has.`];
  if (got === null || got.has(mail.id)) return [];
  return [`Nobody who is asked has got ${stepTitle(mail)} by then: choose a mail on the way to this step.`];
}

/** Why a condition holds for nobody at any time, in the cases that are plain to see; null otherwise. */
function neverHolds(condition: Condition): string | null {
  if ('all' in condition) {
    const parts = condition.all.flatMap((part) => ('all' in part ? part.all : [part]));
    if (hasOpposites(parts)) return 'it asks for something and its opposite; remove one of them';
    return firstOf(parts.map(neverHolds)) ?? firstClash(parts.filter((part) => 'field' in part));
  }
  if ('any' in condition) {
    const reasons = condition.any.map(neverHolds);
    if (reasons.some((reason) => reason === null)) return null;
    return reasons[0] ?? 'it has no parts; add one';
  }
  if ('not' in condition) return alwaysHolds(condition.not) ? 'what it rules out always holds; remove it' : null;
  if ('field' in condition) return firstClash([condition]);
  if (!('event' in condition)) return null;
  const { event, atMost = Infinity, where } = condition;
  const atLeast = condition.atLeast ?? (condition.atMost === undefined ? 1 : 0);
  if (atLeast > atMost) return `'${event}' at least ${atLeast} and at most ${atMost} times; correct one of the numbers`;
  // that nothing of the kind happens is what a most allows
  return atLeast === 0
    ? null
    : firstClash((where ?? []).map(({ property, ...rest }) => ({ field: property, ...rest })));
}

function alwaysHolds(condition: Condition): boolean {
  if ('all' in condition) return condition.all.every(alwaysHolds);
  if ('any' in condition) return condition.any.some(alwaysHolds) || hasOpposites(condition.any);
  if ('not' in condition) return neverHolds(condition.not) !== null;
  return 'event' in condition && condition.atLeast === 0 && condition.atMost === undefined;
}

function hasOpposites(parts: readonly Condition[]): boolean {
  const known = new Set(parts.map((part) => JSON.stringify(part)));
  return parts.some((part) => 'not' in part && known.has(JSON.stringify(part.not)));
}

function firstOf(reasons: readonly (string | null)[]): string | null {
  return reasons.find((reason) => reason !== null) ?? null;
}

interface Comparison {
  readonly field: string;
  readonly op: FieldOperator;
  readonly value?: Operand;
}

/** Why one value cannot satisfy all that is asked of it. */
function firstClash(comparisons: readonly Comparison[]): string | null {
  const fields = [...new Set(comparisons.map(({ field }) => field))];
  return firstOf(
    fields.map((field) => {
      const all = comparisons.filter((one) => one.field === field);
      if (clashes(all)) return `'${field}' would need two values at once; ask for any of them, or remove one`;
      return hasGap(all) ? `no value of '${field}' lies between the two limits; correct one of them` : null;
    }),
  );
}

/** Whether none of the values that one comparison leaves satisfies all the others. */
function clashes(all: readonly Comparison[]): boolean {
  const narrow = all.find(({ op }) => op === 'is' || op === 'oneOf' || op === 'isNotSet');
  if (narrow === undefined) return false;
  const values = narrow.op === 'isNotSet' ? [null] : Array.isArray(narrow.value) ? narrow.value : [narrow.value];
  return !values.some((value) =>
    all.every(({ op, value: operand }) => isUndecidable(op, value) || compareValue(value, op, operand, ASKED_ANY_TIME)),
  );
}

/** What is compared here is the same at all times and places. */
const ASKED_ANY_TIME = { now: 0, timeZone: 'UTC' };
const BY_TEXT: ReadonlySet<FieldOperator> = new Set(['contains', 'startsWith', 'endsWith']);
const BY_DATE: ReadonlySet<FieldOperator> = new Set(['before', 'after', 'withinLast', 'withinNext']);

/** A number is written in many ways (`1`, `1.0`), and a date depends on where and when it is asked. */
function isUndecidable(op: FieldOperator, value: unknown): boolean {
  return BY_DATE.has(op) ? typeof value === 'string' && value !== '' : BY_TEXT.has(op) && numberOf(value) !== null;
}

/** Whether a value would have to be above one limit and below another one that is not higher. */
function hasGap(all: readonly Comparison[]): boolean {
  const limits = <T>(op: FieldOperator, read: (value: unknown) => T | null) =>
    all.flatMap((one) => (one.op === op ? [read(one.value)] : [])).filter((limit) => limit !== null);
  const [low, high] = [limits('greaterThan', numberOf), limits('lessThan', numberOf)];
  const [first, last] = [limits('after', dayOf), limits('before', dayOf)];
  return low.some((from) => high.some((to) => from >= to)) || first.some((from) => last.some((to) => from >= to));
}

function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\s*[+-]?(\d+\.?\d*|\.\d+)\s*$/.test(value) ? Number(value) : null;
}

/** A day without a time stands for its midnight, so that days compare as texts do in every time zone. */
function dayOf(value: unknown): string | null {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : null;
}
