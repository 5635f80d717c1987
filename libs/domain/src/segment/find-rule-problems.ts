import { readIsoDate } from '../schedule/iso-date.js';
import { type FieldDefinition, type FieldType, parseFieldValue } from '../subscriber/field-value.js';
import { asNumber, asText, compareValue, isList, isMissing, type Operand } from './compare-value.js';
import type { FieldOperator } from './condition.js';
import type { ConditionLeaf } from './leaves-of.js';

/** What a rule may name. */
export interface RuleScope {
  readonly lists: ReadonlySet<string>;
  /** Ids; empty where segments have been replaced by their rules. */
  readonly segments: Pick<ReadonlySet<string>, 'has'>;
  readonly fields: readonly FieldDefinition[];
}

/** What is wrong with a rule, with the cure. */
export interface RuleProblem {
  /** The part at fault, such as `value` or `where.0.value`. */
  readonly part: string;
  readonly message: string;
}

/** What is wrong with a rule: it names what does not exist, or compares in a way that no value can satisfy. */
export function ruleProblems(leaf: ConditionLeaf, { lists, segments, fields }: RuleScope): RuleProblem[] {
  if ('list' in leaf && !lists.has(leaf.list))
    return [{ part: 'list', message: 'There is no such list: choose one that exists.' }];
  if ('segment' in leaf && !segments.has(leaf.segment))
    return [{ part: 'segment', message: 'There is no such segment: choose one that exists.' }];
  if ('field' in leaf) return fieldProblems(leaf, fields);
  return 'event' in leaf ? whereProblems(leaf.where ?? []) : [];
}

/** What is wrong with the properties that an event is to have; they have no type, so only what never fits is. */
export function whereProblems(
  where: readonly { readonly property: string; readonly op: FieldOperator; readonly value?: Operand }[],
): RuleProblem[] {
  return where.flatMap(({ property, op, value }, at) =>
    valueProblem({ name: property, type: 'json', choices: [] }, op, value).map((message) => ({
      ...{ part: `where.${at}.value`, message },
    })),
  );
}

/** What to say of a custom field that there is not. @param lacking what nobody has for it */
export function noSuchField(name: string, lacking: string): string {
  return `There is no custom field '${name}', so nobody has ${lacking}: define the field, or choose one that exists.`;
}

function unknownField(name: string, fields: readonly FieldDefinition[]): string {
  const right = ASKED_OTHERWISE.get(name);
  if (right !== undefined) return `There is no field '${name}': ${right}.`;
  const near = fields.find((one) => plain(one.name) === plain(name));
  return near === undefined ? noSuchField(name, 'a value in it') : `There is no field '${name}': take '${near.name}'.`;
}

/** What everybody has, as a field; `createdAt` is an instant to the millisecond, as the date of no other field is. */
const BUILT_IN: readonly FieldDefinition[] = [
  ...['email', 'firstName', 'lastName', 'timeZone', 'locale'].map((name) => ({
    ...{ name, type: 'text' as const, choices: [] },
  })),
  { name: 'createdAt', type: 'date', choices: [] },
];

/** What people look for among the fields, and how it is asked. */
const ASKED_OTHERWISE: ReadonlyMap<string, string> = new Map([
  [
    'status',
    'a rule does not ask for the status. Whoever is not active is never mailed, and `mailable` counts those who can be; to find people by status, filter them: GET /subscribers?status=active',
  ],
  ['tag', 'ask for a tag by { "tag": "vip" }'],
  ['tags', 'ask for a tag by { "tag": "vip" }'],
  ['list', 'ask for a list by { "list": "<its id>" }'],
  ['lists', 'ask for a list by { "list": "<its id>" }'],
  ['segment', 'ask for a segment by { "segment": "<its id>" }'],
]);

const plain = (name: string) => name.replaceAll('_', '').toLowerCase();

type FieldLeaf = Extract<ConditionLeaf, { readonly field: string }>;

function fieldProblems({ field, op, value }: FieldLeaf, fields: readonly FieldDefinition[]): RuleProblem[] {
  const known = [...BUILT_IN, ...fields];
  const definition = known.find(({ name }) => name === field);
  if (definition === undefined) return [{ part: 'field', message: unknownField(field, known) }];
  if (field === 'createdAt' && EXACTLY.has(op))
    return [{ part: 'op', message: `'createdAt' is an instant to the millisecond: use before and after.` }];
  const cure = MISFITS[definition.type].get(op);
  if (cure !== undefined)
    return [{ part: 'op', message: `'${field}' holds ${HOLDS[definition.type]}, so '${op}' does not fit: ${cure}.` }];
  return valueProblem(definition, op, value).map((message) => ({ part: 'value', message }));
}

