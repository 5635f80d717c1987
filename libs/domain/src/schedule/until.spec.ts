import { describe, expect, it } from '@jest/globals';
import type { Until } from '../sequence/step.js';
import { resolveUntil } from './until.js';

const NOW = Date.parse('2026-11-25T12:00:00Z');
const resolve = (
  until: Until,
  fields: Record<string, string | number | null> = {},
  from = NOW,
  zone = 'Europe/Paris',
) => {
  const ms = resolveUntil(until, fields, from, zone);
  return ms === null ? null : new Date(ms).toISOString();
};

describe(resolveUntil, () => {
  it.each<[string, Until, Record<string, string>, string]>([
    ['a day is its local midnight', { date: '2026-12-01' }, {}, '2026-11-30T23:00:00.000Z'],
    ['at a local time', { date: '2026-12-01', at: '09:00' }, {}, '2026-12-01T08:00:00.000Z'],
    ['a time that spring skips', { date: '2026-03-29', at: '02:30' }, {}, '2026-03-29T01:30:00.000Z'],
    ['a time that comes twice: the first', { date: '2026-10-25', at: '02:30' }, {}, '2026-10-25T00:30:00.000Z'],
    [
      'days before, counted on the date',
      { date: '2026-10-26', at: '09:00', offset: { amount: -2, unit: 'days' } },
      {},
      '2026-10-24T07:00:00.000Z',
    ],
    [
      'hours before, counted on the instant',
      { date: '2026-10-25', at: '09:00', offset: { amount: -24, unit: 'hours' } },
      {},
      '2026-10-24T08:00:00.000Z',
    ],
    ['an instant as it is', { field: 'due' }, { due: '2026-12-01T10:15:00-05:00' }, '2026-12-01T15:15:00.000Z'],
    [
      'an instant whose time is replaced',
      { field: 'due', at: '09:00' },
      { due: '2026-12-01T23:30:00Z' },
      '2026-12-02T08:00:00.000Z',
    ],
    ['a local time in a field', { field: 'due' }, { due: '2026-12-01T10:15' }, '2026-12-01T09:15:00.000Z'],
    [
      'an instant and a month more keeps the local time',
      { field: 'due', offset: { amount: 1, unit: 'months' } },
      { due: '2026-03-15T08:00:00Z' },
      '2026-04-15T07:00:00.000Z',
    ],
  ])('%s', (_, until, fields, expected) => expect(resolve(until, fields)).toBe(expected));

  it.each<[string, string, string, string]>([
    ['29 February in a common year', '2000-02-29', '2026-03-01T00:00:00Z', '2027-02-27T23:00:00.000Z'],
    ['29 February in a leap year', '2000-02-29', '2027-03-01T00:00:00Z', '2028-02-28T23:00:00.000Z'],
    ['the very instant counts', '1990-12-01', '2026-11-30T23:00:00Z', '2026-11-30T23:00:00.000Z'],
    ['a moment later it is next year', '1990-12-01', '2026-11-30T23:00:00.001Z', '2027-11-30T23:00:00.000Z'],
    ['never before the date itself', '2030-05-01', '2026-01-01T00:00:00Z', '2030-04-30T22:00:00.000Z'],
  ])('anniversary: %s', (_, birthday, from, expected) =>
    expect(resolve({ field: 'birthday', yearly: true }, { birthday }, Date.parse(from))).toBe(expected),
  );

  it('looks past an anniversary whose reminder is over', () => {
    const until: Until = { field: 'birthday', yearly: true, at: '09:00', offset: { amount: -7, unit: 'days' } };
    expect(resolve(until, { birthday: '1990-12-01' })).toBe('2027-11-24T08:00:00.000Z');
  });

  it('finds an anniversary that a long offset carries far away', () => {
    const until: Until = { field: 'birthday', yearly: true, offset: { amount: 90, unit: 'years' } };
    expect(resolve(until, { birthday: '1900-12-01' })).toBe('2026-11-30T23:00:00.000Z');
  });

  it.each<[string, Until, Record<string, string | number | null>]>([
    ['no date', {}, {}],
    ['a missing field', { field: 'due' }, {}],
    ['an inherited name', { field: 'constructor' }, {}],
    ['an empty field', { field: 'due' }, { due: '' }],
    ['a number', { field: 'due' }, { due: 20_261_201 }],
    ['words', { field: 'due' }, { due: 'tomorrow' }],
    ['a day that does not exist', { field: 'due' }, { due: '2026-02-30' }],
    ['an hour that does not exist', { field: 'due' }, { due: '2026-02-20T25:00' }],
    ['a time that does not exist', { date: '2026-12-01', at: '24:00' }, {}],
  ])('is null for %s', (_, until, fields) => expect(resolve(until, fields)).toBeNull());
});
