import type { Condition } from '@dripemails/contracts';

/**
 * A condition as the editor shows it: groups that say "all of these hold", and single rules that may be turned round.
 * `not` is no row of its own: around a rule it is the word "not", around a group it is another kind of group.
 */
export type Rule = RuleGroup | RuleLeaf;
export const groupModes = ['all', 'any', 'none', 'notAll'] as const;
export type GroupMode = (typeof groupModes)[number];
export interface RuleGroup {
  group: GroupMode;
  rules: Rule[];
}
export type Leaf = Exclude<Condition, { all: unknown } | { any: unknown } | { not: unknown }>;
export interface RuleLeaf {
  leaf: Leaf;
  negated: boolean;
}

export const groupWords: Record<GroupMode, string> = {
  all: 'All of these hold',
  any: 'At least one of these holds',
  none: 'None of these holds',
  notAll: 'Not all of these hold',
};

export function toRule(condition: Condition): Rule {
  if ('all' in condition) return { group: 'all', rules: condition.all.map(toRule) };
  if ('any' in condition) return { group: 'any', rules: condition.any.map(toRule) };
  if (!('not' in condition)) return { leaf: condition, negated: false };
  const inner = toRule(condition.not);
  if ('leaf' in inner) return { ...inner, negated: !inner.negated };
  const turned: Record<GroupMode, GroupMode> = { all: 'notAll', any: 'none', none: 'any', notAll: 'all' };
  return { ...inner, group: turned[inner.group] };
}

export function fromRule(rule: Rule): Condition {
  if ('leaf' in rule) return rule.negated ? { not: rule.leaf } : rule.leaf;
  const rules = rule.rules.map(fromRule);
  switch (rule.group) {
    case 'all':
      return { all: rules };
    case 'any':
      return { any: rules };
    case 'none':
      return { not: { any: rules } };
    case 'notAll':
      return { not: { all: rules } };
  }
}

/** The outermost rule is always shown as a group, so that there is a place to add to. */
export function rootGroup(condition: Condition): RuleGroup {
  const rule = toRule(condition);
  return 'leaf' in rule ? { group: 'all', rules: [rule] } : rule;
}

/** The condition of the outermost group: "all of" one rule is that rule. */
export function fromRoot(group: RuleGroup): Condition {
  const [only, ...others] = group.rules;
  return group.group === 'all' && only && others.length === 0 ? fromRule(only) : fromRule(group);
}

export const abouts = ['field', 'tag', 'list', 'segment', 'opened', 'clicked', 'replied', 'event'] as const;
export type About = (typeof abouts)[number];
export const aboutWords: Record<About, string> = {
  field: 'Field',
  tag: 'Tag',
  list: 'List',
  segment: 'Segment',
  opened: 'Opened a mail',
  clicked: 'Clicked in a mail',
  replied: 'Replied',
  event: 'Event',
};

export function aboutOf(leaf: Leaf): About {
  return abouts.find((about) => about in leaf) ?? 'field';
}

export function newLeaf(about: About): Leaf {
  switch (about) {
    case 'field':
      return { field: '', op: 'is', value: '' };
    case 'tag':
      return { tag: '' };
    case 'list':
      return { list: '' };
    case 'segment':
      return { segment: '' };
    case 'opened':
      return { opened: {} };
    case 'clicked':
      return { clicked: {} };
    case 'replied':
      return { replied: {} };
    case 'event':
      return { event: '' };
  }
}

type FieldLeaf = Extract<Leaf, { field: string }>;
export type Operator = FieldLeaf['op'];
export type PropertyMatch = NonNullable<Extract<Leaf, { event: string }>['where']>[number];

export const operatorWords: Record<Operator, string> = {
  is: 'is',
  isNot: 'is not',
  contains: 'contains',
  startsWith: 'starts with',
  endsWith: 'ends with',
  greaterThan: 'is greater than',
  lessThan: 'is less than',
  before: 'is before',
  after: 'is after',
  oneOf: 'is one of',
  withinLast: 'is within the last',
  withinNext: 'is within the next',
  isSet: 'is set',
  isNotSet: 'is not set',
};
export const operators = Object.keys(operatorWords) as Operator[];
export type PropertyOperator = PropertyMatch['op'];
export const propertyOperators = operators.filter(
  (op): op is PropertyOperator => op !== 'withinLast' && op !== 'withinNext',
);

/** What an operator compares with. */
export function operandOf(op: Operator): 'none' | 'list' | 'wait' | 'value' {
  if (op === 'isSet' || op === 'isNotSet') return 'none';
  if (op === 'oneOf') return 'list';
  return op === 'withinLast' || op === 'withinNext' ? 'wait' : 'value';
}

type Value = FieldLeaf['value'];
type PropertyValue = PropertyMatch['value'];
const isWait = (value: Value): value is Extract<Value, { amount: number }> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value as a text field shows it; a list has one value a line. */
export function valueText(value: Value): string {
  if (Array.isArray(value)) return value.map((one) => String(one ?? '')).join('\n');
  return value === undefined || value === null || isWait(value) ? '' : String(value);
}

/** The period of "within the last"; a week when there is none yet. */
export const valueWait = (value: Value): Extract<Value, { amount: number }> =>
  isWait(value) ? value : { amount: 7, unit: 'days' };

/** A value that the operator takes, from a text field. Texts are enough: the engine reads numbers and dates from them. */
export function valueFor(op: PropertyOperator, typed: string): PropertyValue {
  const operand = operandOf(op);
  if (operand === 'none') return undefined;
  if (operand === 'value') return typed;
  return typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** The rule with another operator; what was typed stays where the new operator can take it. */
export function withOperator(leaf: FieldLeaf, op: Operator): FieldLeaf {
  const { value, ...rest } = leaf;
  if (op === 'withinLast' || op === 'withinNext') return { ...rest, op, value: valueWait(value) };
  const kept = valueFor(op, valueText(value));
  return kept === undefined ? { field: leaf.field, op } : { ...rest, op, value: kept };
}

export function withPropertyOperator(match: PropertyMatch, op: PropertyOperator): PropertyMatch {
  const kept = valueFor(op, valueText(match.value));
  return kept === undefined ? { property: match.property, op } : { property: match.property, op, value: kept };
}
