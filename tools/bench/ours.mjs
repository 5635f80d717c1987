// @ts-check
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRuntime } from '@dripemails/runtime';
import { makeAudience, makeSequence } from './audience.mjs';
import { MAIL } from './mail.mjs';
import { startStack } from './stack.mjs';

/** @typedef {import('./run-bench.mjs').Engine} Engine */

const SEQUENCE = 'Bench drip';

/**
 * Our engine as it is delivered: the real worker process, database, ledger, rendering and SMTP to a sink process.
 * @param {import('../chaos/stand.mjs').Stand} stand
 * @param {import('./options.mjs').BenchOptions} options
 * @param {AbortSignal} signal
 * @returns {Promise<Engine>}
 */
export async function startOurs(stand, { steps, waitSeconds, profile }, signal) {
  const profiles = path.join(stand.folder, 'profiles');
  const workerArgs = profile ? ['--cpu-prof', `--cpu-prof-dir=${profiles}`] : [];
  const stack = await startStack(stand, { signal, workerArgs });
  const { sink } = stack;
  const insert = openForInserting(stand, stack);
  let round = 0;
  return {
    name: 'ours',
    workflowType: 'enrollment',
    pids: { worker: stack.worker.pid, ...(sink.pid !== undefined && { sink: sink.pid }) },
    async prepare(count) {
      const listId = await makeAudience(stack, { count, name: `round-${++round}` });
      const sequenceId = await makeSequence(stack, { name: SEQUENCE, steps: stepsOf(steps, waitSeconds) });
      const starts = await insert.everybody(sequenceId, listId);
      if (starts.length !== count) throw new Error(`${starts.length} of ${count} people were enrolled`);
      const before = await sink.count();
      const starters = starts.map((start) => async () => {
        // The first wait counts from the start, as in the bare workflow, and not from the insertion of the rows.
        await insert.start({ ...start, plan: { ...start.plan, at: Date.now() + waitSeconds * 1000 } });
      });
      const check = async () => {
        await sleep(200); // the sink writes with a delay
        const mails = (await sink.count()) - before;
        if (mails !== count * steps) throw new Error(`The sink has ${mails} mails instead of ${count * steps}`);
      };
      return { starters, check };
    },
    async close() {
      await insert.close();
      await stack.close();
      if (profile) await stack.worker.stop(); // an orderly end, at which Node writes the profile
    },
  };
}

/** @param {number} count @param {number} waitSeconds @returns {import('@dripemails/contracts').Step[]} wait, mail, wait, mail, … */
function stepsOf(count, waitSeconds) {
  return Array.from({ length: count }, (_, index) => [
    /** @type {const} */ ({ id: `wait-${index}`, kind: 'wait', for: { amount: waitSeconds, unit: 'seconds' } }),
    /** @type {const} */ ({ id: `mail-${index}`, kind: 'email', ...MAIL }),
  ]).flat();
}

/**
 * Enrolls a list as the worker does, page by page, but keeps the starts of the workflows for later.
 * @param {import('../chaos/stand.mjs').Stand} stand
 * @param {import('./stack.mjs').Stack} stack
 */
function openForInserting({ databaseUrl, temporalAddress, env }, { workspaceId }) {
  const quiet = () => undefined;
  const { useCases, orchestrator, close } = createRuntime(
    {
      ...{ DATABASE_URL: databaseUrl, TEMPORAL_ADDRESS: temporalAddress, TEMPORAL_NAMESPACE: 'default' },
      ...{ WEB_URL: 'http://localhost', API_URL: 'http://localhost', TEMPORAL_UI_URL: 'http://localhost' },
      ...{ SMTP_URL: 'smtp://127.0.0.1:1', SMTP_RELAY: 'external', INBOUND_DOMAIN: 'inbound.example.com' },
      ...{ APP_SECRET: String(env['APP_SECRET']), LOG_LEVEL: 'silent' },
    },
    { log: { info: quiet, warn: quiet, error: quiet }, connections: 4 },
  );
  /** @type {import('@dripemails/application').EnrollmentStart[]} */
  let held = [];
  const start = orchestrator.startEnrollment.bind(orchestrator);
  orchestrator.startEnrollment = async (input) => {
    held.push(input);
    return 'started';
  };
  orchestrator.startOperation = async () => undefined; // its pages are worked off here
  const actor = /** @type {const} */ ({ workspaceId, kind: 'system', id: 'bench' });
  return {
    start,
    close,
    /** @param {string} sequenceId @param {string} listId */
    async everybody(sequenceId, listId) {
      held = [];
      const { operationId: id } = await useCases.enrollAudience.execute(actor, sequenceId, { listId });
      for (let cursor, isFirst = true; isFirst || cursor !== undefined; isFirst = false)
        ({ cursor } = await useCases.enrollAudiencePage.execute({ workspaceId, id, cursor }));
      return held;
    },
  };
}
