// @ts-check
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';

const { platform } = process;

/**
 * Whether a process runs. A zombie does not: in a container whose first process reaps no children,
 * a killed process keeps its id for ever.
 * @param {number} pid
 */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH') return false;
  }
  if (platform !== 'linux') return true;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return !/^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2));
  } catch {
    return false; // gone since the question above
  }
}

/**
 * The command line of a running process, its words separated by spaces; '' when it is gone or hidden.
 * @param {number} pid
 */
export function commandLineOf(pid) {
  try {
    if (platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    const [command, ...args] =
      platform === 'win32'
        ? [
            'powershell',
            '-NoProfile',
            '-Command',
            `(Get-CimInstance Win32_Process -Filter 'ProcessId=${pid}').CommandLine`,
          ]
        : ['ps', '-ww', '-o', 'command=', '-p', String(pid)];
    return execFileSync(/** @type {string} */ (command), args, {
      encoding: 'utf8',
      timeout: 10_000,
      stdio: 'pipe',
    }).trim();
  } catch {
    return ''; // no such process, or not ours to see
  }
}

/**
 * @param {number} pid
 * @returns {number} the parent's id; 0 when it cannot be seen
 */
export function parentOf(pid) {
  try {
    if (platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    }
    return Number(
      execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8', timeout: 5_000, stdio: 'pipe' }),
    );
  } catch {
    return 0;
  }
}

/**
 * Whether the process still runs the command that was started under this id (ids are used again by the system).
 * @param {number} pid
 * @param {string[]} words all of them must stand in its command line
 */
export function isRunning(pid, words) {
  if (!isAlive(pid)) return false;
  const line = commandLineOf(pid);
  return line !== '' && words.every((word) => line.includes(word));
}

/**
 * Sends a signal and ignores that the process may be gone. Windows knows no signals: there it ends the whole tree.
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 * @param {{ group?: boolean }} [options] `group`: the whole process group, for a child that leads one
 */
export function sendSignal(pid, signal, { group = false } = {}) {
  try {
    if (platform === 'win32')
      execFileSync('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore', timeout: 10_000 });
    else process.kill(group ? -pid : pid, signal);
  } catch {
    // already gone
  }
}

/**
 * Waits until a process that may not be our child has ended.
 * @param {number} pid
 * @param {number} timeoutMs
 * @returns {Promise<boolean>} whether it ended in time
 */
export async function waitForEnd(pid, timeoutMs) {
  const deadline = Date.now() + timeoutMs;
  while (isAlive(pid)) {
    if (Date.now() >= deadline) return false;
    await sleep(50);
  }
  return true;
}

/**
 * Asks a process to end, and kills it and its group when it does not.
 * @param {number} pid
 * @param {{ signal?: NodeJS.Signals, graceMs?: number }} [options]
 */
export async function endProcess(pid, { signal = 'SIGTERM', graceMs = 10_000 } = {}) {
  sendSignal(pid, signal);
  const ended = await waitForEnd(pid, graceMs);
  sendSignal(pid, 'SIGKILL', { group: true });
  if (!ended) {
    sendSignal(pid, 'SIGKILL');
    await waitForEnd(pid, 5_000);
  }
}

/**
 * The processes whose working folder is this one (Linux only; elsewhere none are found).
 * @param {string} folder a real path
 * @returns {number[]}
 */
export function processesIn(folder) {
  if (platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`) === folder && isAlive(pid);
      } catch {
        return false; // gone, or another user's
      }
    });
}
