// @ts-check
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeMemory } from './memory-report.mjs';

const MIB = 1024 * 1024;

describe('describeMemory', () => {
  it('divides what was added by those who were added', () => {
    const before = { bytes: 100 * MIB, threads: 3, rss: 300 * MIB };
    const after = { bytes: 200 * MIB, threads: 3, rss: 500 * MIB };
    const { heapKib, rssKib, text, isGood } = describeMemory({ before, after, count: 1024 });
    assert.deepEqual([heapKib, rssKib, isGood], [100, 200, true]);
    assert.match(text, /100\.0 KiB of heap .* 200\.0 KiB each/);
    assert.equal(describeMemory({ before, after, count: 512 }).isGood, false);
  });
});
