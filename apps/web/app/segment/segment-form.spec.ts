import { describe, expect, it } from '@jest/globals';
import { faultsOf, readSegment, ruleErrors } from './segment-form';

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}
const LIST = '019364a0-0000-7000-8000-000000000001';
const FILLED = {
  name: ' Buyers ',
  description: 'Who bought\r\nlately',
  'rule.group': 'any',
  'rule.rules.0.about': 'event',
  'rule.rules.0.event': 'purchased',
  'rule.rules.0.atLeast': '2',
  'rule.rules.0.within.amount': '30',
  'rule.rules.0.within.unit': 'days',
  'rule.rules.1.group': 'none',
  'rule.rules.1.rules.0.about': 'list',
  'rule.rules.1.rules.0.list': LIST,
};

describe(readSegment, () => {
  it('reads what was typed', () => {
    expect(readSegment(formOf({ ...FILLED, intent: 'save' }))).toEqual({
      isRow: false,
      typed: {
        name: 'Buyers',
        description: 'Who bought\nlately',
        condition: {
          any: [
            { event: 'purchased', atLeast: 2, within: { amount: 30, unit: 'days' } },
            { not: { any: [{ list: LIST }] } },
          ],
        },
      },
    });
  });

  it('adds and deletes rows for browsers without JavaScript', () => {
    const added = readSegment(formOf({ ...FILLED, intent: 'push:rule.rules' }));
    expect([added.isRow, (added.typed.condition as { any: unknown[] }).any.length]).toEqual([true, 3]);
    const dropped = readSegment(formOf({ ...FILLED, intent: 'drop:rule.rules.1' }));
    expect(dropped.typed.condition).toEqual({
      any: [{ event: 'purchased', atLeast: 2, within: { amount: 30, unit: 'days' } }],
    });
    const grouped = readSegment(formOf({ ...FILLED, intent: 'push-group:rule.rules.1.rules' }));
    expect(JSON.stringify(grouped.typed.condition)).toContain('{"any":[]}');
  });

  it('makes a rule of a form without one', () => {
    expect(readSegment(formOf({ name: 'x' })).typed.condition).toEqual({ field: '', op: 'is', value: '' });
  });
});

describe(ruleErrors, () => {
  it('says which rule of the builder is meant, each sentence once', () => {
    expect(
      ruleErrors({
        message: 'no',
        fields: {
          name: ['too long'],
          condition: ['It goes round.'],
          'condition.any.1.not.any.0.list': ['There is no such list.'],
          'condition.all.0': ['Give a value.', 'Give a value.'],
        },
      }),
    ).toEqual(['It goes round.', 'Rule 2.1: There is no such list.', 'Rule 1: Give a value.']);
  });
});

describe(faultsOf, () => {
  it('shows what is wrong with a stored rule as if it had been refused', () => {
    const faults = faultsOf({
      problems: [
        { path: 'condition.any.1.not.field', message: 'There is no such field.' },
        { path: 'condition.any.1.not.field', message: 'Define it.' },
        { path: 'condition.any.0.value', message: 'Give a number.' },
      ],
    });
    expect(faults && ruleErrors(faults)).toEqual([
      'Rule 2: There is no such field.',
      'Rule 2: Define it.',
      'Rule 1: Give a number.',
    ]);
    expect(faultsOf({ problems: [] })).toBeUndefined();
  });
});
