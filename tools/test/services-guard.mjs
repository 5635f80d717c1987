/**
 * No orphans, however a test run ends. The servers of a run lead process groups of their own and would outlive a run
 * that is killed. This small process holds a pipe from the run: when the pipe ends, the run is over in some way or
 * other, and what is left of its servers and files goes.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { sendSignal, waitForEnd } from '../start/processes.mjs';

/**
 * @param {string} folder removed at the end of the run
 * @returns {{ watch(pid: number): void, release(): Promise<void> }} `release` is for the orderly end, after the servers
 *   were stopped, and resolves when the folder is gone
 */
export function startGuard(folder) {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), folder], {
    stdio: ['pipe', 'ignore', 'inherit'],
    // Ctrl-C and the end of the run's process group must not reach it.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  child.unref();
  child.stdin.unref?.();
  child.stdin.on('error', () => undefined); // it was killed itself; then nobody can guard
  return {
    watch: (pid) => child.stdin.write(`${pid}\n`),
    async release() {
      child.ref();
      child.stdin.end();
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}

async function guard(folder) {
  const pids = [];
  for await (const line of createInterface({ input: process.stdin })) pids.push(Number(line));
  for (const pid of pids) sendSignal(pid, 'SIGKILL', { group: true });
  await Promise.all(pids.map((pid) => waitForEnd(pid, 10_000)));
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await guard(process.argv[2]);
