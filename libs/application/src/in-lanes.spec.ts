import { describe, expect, it } from '@jest/globals';
import { inLanes } from './in-lanes.js';

describe(inLanes, () => {
  it('works through every item once, in order, and never on more at once than it may', async () => {
    const seen: number[] = [];
    let busy = 0;
    let most = 0;
    await inLanes([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
      seen.push(item);
      most = Math.max(most, ++busy);
      await Promise.resolve();
      busy--;
    });
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(most).toBe(3);
  });

  it('tells of a failure', async () => {
    const work = (item: number) => (item === 2 ? Promise.reject(new Error('no')) : Promise.resolve());
    await expect(inLanes([1, 2, 3], 1, work)).rejects.toThrow('no');
  });
});
