import { describe, expect, it } from '@jest/globals';
import { findUnstorable, isStorableText, storableText } from './storable-text.js';

describe('texts that cannot be stored', () => {
  it.each(['', 'plain', 'é 😀 ～', '\u0001\n\uFFFD\uFFFF'])('are none of these: %j', (text) => {
    expect(isStorableText(text)).toBe(true);
    expect(storableText(text)).toBe(text);
  });

  it.each([
    ['a\u0000b', 'a\uFFFDb'],
    ['\uD800', '\uFFFD'],
    ['x\uDC00y\uD83D', 'x\uFFFDy\uFFFD'],
    ['\uDE00\uD83D', '\uFFFD\uFFFD'],
  ])('have something in the place of what is wrong: %j', (text, stored) => {
    expect(isStorableText(text)).toBe(false);
    expect(storableText(text)).toBe(stored);
    expect(isStorableText(stored)).toBe(true);
  });

  it('are found wherever they stand', () => {
    const value = {
      name: 'ok',
      tags: ['fine', 'no\u0000'],
      fields: { deep: [{ 'k\u0000': 1, good: '\uD800' }], when: new Date(0), nothing: null, seats: 3 },
      properties: { anything: '\u0000' },
    };
    expect(findUnstorable(value, new Set(['properties']))).toEqual([
      ['tags', 1],
      ['fields', 'deep', 0, 'k\uFFFD'],
      ['fields', 'deep', 0, 'good'],
    ]);
    expect(findUnstorable('\u0000')).toEqual([[]]);
    expect(findUnstorable(Buffer.from('\u0000'))).toEqual([]);
  });
});
