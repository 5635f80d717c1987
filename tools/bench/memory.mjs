// @ts-check
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { sendSignal } from '../start/processes.mjs';
import { enrollList, makeAudience, makeSequence } from './audience.mjs';
import { MAIL } from './mail.mjs';
import { describeMemory } from './memory-report.mjs';
import { startStack } from './stack.mjs';

/** Compiled code and filled pools are not what a workflow costs. */
const WARM_UP = 200;
/** CACHED_WORKFLOWS of apps/worker/src/workers.ts. */
const CACHE = 2000;
/** The last starts' first tasks are done by then. */
const SETTLE_MS = 5_000;
const PROBE_PATIENCE_MS = 60_000;

/**
 * What a sleeping enrollment costs the worker that has it in its cache.
 * @param {import('./options.mjs').BenchOptions} options
 * @param {import('../chaos/run-tool.mjs').Tools} tools
 * @returns {Promise<number>} the exit code
 */
export async function benchMemory(options, { stand, log, signal }) {
  const count = Math.min(options.people, CACHE - WARM_UP);
  if (count < options.people) log(`The worker caches ${CACHE} workflows: measuring ${count}`);
  const file = path.join(stand.folder, 'heap.json');
  const probe = pathToFileURL(path.join(import.meta.dirname, 'heap-probe.mjs')).href;
  const stack = await startStack(stand, {
    signal,
    workerArgs: ['--import', probe],
    workerEnv: { HEAP_PROBE_FILE: file },
  });
  const steps = [
    { id: 'wait', kind: 'wait', for: { amount: 30, unit: 'days' } },
    { id: 'mail', kind: 'email', ...MAIL },
  ];
  const sequenceId = await makeSequence(stack, { name: 'Sleepers', steps });
  const cache = async (/** @type {string} */ name, /** @type {number} */ people) => {
    const listId = await makeAudience(stack, { count: people, name });
    await enrollList(stack, { sequenceId, listId, signal });
    await sleep(SETTLE_MS, undefined, { signal });
    return sampleOf(stack.worker.pid, file, signal);
  };
  const before = await cache('warm', WARM_UP);
  const after = await cache('sleepers', count);
  const { text, isGood } = describeMemory({ before, after, count });
  console.log(text);
  await stack.close();
  return isGood ? 0 : 1;
}

/**
 * @param {number} pid
 * @param {string} file
 * @param {AbortSignal} signal
 * @returns {Promise<import('./memory-report.mjs').Sample>}
 */
async function sampleOf(pid, file, signal) {
  rmSync(file, { force: true });
  sendSignal(pid, 'SIGUSR2');
  for (const deadline = Date.now() + PROBE_PATIENCE_MS; !existsSync(file);) {
    if (Date.now() > deadline) throw new Error('the worker does not say what it holds');
    await sleep(100, undefined, { signal });
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}
