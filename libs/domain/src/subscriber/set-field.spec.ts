import { describe, expect, it } from '@jest/globals';
import type { Scalar } from '../segment/condition.js';
import type { FieldDefinition } from './field-value.js';
import { parseSetField } from './set-field.js';

const fields: FieldDefinition[] = [
  { name: 'seats', type: 'number', choices: [] },
  { name: 'vip', type: 'boolean', choices: [] },
  { name: 'born', type: 'date', choices: [] },
  { name: 'plan', type: 'choice', choices: ['Free', 'Pro'] },
];

describe(parseSetField, () => {
  it.each<[string, Scalar, Scalar]>([
    ['seats', '12', 12],
    ['seats', null, null],
    ['seats', '', null],
    ['vip', 'yes', true],
    ['born', '2000-02-29', '2000-02-29'],
    ['plan', 'pro', 'Pro'],
    ['fresh', 3, 3],
    ['fresh', false, false],
    ['firstName', ' Ada ', 'Ada'],
    ['firstName', null, null],
    ['timeZone', 'Europe/Paris', 'Europe/Paris'],
    ['locale', 'DE_at', 'de-AT'],
  ])('stores %s given as %j as %j', (field, value, stored) => {
    expect(parseSetField({ field, value }, fields)).toEqual({ value: stored });
  });

  it.each<[string, Scalar, string]>([
    ['seats', 'many', 'number'],
    ['vip', 'perhaps', 'true or false'],
    ['born', '29.2.2000', '2026-12-31'],
    ['plan', 'gold', 'Free, Pro'],
    ['fresh', 'a\u0000b', 'NUL'],
    ['firstName', 'x'.repeat(201), '200'],
    ['timeZone', 'Mars/Olympus', 'IANA'],
    ['locale', '!', 'pt-BR'],
    ['email', 'a@example.com', "cannot change 'email'"],
    ['createdAt', '2000-01-01', "cannot change 'createdAt'"],
  ])('refuses %s given as %j, with the cure', (field, value, words) => {
    expect(parseSetField({ field, value }, fields)).toEqual({ problem: expect.stringContaining(words) });
  });
});
