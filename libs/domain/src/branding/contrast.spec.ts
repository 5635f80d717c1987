import { describe, expect, it } from '@jest/globals';
import { contrastRatio, isDark, isHexColor, readableOn, TEXT_CONTRAST } from './contrast.js';

describe(contrastRatio.name, () => {
  it.each([
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#ffffff', 1],
    ['#767676', '#ffffff', 4.54],
    ['#777777', '#ffffff', 4.48],
    ['#ff0000', '#ffffff', 4],
    ['#0000FF', '#ffffff', 8.59],
  ])('of %s on %s is %d, whichever is in front', (one, other, ratio) => {
    expect(contrastRatio(one, other)).toBeCloseTo(ratio, 1);
    expect(contrastRatio(other, one)).toBe(contrastRatio(one, other));
  });
});

describe(readableOn.name, () => {
  it('takes the first wish that can be read', () => {
    expect(readableOn('#ffffff', '#eeeeee', null, '#1a5fd0', '#000000')).toBe('#1a5fd0');
  });

  it('takes black or white where no wish can be read, and always finds one', () => {
    for (let grey = 0; grey < 256; grey++) {
      const background = `#${grey.toString(16).padStart(2, '0').repeat(3)}`;
      const text = readableOn(background, background);
      expect(text).toBe(isDark(background) ? '#ffffff' : '#000000');
      expect(contrastRatio(text, background)).toBeGreaterThanOrEqual(TEXT_CONTRAST);
    }
  });
});

describe(isHexColor.name, () => {
  it.each([
    ['#1a5fd0', true],
    ['#1A5FD0', true],
    ['#fff', false],
    ['red', false],
    ['#1a5fd0;x', false],
    ['', false],
  ])('says of %j: %j', (text, expected) => {
    expect(isHexColor(text)).toBe(expected);
  });
});
