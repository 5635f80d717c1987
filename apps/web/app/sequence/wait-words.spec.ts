import { describe, expect, it } from '@jest/globals';
import { stepTitle, waitWords } from './wait-words';

describe('waitWords', () => {
  it('agrees with the number', () => {
    expect(waitWords({ amount: 1, unit: 'days' })).toBe('1 day');
    expect(waitWords({ amount: 3, unit: 'weeks' })).toBe('3 weeks');
    expect(waitWords({ amount: 0, unit: 'hours' })).toBe('no time');
  });
});

describe('stepTitle', () => {
  it('names a mail by its subject and a wait by its length', () => {
    expect(stepTitle({ id: 'a', kind: 'email', subject: ' ', html: '' })).toBe('Email without a subject');
    expect(stepTitle({ id: 'a', kind: 'email', subject: 'Day 3', html: '' })).toBe('Day 3');
    expect(stepTitle({ id: 'a', kind: 'email', subject: 'Hi {{ subscriber.firstName }}', html: '' })).toBe(
      'Hi ‹first name›',
    );
    expect(stepTitle({ id: 'a', kind: 'wait', for: { amount: 2, unit: 'hours' } })).toBe('Wait 2 hours');
  });
});
