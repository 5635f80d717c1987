import { describe, expect, it } from '@jest/globals';
import { bytes, count, listing, people } from './count';

describe('count', () => {
  it('chooses the noun by the number', () => {
    expect(people(1)).toBe('1 person');
    expect(people(0)).toBe('0 people');
    expect(count(1_234, 'mail')).toBe('1,234 mails');
  });
});

describe('listing', () => {
  it.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
  ])('%j is "%s"', (parts, words) => {
    expect(listing(parts)).toBe(words);
  });
});

describe('bytes', () => {
  it.each([
    [312, '312 B'],
    [4_230, '4.2 kB'],
    [99_700, '100 kB'],
    [1_300_000, '1.3 MB'],
  ])('%i is %s', (value, words) => {
    expect(bytes(value)).toBe(words);
  });
});
