import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { Until } from '../sequence/step.js';
import { addWait, subtractWait, type WaitUnit } from './add-wait.js';
import { nextOpening, type SendWindow } from './send-window.js';
import { resolveUntil } from './until.js';

/*
 * The schedule against Luxon, which shares no code with the library that the rules use. One difference has to be evened
 * out: of a local time that comes twice Luxon keeps the offset it comes from, while the rule is the first of the two
 * (`compatible`). So the oracle does calendar arithmetic on local fields and then takes the earliest instant that shows
 * them. Years from 1975 on: before, some zones had offsets of odd seconds, which Luxon rounds.
 */
const ZONES = [
  'Europe/Paris',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Africa/Casablanca',
  'Pacific/Apia',
  'America/Sao_Paulo',
  'UTC',
];
const CHANGES = [
  '2026-03-29T01:00Z',
  '2026-10-25T01:00Z',
  '2026-03-08T05:30Z',
  '2026-11-01T04:30Z',
  '2026-04-04T15:00Z',
  '2026-10-03T15:30Z',
  '2026-02-15T02:00Z',
  '2026-03-22T02:00Z',
  '2011-12-30T10:00Z',
  '2018-11-04T03:00Z',
  '2018-02-18T02:00Z',
  '2006-10-29T02:31Z',
].map((text) => Date.parse(text));
const DAY = 86_400_000;

const zone = fc.constantFrom(...ZONES);
const anyInstant = fc.integer({ min: Date.UTC(1975, 0, 1), max: Date.UTC(2060, 0, 1) });
const nearChange = fc
  .tuple(fc.constantFrom(...CHANGES), fc.integer({ min: -2 * DAY, max: 2 * DAY }))
  .map(([at, off]) => at + off);
const instant = fc.oneof(anyInstant, nearChange);
const unit = fc.constantFrom<WaitUnit>('seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'years');
const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([h, m]) => `${two(h)}:${two(m)}`);
const EXACT = new Map<WaitUnit, number>([
  ['seconds', 1000],
  ['minutes', 60_000],
  ['hours', 3_600_000],
]);

function two(n: number): string {
  return String(n).padStart(2, '0');
}

/** The first instant at which a clock in the zone shows these local fields (given as UTC); in a gap, later by the gap. */
function resolve(local: DateTime, timeZone: string): number {
  const possible = local.setZone(timeZone, { keepLocalTime: true }).getPossibleOffsets();
  return Math.min(...possible.map((at) => at.toMillis()));
}

function plus(from: number, amount: number, of: WaitUnit, timeZone: string): number {
  const length = EXACT.get(of);
  if (length !== undefined) return from + amount * length;
  if (amount === 0) return from;
  const local = DateTime.fromMillis(from, { zone: timeZone }).setZone('UTC', { keepLocalTime: true });
  return resolve(local.plus({ [of]: amount }), timeZone);
}

