// @ts-check

/** How many examples of each failure are shown. */
const EXAMPLES = 10;

/**
 * @typedef {object} Run
 * @property {Pick<import('./options.mjs').ChaosOptions, 'enrollments' | 'seed' | 'workers' | 'apis' | 'steps' | 'enroll'>} options
 * @property {import('./verdict.mjs').Verdict} verdict
 * @property {string[]} enrolledTwice addresses
 * @property {string} sinkLabel
 * @property {string} temporalLabel
 * @property {FaultCount[]} faults
 * @property {number} seconds from the first enrollment to the end of the last person
 * @property {number} settleSeconds until nothing was under way any more
 * @property {import('./worker-log.mjs').Settled[]} settled
 * @property {{ repeated: number, abandoned: number }} calls to the API
 * @property {number} answered people who were told of as having answered
 * @property {string[]} crashes
 * @property {Record<string, number>} outcomes of the enrollments
 * @property {{ before: number[], after: number[] }} load averages of 1, 5 and 15 minutes
 */
/**
 * @typedef {object} FaultCount
 * @property {string} fault
 * @property {number} planned
 * @property {number} done
 * @property {number} interrupted mails that were on their way
 * @property {string} [skipped] why it is not possible here
 */

/** @param {Run} run @returns {string} */
export function describeRun({ options, verdict, enrolledTwice, faults, settled, calls, ...run }) {
  const { lost, duplicated, duplicatedIds, unexpected, unknown } = verdict;
  const by = (/** @type {string} */ wanted) => settled.filter(({ verdict: one }) => one === wanted).length;
  const atSink = unknown.filter(({ isAtSink }) => isAtSink).length;
  return [
    '',
    'fault               planned   done   mails on their way',
    ...faults.map(describeFault),
    '',
    `Seen from the sink, ${run.sinkLabel}:`,
    `  expected     ${verdict.expected}  (${options.enrollments} enrollments, ${options.steps})`,
    `  sent         ${verdict.sent}  (${verdict.messageIds} Message-IDs)`,
    `  lost         ${lost.length}`,
    `  duplicated   ${duplicated.length}  by recipient and step, ${duplicatedIds.length} by Message-ID`,
    `  unexpected   ${unexpected.length}`,
    `  unknown      ${unknown.length}  in the ledger; ${atSink} of them are at the sink`,
    `  twice in the sequence   ${enrolledTwice.length}`,
    ...list('lost', lost),
    ...list('accepted more than once', [...duplicated, ...duplicatedIds]),
    ...list(
      'nobody should have got',
      unexpected.map(({ to, subject }) => `${to}: ${subject}`),
    ),
    ...list('twice in the sequence', enrolledTwice),
    ...unknown.map(
      ({ id, messageId, isAtSink }) => `  unknown ${id} ${messageId}: ${isAtSink ? '' : 'not '}at the sink`,
    ),
    '',
    `Seed ${options.seed}; ${plural(options.workers, 'worker')}, ${plural(options.apis, 'API')}, on ${run.temporalLabel}`,
    `Interrupted attempts settled: ${settled.length} mails: ${by('accepted')} found at the relay, ${by('absent')} absent there and sent again, ${by('unknown')} unknown; the last of them ${run.settleSeconds.toFixed(0)} s after everybody had ended`,
    `API calls made again: ${calls.repeated}; enroll calls that took another key, because the first was cut off: ${calls.abandoned}`,
    ...(options.steps === 'branched' ? [`Told of as having answered: ${run.answered}`] : []),
    ...run.crashes.map((crash) => `  NOT BY US: ${crash}`),
    `Enrollments: ${Object.entries(run.outcomes)
      .map(([outcome, count]) => `${count} ${outcome}`)
      .join(', ')}`,
    `Wall time: ${run.seconds.toFixed(0)} s; load average before ${describeLoad(run.load.before)}, after ${describeLoad(run.load.after)}`,
    '',
  ].join('\n');
}

/** @param {FaultCount} count */
function describeFault({ fault, planned, done, interrupted, skipped }) {
  if (skipped) return `${fault.padEnd(18)}  skipped: ${skipped}`;
  return `${fault.padEnd(18)} ${String(planned).padStart(8)} ${String(done).padStart(6)} ${String(interrupted).padStart(10)}`;
}

/**
 * The same for programs.
 * @param {Run} run
 * @returns {object}
 */
export function reportOf({ verdict, settled, ...run }) {
  const { lost, duplicated, duplicatedIds, unexpected, unknown, ...counts } = verdict;
  const settledBy = (/** @type {string} */ wanted) => settled.filter(({ verdict: one }) => one === wanted).length;
  return {
    ...run,
    totals: {
      ...counts,
      lost: lost.length,
      duplicated: duplicated.length,
      duplicatedMessageIds: duplicatedIds.length,
      unexpected: unexpected.length,
      unknown: unknown.length,
    },
    settled: { accepted: settledBy('accepted'), absent: settledBy('absent'), unknown: settledBy('unknown') },
    details: { lost, duplicated, duplicatedIds, unexpected, unknown },
  };
}

/** @param {string} what @param {string[]} keys @returns {string[]} */
function list(what, keys) {
  if (keys.length === 0) return [];
  const more = keys.length > EXAMPLES ? [`    … and ${keys.length - EXAMPLES} more`] : [];
  return [`  ${what}:`, ...keys.slice(0, EXAMPLES).map((key) => `    ${key}`), ...more];
}

/** @param {number} count @param {string} word */
function plural(count, word) {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** @param {number[]} load of 1, 5 and 15 minutes */
function describeLoad(load) {
  return load.map((value) => value.toFixed(1)).join(' / ');
}
