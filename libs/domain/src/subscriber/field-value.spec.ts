import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareValue } from '../segment/compare-value.js';
import { FIELD_TYPES, parseFieldValue, typeOfValue, type FieldDefinition, type FieldType } from './field-value.js';

const field = (type: FieldType, choices: string[] = []): FieldDefinition => ({ name: 'f', type, choices });
const value = (type: FieldType, raw: unknown, from?: 'text' | 'json') => {
  const parsed = parseFieldValue(field(type, ['Gold', 'Silver']), raw, from);
  return 'value' in parsed ? parsed.value : `problem: ${parsed.problem}`;
};

describe(parseFieldValue, () => {
  it.each<[FieldType, unknown, unknown]>([
    ['text', '  a b ', 'a b'],
    ['text', 12, '12'],
    ['text', '', null],
    ['number', ' 12.50 ', 12.5],
    ['number', '1e3', 1000],
    ['number', '-0', 0],
    ['number', 7, 7],
    ['boolean', 'Yes', true],
    ['boolean', 'off', false],
    ['boolean', 0, false],
    ['boolean', true, true],
    ['date', '2026-02-28', '2026-02-28'],
    ['date', '2026-02-28 09:00', '2026-02-28T09:00:00'],
    ['date', '2026-02-28T09:00+02:00', '2026-02-28T07:00:00Z'],
    ['choice', 'gold', 'Gold'],
    ['json', { a: [1, null, { b: null }] }, { a: [1, null, { b: null }] }],
    ['json', '{"a":1}', '{"a":1}'],
    ['json', null, null],
  ])('%s takes %j as %j', (type, raw, stored) => expect(value(type, raw)).toEqual(stored));

  it.each<[FieldType, unknown]>([
    ['text', { a: 1 }],
    ['text', 'x'.repeat(2001)],
    ['text', 'a\u0000b'],
    ['number', '1,234'],
    ['number', '0x10'],
    ['number', '1e999'],
    ['number', '12345678901234567890'],
    ['number', 2 ** 53],
    ['number', -1e20],
    ['number', Number.NaN],
    ['number', true],
    ['boolean', '__proto__'],
    ['boolean', 'maybe'],
    ['boolean', 2],
    ['date', '2026-02-30'],
    ['date', '31/12/2026'],
    ['date', 20261231],
    ['choice', 'Bronze'],
    ['json', { a: 'x'.repeat(10_240) }],
    ['json', { 'a\u0000': 1 }],
    ['json', { a: Number.POSITIVE_INFINITY }],
  ])('%s refuses %j with the cure', (type, raw) => expect(value(type, raw)).toMatch(/^problem: /));

  it('reads the text of a form or a file as JSON, and says how to write it where it is none', () => {
    expect(value('json', ' {"a": [1]} ', 'text')).toEqual({ a: [1] });
    expect(value('json', 'plain', 'text')).toMatch(/double quotes/);
    expect(value('json', '  ', 'text')).toBeNull();
  });

  it('stores what it has stored as it is: reading a value again changes nothing', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...FIELD_TYPES),
        fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.json()),
        (type, raw) => {
          const once = parseFieldValue(field(type, ['true', 'a']), raw);
          if ('value' in once) expect(parseFieldValue(field(type, ['true', 'a']), once.value)).toEqual(once);
        },
      ),
    );
  });

  it('gives values that conditions can ask about', () => {
    const context = { now: Date.parse('2026-11-26T12:00:00Z'), timeZone: 'UTC' };
    expect(compareValue(value('number', '12.50'), 'greaterThan', '12', context)).toBe(true);
    expect(compareValue(value('boolean', 'yes'), 'is', true, context)).toBe(true);
    expect(
      compareValue(value('date', '2026-11-26T14:00+02:00'), 'withinLast', { amount: 1, unit: 'days' }, context),
    ).toBe(true);
    expect(compareValue(value('choice', 'GOLD'), 'oneOf', ['gold'], context)).toBe(true);
    expect(compareValue(value('json', { a: 1 }), 'isSet', undefined, context)).toBe(true);
    expect(compareValue(value('json', { a: 1 }), 'is', '[object Object]', context)).toBe(false);
  });
});

it('makes a field of the type of its first value', () => {
  expect(['a', 1, true, { a: 1 }, [1]].map(typeOfValue)).toEqual(['text', 'number', 'boolean', 'json', 'json']);
});
