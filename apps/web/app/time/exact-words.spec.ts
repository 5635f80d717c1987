import { describe, expect, it } from '@jest/globals';
import { dayWords, exactWords } from './exact-words';

const at = Date.parse('2026-12-02T08:05:00Z');

describe('exactWords', () => {
  it('tells the instant in the zone asked for', () => {
    expect(exactWords(at, 'Europe/Paris')).toBe('Wed 2 Dec 2026, 09:05');
    expect(exactWords(at, 'Asia/Kolkata')).toBe('Wed 2 Dec 2026, 13:35');
  });

  it('leaves out the year of now, as that zone counts years', () => {
    expect(exactWords(at, 'UTC', Date.parse('2026-01-01T00:00:00Z'))).toBe('Wed 2 Dec, 08:05');
    expect(exactWords(at, 'America/New_York', Date.parse('2027-01-01T02:00:00Z'))).toBe('Wed 2 Dec, 03:05');
    expect(exactWords(at, 'UTC', Date.parse('2027-01-01T02:00:00Z'))).toBe('Wed 2 Dec 2026, 08:05');
  });

  it('falls back to UTC for a zone that does not exist, and writes midnight as 00', () => {
    expect(exactWords(Date.parse('2026-09-01T00:00:00Z'), 'Mars/Olympus')).toBe('Tue 1 Sep 2026, 00:00');
  });
});

describe('dayWords', () => {
  it('tells the day of the zone', () => {
    expect(dayWords(Date.parse('2026-12-31T23:30:00Z'), 'Europe/Paris')).toBe('1 Jan 2027');
  });
});
