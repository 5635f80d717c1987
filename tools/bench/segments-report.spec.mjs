// @ts-check
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeSegments, percentile } from './segments-report.mjs';

describe('percentile', () => {
  it('is one of the values', () => {
    assert.deepEqual(
      [50, 95, 100].map((percent) => percentile([5, 1, 4, 2, 3], percent)),
      [3, 5, 5],
    );
  });
});

describe('describeSegments', () => {
  const size = { people: 1000, eventsEach: 10 };
  const one = { name: 'a', count: 7, countMs: 1999, personMs: 1, slowPersonMs: 4.9 };

  it('is content within the targets', () => assert.equal(describeSegments([one], size).isGood, true));

  for (const part of [{ countMs: 2001 }, { slowPersonMs: 5.1 }])
    it(`names what is too slow: ${JSON.stringify(part)}`, () => {
      const { text, isGood } = describeSegments([one, { ...one, name: 'slow one', ...part }], size);
      assert.equal(isGood, false);
      assert.match(text, /Too slow: slow one/);
    });
});
