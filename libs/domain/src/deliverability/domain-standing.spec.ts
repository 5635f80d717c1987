import { describe, expect, it } from '@jest/globals';
import { type SpfVerdict, standingOf } from './domain-standing.js';

const HOUR = 3_600_000;
const NOW = 1_795_564_800_000;

describe(standingOf, () => {
  it.each<[SpfVerdict, number, SpfVerdict]>([
    ['pass', 0, 'pass'],
    ['pass', 26 * HOUR, 'pass'],
    ['pass', 26 * HOUR + 1, 'stale'],
    ['fail', 26 * HOUR, 'fail'],
    ['fail', 26 * HOUR + 1, 'stale'],
    ['unknown', HOUR, 'unknown'],
    ['unknown', HOUR + 1, 'stale'],
    // a clock that was set back
    ['pass', -HOUR, 'pass'],
  ])('takes %s of %d ms ago as %s', (verdict, ago, expected) => {
    expect(standingOf({ verdict, checkedAt: NOW - ago }, NOW)).toBe(expected);
  });

  it.each<SpfVerdict>(['pass', 'fail', 'unknown', 'stale'])(
    'believes no %s of a domain that was never checked',
    (verdict) => {
      expect(standingOf({ verdict, checkedAt: null }, NOW)).toBe('stale');
    },
  );
});
