import { describe, expect, it } from '@jest/globals';
import type { FieldDefinition } from '../subscriber/field-value.js';
import { compareValue } from './compare-value.js';
import type { FieldOperator } from './condition.js';
import { ruleProblems } from './find-rule-problems.js';
import type { ConditionLeaf } from './leaves-of.js';

const FIELDS: readonly FieldDefinition[] = [
  { name: 'city', type: 'text', choices: [] },
  { name: 'seats', type: 'number', choices: [] },
  { name: 'isCustomer', type: 'boolean', choices: [] },
  { name: 'renews', type: 'date', choices: [] },
  { name: 'plan', type: 'choice', choices: ['Free', 'Pro', '10'] },
  { name: 'cart', type: 'json', choices: [] },
];
const scope = { lists: new Set(['news']), segments: new Set(['vips']), fields: FIELDS };
const problems = (leaf: ConditionLeaf) => ruleProblems(leaf, scope);

describe(ruleProblems, () => {
  it.each<[string, ConditionLeaf, string, RegExp]>([
    [
      'a misspelt field',
      { field: 'citty', op: 'is', value: 'Bath' },
      'field',
      /no custom field 'citty'.*define the field/,
    ],
    ['a field in other letters', { field: 'First_Name', op: 'is', value: 'Ada' }, 'field', /take 'firstName'/],
    [
      'the name of what every object has',
      { field: 'constructor', op: 'isSet' },
      'field',
      /no custom field 'constructor'/,
    ],
    ['the status', { field: 'status', op: 'is', value: 'active' }, 'field', /GET \/subscribers\?status=active/],
    ['tags as a field', { field: 'tags', op: 'contains', value: 'vip' }, 'field', /\{ "tag": "vip" \}/],
    [
      'a number before a date',
      { field: 'seats', op: 'before', value: '2026-01-01' },
      'op',
      /holds a number.*greaterThan/,
    ],
    [
      'a number within a period',
      { field: 'seats', op: 'withinLast', value: { amount: 1, unit: 'days' } },
      'op',
      /a number/,
    ],
    ['more than true', { field: 'isCustomer', op: 'greaterThan', value: 1 }, 'op', /holds true or false.*isNot/],
    ['a part of true', { field: 'isCustomer', op: 'contains', value: 'rue' }, 'op', /holds true or false/],
    [
      'a date that is greater',
      { field: 'renews', op: 'greaterThan', value: '2026-01-01' },
      'op',
      /use after and before/,
    ],
    [
      'a choice within a period',
      { field: 'plan', op: 'withinNext', value: { amount: 1, unit: 'days' } },
      'op',
      /choices/,
    ],
    ['an exact instant', { field: 'createdAt', op: 'is', value: '2026-01-01' }, 'op', /use before and after/],
    [
      'a number that is a word',
      { field: 'seats', op: 'greaterThan', value: 'abc' },
      'value',
      /^"abc" never fits 'seats'.*1234\.5/,
    ],
    ['a number that is nothing', { field: 'seats', op: 'lessThan', value: null }, 'value', /a number/],
    ['one of several that is no number', { field: 'seats', op: 'oneOf', value: [1, '2', 'x'] }, 'value', /^"x" never/],
    [
      'a date in words',
      { field: 'renews', op: 'before', value: 'tomorrow' },
      'value',
      /^"tomorrow" never fits.*2026-12-31/,
    ],
    ['a text before a date in words', { field: 'city', op: 'after', value: 'May' }, 'value', /ISO 8601/],
    ['a day that there is not', { field: 'createdAt', op: 'after', value: '2026-02-30' }, 'value', /ISO 8601/],
    [
      'a date as it is not kept',
      { field: 'renews', op: 'is', value: '2026-05-01T09:00' },
      'value',
      /'2026-05-01T09:00:00'/,
    ],
    ['yes', { field: 'isCustomer', op: 'is', value: 'yes' }, 'value', /true or false/],
    ['a choice that there is not', { field: 'plan', op: 'isNot', value: 'gold' }, 'value', /one of: Free, Pro, 10/],
    ['a part that is empty', { field: 'city', op: 'contains', value: '' }, 'value', /looks for a text/],
    [
      'a property before no date',
      {
        event: 'order',
        where: [
          { property: 'a', op: 'isSet' },
          { property: 'at', op: 'before', value: 'soon' },
        ],
      },
      'where.1.value',
      /'at'/,
    ],
    [
      'a property that is one of no list',
      { event: 'order', where: [{ property: 'a', op: 'oneOf', value: 'x' }] },
      'where.0.value',
      /list/,
    ],
    [
      'a property that is a list',
      { event: 'order', where: [{ property: 'a', op: 'is', value: ['x'] }] },
      'where.0.value',
      /oneOf/,
    ],
    ['an unknown list', { list: 'gone' }, 'list', /no such list/],
    ['an unknown segment', { segment: 'gone' }, 'segment', /no such segment/],
  ])('names %s, with the place and the cure', (_name, leaf, part, message) => {
    expect(problems(leaf)).toEqual([{ part, message: expect.stringMatching(message) }]);
  });

  it.each<ConditionLeaf>([
    { field: 'city', op: 'is', value: 5 },
    { field: 'city', op: 'before', value: '2026-01-01' },
    { field: 'city', op: 'is', value: '' },
    { field: 'seats', op: 'is', value: ' 5 ' },
    { field: 'seats', op: 'isNot', value: null },
    { field: 'seats', op: 'endsWith', value: '00' },
    { field: 'isCustomer', op: 'oneOf', value: [true, 'False', null] },
    { field: 'renews', op: 'is', value: '2026-05-01' },
    { field: 'renews', op: 'contains', value: '-05-' },
    { field: 'renews', op: 'withinNext', value: { amount: 1, unit: 'months' } },
    { field: 'plan', op: 'is', value: 'pro' },
    { field: 'plan', op: 'is', value: 10 },
    { field: 'plan', op: 'contains', value: 'r' },
    { field: 'cart', op: 'is', value: 'x' },
    { field: 'createdAt', op: 'before', value: '2026-05-01T09:00Z' },
    { field: 'email', op: 'endsWith', value: '@example.com' },
    { event: 'order', atLeast: 2, where: [{ property: 'total', op: 'greaterThan', value: 5 }] },
    { tag: 'vip' },
    { list: 'news' },
    { segment: 'vips' },
  ])('takes %j', (leaf) => {
    expect(problems(leaf)).toEqual([]);
  });

  it('says of no value that it never fits where one fits', () => {
    const values = {
      seats: [0, 5, -1.5],
      isCustomer: [true, false],
      renews: ['2026-05-01', '2026-05-01T09:00:00', '2026-05-01T09:00:00Z'],
      plan: ['Free', 'Pro', '10'],
    };
    const operands = [
      'a',
      'pro',
      'TRUE',
      true,
      false,
      0,
      '5',
      '10',
      10,
      '2026-05-01',
      '2026-05-01T09:00:00',
      'tomorrow',
    ];
    const operators: FieldOperator[] = ['is', 'before', 'after', 'lessThan'];
    let refused = 0;
    for (const [field, held] of Object.entries(values))
      for (const op of operators)
        for (const value of operands) {
          const [problem] = problems({ field, op, value });
          if (problem?.part !== 'value') continue;
          refused += 1;
          const fits = held.filter((one) => compareValue(one, op, value, { now: 0, timeZone: 'UTC' }));
          expect({ field, op, value, fits }).toEqual({ field, op, value, fits: [] });
        }
    expect(refused).toBeGreaterThan(20);
  });
});