const HOLDS: Record<FieldType, string> = {
  ...{ text: 'text', number: 'a number', boolean: 'true or false', date: 'a date' },
  ...{ choice: 'one of its choices', json: 'JSON' },
};

const EXACTLY: ReadonlySet<FieldOperator> = new Set(['is', 'isNot', 'oneOf']);
const ORDER: readonly FieldOperator[] = ['greaterThan', 'lessThan'];
const DATES: readonly FieldOperator[] = ['before', 'after', 'withinLast', 'withinNext'];
const PARTS: readonly FieldOperator[] = ['contains', 'startsWith', 'endsWith'];

const misfits = (...of: (readonly [readonly FieldOperator[], string])[]): ReadonlyMap<FieldOperator, string> =>
  new Map(of.flatMap(([operators, cure]) => operators.map((op) => [op, cure] as const)));
/** Operators that no value of a type can satisfy, or not in the way that the word says; each with what to use instead. */
const MISFITS: Record<FieldType, ReadonlyMap<FieldOperator, string>> = {
  // a text may read as a number or a date, and is compared so
  text: misfits(),
  number: misfits([DATES, 'use greaterThan, lessThan or is, or make it a field of dates']),
  boolean: misfits([[...ORDER, ...DATES, ...PARTS], 'use is, isNot, isSet or isNotSet']),
  date: misfits([ORDER, 'use after and before']),
  choice: misfits([DATES, 'use is, isNot or oneOf, or make it a field of dates']),
  json: misfits(),
};

/** Why no value of the field can stand to the operand as the operator says, in at most one sentence. */
function valueProblem(definition: FieldDefinition, op: FieldOperator, value: Operand): string[] {
  const { name, type } = definition;
  switch (op) {
    case 'isSet':
    case 'isNotSet':
    case 'withinLast':
    case 'withinNext':
      return [];
    case 'before':
    case 'after':
      return readIsoDate(value) === null ? [noDate(name, value)] : [];
    case 'greaterThan':
    case 'lessThan':
      if (type === 'number') return asNumber(value) === null ? [noNumber(name, value)] : [];
      return asText(value) === null ? [`'${op}' compares '${name}' with a value: give one.`] : [];
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return asText(value) === null ? [`'${op}' looks for a text in '${name}': give one.`] : [];
    case 'is':
    case 'isNot':
      return isList(value)
        ? [`'${op}' compares '${name}' with one value: give one, or use oneOf.`]
        : exactProblem(definition, value);
    case 'oneOf':
      return isList(value)
        ? value.flatMap((one) => exactProblem(definition, one)).slice(0, 1)
        : [`'oneOf' compares '${name}' with several values: give a list.`];
  }
}

/** Why a field never has a value; that it has none can be asked of every field. */
function exactProblem(definition: FieldDefinition, value: unknown): string[] {
  const { name, type, choices } = definition;
  if (isMissing(value)) return [];
  switch (type) {
    case 'text':
    case 'json':
      return [];
    case 'number':
      return asNumber(value) === null ? [noNumber(name, value)] : [];
    case 'boolean':
      return ['true', 'false'].includes(asText(value) ?? '') ? [] : [misfit(name, value, 'true or false')];
    case 'choice':
      return choices.some((choice) => compareValue(choice, 'is', value as Operand, ANY_TIME))
        ? []
        : [misfit(name, value, `one of: ${choices.join(', ').slice(0, 300)}`)];
    case 'date': {
      const parsed = parseFieldValue(definition, value);
      if ('problem' in parsed) return [noDate(name, value)];
      if (compareValue(parsed.value, 'is', value as Operand, ANY_TIME)) return [];
      return [`'${name}' keeps this date as '${String(parsed.value)}': write it so, or use before and after.`];
    }
  }
}

/** What is compared here is the same at all times and places. */
const ANY_TIME = { now: 0, timeZone: 'UTC' };

const noDate = (name: string, value: unknown) =>
  misfit(name, value, 'a date of ISO 8601, such as 2026-12-31 or 2026-12-31T09:00Z');
const noNumber = (name: string, value: unknown) =>
  misfit(name, value, 'a number: digits with a point for decimals, such as 1234.5');

function misfit(name: string, value: unknown, wanted: string): string {
  const shown = typeof value === 'string' && value.length > 60 ? `${value.slice(0, 60)}…` : value;
  return `${JSON.stringify(shown ?? null)} never fits '${name}': give ${wanted}.`;
}
