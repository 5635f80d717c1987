import { describe, expect, it } from '@jest/globals';
import { compareCodePoints, foldCase, FOLDED_LETTERS } from './fold-case.js';

describe(foldCase, () => {
  it.each([
    ['ÉCOLE Straße', 'école straße'],
    ['ΑΘΗΝΑΣ', 'αθηνασ'],
    ['МОСКВА', 'москва'],
    ['İ', 'İ'],
    // the Kelvin sign is no K
    ['\u212a', '\u212a'],
    ['ẞ', 'ß'],
  ])('%s: %s', (text, folded) => expect(foldCase(text)).toBe(folded));

  it('has a lower letter beside each upper one', () => {
    expect(FOLDED_LETTERS.upper).toHaveLength(FOLDED_LETTERS.lower.length);
    expect(foldCase(FOLDED_LETTERS.upper)).toBe(FOLDED_LETTERS.lower);
    // eslint-disable-next-line no-control-regex -- ASCII as a whole
    expect(FOLDED_LETTERS.lower).not.toMatch(/[\u0000-\u007f]/);
  });
});

describe(compareCodePoints, () => {
  it.each([
    ['a', 'b', -1],
    ['ab', 'a', 1],
    ['a', 'a', 0],
    ['\u{1f600}', '\uff5e', 1],
    ['\uff5e', '\u{1f600}', -1],
    ['\u{1f600}', '\u{1f601}', -1],
    ['\ue000', '\ud7ff', 1],
  ])('%s beside %s: %d', (a, b, sign) => expect(Math.sign(compareCodePoints(a, b))).toBe(sign));
});
