import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { capFreeAt } from './frequency-cap.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const limit = fc.option(fc.integer({ min: 1, max: 4 }), { nil: null });
const hours = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 25 });

/** The most sends in any half-open period of this length. */
function most(sends: readonly number[], length: number): number {
  return Math.max(0, ...sends.map((from) => sends.filter((at) => at >= from && at < from + length).length));
}

describe(capFreeAt, () => {
  it.each<[string, Parameters<typeof capFreeAt>, ReturnType<typeof capFreeAt>]>([
    ['no limit', [{ perDay: null, perWeek: null }, [1, 2, 3], 3], null],
    ['room', [{ perDay: 2, perWeek: null }, [0], 1], null],
    [
      'a full day',
      [{ perDay: 2, perWeek: null }, [HOUR, 0], 2 * HOUR],
      { at: DAY, limit: 'at most 2 mails in 24 hours' },
    ],
    ['a day to the ms', [{ perDay: 1, perWeek: null }, [0], DAY], null],
    ['a full week', [{ perDay: 1, perWeek: 1 }, [0], HOUR], { at: 7 * DAY, limit: 'at most 1 mail in 7 days' }],
  ])('%s', (_, args, expected) => expect(capFreeAt(...args)).toEqual(expected));

  it('refuses a limit that allows nothing', () => {
    expect(() => capFreeAt({ perDay: 0, perWeek: null }, [], 0)).toThrow(RangeError);
  });

  it('never exceeds the cap when every mail goes at the instant it answers', () => {
    fc.assert(
      fc.property(limit, limit, hours, (perDay, perWeek, wanted) => {
        const sends: number[] = [];
        for (const hour of wanted) {
          const at = hour * HOUR;
          sends.unshift(capFreeAt({ perDay, perWeek }, sends, at)?.at ?? at);
        }
        expect(most(sends, DAY)).toBeLessThanOrEqual(perDay ?? Infinity);
        expect(most(sends, 7 * DAY)).toBeLessThanOrEqual(perWeek ?? Infinity);
      }),
    );
  });

  it('is the earliest: every hour before would exceed it', () => {
    fc.assert(
      fc.property(limit, limit, hours, fc.integer({ min: 0, max: 400 }), (perDay, perWeek, wanted, hour) => {
        const sends: number[] = [];
        for (const one of wanted) sends.push(capFreeAt({ perDay, perWeek }, sends, one * HOUR)?.at ?? one * HOUR);
        const free = capFreeAt({ perDay, perWeek }, sends, hour * HOUR)?.at ?? hour * HOUR;
        for (let at = hour * HOUR; at < free; at += HOUR) {
          const exceeds =
            most([...sends, at], DAY) > (perDay ?? Infinity) || most([...sends, at], 7 * DAY) > (perWeek ?? Infinity);
          expect(exceeds).toBe(true);
        }
      }),
    );
  });
});
