// @ts-check
import { parseArgs } from 'node:util';
import { orUsage, wholeNumber } from '../chaos/options.mjs';
import { StartProblem } from '../start/progress.mjs';

export const USAGE = `npm run bench -- enrollment [options]

  --enrollments 500   workflows a round
  --steps 3           waits and mails of each
  --wait 1s           before each mail, whole seconds
  --rounds 3          of each engine, alternating
  --only ours|bare    one engine alone
  --bare-queues 1     2: the bare workflow has a queue for its activity too, as our engine has
  --starts 20         workflow starts in flight, as in EnrollListPage
  --deadline 300      seconds until a round is given up
  --profile           our worker runs under --cpu-prof; the profiles go to tmp/bench/profiles
  --no-build          use the builds as they are`;

/** @typedef {'bare' | 'ours'} EngineName */
/**
 * @typedef {object} BenchOptions
 * @property {number} enrollments
 * @property {number} steps
 * @property {number} waitSeconds
 * @property {number} rounds
 * @property {EngineName[]} engines in the order of a round
 * @property {number} bareQueues
 * @property {number} starts
 * @property {number} deadlineSeconds
 * @property {boolean} profile
 * @property {boolean} build
 * @property {boolean} help
 */

/**
 * @param {string[]} args
 * @returns {BenchOptions}
 * @throws {StartProblem} naming what is wrong
 */
export function readOptions(args) {
  const text = /** @type {const} */ ({ type: 'string' });
  const flag = /** @type {const} */ ({ type: 'boolean', default: false });
  const options = {
    ...{ enrollments: text, steps: text, wait: text, rounds: text, only: text, starts: text, deadline: text },
    ...{ 'bare-queues': text, profile: flag, 'no-build': flag, help: flag },
  };
  const { values, positionals } = orUsage(() => parseArgs({ args, options, allowPositionals: true }), USAGE);
  if (!values.help && positionals.join(' ') !== 'enrollment')
    throw new StartProblem(`There is one bench: enrollment.\n\n${USAGE}`);
  const { only } = values;
  if (only !== undefined && only !== 'ours' && only !== 'bare')
    throw new StartProblem(`--only ${only} is neither ours nor bare.\n\n${USAGE}`);
  const number = (/** @type {keyof typeof values} */ name, /** @type {number} */ fallback, min = 1) =>
    wholeNumber(`--${name}`, values[name], { fallback, min });
  return {
    enrollments: number('enrollments', 500),
    steps: number('steps', 3),
    waitSeconds: wholeNumber('--wait', values.wait?.replace(/s$/, ''), { fallback: 1, min: 1 }),
    rounds: number('rounds', 3),
    engines: only ? [only] : ['bare', 'ours'],
    bareQueues: number('bare-queues', 1),
    starts: number('starts', 20),
    deadlineSeconds: number('deadline', 300),
    profile: values.profile,
    build: !values['no-build'],
    help: values.help,
  };
}
