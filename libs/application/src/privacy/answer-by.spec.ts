import { describe, expect, it } from '@jest/globals';
import { answerBy } from './answer-by.js';

describe(answerBy, () => {
  it.each([
    ['2026-11-27T02:10:00.000Z', '2026-12-27T02:10:00.000Z'],
    ['2026-12-27T02:10:00.000Z', '2027-01-26T02:10:00.000Z'],
    ['2027-02-01T00:00:00.000Z', '2027-03-01T00:00:00.000Z'],
    ['2027-01-31T23:59:59.000Z', '2027-02-28T23:59:59.000Z'],
    ['2028-01-30T00:00:00.000Z', '2028-02-29T00:00:00.000Z'],
  ])('is 30 days after %s, or a month where that is shorter', (asked, due) => {
    expect(new Date(answerBy(Date.parse(asked))).toISOString()).toBe(due);
  });
});
