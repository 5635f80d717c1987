import { describe, expect, it } from '@jest/globals';
import { findWindowProblem, nextOpening, type SendWindow } from './send-window.js';

const OFFICE: SendWindow = {
  weekdays: [1, 2, 3, 4, 5],
  from: '09:00',
  to: '17:00',
  timeZone: 'subscriber',
  skipDates: [],
};
const DAILY = { ...OFFICE, weekdays: [1, 2, 3, 4, 5, 6, 7] };
const open = (window: Partial<SendWindow>, at: string, zone = 'Europe/Paris') => {
  const next = nextOpening({ ...DAILY, ...window }, Date.parse(at), zone);
  return `${new Date(next.at).toISOString()}${next.isOpen ? ' open' : ''}`;
};

describe(nextOpening, () => {
  it.each<[string, Partial<SendWindow>, string, string]>([
    ['inside', OFFICE, '2026-11-25T08:00:00Z', '2026-11-25T08:00:00.000Z open'],
    ['just before the end', OFFICE, '2026-11-25T15:59:59.999Z', '2026-11-25T15:59:59.999Z open'],
    ['the end is outside', OFFICE, '2026-11-25T16:00:00Z', '2026-11-26T08:00:00.000Z'],
    ['over a weekend', OFFICE, '2026-11-27T16:30:00Z', '2026-11-30T08:00:00.000Z'],
    ['over a holiday of every year', { skipDates: ['11-26'] }, '2026-11-25T16:30:00Z', '2026-11-27T08:00:00.000Z'],
    ['over a holiday of one year', { skipDates: ['2026-11-26'] }, '2026-11-25T16:30:00Z', '2026-11-27T08:00:00.000Z'],
    ['not of another', { skipDates: ['2025-11-26'] }, '2026-11-25T16:30:00Z', '2026-11-26T08:00:00.000Z'],
    ['to midnight', { to: '24:00' }, '2026-11-25T22:59:59Z', '2026-11-25T22:59:59.000Z open'],
    ['a zone of its own', { timeZone: 'Asia/Kathmandu' }, '2026-11-25T12:00:00Z', '2026-11-26T03:15:00.000Z'],
    ['a skipped opening', { from: '02:30', to: '04:00' }, '2026-03-28T12:00:00Z', '2026-03-29T01:00:00.000Z'],
    ['swallowed whole', { from: '02:15', to: '02:45' }, '2026-03-28T12:00:00Z', '2026-03-30T00:15:00.000Z'],
    ['the hour that comes twice', { from: '02:15', to: '02:45' }, '2026-10-25T00:45:00Z', '2026-10-25T01:15:00.000Z'],
    [
      'before a change back into it',
      { from: '02:00', to: '02:45' },
      '2026-10-25T00:45:00Z',
      '2026-10-25T01:00:00.000Z',
    ],
    [
      'overnight, begun on a mail day',
      { weekdays: [5], from: '22:00', to: '06:00' },
      '2026-11-28T04:00:00Z',
      '2026-11-28T04:00:00.000Z open',
    ],
    [
      'overnight, begun on another day',
      { weekdays: [5], from: '22:00', to: '06:00' },
      '2026-11-27T04:00:00Z',
      '2026-11-27T21:00:00.000Z',
    ],
    [
      'overnight, begun on a skipped day',
      { skipDates: ['2026-11-27'], from: '22:00', to: '06:00' },
      '2026-11-28T04:00:00Z',
      '2026-11-28T21:00:00.000Z',
    ],
    ['29 February alone', { skipDates: everyDayBut('02-29') }, '2026-11-25T00:00:00Z', '2028-02-29T08:00:00.000Z'],
  ])('%s', (_, window, at, expected) => expect(open(window, at)).toBe(expected));

  it('gives up on a window that never opens', () => {
    expect(() => open({ skipDates: everyDayBut() }, '2026-11-25T00:00:00Z')).toThrow(RangeError);
    expect(() => open({ to: '09:00' }, '2026-11-25T00:00:00Z')).toThrow(RangeError);
  });
});

describe(findWindowProblem, () => {
  it.each<[string, Partial<SendWindow>, RegExp]>([
    ['no weekday', { weekdays: [] }, /choose at least one day/],
    ['no hours', { to: '09:00' }, /choose a later end/],
    ['an unknown zone', { timeZone: 'Mars/Olympus' }, /'Mars\/Olympus' is unknown/],
    ['every day skipped', { skipDates: everyDayBut() }, /remove some of these dates/],
    ['every Monday skipped', { weekdays: [1], skipDates: mondays(300) }, /remove some of these dates/],
  ])('names the cure for %s', (_, window, words) => expect(findWindowProblem({ ...DAILY, ...window })).toMatch(words));

  it.each<[string, Partial<SendWindow>]>([
    ['office hours', OFFICE],
    ['a night', { from: '22:00', to: '06:00' }],
    ['one day in four years', { skipDates: everyDayBut('02-29') }],
    ['a day that no calendar has', { skipDates: ['2027-02-30', '02-30'] }],
    ['Mondays free for a year', { weekdays: [1], skipDates: mondays(52) }],
  ])('has nothing to say on %s', (_, window) => expect(findWindowProblem({ ...DAILY, ...window })).toBeNull());

  it('looks from the instant it is given', () => {
    const window = { ...DAILY, weekdays: [1], skipDates: ['2020-01-06', ...mondays(300)] };
    expect(findWindowProblem(window)).toBeNull();
    expect(findWindowProblem(window, Date.parse('2026-11-25T00:00:00Z'))).toMatch(/remove/);
  });
});

function everyDayBut(...kept: string[]): string[] {
  const days = Array.from({ length: 366 }, (_, i) => new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(5, 10));
  return days.filter((day) => !kept.includes(day));
}

function mondays(count: number): string[] {
  return Array.from({ length: count }, (_, i) => new Date(Date.UTC(2026, 10, 23 + 7 * i)).toISOString().slice(0, 10));
}
