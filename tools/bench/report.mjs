// @ts-check

/** @typedef {import('./measure.mjs').Round} Round */

const PARTS = ['worker', 'temporal', 'postgres', 'sink', 'client'];
const COLUMNS = ['engine', 'steps/s', 'seconds', 'starts s', 'events', 'most', 'a step', ...PARTS, 'others', 'load'];
const WIDTH = 9;

/** Issue 3: our steps per second are at least this part of the bare workflow's. */
const TARGET_RATIO = 0.75;
const TARGET_EVENTS = 12;

/** @param {Round} round @returns {string} */
export function describeRound({ engine, ...round }) {
  const numbers = [
    ...[round.stepsPerSecond, round.seconds, round.startSeconds].map((value) => value.toFixed(1)),
    ...[round.events.toFixed(1), String(round.mostEvents), round.eventsPerStep.toFixed(1)],
    ...PARTS.map((part) => round.cpuMs[part]?.toFixed(2) ?? '-'),
    ...[round.othersCpu.toFixed(2), round.load.toFixed(1)],
  ];
  return row([engine, ...numbers]);
}

export function describeColumns() {
  return [
    '',
    'worker … client: milliseconds of CPU per step. others: processors that everything else on this machine kept busy.',
    'events, most: of a whole history, mean and maximum; a step: of one whole step within it.',
    '',
    row(COLUMNS),
  ].join('\n');
}

/** @param {string[]} cells */
function row(cells) {
  return cells.map((cell) => cell.padStart(WIDTH)).join('');
}

/**
 * @param {Round[]} rounds
 * @returns {{ text: string, isGood: boolean }} `isGood`: within the targets, as far as they were measured
 */
export function summarize(rounds) {
  const medians = ['bare', 'ours'].flatMap((engine) => {
    const speeds = rounds.filter((round) => round.engine === engine).map(({ stepsPerSecond }) => stepsPerSecond);
    return speeds.length > 0 ? [{ engine, speed: median(speeds) }] : [];
  });
  const [bare, ours] = medians;
  const ratio = bare && ours ? ours.speed / bare.speed : undefined;
  const events = Math.max(0, ...rounds.filter(({ engine }) => engine === 'ours').map((round) => round.eventsPerStep));
  const lines = [
    '',
    ...medians.map(({ engine, speed }) => `Median of ${engine}: ${speed.toFixed(1)} steps/s`),
    ...(ratio === undefined ? [] : [`Ratio ours/bare: ${ratio.toFixed(2)} (target: at least ${TARGET_RATIO})`]),
    ...(events > 0 ? [`History events a step: ${events.toFixed(1)} (target: at most ${TARGET_EVENTS})`] : []),
    '',
  ];
  return { text: lines.join('\n'), isGood: (ratio ?? 1) >= TARGET_RATIO && events <= TARGET_EVENTS };
}

/** @param {number[]} values @returns {number} */
function median(values) {
  const sorted = values.slice().sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}
