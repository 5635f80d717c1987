// @ts-check
import { parseArgs } from 'node:util';
import { orUsage, wholeNumber } from '../chaos/options.mjs';
import { StartProblem } from '../start/progress.mjs';

export const USAGE = `npm run bench -- enrollment|start|memory|pause|segments|import [options]

enrollment            our engine's steps per second beside a bare workflow's
  --enrollments 500   workflows a round
  --steps 3           waits and mails of each
  --wait 1s           before each mail, whole seconds
  --rounds 3          of each engine, alternating
  --only ours|bare    one engine alone
  --bare-queues 1     2: the bare workflow has a queue for its activity too, as our engine has
  --starts 20         workflow starts in flight, as in EnrollListPage
  --profile           our worker runs under --cpu-prof; the profiles go to tmp/bench/profiles
start                 people enrolled per second from a list, beside what the Temporal server can start at all
  --people 20000      each way
  --rounds 1
memory                what a sleeping enrollment costs the worker that has it in its cache
  --people 1500
pause                 people asleep in a sequence that is paused for a week of demo time and resumed in each mode
  --people 10000
  --modes freeze,keepClock,skipOverdue
  --rate 3000         people a minute; 0: no rate
segments              counting who is in a segment, and asking one person
  --people 1000000
  --events 10         of each person
import                a CSV file through the API and the worker, beside a bare COPY; and with the worker killed in the middle
  --people 1000000    rows
  --rounds 1
all
  --deadline 300      seconds until a round is given up (pause: 900)
  --temporal-command "…"  as in npm run chaos -- --help; TEMPORAL_ADDRESS is a server that runs already
  --no-build          use the builds as they are`;

const BENCHES = /** @type {const} */ (['enrollment', 'start', 'memory', 'pause', 'segments', 'import']);
const MODES = /** @type {const} */ (['freeze', 'keepClock', 'skipOverdue']);
const PEOPLE = { enrollment: 500, start: 20_000, memory: 1500, pause: 10_000, segments: 1_000_000, import: 1_000_000 };

/** @typedef {(typeof BENCHES)[number]} BenchName */
/** @typedef {'bare' | 'ours'} EngineName */
/**
 * @typedef {object} BenchOptions
 * @property {BenchName} bench
 * @property {number} people of start, memory and pause; rows of import
 * @property {number} events of each person, of segments
 * @property {number} enrollments
 * @property {number} steps
 * @property {number} waitSeconds
 * @property {number} rounds
 * @property {EngineName[]} engines in the order of a round
 * @property {number} bareQueues
 * @property {number} starts
 * @property {(typeof MODES)[number][]} modes
 * @property {number | undefined} ratePerMinute
 * @property {number} deadlineSeconds
 * @property {string | undefined} temporalCommand
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
    ...{ people: text, events: text, modes: text, rate: text, 'temporal-command': text },
    ...{ 'bare-queues': text, profile: flag, 'no-build': flag, help: flag },
  };
  const { values, positionals } = orUsage(() => parseArgs({ args, options, allowPositionals: true }), USAGE);
  const found = BENCHES.find((name) => name === positionals.join(' '));
  if (!values.help && !found) throw new StartProblem(`There are the benches ${BENCHES.join(', ')}.\n\n${USAGE}`);
  const bench = found ?? 'enrollment';
  const { only } = values;
  if (only !== undefined && only !== 'ours' && only !== 'bare')
    throw new StartProblem(`--only ${only} is neither ours nor bare.\n\n${USAGE}`);
  const number = (/** @type {keyof typeof values} */ name, /** @type {number} */ fallback, min = 1) =>
    wholeNumber(`--${name}`, values[name], { fallback, min });
  return {
    bench,
    people: number('people', PEOPLE[bench]),
    events: number('events', 10),
    enrollments: number('enrollments', 500),
    steps: number('steps', 3),
    waitSeconds: wholeNumber('--wait', values.wait?.replace(/s$/, ''), { fallback: 1, min: 1 }),
    rounds: number('rounds', bench === 'start' || bench === 'import' ? 1 : 3),
    engines: only ? [only] : ['bare', 'ours'],
    bareQueues: number('bare-queues', 1),
    starts: number('starts', 20),
    modes: readModes(values.modes),
    ratePerMinute: number('rate', 3000, 0) || undefined,
    deadlineSeconds: number('deadline', bench === 'pause' ? 900 : 300),
    temporalCommand: values['temporal-command'],
    profile: values.profile,
    build: !values['no-build'],
    help: values.help,
  };
}

/** @param {string} text @returns {(typeof MODES)[number][]} */
function readModes(text = MODES.join(',')) {
  return text.split(',').map((name) => {
    const mode = MODES.find((one) => one === name);
    if (!mode) throw new StartProblem(`--modes ${name} is none of ${MODES.join(', ')}.\n\n${USAGE}`);
    return mode;
  });
}
