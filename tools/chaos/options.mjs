// @ts-check
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { StartProblem } from '../start/progress.mjs';

export const USAGE = `npm run chaos [-- options]

  --enrollments 300   people, each with three mails
  --kills 10          how often a worker is killed with SIGKILL
  --seed N            of the random moments; by default another one each time, printed so that a run can be repeated
  --workers 1         worker processes; a kill hits one of them
  --sink own          own: our SMTP app, which can be asked what it took
                      plain: a foreign relay, where what was interrupted stays unknown and is never sent again
  --wait 3            seconds between two mails
  --deadline 900      seconds until the run is given up
  --no-build          use the builds as they are`;

/**
 * @typedef {object} ChaosOptions
 * @property {number} enrollments
 * @property {number} kills
 * @property {number} seed
 * @property {number} workers
 * @property {'own' | 'plain'} sink
 * @property {number} waitSeconds
 * @property {number} deadlineSeconds
 * @property {boolean} build
 * @property {boolean} help
 */

/**
 * @param {string[]} args
 * @returns {ChaosOptions}
 * @throws {StartProblem} naming what is wrong
 */
export function readOptions(args) {
  const text = /** @type {const} */ ({ type: 'string' });
  const flag = /** @type {const} */ ({ type: 'boolean', default: false });
  const options = {
    ...{ enrollments: text, kills: text, seed: text, workers: text, sink: text, wait: text, deadline: text },
    ...{ 'no-build': flag, help: flag },
  };
  const { values } = orUsage(() => parseArgs({ args, options }), USAGE);
  const number = (/** @type {keyof typeof values} */ name, /** @type {number} */ fallback, min = 1) =>
    wholeNumber(`--${name}`, values[name], { fallback, min });
  const sink = values.sink ?? 'own';
  if (sink !== 'own' && sink !== 'plain')
    throw new StartProblem(`--sink ${sink} is neither own nor plain.\n\n${USAGE}`);
  return {
    enrollments: number('enrollments', 300),
    kills: number('kills', 10, 0),
    seed: number('seed', randomInt(1, 1_000_000), 0),
    workers: number('workers', 1),
    sink,
    waitSeconds: number('wait', 3),
    deadlineSeconds: number('deadline', 900),
    build: !values['no-build'],
    help: values.help,
  };
}

/**
 * @template T
 * @param {() => T} parse
 * @param {string} usage
 * @returns {T}
 * @throws {StartProblem} with the usage
 */
export function orUsage(parse, usage) {
  try {
    return parse();
  } catch (error) {
    throw new StartProblem(`${/** @type {Error} */ (error).message}\n\n${usage}`);
  }
}

/**
 * @param {string} name
 * @param {unknown} value
 * @param {{ fallback: number, min: number }} limits
 * @returns {number}
 * @throws {StartProblem} when it is not a whole number, or too small
 */
export function wholeNumber(name, value, { fallback, min }) {
  if (value === undefined) return fallback;
  const number = Number(value);
  if (!Number.isInteger(number) || number < min)
    throw new StartProblem(`${name} ${String(value)} is not a whole number from ${min} on.`);
  return number;
}
