// @ts-check
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { StartProblem } from '../start/progress.mjs';
import { CUTS } from './cut-plan.mjs';
import { STRIKES, readFaults } from './faults.mjs';

export const USAGE = `npm run chaos [-- options]

  --enrollments 300   people
  --steps branched    branched: six mails each, by way of branches on a field and a tag, a split and a wait for an event
                      linear: three mails with waits between them
  --faults all        what is done to the stack, with commas between; none for a run in peace. There are
                      ${STRIKES.slice(0, 5).join(', ')},
                      ${STRIKES.slice(5).join(', ')},
                      ${CUTS.join(', ')}
                      two-workers: another worker starts beside one, which is then asked to end, as in a deployment
                      stop-…: SIGSTOP, later SIGCONT; restart-…: in order; kill-…: by force; cut-…: of the SMTP connection
  --times 2           how often each fault
  --kills N           how often kill-worker, when that is not as often as the others
  --stop 5-20         seconds that a stopped process stays stopped; above 60 its mails are taken over meanwhile
  --seed N            of the random moments; by default another one each time, printed so that a run can be repeated
  --workers 2         worker processes
  --apis 2            API processes; calls go to them in turn, and again to the next one when one is away
  --enroll each       each: one call a person; list: one call for everybody
  --sink own          own: our SMTP app, which can be asked what it took
                      plain: a foreign relay, where what was interrupted stays unknown and is never sent again
  --wait 3            seconds between two mails
  --deadline 1800     seconds until the run is given up
  --temporal-command "…"  starts the Temporal server, in the foreground, on 127.0.0.1 at $PORT; its store may be in PostgreSQL at
                      $PG_URL, which is the run's own server. Instead, TEMPORAL_ADDRESS in the environment is a server that runs
                      already; faults of Temporal are skipped then
  --json FILE         writes the report as JSON, too
  --no-build          use the builds as they are

Exit code 0: every fault was done, and nothing was lost, sent twice or sent astray.`;

/**
 * @typedef {object} ChaosOptions
 * @property {number} enrollments
 * @property {'branched' | 'linear'} steps
 * @property {import('./faults.mjs').Fault[]} faults
 * @property {number} times
 * @property {number} kills
 * @property {[from: number, to: number]} stopSeconds
 * @property {number} seed
 * @property {number} workers
 * @property {number} apis
 * @property {'each' | 'list'} enroll
 * @property {'own' | 'plain'} sink
 * @property {number} waitSeconds
 * @property {number} deadlineSeconds
 * @property {string | undefined} temporalCommand
 * @property {string | undefined} json
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
    ...{
      enrollments: text,
      steps: text,
      faults: text,
      times: text,
      kills: text,
      stop: text,
      seed: text,
      workers: text,
    },
    ...{ apis: text, enroll: text, sink: text, wait: text, deadline: text, 'temporal-command': text, json: text },
    ...{ 'no-build': flag, help: flag },
  };
  const { values } = orUsage(() => parseArgs({ args, options }), USAGE);
  const number = (/** @type {keyof typeof values} */ name, /** @type {number} */ fallback, min = 1) =>
    wholeNumber(`--${name}`, values[name], { fallback, min });
  const times = number('times', 2, 0);
  return {
    enrollments: number('enrollments', 300),
    steps: oneOf('--steps', values.steps, ['branched', 'linear']),
    faults: readFaults(values.faults),
    times,
    kills: number('kills', times, 0),
    stopSeconds: readRange(values.stop ?? '5-20'),
    seed: number('seed', randomInt(1, 1_000_000), 0),
    workers: number('workers', 2),
    apis: number('apis', 2),
    enroll: oneOf('--enroll', values.enroll, ['each', 'list']),
    sink: oneOf('--sink', values.sink, ['own', 'plain']),
    waitSeconds: number('wait', 3),
    deadlineSeconds: number('deadline', 1800),
    temporalCommand: values['temporal-command'],
    json: values.json,
    build: !values['no-build'],
    help: values.help,
  };
}

/**
 * @template {string} T
 * @param {string} name
 * @param {string | undefined} value
 * @param {[T, ...T[]]} words the first is the default
 * @returns {T}
 * @throws {StartProblem}
 */
function oneOf(name, value, words) {
  const found = value === undefined ? words[0] : words.find((word) => word === value);
  if (found === undefined) throw new StartProblem(`${name} ${value} is neither ${words.join(' nor ')}.\n\n${USAGE}`);
  return found;
}

/** @param {string} text seconds, such as 5-20 @returns {[from: number, to: number]} */
function readRange(text) {
  const [, from, to] = /^(\d+)-(\d+)$/.exec(text) ?? [];
  if (from === undefined || Number(from) > Number(to))
    throw new StartProblem(`--stop ${text} is no range of seconds, such as 5-20.`);
  return [Number(from), Number(to)];
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
