import { describe, expect, it } from '@jest/globals';
import { condition } from './index.js';

/** What is said to a value, by path. */
const refusal = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    condition.safeParse(value).error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? [],
  );
const LIST = '019364a0-0000-7000-8000-000000000001';
const FIELD_OPERATORS =
  'use one of the operators is, isNot, contains, startsWith, endsWith, greaterThan, lessThan, before, after, oneOf, withinLast, withinNext, isSet, isNotSet';

describe('a condition', () => {
  it.each([
    { field: 'plan', op: 'is', value: 'gold' },
    { field: 'plan', op: 'oneOf', value: ['gold', null, 3] },
    { field: 'birthday', op: 'withinNext', value: { amount: 7, unit: 'days' } },
    { all: [{ tag: 'vip' }, { not: { any: [{ list: LIST }, { opened: {} }] } }] },
    { event: 'purchased', atLeast: 2, where: [{ property: 'total', op: 'greaterThan', value: 10 }] },
  ])('is taken as it is: %j', (value) => {
    expect(condition.parse(value)).toEqual(value);
  });

  it.each<[unknown, Record<string, string>]>([
    [{ field: 'plan', op: 'equals', value: 'gold' }, { op: FIELD_OPERATORS }],
    [{ field: 'plan' }, { op: FIELD_OPERATORS }],
    [{ field: '', op: 'is', value: '' }, { field: 'name the field' }],
    [{ field: 'my plan', op: 'isSet' }, { field: 'start with a letter; letters, digits and _ only' }],
    [{ field: 'plan', op: 'is' }, { value: 'give one value' }],
    [{ field: 'plan', op: 'isSet', value: 1 }, { value: 'this operator takes no value: leave it out' }],
    [{ field: 'plan', op: 'oneOf', value: [] }, { value: 'give at least one value' }],
    [
      { field: 'plan', op: 'oneOf', value: [{}] },
      { value: 'give a list in which each is a text, a number, true, false or null' },
    ],
    [
      { field: 'plan', op: 'withinLast', value: { amount: 'x', unit: 'days' } },
      { value: 'give a period such as { "amount": 7, "unit": "days" }' },
    ],
    [{ list: 'news' }, { list: 'choose a list, by its id' }],
    [{ opened: { steps: 'a' } }, { opened: 'Unrecognized key: "steps"' }],
    [
      { all: [{ tag: 'vip' }, { not: { any: [{ tag: '' }, { field: 'plan', op: '>', value: 1 }] } }] },
      { 'all.1.not.any.0.tag': 'name the tag', 'all.1.not.any.1.op': FIELD_OPERATORS },
    ],
    [{ any: [] }, { any: 'add a condition' }],
    [
      { event: 'purchased', where: [{ property: '', op: 'withinLast', value: 1 }] },
      {
        'where.0.property': 'name the property',
        'where.0.op':
          'use one of the operators is, isNot, contains, startsWith, endsWith, greaterThan, lessThan, before, after, oneOf, isSet, isNotSet',
      },
    ],
  ])('%j is refused where it is wrong', (value, words) => {
    expect(refusal(value)).toEqual(words);
  });

  it.each([{}, { feild: 'plan', op: 'is' }, 'gold', null, 7, []])('%j is told what a condition can be', (value) => {
    expect(refusal(value)).toEqual({
      '': 'use all, any, not, field, tag, list, segment, opened, clicked, replied or event',
    });
  });
});
