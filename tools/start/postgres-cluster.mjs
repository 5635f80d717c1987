// @ts-check
import { execFile } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { commandLineOf, endProcess, isAlive, processesIn } from './processes.mjs';
import { StartProblem } from './progress.mjs';

/** @typedef {import('./postgres-user.mjs').Identity} Identity */

const MAJOR = '18'; // of the embedded binaries; a cluster of another major version cannot be opened by them

/**
 * Makes a cluster (a folder with databases) when there is none.
 * @param {object} options
 * @param {string} options.clusterDir
 * @param {string} options.initdb the program
 * @param {Identity} options.identity
 * @param {string} options.user the superuser of the cluster
 * @param {string} options.password
 * @returns {Promise<boolean>} whether it was made now
 * @throws {StartProblem} when the cluster is of another major version
 */
export async function ensureCluster({ clusterDir, initdb, identity: { owner, spawn, prefix }, user, password }) {
  const versionFile = path.join(clusterDir, 'PG_VERSION');
  if (existsSync(versionFile)) {
    const version = readFileSync(versionFile, 'utf8').trim();
    if (version === MAJOR) return false;
    throw new StartProblem(
      `${clusterDir} was made by PostgreSQL ${version}, the embedded one is ${MAJOR}. Carry the data over with pg_dump, or start afresh: npm run reset`,
    );
  }
  // Made under another name and renamed, so that a crash in between never leaves half a cluster that looks whole.
  // Under a new name each time: an initdb that outlived a killed start may still be writing to the last one.
  const making = `${clusterDir}.making-${process.pid}`;
  const passwordFile = `${making}.password`;
  for (const leftover of leftoversOf(clusterDir)) rmSync(leftover, { recursive: true, force: true, maxRetries: 3 });
  mkdirSync(making, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (owner) for (const file of [making, passwordFile]) chownSync(file, owner.uid, owner.gid);
  try {
    const [command, ...args] = [
      ...prefix,
      initdb,
      `--pgdata=${making}`,
      `--username=${user}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The same order of texts on every machine, whatever locales it has.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ];
    await promisify(execFile)(/** @type {string} */ (command), args, { ...spawn, cwd: making, timeout: 120_000 });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  rmSync(clusterDir, { recursive: true, force: true }); // at most an empty folder: it has no PG_VERSION
  renameSync(making, clusterDir);
  return true;
}

/**
 * @param {string} clusterDir
 * @returns {string[]} what interrupted attempts to make it have left
 */
function leftoversOf(clusterDir) {
  const folder = path.dirname(clusterDir);
  const names = readdirSync(folder).filter((name) => name.startsWith(`${path.basename(clusterDir)}.making-`));
  return names.map((name) => path.join(folder, name));
}

/**
 * Clears away what a killed run left on a cluster: a server that still runs on it is shut down; a lock file is removed when
 * the process id in it now belongs to something else or to a zombie, which PostgreSQL itself cannot tell from a running server.
 * @param {string} clusterDir
 * @param {import('./progress.mjs').Log} log
 */
export async function recoverCluster(clusterDir, log) {
  const lockFile = path.join(clusterDir, 'postmaster.pid');
  if (!existsSync(lockFile)) return;
  const [firstLine] = readFileSync(lockFile, 'utf8').split('\n');
  const pid = Number(firstLine);
  if (!Number.isInteger(pid) || pid <= 1) return; // PostgreSQL reports a broken lock file better than we could

  if (isAlive(pid) && isServerOf(pid, clusterDir)) {
    log(`Stopping the PostgreSQL that an earlier run left on ${clusterDir} (process ${pid})`);
    await endProcess(pid, { signal: 'SIGINT', graceMs: 30_000 });
  }
  // Its helper processes notice the end of a killed server by themselves; starting beside them would harm the data.
  const folder = realpathSync(clusterDir);
  for (let waited = 0; ; waited += 100) {
    const helpers = processesIn(folder).filter((helper) => commandLineOf(helper).includes('postgres'));
    if (helpers.length === 0) break;
    if (waited >= 15_000) {
      throw new StartProblem(
        `Processes of an earlier PostgreSQL still use ${clusterDir}: ${helpers.join(', ')}. End them and start again.`,
      );
    }
    await sleep(100);
  }
  // An id that nobody has is left to PostgreSQL, whose own checks then go further than ours.
  if (isTaken(pid) && !isServerOf(pid, clusterDir)) rmSync(lockFile, { force: true });
}

/** @param {number} pid */
function isTaken(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false; // nobody's, or another user's, which PostgreSQL takes for stale
  }
}

/**
 * @param {number} pid
 * @param {string} clusterDir
 */
function isServerOf(pid, clusterDir) {
  const line = isAlive(pid) ? commandLineOf(pid) : '';
  return line.includes('postgres') && line.includes(clusterDir);
}