describe('addWait', () => {
  it('agrees with Luxon for every unit, zone and length', () => {
    fc.assert(
      fc.property(
        instant,
        fc.oneof(fc.integer({ min: -40, max: 40 }), fc.constant(0)),
        unit,
        zone,
        (from, n, of, tz) => {
          expect(addWait(from, { amount: n, unit: of }, tz)).toBe(plus(from, n, of, tz));
          expect(subtractWait(from, { amount: n, unit: of }, tz)).toBe(plus(from, -n, of, tz));
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('holds for very long waits', () => {
    fc.assert(
      fc.property(
        instant,
        fc.integer({ min: 1000, max: 100_000 }),
        fc.constantFrom<WaitUnit>('seconds', 'hours', 'days'),
        zone,
        (from, n, of, tz) => {
          expect(addWait(from, { amount: n, unit: of }, tz)).toBe(plus(from, n, of, tz));
        },
      ),
    );
  });
});

describe('resolveUntil', () => {
  const day = fc
    .oneof(anyInstant, nearChange, fc.constantFrom(Date.UTC(2024, 1, 29), Date.UTC(2028, 1, 29)))
    .map((ms) => new Date(ms).toISOString().slice(0, 10));
  const offset = fc.option(fc.record({ amount: fc.integer({ min: -30, max: 30 }), unit }), { nil: undefined });
  const at = fc.option(clock, { nil: undefined });

  function oracle(date: DateTime, { at: time, offset: off }: Until, timeZone: string): number {
    const [hour = 0, minute = 0] = (time ?? '00:00').split(':').map(Number);
    if (off === undefined || EXACT.has(off.unit)) {
      const start = resolve(date.set({ hour, minute }), timeZone);
      return off === undefined ? start : plus(start, off.amount, off.unit, timeZone);
    }
    return resolve(date.plus({ [off.unit]: off.amount }).set({ hour, minute }), timeZone);
  }

  it('agrees with Luxon on a date', () => {
    fc.assert(
      fc.property(day, at, offset, zone, (date, time, off, tz) => {
        const until = { date, at: time, offset: off };
        expect(resolveUntil(until, {}, 0, tz)).toBe(oracle(DateTime.fromISO(date, { zone: 'UTC' }), until, tz));
      }),
      { numRuns: 1000 },
    );
  });

  it('finds the first anniversary that is not over, as a search through all years does', () => {
    fc.assert(
      fc.property(day, at, offset, instant, zone, (birthday, time, off, from, tz) => {
        const until = { field: 'birthday', at: time, offset: off, yearly: true };
        const born = DateTime.fromISO(birthday, { zone: 'UTC' });
        let years = 0;
        while (oracle(born.plus({ years }), until, tz) < from) years += 1;
        expect(resolveUntil(until, { birthday }, from, tz)).toBe(oracle(born.plus({ years }), until, tz));
      }),
      { numRuns: 500 },
    );
  });
});

describe('nextOpening', () => {
  const skip = nearChange.map((ms) => new Date(ms).toISOString().slice(0, 10));
  const window: fc.Arbitrary<SendWindow> = fc
    .record({
      weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 3 }),
      from: fc.oneof(clock, fc.constantFrom('00:00', '02:00', '02:30')),
      to: fc.oneof(clock, fc.constantFrom('24:00', '00:00', '02:45', '03:15')),
      timeZone: fc.constant('subscriber'),
      skipDates: fc.array(
        fc.oneof(
          skip,
          skip.map((date) => date.slice(5)),
        ),
        { maxLength: 4 },
      ),
    })
    .filter(({ from, to }) => from !== to);

  function isInside({ weekdays, from, to, skipDates }: SendWindow, ms: number, timeZone: string): boolean {
    const local = DateTime.fromMillis(ms, { zone: timeZone });
    const time = `${two(local.hour)}:${two(local.minute)}`;
    const isMailDay = (date: DateTime) => {
      const text = date.toFormat('yyyy-MM-dd');
      return weekdays.includes(date.weekday) && !skipDates.includes(text) && !skipDates.includes(text.slice(5));
    };
    // on the calendar, where every day has a day before it, also in Apia
    const today = DateTime.utc(local.year, local.month, local.day);
    if (from < to) return time >= from && time < to && isMailDay(today);
    return (time >= from && isMailDay(today)) || (time < to && isMailDay(today.minus({ days: 1 })));
  }

  it('is the first minute that a scan of the clock on the wall finds inside', () => {
    let found = 0;
    fc.assert(
      fc.property(window, fc.oneof({ weight: 3, arbitrary: nearChange }, anyInstant), zone, (hours, ms, tz) => {
        const actual = nextOpening(hours, ms, tz);
        expect(actual.isOpen).toBe(isInside(hours, ms, tz));
        const end = ms + 3 * DAY;
        let at = ms;
        while (at < end && !isInside(hours, at, tz)) at = (Math.floor(at / 60_000) + 1) * 60_000;
        if (at < end) {
          found += 1;
          expect(actual.at).toBe(at);
        } else expect(actual.at).toBeGreaterThanOrEqual(end);
      }),
      { numRuns: 150 },
    );
    expect(found).toBeGreaterThan(75);
  });
});
