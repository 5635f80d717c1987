import { describe, expect, it } from '@jest/globals';
import type { CustomField } from '@dripemails/contracts';
import { inputText, readFieldInputs, shownValue, storedValue } from './field-value-form';

const field = (name: string, type: CustomField['type']): CustomField => ({
  ...{ id: name, name, label: name, type, choices: [], createdAt: '2026-01-01T00:00:00.000Z' },
});

describe(readFieldInputs, () => {
  it('reads what was typed, with nothing for an empty input and the cure for broken JSON', () => {
    const form = new FormData();
    form.set('field.plan', ' pro ');
    form.set('field.seats', '');
    form.set('field.data', '{"a": [1]}');
    form.set('field.broken', '{a}');
    form.set('field.unknown', 'x');
    const fields = [field('plan', 'text'), field('seats', 'number'), field('data', 'json'), field('broken', 'json')];
    expect(readFieldInputs(form, [...fields, field('absent', 'text')])).toEqual({
      values: { plan: 'pro', seats: null, data: { a: [1] } },
      problems: { 'fields.broken': [expect.stringContaining('double quotes')] },
    });
  });
});

describe(storedValue, () => {
  it.each(['constructor', 'toString', 'valueOf'])('is nothing in %s where nothing is stored', (name) => {
    expect(storedValue({ plan: 'pro' }, name)).toBeUndefined();
    expect(storedValue(undefined, name)).toBeUndefined();
    expect(storedValue({ [name]: 'x' }, name)).toBe('x');
  });
});

describe(shownValue, () => {
  it.each([
    ['boolean', true, 'yes'],
    ['number', 1234.5, '1,234.5'],
    ['date', '2026-12-31T09:00:00', '2026-12-31 09:00:00'],
    ['json', { a: 1 }, '{"a":1}'],
    ['text', '', '–'],
  ] as const)('shows a %s', (type, value, shown) => expect(shownValue({ type }, value)).toBe(shown));

  it('puts a value back into its input as it can be read again', () => {
    expect(JSON.parse(inputText({ a: [1, null] }))).toEqual({ a: [1, null] });
    expect(inputText(12)).toBe('12');
    expect(inputText(null)).toBe('');
  });
});
