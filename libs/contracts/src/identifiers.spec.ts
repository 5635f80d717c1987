import { describe, expect, it } from '@jest/globals';
import { changeDue } from './enrollment.js';
import { calendarDate, givenInstant } from './identifiers.js';
import { simulateSequence } from './simulation.js';
import { waitStep } from './step.js';

const told = (schema: typeof calendarDate | typeof givenInstant, value: unknown) =>
  schema.safeParse(value).error?.issues.map(({ message }) => message);

describe('dates that callers give', () => {
  it.each<[unknown, string]>([
    ['2027-02-30', 'no calendar has this day: write one that exists, such as 2027-02-28'],
    ['2027-02-29', 'no calendar has this day: write one that exists, such as 2027-02-28'],
    ['2027-13-01', 'no calendar has this day: write one that exists, such as 2027-02-28'],
    ['30.02.2027', 'write the date as YYYY-MM-DD, such as 2027-02-28'],
    [20270228, 'write the date as YYYY-MM-DD, such as 2027-02-28'],
    ['9999-12-31', 'give a date before the year 3000'],
  ])('are refused once, with the cure: %p', (value, message) => expect(told(calendarDate, value)).toEqual([message]));

  it.each(['2028-02-29', '1999-12-31', '2999-12-31'])('are taken: %s', (value) =>
    expect(calendarDate.parse(value)).toBe(value),
  );
});

describe('instants that callers give', () => {
  it.each<[unknown, string]>([
    ['soon', 'write an instant such as 2026-12-02T09:00:00Z'],
    ['2027-02-30T00:00:00Z', 'write an instant such as 2026-12-02T09:00:00Z'],
    [7, 'write an instant such as 2026-12-02T09:00:00Z'],
    ['9999-12-31T00:00:00Z', 'give an instant before the year 3000'],
    ['3000-01-01T00:00:00+00:00', 'give an instant before the year 3000'],
    ['0000-01-01T00:00:00+01:00', 'give an instant after the year 1899'],
  ])('are refused once, with the cure: %p', (value, message) => expect(told(givenInstant, value)).toEqual([message]));

  it.each(['2026-12-02T09:00:00Z', '2026-12-02T09:00:00.5-03:00', '1900-01-01T00:00:00Z'])('are taken: %s', (value) =>
    expect(givenInstant.parse(value)).toBe(value),
  );
});

describe('what is due, simulated or waited for', () => {
  it.each([
    ['at', changeDue.safeParse({ at: 'soon' }), 'write an instant'],
    ['startAt', simulateSequence.safeParse({ startAt: '9999-12-31T00:00:00Z' }), 'before the year 3000'],
    ['until.date', waitStep.safeParse({ id: 'w', kind: 'wait', until: { date: '2027-02-30' } }), 'no calendar'],
  ])('is refused with one reason at %s', (path, { error }, words) => {
    expect(error?.issues).toEqual([
      expect.objectContaining({ path: path.split('.'), message: expect.stringContaining(words) }),
    ]);
  });
});
