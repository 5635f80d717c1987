import { z } from 'zod';
import { keyedUnion } from './keyed-union.js';

export const waitUnit = z.enum(['seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'years']);
export type WaitUnit = z.infer<typeof waitUnit>;
export const wait = z
  .strictObject({ amount: z.number().int().min(0).max(100_000), unit: waitUnit })
  .meta({ id: 'Wait' });

export const scalar = z.union([z.string().max(2000), z.number(), z.boolean(), z.null()]);
const scalars = z.array(scalar).min(1, 'give at least one value').max(200);
export const fieldName = z
  .string()
  .min(1, { error: 'name the field', abort: true })
  .regex(/^[a-zA-Z][a-zA-Z0-9_]{0,63}$/, 'start with a letter; letters, digits and _ only');
export const tagName = z.string().trim().min(1, 'name the tag').max(100);
export const eventName = z
  .string()
  .min(1, { error: 'name the event', abort: true })
  .regex(/^[a-zA-Z][a-zA-Z0-9_.:-]{0,99}$/, 'start with a letter; letters, digits, _ . : and - only');

const valueOperators = [
  'is',
  'isNot',
  'contains',
  'startsWith',
  'endsWith',
  'greaterThan',
  'lessThan',
  'before',
  'after',
] as const;
const operatorsOf = <const T extends readonly string[]>(names: T) =>
  z.enum(names, { error: `use one of the operators ${names.join(', ')}` });
const PERIOD_WORDS = 'give a period such as { "amount": 7, "unit": "days" }';
/** Why none of the kinds of value fits. */
const valueError = ({ input }: { readonly input?: unknown }): string => {
  const scalarWords = 'a text, a number, true, false or null';
  if (Array.isArray(input)) return `give a list in which each is ${scalarWords}`;
  return typeof input === 'object' && input !== null ? PERIOD_WORDS : `give ${scalarWords}`;
};
export const propertyMatch = z
  .strictObject({
    property: z.string().min(1, 'name the property').max(100),
    op: operatorsOf([...valueOperators, 'oneOf', 'isSet', 'isNotSet']),
    value: z.union([scalar, scalars], { error: valueError }).optional(),
  })
  .meta({ id: 'PropertyMatch' });

const fieldOperator = operatorsOf([...valueOperators, 'oneOf', 'withinLast', 'withinNext', 'isSet', 'isNotSet']);
type FieldOperator = z.infer<typeof fieldOperator>;
const fieldCondition = z
  .strictObject({
    field: fieldName,
    op: fieldOperator,
    value: z.union([scalar, scalars, wait], { error: valueError }).optional(),
  })
  .superRefine(({ op, value }, context) => {
    const needs = NEEDED_VALUE[op];
    const is =
      value === undefined
        ? 'none'
        : Array.isArray(value)
          ? 'list'
          : typeof value === 'object' && value !== null
            ? 'wait'
            : 'scalar';
    if (needs !== is) context.addIssue({ code: 'custom', path: ['value'], message: VALUE_WORDS[needs] });
  });
const NEEDED_VALUE: Record<FieldOperator, 'none' | 'list' | 'wait' | 'scalar'> = {
  is: 'scalar',
  isNot: 'scalar',
  contains: 'scalar',
  startsWith: 'scalar',
  endsWith: 'scalar',
  greaterThan: 'scalar',
  lessThan: 'scalar',
  before: 'scalar',
  after: 'scalar',
  oneOf: 'list',
  withinLast: 'wait',
  withinNext: 'wait',
  isSet: 'none',
  isNotSet: 'none',
};
const VALUE_WORDS = {
  none: 'this operator takes no value: leave it out',
  list: 'give a list of values',
  wait: PERIOD_WORDS,
  scalar: 'give one value',
} as const;

const activity = z.strictObject({
  step: z.string().max(64).optional(),
  link: z.string().max(2000).optional(),
  within: wait.optional(),
});
const times = z.number().int().min(0).max(1_000_000);
const leaves = [
  fieldCondition,
  z.strictObject({ tag: tagName }),
  z.strictObject({ list: z.uuid('choose a list, by its id') }),
  z.strictObject({ segment: z.uuid('choose a segment, by its id') }),
  z.strictObject({ opened: activity }),
  z.strictObject({ clicked: activity }),
  z.strictObject({ replied: activity }),
  z.strictObject({
    event: eventName,
    atLeast: times.optional(),
    atMost: times.optional(),
    within: wait.optional(),
    where: z.array(propertyMatch).max(20).optional(),
  }),
] as const;

export type Condition =
  z.infer<(typeof leaves)[number]> | { all: Condition[] } | { any: Condition[] } | { not: Condition };

const several = () => z.array(condition).min(1, 'add a condition').max(50);
/** A rule about one person, shared by branches, goals and segments. */
export const condition: z.ZodType<Condition> = z
  .lazy(() =>
    keyedUnion(
      [
        ...leaves,
        z.strictObject({ all: several() }),
        z.strictObject({ any: several() }),
        z.strictObject({ not: condition }),
      ],
      'use all, any, not, field, tag, list, segment, opened, clicked, replied or event',
    ),
  )
  .meta({ id: 'Condition' });
