import { describe, expect, it } from '@jest/globals';
import { axisTop } from './axis-top';

describe('axisTop', () => {
  it.each([
    [0, 1],
    [1, 1],
    [2, 2],
    [7, 8],
    [9, 10],
    [11, 15],
    [120, 150],
    [151, 200],
    [1_000, 1_000],
    [1_001, 1_500],
  ])('%i fits under %i', (value, top) => {
    expect(axisTop(value)).toBe(top);
  });
});
