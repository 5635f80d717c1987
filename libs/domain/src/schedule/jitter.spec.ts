import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hashFraction, jitterMs } from './jitter.js';

describe(hashFraction, () => {
  it('never changes: splits and jitter of running people rest on it', () => {
    expect(hashFraction()).toBe(0.6689221884589642);
    expect(hashFraction('a')).toBe(0.9622916246298701);
    expect(hashFraction('enrollment', 'step')).toBe(0.3109766838606447);
    expect(hashFraction('日本')).toBe(0.5851365018170327);
  });

  it('tells where a part ends', () => {
    expect(hashFraction('ab', 'c')).not.toBe(hashFraction('a', 'bc'));
    expect(hashFraction('ab')).not.toBe(hashFraction('ab', ''));
  });

  it.each([2, 3, 10, 100])('spreads similar ids evenly over %i arms', (arms) => {
    const people = 20_000;
    const counts = Array.from({ length: arms }, () => 0);
    for (let i = 0; i < people; i += 1) {
      const arm = Math.floor(hashFraction(`0199a1c2-7d3e-7000-8000-${String(i).padStart(12, '0')}`, 'split-1') * arms);
      counts[arm] = (counts[arm] ?? 0) + 1;
    }
    const expected = people / arms;
    const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // mean arms - 1, standard deviation sqrt(2 (arms - 1)): five of them
    expect(chiSquare).toBeLessThan(arms - 1 + 5 * Math.sqrt(2 * (arms - 1)));
  });

  it('divides anew at the next split', () => {
    const both = Array.from({ length: 20_000 }, (_, i) => `id-${i}`).filter(
      (id) => hashFraction(id, 'one') < 0.5 && hashFraction(id, 'two') < 0.5,
    ).length;
    expect(Math.abs(both - 5000)).toBeLessThan(5 * Math.sqrt(20_000 * 0.25 * 0.75));
  });
});

describe(jitterMs, () => {
  it('is at least 0 and below the minutes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 720 }), fc.string(), (minutes, seed) => {
        const ms = jitterMs(minutes, seed);
        expect(Number.isInteger(ms) && ms >= 0 && ms < minutes * 60_000).toBe(true);
      }),
    );
    expect(jitterMs(0, 'a')).toBe(0);
  });
});
