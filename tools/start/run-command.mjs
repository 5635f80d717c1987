// @ts-check
import path from 'node:path';
import process from 'node:process';
import { existsSync } from 'node:fs';
import { startChild } from './child.mjs';
import { StartProblem } from './progress.mjs';

/**
 * Runs a command to its end and collects what it says.
 * @param {object} options
 * @param {string} options.command
 * @param {string[]} options.args
 * @param {string} [options.cwd]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {string} [options.logFile]
 * @param {AbortSignal} [options.signal] ends it and what it started
 * @returns {Promise<{ code: number | null, lines: string[] }>}
 */
export async function runCommand({ command, args, cwd, env, logFile, signal }) {
  /** @type {string[]} */
  const lines = [];
  signal?.throwIfAborted();
  const child = await startChild({
    command,
    args,
    cwd,
    env,
    logFile,
    graceMs: 5_000,
    onLine: (line) => lines.push(line),
  });
  const stop = () => void child.stop();
  signal?.addEventListener('abort', stop);
  const { code } = await child.exited;
  // The last lines are still in the pipe when the process has ended.
  await new Promise((resolve) => setTimeout(resolve, 50));
  signal?.removeEventListener('abort', stop);
  signal?.throwIfAborted();
  return { code, lines };
}

/**
 * How to call npm: the one that started us, else the one beside this Node; never through a shell if it can be helped.
 * @returns {{ command: string, args: string[] }}
 */
export function npmCommand() {
  const calling = process.env['npm_execpath'];
  const bin = path.dirname(process.execPath);
  const candidates = [
    ...(calling && path.basename(calling) === 'npm-cli.js' ? [calling] : []),
    path.join(bin, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    path.join(bin, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    path.join(bin, '..', 'share', 'nodejs', 'npm', 'bin', 'npm-cli.js'),
  ];
  const script = candidates.find((file) => existsSync(file));
  if (script) return { command: process.execPath, args: [script] };
  if (process.platform === 'win32') throw new StartProblem('npm was not found beside Node. Start with `npm start`.');
  return { command: 'npm', args: [] };
}
