// @ts-check

/** Of the speed of a bare COPY into an indexed table. */
const LEAST_RATIO = 0.35;
const MOST_GROWTH_MB = 300;

const median = (/** @type {number[]} */ values) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
const say = (/** @type {boolean} */ isGood) => (isGood ? 'met' : 'MISSED');

/**
 * @param {object} measured
 * @param {number} measured.count rows
 * @param {number[]} measured.bare seconds of each round's COPY
 * @param {import('./import.mjs').Measured[]} measured.ours
 * @param {{ processed: number, seconds: number }} measured.killed
 * @returns {{ text: string, isGood: boolean }}
 */
export function describeImport({ count, bare, ours, killed }) {
  const rows = (/** @type {number} */ seconds) => `${seconds.toFixed(1)} s, ${Math.round(count / seconds)} rows/s`;
  const [copy, run] = [median(bare), median(ours.map(({ seconds }) => seconds))];
  const upload = median(ours.map(({ uploadSeconds }) => uploadSeconds));
  // round by round, as both of a round meet the same machine
  const ratio = median(bare.map((seconds, at) => seconds / (ours[at]?.seconds ?? NaN)));
  const growth = Math.max(...ours.map(({ growthMb }) => growthMb));
  const peak = Math.max(...ours.map(({ peakMb }) => peakMb));
  const [isFast, isFlat] = [ratio >= LEAST_RATIO, growth < MOST_GROWTH_MB];
  const text = [
    `rows                     ${count}, with an address, three fields and six custom fields`,
    `bare COPY                ${rows(copy)}`,
    `import                   ${rows(run)} (upload and check of the file among it: ${upload.toFixed(1)} s)`,
    `ratio                    ${ratio.toFixed(2)} (at least ${LEAST_RATIO}: ${say(isFast)})`,
    `memory of the worker     peak ${Math.round(peak)} MB, growth ${Math.round(growth)} MB (under ${MOST_GROWTH_MB}: ${say(isFlat)})`,
    `killed and resumed       killed at ${killed.processed} rows, the rest in ${killed.seconds.toFixed(1)} s: the same rows, none twice`,
  ].join('\n');
  return { text, isGood: isFast && isFlat };
}
