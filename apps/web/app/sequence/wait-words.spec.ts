import { describe, expect, it } from '@jest/globals';
import { untilWords, waitWords } from './wait-words';

describe('waitWords', () => {
  it('agrees with the number', () => {
    expect(waitWords({ amount: 1, unit: 'days' })).toBe('1 day');
    expect(waitWords({ amount: 3, unit: 'weeks' })).toBe('3 weeks');
    expect(waitWords({ amount: 0, unit: 'hours' })).toBe('no time');
  });
});

describe('untilWords', () => {
  it('says how far from which day, when, and how often', () => {
    expect(untilWords({ date: '2026-12-24' })).toBe('2026-12-24');
    expect(untilWords({ field: 'birthday', at: '09:00', offset: { amount: -2, unit: 'days' }, yearly: true })).toBe(
      '2 days before the date in birthday, 09:00, every year',
    );
  });
});
