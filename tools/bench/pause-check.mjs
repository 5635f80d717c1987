// @ts-check

/** @typedef {'freeze' | 'keepClock' | 'skipOverdue'} ResumeMode */
/** @typedef {{ address: string, due: number }} Waiting a person before the pause, and when their next mail was due (real ms) */
/** @typedef {{ to: string, step: string, at: number }} SentMail as the sink took it (real ms) */
/**
 * @typedef {object} PauseRun
 * @property {ResumeMode} mode
 * @property {Waiting[]} waiting
 * @property {SentMail[]} mails
 * @property {[first: string, second: string]} steps the mail that was waited for, and the one after it
 * @property {number} waitMs between the two
 * @property {[earliest: number, latest: number]} pausedAt when the call was made and answered, ms
 * @property {[earliest: number, latest: number]} resumedAt
 * @property {number | undefined} ratePerMinute
 */
/**
 * @typedef {object} PauseFindings
 * @property {ResumeMode} mode
 * @property {number} people
 * @property {number} overdue whose mail fell due during the pause
 * @property {number} early mails before their promised instant
 * @property {number} duringPause mails while it lasted, beside those that were on their way
 * @property {number} missing mails that should have come
 * @property {number} unpromised mails to people who were to skip them
 * @property {number} duplicated
 * @property {number} mostPerMinute of the overdue, in any minute after the resume
 * @property {{ median: number, most: number }} lateMs of those who were not overdue
 * @property {number} lastOverdueSeconds after the resume
 * @property {boolean} isGood
 */

/** What was on its way when the pause began may still arrive. */
const IN_FLIGHT_MS = 5_000;
/** Due dates are kept to the millisecond in both clocks; a demo's clock runs thousands of times faster than ours. */
const ROUNDING_MS = 20;
const MINUTE_MS = 60_000;

/**
 * Holds a pause to what was promised. freeze: the wait that was left goes on, so every due date moves by the length of the pause.
 * keepClock: due dates stand, and what is overdue goes from the resume on. skipOverdue: what is overdue does not go at all,
 * nor the mail after it if that fell due in the pause as well.
 * @param {PauseRun} run
 * @returns {PauseFindings}
 */
export function checkPause({
  mode,
  waiting,
  mails,
  steps: [first, second],
  waitMs,
  pausedAt,
  resumedAt,
  ratePerMinute,
}) {
  const received = new Map(waiting.map(({ address }) => [address, /** @type {Map<string, number[]>} */ (new Map())]));
  for (const { to, step, at } of mails) {
    const own = received.get(to);
    own?.set(step, [...(own.get(step) ?? []), at]);
  }
  // Whose mail was due while the calls were being answered may have been treated either way.
  const whole = waiting.filter(({ due }) => due > pausedAt[1]);
  const overdue = whole.filter(({ due }) => due <= resumedAt[0]);
  const isSkipped = (/** @type {number} */ due) => mode === 'skipOverdue' && due <= resumedAt[0] - ROUNDING_MS;
  const isMaybeSkipped = (/** @type {number} */ due) => mode === 'skipOverdue' && due <= resumedAt[1] + ROUNDING_MS;
  const hasSecond = (/** @type {Waiting} */ { address }) => received.get(address)?.has(second) ?? false;
  const [shiftLeast, shiftMost] = [resumedAt[0] - pausedAt[1], resumedAt[1] - pausedAt[0]];
  const promised = (/** @type {number} */ due, isLatest = false) =>
    mode === 'freeze' ? due + (isLatest ? shiftMost : shiftLeast) : Math.max(due, resumedAt[isLatest ? 1 : 0]);
  const firstAt = (/** @type {Waiting} */ { address }) => received.get(address)?.get(first)?.[0];

  const sent = whole.flatMap((one) => {
    const at = firstAt(one);
    return at === undefined ? [] : [{ ...one, at }];
  });
  const punctual = sent
    .filter(({ due }) => due > resumedAt[1])
    .map(({ due, at }) => Math.max(0, at - promised(due, true)));
  const letGo = sent
    .filter(({ due }) => due <= resumedAt[0])
    .map(({ at }) => at)
    .sort((a, b) => a - b);
  const findings = {
    ...{ mode, people: whole.length, overdue: overdue.length },
    early: sent.filter((one) => !isMaybeSkipped(one.due) && one.at < promised(one.due) - ROUNDING_MS).length,
    duringPause: mails.filter(({ at }) => at > pausedAt[1] + IN_FLIGHT_MS && at < resumedAt[0]).length,
    missing:
      whole.filter((one) => !isMaybeSkipped(one.due) && firstAt(one) === undefined).length +
      whole.filter((one) => !isMaybeSkipped(one.due + waitMs) && !hasSecond(one)).length,
    unpromised:
      sent.filter(({ due }) => isSkipped(due)).length +
      whole.filter((one) => isSkipped(one.due + waitMs) && hasSecond(one)).length,
    duplicated: [...received.values()].flatMap((own) => [...own.values()].filter((at) => at.length > 1)).length,
    mostPerMinute: mostWithin(letGo, MINUTE_MS),
    lateMs: { median: quantile(punctual, 0.5), most: quantile(punctual, 1) },
    lastOverdueSeconds: letGo.length === 0 ? 0 : ((letGo.at(-1) ?? 0) - resumedAt[1]) / 1000,
  };
  const { early, duringPause, missing, unpromised, duplicated, mostPerMinute } = findings;
  // What goes at its own shifted due date is not "let go": the rate is for those who would go at once.
  const isWithinRate = ratePerMinute === undefined || mode === 'freeze' || mostPerMinute <= ratePerMinute;
  return { ...findings, isGood: early + duringPause + missing + unpromised + duplicated === 0 && isWithinRate };
}

/**
 * @param {number[]} instants in order
 * @param {number} lengthMs
 * @returns {number} the most of them in any period of that length
 */
export function mostWithin(instants, lengthMs) {
  let [most, from] = [0, 0];
  instants.forEach((at, index) => {
    while (at - (instants[from] ?? 0) >= lengthMs) from++;
    most = Math.max(most, index - from + 1);
  });
  return most;
}

/** @param {number[]} values @param {number} part 0 to 1 @returns {number} 0 when there is none */
function quantile(values, part) {
  const sorted = values.slice().sort((a, b) => a - b);
  return sorted[Math.floor(part * (sorted.length - 1))] ?? 0;
}

/** @param {PauseFindings} findings @param {number | undefined} ratePerMinute @returns {string} */
export function describePause(findings, ratePerMinute) {
  const { mode, people, overdue, early, duringPause, missing, unpromised, duplicated, lateMs } = findings;
  return [
    `${mode}: ${findings.isGood ? 'as promised' : 'NOT AS PROMISED'}; ${people} people, ${overdue} overdue at the resume`,
    `  early ${early}, during the pause ${duringPause}, missing ${missing}, sent though skipped ${unpromised}, duplicated ${duplicated}`,
    `  overdue: at most ${findings.mostPerMinute} in a minute${ratePerMinute === undefined ? '' : ` (rate ${ratePerMinute})`}, the last after ${findings.lastOverdueSeconds.toFixed(1)} s`,
    `  the others late by ${lateMs.median.toFixed(0)} ms in the median, ${lateMs.most.toFixed(0)} ms at most`,
  ].join('\n');
}
