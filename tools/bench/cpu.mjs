// @ts-check
import { readFileSync, readdirSync } from 'node:fs';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';

/** /proc counts in these (getconf CLK_TCK; 100 on every Linux that Node runs on). */
const TICKS_PER_SECOND = 100;

/** Processors that are busy with polls and health checks alone. */
const QUIET = 0.15;

const isLinux = process.platform === 'linux';

/**
 * CPU time that has been used up to now by process trees, children that have ended included, and by this process, the `client`.
 * @param {Record<string, number>} roots process ids by name
 * @returns {Record<string, number>} seconds by name; empty where there is no /proc
 */
export function cpuNow(roots) {
  if (!isLinux) return {};
  const processes = readProcesses();
  const of = (/** @type {number} */ pid) => {
    let ticks = 0;
    for (const one of processes) {
      if (one.pid === pid) ticks += one.ticks;
      else if (one.parent === pid) ticks += of(one.pid);
    }
    return ticks;
  };
  const { user, system } = process.cpuUsage(); // without the children, which are everything else here
  return {
    ...Object.fromEntries(Object.entries(roots).map(([name, pid]) => [name, of(pid) / TICKS_PER_SECOND])),
    client: (user + system) / 1_000_000,
  };
}

/**
 * Waits until processes have next to nothing to do, such as a backlog that the last round has left; a minute at most.
 * @param {Record<string, number>} roots process ids by name
 * @param {AbortSignal} signal
 */
export async function untilQuiet(roots, signal) {
  if (!isLinux) return;
  const used = () => Object.keys(roots).reduce((sum, name) => sum + (cpuNow(roots)[name] ?? 0), 0);
  for (let [before, looks] = [used(), 0]; looks < 60; looks++) {
    await sleep(1000, undefined, { signal });
    const now = used();
    if (now - before < QUIET) return;
    before = now;
  }
}

function readProcesses() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        // The command stands in parentheses and may hold anything; after it comes field 3 of proc(5).
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        const [parent, ...times] = [fields[1], fields[11], fields[12], fields[13], fields[14]].map(Number);
        return [{ pid: Number(name), parent, ticks: times.reduce((sum, ticks) => sum + ticks, 0) }];
      } catch {
        return []; // it ended just now
      }
    });
}

/** @returns {number} seconds that all processors together were busy since the machine started; 0 where there is no /proc */
export function machineBusySeconds() {
  if (!isLinux) return 0;
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = line.split(/\s+/).slice(1).map(Number);
  return (user + nice + system + irq + softirq + steal) / TICKS_PER_SECOND;
}
