import { describe, expect, it } from '@jest/globals';
import { addWait, describeInstant, isTimeZone } from './add-wait.js';

const add = (from: string, amount: number, unit: Parameters<typeof addWait>[1]['unit'], zone: string) =>
  new Date(addWait(Date.parse(from), { amount, unit }, zone)).toISOString();

describe(addWait, () => {
  it('keeps the local hour over the end of summer time', () => {
    // 09:00 in Paris stays 09:00 although the day has 25 hours
    expect(add('2026-10-24T07:00:00Z', 1, 'days', 'Europe/Paris')).toBe('2026-10-25T08:00:00.000Z');
  });

  it('takes hours as they are over the same night', () => {
    expect(add('2026-10-24T07:00:00Z', 24, 'hours', 'Europe/Paris')).toBe('2026-10-25T07:00:00.000Z');
  });

  it('moves a time that summer time skips to the one after', () => {
    // 02:30 on 29 March 2026 does not exist in Berlin
    expect(add('2026-03-28T01:30:00Z', 1, 'days', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
  });

  it('ends a month from the 31st on the last day of the next', () => {
    expect(add('2027-01-31T12:00:00Z', 1, 'months', 'UTC')).toBe('2027-02-28T12:00:00.000Z');
  });

  it('leaves the instant for a wait of nothing', () => {
    expect(add('2026-11-25T00:00:00Z', 0, 'weeks', 'Asia/Kathmandu')).toBe('2026-11-25T00:00:00.000Z');
  });

  it('counts years by the calendar', () => {
    expect(add('2028-02-29T00:00:00Z', 1, 'years', 'UTC')).toBe('2029-02-28T00:00:00.000Z');
  });
});

describe(isTimeZone, () => {
  it.each(['Europe/Paris', 'UTC', 'America/St_Johns'])('knows %s', (zone) => expect(isTimeZone(zone)).toBe(true));
  it.each(['Mars/Olympus', '', '+02:00', 'Europe/Paris\n'])('refuses %j', (zone) =>
    expect(isTimeZone(zone)).toBe(false),
  );
});

describe(describeInstant, () => {
  it('reads as people write it', () => {
    expect(describeInstant(Date.parse('2026-12-02T08:05:00Z'), 'Europe/Paris')).toBe(
      'Wed 2 Dec 2026 09:05 Europe/Paris',
    );
  });
});
