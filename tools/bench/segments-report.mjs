// @ts-check

/** With 1,000,000 people and 10,000,000 events on 2 cores. */
const COUNT_MS = 2000;
const PERSON_MS = 5;

/** @typedef {{ name: string, count: number, countMs: number, personMs: number, slowPersonMs: number }} SegmentMeasure */

/**
 * @param {number[]} values @param {number} percent
 * @returns {number} the value that so many percent do not exceed
 */
export function percentile(values, percent) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
}

/**
 * @param {SegmentMeasure[]} measured
 * @param {{ people: number, eventsEach: number }} size
 * @returns {{ text: string, isGood: boolean }}
 */
export function describeSegments(measured, { people, eventsEach }) {
  const rows = measured.map(
    ({ name, count, countMs, personMs, slowPersonMs }) =>
      `${name.padEnd(42)}${String(count).padStart(9)}${countMs.toFixed(0).padStart(10)} ms${personMs.toFixed(2).padStart(9)} ms${slowPersonMs.toFixed(2).padStart(9)} ms`,
  );
  const slow = measured.filter(({ countMs, slowPersonMs }) => countMs > COUNT_MS || slowPersonMs > PERSON_MS);
  const isGood = slow.length === 0;
  const verdict = isGood
    ? `All within ${COUNT_MS} ms for a count and ${PERSON_MS} ms for a person`
    : `Too slow: ${slow.map(({ name }) => name).join('; ')}`;
  return {
    text: [
      `${people} people, ${people * eventsEach} events`,
      `${'segment'.padEnd(42)}${'people'.padStart(9)}${'count'.padStart(13)}${'one'.padStart(12)}${'one, 95 %'.padStart(12)}`,
      ...rows,
      verdict,
    ].join('\n'),
    isGood,
  };
}
