// @ts-check

/**
 * One SIGKILL: when so many mails were taken by the sink and this much time has passed since.
 * @typedef {object} PlannedKill
 * @property {number} afterMails
 * @property {number} delayMs
 * @property {number} victim 0 to 1, for choosing among several workers
 */

/** The first mails are on their way; the last kill leaves people who still have something to lose. */
const FROM = 0.02;
const TO = 0.85;
/** About as long as a mail takes, so that a kill falls on any part of one. */
const MAX_DELAY_MS = 40;

/**
 * Random moments, spread over the time in which mails are in flight: counted in mails and not in seconds, because after a
 * kill nothing moves until the worker is back, and a kill of an idle worker proves nothing.
 * @param {{ seed: number, kills: number, mails: number }} options `mails`: how many the run will send
 * @returns {PlannedKill[]} in order
 */
export function planKills({ seed, kills, mails }) {
  const random = seededRandom(seed);
  return Array.from({ length: kills }, (_, index) => ({
    afterMails: Math.max(1, Math.floor(mails * (FROM + ((TO - FROM) * (index + random())) / kills))),
    delayMs: Math.floor(random() * MAX_DELAY_MS),
    victim: random(),
  }));
}

/**
 * The same numbers for the same seed on every machine (mulberry32: 32 bits of state are plenty for some dozens of draws).
 * @param {number} seed
 * @returns {() => number} from 0 up to 1
 */
export function seededRandom(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
