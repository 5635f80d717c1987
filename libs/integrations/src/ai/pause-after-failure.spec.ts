import { describe, expect, it } from '@jest/globals';
import { PauseAfterFailure } from './pause-after-failure.js';

describe(PauseAfterFailure, () => {
  it('lasts as long as the server asked, else longer with each failure in a row', () => {
    let now = 1_000;
    const pause = new PauseAfterFailure(() => now);
    expect(pause.leftMs).toBe(0);
    expect([1, 2, 3].map(() => pause.failed(null))).toEqual([5_000, 10_000, 20_000]);
    expect(pause.failed(7_000)).toBe(7_000);
    // a shorter pause does not end a longer one
    expect(pause.leftMs).toBe(20_000);
    now += 19_999;
    expect(pause.leftMs).toBe(1);
    now += 2;
    expect(pause.leftMs).toBe(0);
    for (let n = 0; n < 2000; n++) expect(pause.failed(null)).toBeLessThanOrEqual(120_000);
  });

  it('is over when the server answers', () => {
    const pause = new PauseAfterFailure(() => 0);
    pause.failed(null);
    pause.failed(null);
    pause.answered();
    expect(pause.leftMs).toBe(0);
    expect(pause.failed(null)).toBe(5_000);
  });
});
