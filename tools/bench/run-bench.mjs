// @ts-check
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { startBare } from './bare.mjs';
import { measureRound } from './measure.mjs';
import { startOurs } from './ours.mjs';
import { describeColumns, describeRound, summarize } from './report.mjs';

/**
 * A way to run a drip, its worker running.
 * @typedef {object} Engine
 * @property {import('./options.mjs').EngineName} name
 * @property {string} workflowType
 * @property {Record<string, number>} pids of its own processes, by part
 * @property {(count: number) => Promise<{ starters: (() => Promise<void>)[], check: () => Promise<void> }>} prepare
 *   what lies before the first start; each starter starts one workflow; `check` throws when they did not do
 *   their work
 * @property {() => Promise<void>} close
 */

/** A round before those that count: compiled code, filled caches, grown pools. */
const WARM_UP = 100;

/**
 * The bench: rounds of a bare workflow and of our engine, alternating, on the same Temporal server.
 * @param {import('./options.mjs').BenchOptions} options
 * @param {string} root of the repository
 * @param {import('../chaos/run-tool.mjs').Tools} tools
 * @returns {Promise<number>} the exit code
 */
export async function runBench(options, root, { stand, log, signal }) {
  const connection = await Connection.connect({ address: stand.temporalAddress });
  const client = new Client({ connection });
  /** @type {Engine[]} */
  const engines = [];
  for (const name of options.engines)
    engines.push(name === 'bare' ? await startBare(stand, client, options) : await startOurs(stand, options, signal));
  log('Workers are ready; warming up');
  const context = { client, stand, options, signal };
  for (const engine of engines) await measureRound(engine, Math.min(WARM_UP, options.enrollments), context);

  const { enrollments, steps, waitSeconds, starts, rounds } = options;
  log(
    `${rounds} rounds of ${enrollments} workflows with ${steps} steps, ${waitSeconds} s apart, ${starts} starts at once`,
  );
  console.log(describeColumns());
  const measured = [];
  for (let round = 0; round < rounds; round++) {
    // the other way round every second time, so that a machine that gets slower or faster favours neither
    for (const engine of round % 2 === 0 ? engines : engines.toReversed()) {
      const one = await measureRound(engine, enrollments, context);
      measured.push(one);
      console.log(describeRound(one));
    }
  }
  for (const engine of engines) await engine.close();
  await connection.close();
  if (options.profile) keepProfiles(stand.folder, root);
  const { text, isGood } = summarize(measured);
  console.log(text);
  return isGood ? 0 : 1;
}

/** @param {string} folder @param {string} root */
function keepProfiles(folder, root) {
  const target = path.join(root, 'tmp', 'bench', 'profiles');
  rmSync(target, { recursive: true, force: true });
  cpSync(path.join(folder, 'profiles'), target, { recursive: true });
  console.log(`Profiles: ${target}`);
}
