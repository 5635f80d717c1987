#!/usr/bin/env node
// @ts-check
/**
 * `npm run reset`: deletes the data of the embedded set-up, so that the next start is a first one. The fetched Temporal CLI
 * stays. Asks first, unless --yes is given.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { loadDotEnv } from './start/options.mjs';
import { claimRun } from './start/run-file.mjs';
import { StartProblem } from './start/progress.mjs';

const root = path.dirname(import.meta.dirname);
const KEPT = ['bin'];

// What a start puts into its data folder. In a folder that DATA_DIR names, anything else is a sign of a wrong name.
const OURS = /^(bin|logs|postgres(\.making-.*)?|temporal\.sqlite.*|(run|secrets|demo)\.json.*)$/;

/**
 * @param {string} dataDir
 * @param {{ yes: boolean }} options
 * @returns {Promise<string>} what was done, in words
 * @throws {StartProblem} while a start runs on the folder, or when it holds what no start has put there
 */
async function reset(dataDir, { yes }) {
  if (!existsSync(dataDir)) return `There is nothing to reset: ${dataDir} does not exist.`;
  const isDefault = dataDir === path.join(root, '.data');
  const foreign = isDefault ? [] : readdirSync(dataDir).filter((name) => !OURS.test(name));
  if (foreign.length > 0)
    throw new StartProblem(
      `${dataDir} holds things that are not ours (${foreign.join(', ')}). Remove them, or it, by hand.`,
    );
  if (!yes && !(await confirm(`Delete all data in ${dataDir} (database, workflows, logs, secrets)?`)))
    return 'Nothing was deleted.';
  // Claimed like a start: refuses while one runs, and ends what a killed one left running.
  const claim = await claimRun(dataDir, console.log);
  try {
    const names = readdirSync(dataDir).filter((name) => !KEPT.includes(name) && name !== 'run.json');
    for (const name of names) rmSync(path.join(dataDir, name), { recursive: true, force: true, maxRetries: 3 });
  } finally {
    claim.release();
  }
  return `${dataDir} is empty. The next npm start begins afresh.`;
}

/**
 * @param {string} question
 * @returns {Promise<boolean>}
 */
async function confirm(question) {
  if (!process.stdin.isTTY) throw new StartProblem('There is nobody to ask: use npm run reset -- --yes');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`${question} [y/N] `);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

try {
  const { values } = parseArgs({ options: { yes: { type: 'boolean', short: 'y', default: false } } });
  loadDotEnv(root);
  console.log(await reset(path.resolve(root, process.env['DATA_DIR'] || '.data'), values));
} catch (error) {
  console.error(error instanceof StartProblem ? error.message : error);
  process.exit(1);
}
