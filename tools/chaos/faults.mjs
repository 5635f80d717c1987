// @ts-check
import { StartProblem } from '../start/progress.mjs';
import { CUTS } from './cut-plan.mjs';

/** What can be done to the running stack. Those of `CUTS` are done by the SMTP proxy, the others by hand. */
export const STRIKES = /** @type {const} */ ([
  'kill-worker',
  'stop-worker',
  'two-workers',
  'kill-api',
  'kill-smtp',
  'stop-smtp',
  'restart-postgres',
  'kill-postgres',
  'restart-temporal',
  'kill-temporal',
]);
export const FAULTS = /** @type {const} */ ([...STRIKES, ...CUTS]);
/** @typedef {(typeof STRIKES)[number]} Strike */
/** @typedef {(typeof FAULTS)[number]} Fault */

/**
 * @param {string | undefined} text names with commas between; `all` and `none` are names too
 * @returns {Fault[]} in the order of FAULTS, each once
 * @throws {StartProblem} naming what is none
 */
export function readFaults(text = 'all') {
  if (text === 'none' || text === '') return [];
  const names = text === 'all' ? [...FAULTS] : text.split(',').map((name) => name.trim());
  const wrong = names.filter((name) => !FAULTS.some((fault) => fault === name));
  if (wrong.length > 0) throw new StartProblem(`--faults ${wrong.join(',')}: there are ${FAULTS.join(', ')}.`);
  return FAULTS.filter((fault) => names.includes(fault));
}

/** @param {Fault} fault @returns {fault is import('./cut-plan.mjs').Cut} */
export function isCut(fault) {
  return CUTS.some((cut) => cut === fault);
}
