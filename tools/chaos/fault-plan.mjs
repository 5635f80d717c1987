// @ts-check
import { isCut } from './faults.mjs';

/** @typedef {import('./faults.mjs').Strike} Strike */
/** @typedef {import('./faults.mjs').Fault} Fault */

/**
 * One fault: when so many mails were taken by the sink and this much time has passed since.
 * @typedef {object} PlannedStrike
 * @property {Strike} fault
 * @property {number} afterMails
 * @property {number} delayMs
 * @property {number} victim 0 to 1, for choosing among several processes
 * @property {number} holdMs how long a stopped process stays stopped
 */

/** The first mails are on their way; the last fault leaves people who still have something to lose. */
const FROM = 0.02;
const TO = 0.85;
/** About as long as a mail takes, so that a fault falls on any part of one. */
const MAX_DELAY_MS = 40;

/**
 * Random moments, spread over the time in which mails are in flight, and the faults in random order: counted in mails and not
 * in seconds, because after a fault nothing moves until what it hit is back, and a fault of an idle system proves nothing.
 * @param {object} options
 * @param {() => number} options.random 0 up to 1
 * @param {readonly Fault[]} options.faults those that the proxy does are left out
 * @param {(fault: Fault) => number} options.timesOf
 * @param {number} options.mails how many the run will send
 * @param {[from: number, to: number]} options.stopSeconds
 * @returns {PlannedStrike[]} in order
 */
export function planStrikes({ random, faults, timesOf, mails, stopSeconds: [from, to] }) {
  const wanted = shuffled(
    faults.flatMap((fault) => (isCut(fault) ? [] : Array.from({ length: timesOf(fault) }, () => fault))),
    random,
  );
  return wanted.map((fault, index) => ({
    fault,
    afterMails: Math.max(1, Math.floor(mails * (FROM + ((TO - FROM) * (index + random())) / wanted.length))),
    delayMs: Math.floor(random() * MAX_DELAY_MS),
    victim: random(),
    holdMs: Math.round(1000 * (from + random() * (to - from))),
  }));
}

/**
 * Fisher and Yates.
 * @template T
 * @param {T[]} items
 * @param {() => number} random
 * @returns {T[]}
 */
function shuffled(items, random) {
  const rest = items.slice();
  return items.map(() => /** @type {T} */ (rest.splice(Math.floor(random() * rest.length), 1)[0]));
}
