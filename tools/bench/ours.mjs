// @ts-check
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { decidePlan } from '@dripemails/application';
import {
  PgEnrollmentRepository,
  PgSequenceRepository,
  PrismaWorkspaceRepository,
  openDatabase,
} from '@dripemails/persistence';
import { createRuntime } from '@dripemails/runtime';
import { startPlainSink } from '../chaos/sinks.mjs';
import { freePort } from '../start/ports.mjs';
import { MAIL } from './mail.mjs';

/** @typedef {import('./run-bench.mjs').Engine} Engine */

/** As EnrollListPage inserts them. */
const PAGE = 200;
const SEQUENCE = 'Bench drip';

/**
 * Our engine as it is delivered: the real worker process, database, ledger, rendering and SMTP to a sink process.
 * @param {import('../chaos/stand.mjs').Stand} stand
 * @param {import('./options.mjs').BenchOptions} options
 * @returns {Promise<Engine>}
 */
export async function startOurs(stand, { steps, waitSeconds, profile }) {
  const { workspaceId } = await stand.seed();
  const sink = await startPlainSink(stand);
  const healthPort = await freePort();
  const profiles = path.join(stand.folder, 'profiles');
  const { pid, stop } = await stand.start({
    name: 'worker',
    args: [...(profile ? ['--cpu-prof', `--cpu-prof-dir=${profiles}`] : []), stand.scriptOf('worker')],
    healthPort,
    env: { ...sink.env, WORKER_HEALTH_PORT: String(healthPort) },
  });
  const insert = await openForInserting(stand, workspaceId);
  return {
    name: 'ours',
    workflowType: 'enrollment',
    pids: { worker: pid, sink: sink.pid },
    async prepare(count) {
      const { rows, sequenceId, markStarted } = await insert.enrollments(count, stepsOf(steps, waitSeconds));
      const before = await sink.count();
      /** @type {string[]} */
      const fresh = [];
      const noteStarted = () => markStarted(fresh.splice(0));
      const starters = rows.map(({ id, version, plan }) => async () => {
        await insert.orchestrator.startEnrollment({
          ...{ workspaceId, enrollmentId: id, sequenceId, sequenceName: SEQUENCE, version },
          // The first wait counts from the start, as in the bare workflow, and not from the insertion of the rows.
          plan: { ...plan, at: Date.now() + waitSeconds * 1000 },
        });
        // At the end of a page, as EnrollListPage does; what is not noted, the reconciler would soon start once more.
        if (fresh.push(id) === PAGE) await noteStarted();
      });
      const check = async () => {
        await sleep(200); // the sink writes with a delay
        const mails = (await sink.count()) - before;
        if (mails !== count * steps) throw new Error(`The sink has ${mails} mails instead of ${count * steps}`);
      };
      return { starters, startsDone: noteStarted, check };
    },
    async close() {
      await insert.close();
      if (profile) await stop(); // an orderly end, at which Node writes the profile
    },
  };
}

/** @param {number} count @param {number} waitSeconds @returns {import('@dripemails/domain').Step[]} wait, mail, wait, mail, … */
function stepsOf(count, waitSeconds) {
  return Array.from({ length: count }, (_, index) => [
    /** @type {const} */ ({ id: `wait-${index}`, kind: 'wait', for: { amount: waitSeconds, unit: 'seconds' } }),
    /** @type {const} */ ({ id: `mail-${index}`, kind: 'email', ...MAIL }),
  ]).flat();
}

/**
 * Inserts what EnrollListPage inserts, but starts no workflow.
 * @param {import('../chaos/stand.mjs').Stand} stand
 * @param {string} workspaceId
 */
async function openForInserting({ databaseUrl, temporalAddress, env }, workspaceId) {
  const quiet = () => undefined;
  const db = openDatabase(databaseUrl, { connections: 4, onError: quiet });
  const runtime = createRuntime(
    {
      ...{ DATABASE_URL: databaseUrl, TEMPORAL_ADDRESS: temporalAddress, TEMPORAL_NAMESPACE: 'default' },
      ...{ WEB_URL: 'http://localhost', API_URL: 'http://localhost', TEMPORAL_UI_URL: 'http://localhost' },
      ...{ SMTP_URL: 'smtp://127.0.0.1:1', SMTP_RELAY: 'external', INBOUND_DOMAIN: 'inbound.example.com' },
      ...{ APP_SECRET: String(env['APP_SECRET']), LOG_LEVEL: 'silent' },
    },
    { log: { info: quiet, warn: quiet, error: quiet }, connections: 4 },
  );
  const { createSequence, publishSequence, changeSequenceState } = runtime.useCases;
  const actor = /** @type {const} */ ({ workspaceId, kind: 'system', id: 'bench' });
  const repository = new PgEnrollmentRepository(db);
  return {
    orchestrator: runtime.orchestrator,
    /** @param {number} count @param {import('@dripemails/domain').Step[]} steps */
    async enrollments(count, steps) {
      const { id: sequenceId } = await createSequence.execute(actor, { name: SEQUENCE, steps });
      await publishSequence.execute(actor, sequenceId, { running: 'keep', dryRun: false });
      await changeSequenceState.execute(actor, sequenceId, 'activate');
      const definition = await new PgSequenceRepository(db).definition(workspaceId, sequenceId, 1);
      const workspace = await new PrismaWorkspaceRepository(db, Date).get(workspaceId);
      const now = Date.now();
      const standing = {
        ...{ state: 'active', outcome: null, reason: null, done: [], anchorAt: now, notBefore: null, revision: 1 },
        ...{ sequenceState: 'active', subscriber: { status: 'active', timeZone: null } },
      };
      const { plan } = decidePlan(definition, /** @type {any} */ (standing), workspace, now);
      const people = await insertPeople(db, workspaceId, count);
      const rows = people.map((subscriberId) => ({ id: randomUUID(), sequenceId, version: 1, subscriberId, plan }));
      for (let at = 0; at < rows.length; at += PAGE)
        await repository.insert(workspaceId, rows.slice(at, at + PAGE), { at: now, firstTimeOnly: true });
      const markStarted = (/** @type {string[]} */ ids) => repository.markStarted(workspaceId, ids, Date.now());
      return { rows, sequenceId, markStarted };
    },
    close: async () => {
      await runtime.close();
      await db.close();
    },
  };
}

/**
 * @param {import('@dripemails/persistence').Database} db
 * @param {string} workspaceId
 * @param {number} count
 * @returns {Promise<string[]>} ids of new people
 */
async function insertPeople(db, workspaceId, count) {
  const { rows } = await db.pool.query(
    `insert into subscriber (id, workspace_id, email, first_name, last_name, fields)
     select id, $1, 'reader-' || id || '@bench.example', 'Ada', 'Lovelace', '{"plan": "pro", "city": "Bristol"}'
     from (select gen_random_uuid() as id from generate_series(1, $2::int)) as new
     returning id`,
    [workspaceId, count],
  );
  return rows.map(({ id }) => id);
}
