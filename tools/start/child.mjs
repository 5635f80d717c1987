// @ts-check
import { spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { LineLog, openLog } from './log-file.mjs';
import { sendSignal } from './processes.mjs';

/** @typedef {{ code: number | null, signal: NodeJS.Signals | null }} Exit */

/**
 * A process that was started by us.
 * @typedef {object} Child
 * @property {number} pid
 * @property {Promise<Exit>} exited resolves when the process has ended, for whatever reason
 * @property {(options?: { force?: boolean }) => Promise<void>} stop asks it to end and kills it when it does not in time
 */

/**
 * @typedef {object} ChildOptions
 * @property {string} command
 * @property {string[]} args
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [uid]
 * @property {number} [gid]
 * @property {string} [logFile] where its output goes; without it the output is dropped
 * @property {(line: string) => void} [onLine] sees each line of output as well. Without it the process writes its log by
 *   itself and can outlive us
 * @property {NodeJS.Signals} [stopSignal]
 * @property {NodeJS.Signals} [forceSignal] the signal of a forced stop
 * @property {number} [graceMs] how long it may take to end
 */

/**
 * Starts a process in a group of its own, so that Ctrl-C reaches only the supervisor, which then stops the parts in order,
 * and so that whatever the process started can be ended with it.
 * @param {ChildOptions} options
 * @returns {Promise<Child>} once the process exists
 * @throws {Error} when it cannot be started
 */
export async function startChild(options) {
  const { command, args, cwd, env, uid, gid, logFile, onLine, graceMs = 30_000 } = options;
  const { stopSignal = 'SIGTERM', forceSignal = 'SIGKILL' } = options;
  const descriptor = logFile && !onLine ? openLog(logFile) : undefined;
  const output = onLine ? 'pipe' : (descriptor ?? 'ignore');
  const child = spawn(command, args, {
    ...{ cwd, env, uid, gid },
    stdio: ['ignore', output, output],
    detached: process.platform !== 'win32', // there it would open a console window
    windowsHide: true,
  });
  if (descriptor !== undefined) closeSync(descriptor);

  /** @type {Promise<Exit>} */
  const exited = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
  await new Promise((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  child.on('error', () => undefined); // a signal that could not be sent; the exit is what counts
  const pid = /** @type {number} */ (child.pid);
  if (onLine) relayLines(child, onLine, logFile);

  /** @param {{ force?: boolean }} [how] */
  async function stop({ force = false } = {}) {
    if (child.exitCode === null && child.signalCode === null) {
      sendSignal(pid, force ? forceSignal : stopSignal);
      await Promise.race([exited, sleep(force ? 5_000 : graceMs, undefined, { ref: false })]);
    }
    sendSignal(pid, 'SIGKILL', { group: true }); // itself if it is still there, and what it left behind
    await exited;
  }
  return { pid, exited, stop };
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {(line: string) => void} onLine
 * @param {string} [logFile]
 */
function relayLines(child, onLine, logFile) {
  const log = logFile ? new LineLog(logFile) : undefined;
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream, crlfDelay: Infinity }).on('line', (line) => {
      log?.write(line);
      onLine(line);
    });
  }
  child.once('close', () => log?.close());
}

/**
 * @param {Exit} exit
 * @returns {string} in words
 */
export function describeExit({ code, signal }) {
  return signal ? `killed by ${signal}` : `exit code ${code}`;
}
