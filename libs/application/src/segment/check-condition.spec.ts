import { describe, expect, it } from '@jest/globals';
import type { Condition } from '@dripemails/domain';
import { checkCondition, conditionFaults } from './check-condition.js';

const RULES = new Map([
  ['vips', { name: 'VIPs', condition: { tag: 'vip' } as Condition }],
  ['outer', { name: 'Outer', condition: { not: { segment: 'vips' } } as Condition }],
]);
const FIELDS = [
  { name: 'plan', type: 'text' as const, choices: [] },
  { name: 'seats', type: 'number' as const, choices: [] },
];
const check = (condition: Condition, id = 'new') =>
  checkCondition(condition, { id, name: 'Mine', rules: RULES, lists: new Set(['news']), fields: FIELDS });
const refusal = (condition: Condition, id?: string) => {
  try {
    check(condition, id);
  } catch (error) {
    return error;
  }
  return null;
};

describe(checkCondition, () => {
  it('gives the rule as it is asked of people', () => {
    expect(check({ all: [{ segment: 'outer' }, { list: 'news' }] })).toEqual({
      all: [{ not: { tag: 'vip' } }, { list: 'news' }],
    });
  });

  it.each<[string, Condition, string, RegExp]>([
    ['an unknown list', { all: [{ tag: 'a' }, { not: { list: 'gone' } }] }, 'condition.all.1.not.list', /no such list/],
    ['an unknown segment', { any: [{ segment: 'gone' }] }, 'condition.any.0.segment', /no such segment/],
    [
      'an unknown field',
      { all: [{ tag: 'a' }, { field: 'stauts', op: 'isSet' }] },
      'condition.all.1.field',
      /no custom field 'stauts'/,
    ],
    [
      'an operator that does not fit',
      { not: { field: 'seats', op: 'after', value: '2026-01-01' } },
      'condition.not.op',
      /'after' does not fit/,
    ],
    [
      'a value that does not fit',
      { any: [{ field: 'seats', op: 'greaterThan', value: 'abc' }] },
      'condition.any.0.value',
      /never fits 'seats'/,
    ],
    ['a date in words', { field: 'createdAt', op: 'before', value: 'tomorrow' }, 'condition.value', /ISO 8601/],
    [
      'a date in words of an event',
      { not: { event: 'order', where: [{ property: 'at', op: 'after', value: 'May' }] } },
      'condition.not.where.0.value',
      /ISO 8601/,
    ],
    ['a step', { clicked: { step: 'welcome' } }, 'condition.clicked.step', /belongs to none/],
    ['what cannot be stored', { field: 'plan', op: 'is', value: 'a\u0000' }, 'condition', /remove it/],
    ['half of a letter', { field: 'plan', op: 'oneOf', value: ['\ud83d'] }, 'condition', /remove it/],
    ['too many rules', { all: Array.from({ length: 301 }, () => ({ tag: 'a' })) }, 'condition', /more than 300 rules/],
    [
      'rules too deep inside each other',
      Array.from({ length: 25 }).reduce<Condition>((inner) => ({ not: inner }), { tag: 'a' }),
      'condition',
      /20 deep/,
    ],
  ])('refuses %s', (_, condition, path, message) => {
    expect(refusal(condition)).toMatchObject({
      code: 'input.invalid',
      errors: [{ path, message: expect.stringMatching(message) }],
    });
  });

  it('takes a text that only looks like an escape', () => {
    expect(refusal({ field: 'plan', op: 'is', value: '\\u0000' })).toBeNull();
  });

  it('names the way of a circle', () => {
    expect(refusal({ any: [{ segment: 'outer' }] }, 'vips')).toMatchObject({
      errors: [{ path: 'condition', message: expect.stringContaining('Mine → Outer → Mine') }],
    });
    expect(refusal({ segment: 'vips' }, 'vips')).toMatchObject({
      errors: [{ path: 'condition', message: expect.stringContaining('Mine → Mine') }],
    });
  });
});

describe(conditionFaults, () => {
  it('tells all that is wrong at once, each at its place', () => {
    const condition: Condition = {
      all: [{ field: 'gone', op: 'isSet' }, { any: [{ list: 'news' }, { list: 'gone' }] }, { opened: { step: 'm' } }],
    };
    const found = conditionFaults(condition, { lists: new Set(['news']), segments: RULES, fields: FIELDS });
    expect(found.map(({ path }) => path)).toEqual([
      'condition.all.0.field',
      'condition.all.1.any.1.list',
      'condition.all.2.opened.step',
    ]);
  });
});
