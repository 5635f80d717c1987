// @ts-check
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { freePort } from '../start/ports.mjs';
import { enrollList, makeAudience, makeSequence } from './audience.mjs';
import { cpuNow, untilQuiet } from './cpu.mjs';
import { MAIL } from './mail.mjs';
import { inLanes } from './measure.mjs';
import { startStack } from './stack.mjs';

/** Nobody shall wake during the measurement. */
const WAIT_SECONDS = 86_400;
const WARM_UP = 200;

/** @typedef {{ name: string, count: number, seconds: number, cpuMs: Record<string, number> }} StartRound */

/**
 * How fast people get into a sequence: a list enrolled through the API (rows, plans, workflows), beside what the Temporal server
 * can start at all: bare workflows, once with a worker that carries out their first task and once with nobody to do so.
 * @param {import('./options.mjs').BenchOptions} options
 * @param {import('../chaos/run-tool.mjs').Tools} tools
 * @returns {Promise<number>} the exit code
 */
export async function benchStart(options, { stand, log, signal }) {
  const stack = await startStack(stand, { signal });
  const connection = await Connection.connect({ address: stand.temporalAddress });
  const client = new Client({ connection });
  const healthPort = await freePort();
  const { pid } = await stand.start({
    ...{ name: 'bare-worker', args: [path.join(import.meta.dirname, 'bare-worker.mjs')], healthPort },
    env: { HEALTH_PORT: String(healthPort), WORKFLOW_QUEUE: 'bare', ACTIVITY_QUEUE: 'bare' },
  });
  const pids = { worker: stack.worker.pid, 'bare worker': pid, ...stand.pids };
  /** @param {string} name @param {number} count @param {() => Promise<number>} work answers how many were started */
  const measure = async (name, count, work) => {
    await untilQuiet(pids, signal);
    const [before, beganAt] = [cpuNow(pids), performance.now()];
    const done = await work();
    const seconds = (performance.now() - beganAt) / 1000;
    if (done !== count) throw new Error(`${name}: ${done} of ${count} were started`);
    const after = Object.entries(cpuNow(pids));
    const cpuMs = Object.fromEntries(
      after.map(([part, used]) => [part, ((used - (before[part] ?? 0)) * 1000) / count]),
    );
    return /** @type {StartRound} */ ({ name, count, seconds, cpuMs });
  };
  const bare = async (/** @type {string} */ taskQueue, /** @type {number} */ count) => {
    const waitMs = WAIT_SECONDS * 1000;
    const args = [{ steps: 1, waitMs, dueAt: Date.now() + waitMs, activityQueue: 'bare' }];
    const start = async () => {
      await client.workflow.start('bare', { workflowId: `bare/${randomUUID()}`, taskQueue, args });
    };
    await inLanes(
      Array.from({ length: count }, () => start),
      options.starts,
    );
    return count;
  };
  const ours = async (/** @type {string} */ name, /** @type {number} */ count) => {
    const listId = await makeAudience(stack, { count, name });
    const steps = [
      { id: 'wait', kind: 'wait', for: { amount: WAIT_SECONDS, unit: 'seconds' } },
      { id: 'mail', kind: 'email', ...MAIL },
    ];
    const sequenceId = await makeSequence(stack, { name, steps });
    return async () => (await enrollList(stack, { sequenceId, listId, signal })).done;
  };

  await bare('bare', WARM_UP);
  await (
    await ours('warm', WARM_UP)
  )();
  log(`Starting ${options.people} workflows each way`);
  const rounds = [];
  for (let round = 1; round <= options.rounds; round++) {
    rounds.push(await measure('bare, nobody at work', options.people, () => bare('nobody', options.people)));
    rounds.push(await measure('bare', options.people, () => bare('bare', options.people)));
    rounds.push(await measure('ours', options.people, await ours(`round-${round}`, options.people)));
    console.log(rounds.slice(-3).map(describeStarts).join('\n'));
  }
  await connection.close();
  await stack.close();
  return 0;
}

/** @param {StartRound} round @returns {string} */
export function describeStarts({ name, count, seconds, cpuMs }) {
  const cpu = Object.entries(cpuMs).map(([part, ms]) => `${part} ${ms.toFixed(1)}`);
  return `${name.padEnd(22)}${(count / seconds).toFixed(0).padStart(6)} starts/s (${count} in ${seconds.toFixed(1)} s); ms of CPU each: ${cpu.join(', ')}`;
}
