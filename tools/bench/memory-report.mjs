// @ts-check

const TARGET_KIB = 120;

/** @typedef {{ bytes: number, threads: number, rss: number }} Sample `bytes`: held by all threads after collecting garbage */

/**
 * @param {{ before: Sample, after: Sample, count: number }} samples
 * @returns {{ heapKib: number, rssKib: number, text: string, isGood: boolean }} judged by the heap: the process holds on to what it will use again
 */
export function describeMemory({ before, after, count }) {
  const kib = (/** @type {number} */ bytes) => bytes / 1024 / count;
  const mib = (/** @type {number} */ bytes) => (bytes / 1024 / 1024).toFixed(0);
  const heapKib = kib(after.bytes - before.bytes);
  const rssKib = kib(after.rss - before.rss);
  const lines = [
    '',
    `A cached workflow holds ${heapKib.toFixed(1)} KiB of heap (target: at most ${TARGET_KIB}); the process grew by ${rssKib.toFixed(1)} KiB each.`,
    `${count} workflows: heap of ${after.threads} threads ${mib(before.bytes)} to ${mib(after.bytes)} MiB, resident ${mib(before.rss)} to ${mib(after.rss)} MiB`,
    '',
  ];
  return { heapKib, rssKib, text: lines.join('\n'), isGood: heapKib <= TARGET_KIB };
}
