// @ts-check

/** @typedef {import('./measure.mjs').Round} Round */

const PARTS = ['worker', 'temporal', 'postgres', 'sink', 'client'];
const COLUMNS = [
  'engine',
  'steps/s',
  'seconds',
  'starts s',
  'events',
  'most',
  'a step',
  ...PARTS,
  'all',
  'others',
  'load',
];
const WIDTH = 9;

/** Our steps per second are at least this part of the bare workflow's. */
const TARGET_RATIO = 0.85;
const TARGET_EVENTS = 12;

/** @param {Round} round @returns {string} */
export function describeRound({ engine, ...round }) {
  const numbers = [
    ...[round.stepsPerSecond, round.seconds, round.startSeconds].map((value) => value.toFixed(1)),
    ...[round.events.toFixed(1), String(round.mostEvents), round.eventsPerStep.toFixed(1)],
    ...PARTS.map((part) => round.cpuMs[part]?.toFixed(2) ?? '-'),
    allCpuMs(round).toFixed(2),
    ...[round.othersCpu.toFixed(2), round.load.toFixed(1)],
  ];
  return row([engine, ...numbers]);
}

/** @param {Pick<Round, 'cpuMs'>} round @returns {number} */
function allCpuMs({ cpuMs }) {
  return Object.values(cpuMs).reduce((sum, value) => sum + value, 0);
}

export function describeColumns() {
  return [
    '',
    'worker … all: milliseconds of CPU per step. others: processors that everything else on this machine kept busy.',
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
 * The ratio is that of neighbours: the speed of a machine drifts within minutes, and both engines of a round meet the same.
 * @param {Pick<Round, 'engine' | 'stepsPerSecond' | 'cpuMs' | 'eventsPerStep'>[]} rounds in the order of their measurement; of two engines one of each in turn
 * @returns {{ text: string, isGood: boolean }} `isGood`: within the targets, as far as they were measured
 */
export function summarize(rounds) {
  const of = (/** @type {string} */ engine) => rounds.filter((round) => round.engine === engine);
  const medians = [of('bare'), of('ours')].flatMap((own) =>
    own[0]
      ? [{ engine: own[0].engine, speed: median(own.map((one) => one.stepsPerSecond)), cpu: median(own.map(allCpuMs)) }]
      : [],
  );
  const pairs = of('ours').flatMap((ours, at) => {
    const bare = of('bare')[at];
    return bare ? [{ bySpeed: ours.stepsPerSecond / bare.stepsPerSecond, byCpu: allCpuMs(bare) / allCpuMs(ours) }] : [];
  });
  const ratios = pairs.map(({ bySpeed }) => bySpeed);
  const ratio = ratios.length > 0 ? median(ratios) : undefined;
  const events = Math.max(0, ...of('ours').map(({ eventsPerStep }) => eventsPerStep));
  const lines = [
    '',
    ...medians.map(
      ({ engine, speed, cpu }) =>
        `Median of ${engine}: ${speed.toFixed(1)} steps/s, ${cpu.toFixed(1)} ms of CPU a step`,
    ),
    ...(ratio === undefined
      ? []
      : [
          `Ratio ours/bare of each round: ${ratios.map((one) => one.toFixed(2)).join(', ')}`,
          `Ratio ours/bare, their median: ${ratio.toFixed(2)} (target: at least ${TARGET_RATIO})`,
          // Steps per second suffer from whatever else runs; the CPU time of a step suffers less.
          `Ratio by CPU time, bare/ours, median: ${median(pairs.map(({ byCpu }) => byCpu)).toFixed(2)}`,
        ]),
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
