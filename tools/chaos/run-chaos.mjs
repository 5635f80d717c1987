// @ts-check
import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { Api } from './api.mjs';
import { CutPlan } from './cut-plan.mjs';
import { Database } from './database.mjs';
import { createSequence, enrollEach, tellAnswers } from './drip.mjs';
import { possibleWays } from './expectation.mjs';
import { planStrikes } from './fault-plan.mjs';
import { isCut } from './faults.mjs';
import { Ledger } from './ledger.mjs';
import { importPeople, makePeople } from './people.mjs';
import { ProcessPool } from './process-pool.mjs';
import { describeRun, reportOf } from './report.mjs';
import { seededRandom } from './seeded-random.mjs';
import { startOwnSink, startPlainSink } from './sinks.mjs';
import { startSmtpProxy } from './smtp-proxy.mjs';
import { branchedSteps, linearSteps } from './steps.mjs';
import { untilAllEnded } from './storm.mjs';
import { Strikes } from './strikes.mjs';
import { isKept, judge } from './verdict.mjs';
import { settledAttempts } from './worker-log.mjs';

/** @typedef {import('./options.mjs').ChaosOptions} ChaosOptions */
/** @typedef {import('./run-tool.mjs').Tools} Tools */

/**
 * The chaos run: enrolls people through the real API, does to the stack what can happen to one while mails are on their way, and
 * counts at the sink what came of it.
 * @param {ChaosOptions} options
 * @param {Tools} tools
 * @returns {Promise<number>} the exit code
 */
export async function runChaos(options, tools) {
  const { stand, log, signal } = tools;
  const db = new Database({ url: stand.databaseUrl, signal });
  const before = loadavg();
  const steps = options.steps === 'linear' ? linearSteps(options.waitSeconds) : branchedSteps(options.waitSeconds);
  const people = makePeople(options.enrollments);
  const expected = people.map(({ address, facts }) => ({ address, ways: possibleWays(steps, facts) }));
  const mails = expected.reduce((sum, { ways }) => sum + (ways[0]?.length ?? 0), 0);
  const random = seededRandom(options.seed);
  const cuts = new CutPlan({
    kinds: options.faults.filter(isCut),
    times: options.times,
    mails,
    random: seededRandom(options.seed + 1),
  });

  const { api, pools, sink, proxy } = await startEverything(options, tools, { db, cuts });
  const strikes = new Strikes(stand, pools);
  const { possible, skipped } = sortOut(options, strikes);
  const timesOf = (/** @type {string} */ fault) => (fault === 'kill-worker' ? options.kills : options.times);
  const plan = planStrikes({ random, faults: possible, timesOf, mails, stopSeconds: options.stopSeconds });

  const listId = await importPeople(api, { people, signal });
  const sequenceId = await createSequence(api, {
    steps,
    ...(options.steps === 'branched' && { settings: { reentry: { rule: 'never' } } }),
  });
  const ledger = new Ledger(db, sequenceId);
  log(
    `Enrolling ${people.length} people (${mails} mails); ${plan.length} faults by hand and cuts, seed ${options.seed}`,
  );
  for (const [fault, why] of skipped) log(`Skipping ${fault}: ${why}`);
  const beganAt = Date.now();
  cuts.isOpen = true;
  const over = new AbortController();
  const telling =
    options.steps === 'branched'
      ? tellAnswers(api, { people, ledger, step: 'until-answer', signal: AbortSignal.any([signal, over.signal]) })
      : Promise.resolve(0);
  const run = { people: people.length, deadlineSeconds: options.deadlineSeconds };
  const [{ abandoned }] = await Promise.all([
    options.enroll === 'each'
      ? enrollEach(api, { sequenceId, people, ledger })
      : api.post(`/sequences/${sequenceId}/enrollments`, { listId }).then(() => ({ abandoned: 0 })),
    untilAllEnded({ plan, strikes, sink, ledger, run, tools }),
  ]);
  const seconds = (Date.now() - beganAt) / 1000;
  cuts.isOpen = false;
  over.abort();
  log('Everybody has ended; waiting for what is still under way');
  const settleSeconds = await ledger.untilSettled({ withUnknown: options.sink === 'own', signal });

  const verdict = judge({ people: expected, mails: await sink.all(), unknownRows: await ledger.unknownRows() });
  const result = {
    ...{ options, verdict, seconds, settleSeconds, sinkLabel: sink.label, temporalLabel: stand.temporalLabel },
    enrolledTwice: await ledger.enrolledTwice(),
    faults: options.faults.map((fault) => {
      const done = isCut(fault) ? { times: cuts.done[fault], interrupted: cuts.done[fault] } : strikes.done.get(fault);
      return {
        ...{ fault, planned: timesOf(fault), done: done?.times ?? 0, interrupted: done?.interrupted ?? 0 },
        ...(skipped.has(fault) && { skipped: skipped.get(fault) }),
      };
    }),
    settled: settledAttempts(stand.logs),
    calls: { repeated: api.repeated, abandoned },
    answered: await telling,
    crashes: [pools.workers, pools.apis, pools.smtp].flatMap((pool) => pool?.crashes ?? []),
    outcomes: await ledger.outcomes(),
    load: { before, after: loadavg() },
  };
  console.log(describeRun(result));
  if (options.json) writeFileSync(options.json, `${JSON.stringify(reportOf(result), undefined, 2)}\n`);
  const undone = result.faults.filter(({ planned, done, skipped: why }) => !why && done < planned);
  if (undone.length > 0)
    log(
      `The run was over before all of: ${undone.map(({ fault }) => fault).join(', ')}. Take more people or less faults`,
    );
  const isGood = isKept(verdict) && result.enrolledTwice.length === 0 && undone.length === 0;
  if (!isGood) log(`The logs are in ${stand.keepLogs()}`);
  await proxy.close();
  await db.close();
  return isGood ? 0 : 1;
}

/**
 * @param {ChaosOptions} options
 * @param {Tools} tools
 * @param {{ db: Database, cuts: CutPlan }} parts
 */
async function startEverything(options, { stand, log, signal }, { db, cuts }) {
  const { apiKey } = await stand.seed();
  const sink = options.sink === 'own' ? await startOwnSink(stand, db) : await startPlainSink(stand);
  const proxy = await startSmtpProxy({ port: 0, relayPort: sink.port, cuts });
  const relay = { ...sink.env, SMTP_URL: `smtp://127.0.0.1:${proxy.port}` };
  const apis = new ProcessPool(stand, 'api', (port) => ({ ...relay, API_PORT: String(port) }));
  const workers = new ProcessPool(stand, 'worker', (port) => ({ ...relay, WORKER_HEALTH_PORT: String(port) }));
  await Promise.all([apis.start(options.apis), workers.start(options.workers)]);
  log(`${options.apis} API(s), ${options.workers} worker(s) and ${sink.label} are ready`);
  const api = new Api({ urls: apis.ports.map((port) => `http://127.0.0.1:${port}`), key: apiKey, signal });
  return { api, pools: { apis, workers, smtp: sink.pool }, sink, proxy };
}

/**
 * @param {ChaosOptions} options
 * @param {Strikes} strikes
 */
function sortOut({ faults }, strikes) {
  /** @type {Map<import('./faults.mjs').Fault, string>} */
  const skipped = new Map(
    faults.flatMap((fault) =>
      isCut(fault) || strikes.has(fault)
        ? []
        : [[fault, fault.endsWith('smtp') ? 'the relay is not ours' : 'the server is not ours to take down']],
    ),
  );
  return { possible: faults.filter((fault) => !skipped.has(fault)), skipped };
}
