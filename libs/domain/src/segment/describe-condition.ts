import { describeWait } from '../sequence/step.js';
import { isList, isWait, type Operand } from './compare-value.js';
import type { ActivityMatch, Condition, FieldOperator } from './condition.js';

/** Names of lists and segments by their ids. */
export type NamesById = ReadonlyMap<string, string>;

/**
 * A condition in short words: `clicked 'welcome' and plan is 'pro'`. Holds what its author wrote, nothing of a person.
 * @param names of lists and segments; a list that is absent was deleted; without names ids stand in the words
 */
export function describeCondition(condition: Condition, names: NamesById | null = null): string {
  if ('all' in condition) return joined(condition.all, ' and ', 'always', names);
  if ('any' in condition) return joined(condition.any, ' or ', 'never', names);
  if ('not' in condition) return `not (${describeCondition(condition.not, names)})`;
  if ('field' in condition) return fieldWords(condition.field, condition.op, condition.value);
  if ('tag' in condition) return `has tag '${condition.tag}'`;
  if ('list' in condition) return `is on ${thingWords('list', condition.list, names)}`;
  if ('segment' in condition) return `is in ${thingWords('segment', condition.segment, names)}`;
  if ('opened' in condition) return activityWords('opened', condition.opened);
  if ('clicked' in condition) return activityWords('clicked', condition.clicked);
  if ('replied' in condition) return activityWords('replied', condition.replied);
  const { event, atLeast, atMost, within, where } = condition;
  const counts = [
    ...(atLeast === undefined ? [] : [`at least ${timesWords(atLeast)}`]),
    ...(atMost === undefined ? [] : [`at most ${timesWords(atMost)}`]),
  ];
  const matches = (where ?? []).map(({ property, op, value }) => fieldWords(property, op, value));
  return [
    event,
    ...(matches.length === 0 ? [] : [`(${matches.join(' and ')})`]),
    ...(counts.length === 0 ? [] : [counts.join(' and ')]),
    ...(within === undefined ? [] : [`in the last ${describeWait(within)}`]),
  ].join(' ');
}

function joined(conditions: readonly Condition[], word: string, empty: string, names: NamesById | null): string {
  const parts = conditions.map((one) => {
    const isSeveral = ('all' in one && one.all.length > 1) || ('any' in one && one.any.length > 1);
    return isSeveral && conditions.length > 1 ? `(${describeCondition(one, names)})` : describeCondition(one, names);
  });
  return parts.length === 0 ? empty : parts.join(word);
}

/** A list or a segment in words: by its name, where names are known; segments that are named cannot be deleted. */
export function thingWords(kind: 'list' | 'segment', id: string, names: NamesById | null): string {
  if (names === null) return `${kind} ${id}`;
  const name = names.get(id);
  if (name !== undefined) return `${kind} '${name}'`;
  return kind === 'list' ? 'a deleted list' : `segment ${id}`;
}

/** An activity in words, without how often: `clicked 'welcome' in the last 7 days`. */
export function activityWords(kind: 'opened' | 'clicked' | 'replied', { step, link, within }: ActivityMatch): string {
  const mail = step === undefined ? 'any mail' : `'${step}'`;
  return [
    kind === 'replied' ? `replied to ${mail}` : `${kind} ${mail}`,
    ...(link === undefined ? [] : [`(link ${link})`]),
    ...(within === undefined ? [] : [`in the last ${describeWait(within)}`]),
  ].join(' ');
}

export function timesWords(count: number): string {
  return `${count} ${count === 1 ? 'time' : 'times'}`;
}

/** A value in words, short: `'pro'`, `42`. */
export function valueWords(value: unknown): string {
  if (typeof value === 'string') return `'${value.length > 80 ? `${value.slice(0, 79)}…` : value}'`;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'nothing';
}

const OPERATOR_WORDS: Record<FieldOperator, string> = {
  is: 'is',
  isNot: 'is not',
  contains: 'contains',
  startsWith: 'starts with',
  endsWith: 'ends with',
  oneOf: 'is one of',
  greaterThan: 'is greater than',
  lessThan: 'is less than',
  before: 'is before',
  after: 'is after',
  withinLast: 'is within the last',
  withinNext: 'is within the next',
  isSet: 'is set',
  isNotSet: 'is not set',
};

function fieldWords(field: string, op: FieldOperator, operand: Operand): string {
  const words = `${field} ${OPERATOR_WORDS[op]}`;
  if (op === 'isSet' || op === 'isNotSet') return words;
  if (isList(operand)) return `${words} ${operand.map(valueWords).join(', ')}`;
  return `${words} ${isWait(operand) ? describeWait(operand) : valueWords(operand)}`;
}
