// @ts-check
/**
 * No orphans, however a run ends: this small process holds a pipe from the run, and when the pipe ends, what is left of the
 * run's processes and files goes. Like tools/test/services-guard.mjs, but it forgets a process that has ended: a chaos run
 * kills its workers by the dozen, and on a busy machine their numbers belong to somebody else minutes later.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { sendSignal, waitForEnd } from '../start/processes.mjs';

/** @typedef {import('../start/child.mjs').Child} Child */

/**
 * @param {string} folder removed at the end of the run
 * @returns {{ watch(child: Child): void, release(): Promise<void> }} `release` resolves when everything is gone
 */
export function startGuard(folder) {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), folder], {
    stdio: ['pipe', 'ignore', 'inherit'],
    // Ctrl-C and the end of the run's process group must not reach it.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  child.unref();
  child.stdin.on('error', () => undefined); // it was killed itself; then nobody can guard
  const tell = (/** @type {string} */ line) => void (child.stdin.writable && child.stdin.write(`${line}\n`));
  return {
    watch({ pid, exited }) {
      tell(`+${pid}`);
      void exited.then(() => tell(`-${pid}`));
    },
    async release() {
      child.ref();
      child.stdin.end();
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}

/** @param {string} folder */
async function guard(folder) {
  /** @type {Set<number>} */
  const pids = new Set();
  for await (const line of createInterface({ input: process.stdin })) {
    const pid = Number(line.slice(1));
    if (line.startsWith('+')) pids.add(pid);
    else pids.delete(pid);
  }
  for (const pid of pids) sendSignal(pid, 'SIGKILL', { group: true });
  await Promise.all([...pids].map((pid) => waitForEnd(pid, 10_000)));
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await guard(/** @type {string} */ (process.argv[2]));
