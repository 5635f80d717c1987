// @ts-check
import { loadavg } from 'node:os';

/** How many examples of each failure are shown. */
const EXAMPLES = 10;

/**
 * @typedef {object} Run
 * @property {import('./options.mjs').ChaosOptions} options
 * @property {import('./verdict.mjs').Verdict} verdict
 * @property {string} sinkLabel
 * @property {number} seconds from the enrollment of the list to the end of the last person
 * @property {import('./worker-pool.mjs').WorkerPool} pool
 * @property {number} interrupted attempts that were under way at a kill
 * @property {Record<string, number>} outcomes of the enrollments
 * @property {number[]} loadBefore
 */

/** @param {Run} run @returns {string} */
export function describeRun({ options, verdict, sinkLabel, seconds, pool, interrupted, outcomes, loadBefore }) {
  const { expected, sent, lost, duplicated, duplicatedIds, unexpected, unknown } = verdict;
  const settled = pool.settledAttempts();
  const by = (/** @type {string} */ wanted) => settled.filter(({ verdict: one }) => one === wanted).length;
  const atSink = unknown.filter(({ isAtSink }) => isAtSink).length;
  const restart = pool.restarts.slice().sort((a, b) => a - b)[Math.floor(pool.restarts.length / 2)] ?? 0;
  return [
    '',
    `Seen from the sink, ${sinkLabel}:`,
    `  expected     ${expected}  (${options.enrollments} enrollments, 3 mails each)`,
    `  sent         ${sent}`,
    `  lost         ${lost.length}`,
    `  duplicated   ${duplicated.length}  by recipient and step, ${duplicatedIds.length} by Message-ID`,
    `  unexpected   ${unexpected.length}`,
    `  unknown      ${unknown.length}  in the ledger; ${atSink} of them are at the sink`,
    ...list('lost', lost),
    ...list('accepted more than once', [...duplicated, ...duplicatedIds]),
    ...list(
      'nobody should have got',
      unexpected.map(({ to, subject }) => `${to}: ${subject}`),
    ),
    ...unknown.map(
      ({ id, messageId, isAtSink }) => `  unknown ${id} ${messageId}: ${isAtSink ? '' : 'not '}at the sink`,
    ),
    '',
    `Kills: ${pool.kills} of ${options.kills} (seed ${options.seed}, ${options.workers} worker${options.workers > 1 ? 's' : ''}; back after ${(restart / 1000).toFixed(1)} s each)`,
    `Attempts under way at a kill: ${interrupted}; ${settled.length} mails settled: ${by('accepted')} found at the relay, ${by('absent')} absent there and sent again, ${by('unknown')} unknown`,
    ...pool.crashes.map((crash) => `  NOT BY US: ${crash}`),
    `Enrollments: ${Object.entries(outcomes)
      .map(([outcome, count]) => `${count} ${outcome}`)
      .join(', ')}`,
    `Wall time: ${seconds.toFixed(0)} s; load average before ${describeLoad(loadBefore)}, after ${describeLoad(loadavg())}`,
    '',
  ].join('\n');
}

/** @param {string} what @param {string[]} keys @returns {string[]} */
function list(what, keys) {
  if (keys.length === 0) return [];
  const more = keys.length > EXAMPLES ? [`    … and ${keys.length - EXAMPLES} more`] : [];
  return [`  ${what}:`, ...keys.slice(0, EXAMPLES).map((key) => `    ${key}`), ...more];
}

/** @param {number[]} load of 1, 5 and 15 minutes */
export function describeLoad(load) {
  return load.map((value) => value.toFixed(1)).join(' / ');
}
