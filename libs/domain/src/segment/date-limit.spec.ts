import { describe, expect, it } from '@jest/globals';
import { isoInstant, readIsoDate } from '../schedule/iso-date.js';
import { compareDate, dateLimit, limitAt } from './date-limit.js';

describe(readIsoDate, () => {
  it.each([
    ['2024-02-29', true],
    ['2000-02-29', true],
    ['2100-02-29', false],
    ['2026-02-29', false],
    ['2026-04-31', false],
    ['0000-01-01', false],
    ['0000-02-29', false],
    ['0001-01-01', true],
    ['0010-01-01', true],
    ['0100-01-01', true],
    ['1000-01-01', true],
    ['9999-12-31', true],
    [' 2026-05-01\n', true],
    ['\u00a02026-05-01', false],
    ['2026-05-01T23:59:59.123456789Z', true],
    ['2026-05-01 09:00:00,5+0530[Asia/Kolkata]', true],
    ['2026-05-01T24:00', false],
    ['2026-05-01T09:00:60Z', false],
    ['2026-05-01T09:00+15:00', false],
    ['2026-05-01T09:00[u-ca=hebrew]', false],
  ])('reads %j: %s', (text, isDate) => expect(readIsoDate(text) !== null).toBe(isDate));

  it('has every day of the calendar and no other', () => {
    for (let day = Date.UTC(1999, 0, 1); day < Date.UTC(2005, 0, 1); day += 86_400_000) {
      const text = new Date(day).toISOString().slice(0, 10);
      expect(isoInstant(text, 'UTC')).toBe(day);
    }
  });
});

describe(compareDate, () => {
  const paris = (text: string) => dateLimit(text, 'Europe/Paris') ?? limitAt(Number.NaN, 'Europe/Paris');

  it('compares local times as they are read, also in the hour that the clock skips', () => {
    expect(compareDate('2026-03-29T02:30', paris('2026-03-29T03:00'))).toBe(-1);
    // half past two does not exist that day: as an instant it would be half past three
    expect(compareDate('2026-03-29T02:30', paris('2026-03-29T01:00:00Z'))).toBe(-1);
  });

  it('compares instants as instants', () => {
    expect(compareDate('2026-10-25T00:30:00Z', paris('2026-10-25T02:30'))).toBe(0);
    expect(compareDate('2026-10-25T01:30:00Z', paris('2026-10-25T02:30'))).toBeGreaterThan(0);
  });

  it('knows no finer time than milliseconds', () => {
    expect(compareDate('2026-10-25T02:30:00.0009', paris('2026-10-25T02:30'))).toBe(0);
  });

  it('says nothing of what is no date', () => expect(compareDate('soon', paris('2026-10-25'))).toBeNull());
});
