// @ts-check
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { readJson, writeJson } from './json-file.mjs';
import { endProcess, isRunning, waitForEnd } from './processes.mjs';
import { StartProblem } from './progress.mjs';

/** @typedef {{ name: string, pid: number, match: string[] }} RunningPart */
/** @typedef {{ pid: number, match: string[], startedAt: string, isStopping?: boolean, parts: RunningPart[] }} Run */

// Apps and Temporal use Postgres, so it ends last, by a fast shutdown: that is SIGINT there (SIGTERM waits for clients).
const ENDS_LAST = 'postgres';

/** @param {string} dataDir */
const fileIn = (dataDir) => path.join(dataDir, 'run.json');

/**
 * The start that uses this data folder now.
 * @param {string} dataDir
 * @returns {Run | undefined}
 */
export function currentRun(dataDir) {
  const run = readRunSafely(fileIn(dataDir));
  return run && run.pid !== process.pid && isRunning(run.pid, run.match) ? run : undefined;
}

/**
 * Claims the data folder for this process, after ending what a killed start left running.
 * @param {string} dataDir
 * @param {import('./progress.mjs').Log} log
 * @returns {Promise<{ update(parts: RunningPart[]): void, stopping(): void, release(): void }>}
 * @throws {StartProblem} when a start is running on it
 */
export async function claimRun(dataDir, log) {
  // Others may not look inside, but under root the database's own user has to pass through.
  mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  const file = fileIn(dataDir);
  const own = {
    pid: process.pid,
    match: [path.basename(process.argv[1] ?? 'node')],
    startedAt: new Date().toISOString(),
  };
  for (;;) {
    try {
      writeFileSync(file, JSON.stringify({ ...own, parts: [] }), { flag: 'wx', mode: 0o600 }); // exclusive: two starts cannot both pass
      break;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
    await letItStop(dataDir, log);
    const running = currentRun(dataDir);
    if (running) {
      throw new StartProblem(
        `DripEmails is already running on ${dataDir} (process ${running.pid}). Stop it first, or use another folder and other ports: DATA_DIR=… WEB_PORT=… npm start`,
      );
    }
    await endSurvivors(readRunSafely(file)?.parts ?? [], log);
    rmSync(file, { force: true });
  }
  /** @type {Run} */
  let run = { ...own, parts: [] };
  const write = (/** @type {Partial<Run>} */ change) => writeJson(file, (run = { ...run, ...change }));
  return {
    update: (parts) => write({ parts }),
    stopping: () => write({ isStopping: true }),
    release: () => rmSync(file, { force: true }),
  };
}

/**
 * Waits for a start that has been asked to stop, so that stopping and starting in one breath works.
 * @param {string} dataDir
 * @param {import('./progress.mjs').Log} log
 */
async function letItStop(dataDir, log) {
  const run = currentRun(dataDir);
  if (!run?.isStopping) return;
  log(`Waiting for the earlier start to stop (process ${run.pid})`);
  await waitForEnd(run.pid, 60_000);
}

/**
 * @param {string} file
 * @returns {Run | undefined}
 */
function readRunSafely(file) {
  try {
    return readJson(file);
  } catch {
    return undefined; // cut off by a crash while it was made: then nothing had been started yet
  }
}

/**
 * Ends the parts that outlived their supervisor; only processes that still run the command that was recorded.
 * @param {RunningPart[]} parts
 * @param {import('./progress.mjs').Log} log
 */
async function endSurvivors(parts, log) {
  const alive = parts.filter(({ pid, match }) => match.length > 0 && isRunning(pid, match));
  if (alive.length === 0) return;
  log(
    `Ending what an earlier start left running: ${alive.map(({ name, pid }) => `${name} (process ${pid})`).join(', ')}`,
  );
  await Promise.all(alive.filter(({ name }) => name !== ENDS_LAST).map(({ pid }) => endProcess(pid)));
  await Promise.all(
    alive
      .filter(({ name }) => name === ENDS_LAST)
      .map(({ pid }) => endProcess(pid, { signal: 'SIGINT', graceMs: 30_000 })),
  );
}
