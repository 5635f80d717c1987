// @ts-check
import { loadavg } from 'node:os';
import pg from 'pg';
import { freePort } from '../start/ports.mjs';
import { Api } from './api.mjs';
import { STEPS, addresses, createSequence, importPeople } from './drip.mjs';
import { planKills } from './kill-plan.mjs';
import { describeRun } from './report.mjs';
import { startOwnSink, startPlainSink } from './sinks.mjs';
import { untilAllEnded } from './storm.mjs';
import { isKept, judge } from './verdict.mjs';
import { WorkerPool } from './worker-pool.mjs';

/** @typedef {import('./options.mjs').ChaosOptions} ChaosOptions */
/** @typedef {import('./run-tool.mjs').Tools} Tools */

/**
 * The chaos run: enrolls a list through the real API, kills the real worker while its mails are in flight, and counts at the
 * sink what came of it.
 * @param {ChaosOptions} options
 * @param {Tools} tools
 * @returns {Promise<number>} the exit code
 */
export async function runChaos(options, tools) {
  const { stand, log, signal } = tools;
  const db = new pg.Pool({ connectionString: stand.databaseUrl, max: 2 });
  db.on('error', () => undefined); // the server goes before the pool does
  const loadBefore = loadavg();
  const { apiKey } = await stand.seed();
  const sink = options.sink === 'own' ? await startOwnSink(stand, db) : await startPlainSink(stand);
  const pool = new WorkerPool(stand, sink.env);
  const [api] = await Promise.all([startApi(tools, apiKey), pool.start(options.workers)]);
  log(`API, ${options.workers} worker(s) and ${sink.label} are ready`);

  const listId = await importPeople(api, { people: options.enrollments, signal });
  const sequenceId = await createSequence(api, options);
  const kills = planKills({ ...options, mails: options.enrollments * STEPS.length });
  announce(options, log);
  const beganAt = Date.now();
  await api.post(`/sequences/${sequenceId}/enrollments`, { listId });
  const { enrollments: people, deadlineSeconds } = options;
  const interrupted = await untilAllEnded({
    kills,
    pool,
    sink,
    db,
    run: { sequenceId, people, deadlineSeconds },
    tools,
  });
  const seconds = (Date.now() - beganAt) / 1000;

  const verdict = judge({
    addresses: addresses(people),
    steps: STEPS,
    mails: await sink.all(),
    unknownRows: await unknownRows(db),
  });
  const outcomes = await outcomesOf(db, sequenceId);
  console.log(
    describeRun({ options, verdict, sinkLabel: sink.label, seconds, pool, interrupted, outcomes, loadBefore }),
  );
  if (pool.kills < options.kills)
    log(`Only ${pool.kills} of ${options.kills} kills: the run was over before the others`);
  const isGood = isKept(verdict) && pool.kills === options.kills;
  if (!isGood) log(`The logs are in ${stand.keepLogs()}`);
  await db.end();
  return isGood ? 0 : 1;
}

/**
 * @param {Tools} tools
 * @param {string} key
 */
async function startApi({ stand, signal }, key) {
  const port = await freePort();
  const env = { API_PORT: String(port) };
  await stand.start({ name: 'api', args: [stand.scriptOf('api')], healthPort: port, env });
  return new Api({ url: `http://127.0.0.1:${port}`, key, signal });
}

/**
 * @param {ChaosOptions} options
 * @param {import('../start/progress.mjs').Log} log
 */
function announce({ enrollments, kills, seed }, log) {
  log(`Enrolling ${enrollments} people; ${kills} kills, seed ${seed}`);
  if (kills === 0) return;
  log(
    'What a kill interrupts is taken up a minute later (the activity has 60 s): so the kills are counted in mails, and fall where',
  );
  log(
    'mails are dense (2 to 85 % of them) and not evenly in time. The last minutes belong to those who were hit late.',
  );
}

/** @param {import('pg').Pool} db @returns {Promise<import('./verdict.mjs').UnknownRow[]>} */
async function unknownRows(db) {
  const columns = 'id, to_address as "to", step_id as "stepId", message_id as "messageId"';
  return (await db.query(`select ${columns} from message where state = 'unknown' order by id`)).rows;
}

/** @param {import('pg').Pool} db @param {string} sequenceId @returns {Promise<Record<string, number>>} */
async function outcomesOf(db, sequenceId) {
  const text = 'select outcome, count(*)::int as count from enrollment where sequence_id = $1 group by outcome';
  const { rows } = await db.query(text, [sequenceId]);
  return Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count]));
}
