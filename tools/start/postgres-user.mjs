// @ts-check
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { StartProblem } from './progress.mjs';

/**
 * How to run a PostgreSQL program.
 * @typedef {object} Identity
 * @property {{ uid: number, gid: number }} [owner] of the files, when that is another user than ours
 * @property {{ uid?: number, gid?: number }} spawn options for the process
 * @property {string[]} prefix words before the command
 */

/**
 * PostgreSQL refuses to run as root. Root gets a user for it: the owner of an existing cluster, else `postgres`, which is
 * created when there is none.
 * @param {string} clusterDir
 * @param {string[]} programs files that the user must be able to reach, as well as the cluster
 * @returns {Identity}
 * @throws {StartProblem} when no user can be had, or the existing cluster belongs to somebody else
 */
export function postgresIdentity(clusterDir, programs) {
  const owner = existsSync(clusterDir) ? statSync(clusterDir) : undefined;
  if (process.getuid?.() !== 0) {
    if (owner && process.getuid && owner.uid !== process.getuid()) {
      throw new StartProblem(
        `${clusterDir} belongs to user ${owner.uid}, perhaps from a start as root. Start as that user, choose another DATA_DIR, or remove the folder as root.`,
      );
    }
    return { spawn: {}, prefix: [] };
  }
  const user = owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : findOrCreateUser();
  const closed = [clusterDir, ...programs].map((target) => closedFolder(target, user)).find(Boolean);
  return closed ? throughClosedFolder(closed, user) : { owner: user, spawn: user, prefix: [] };
}

/** @returns {{ uid: number, gid: number }} */
function findOrCreateUser() {
  const existing = lookUp('postgres');
  if (existing) return existing;
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], {
      stdio: 'pipe',
      timeout: 30_000,
    });
  } catch {
    // no such program, or no right to change the users: the next best is a user that every system has
  }
  const user = lookUp('postgres') ?? lookUp('nobody');
  if (!user)
    throw new StartProblem(
      'PostgreSQL cannot run as root and there is no user for it. Start as another user, or set DATABASE_URL.',
    );
  return user;
}

/**
 * @param {string} name
 * @returns {{ uid: number, gid: number } | undefined}
 */
function lookUp(name) {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    try {
      return Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }));
    } catch {
      return 0; // no such user
    }
  });
  return uid && gid ? { uid, gid } : undefined;
}

/**
 * The first folder above a file that a user may not pass through, as /root usually is.
 * @param {string} target in a folder that exists
 * @param {{ uid: number, gid: number }} user
 * @returns {string | undefined}
 */
function closedFolder(target, { uid, gid }) {
  const folders = [];
  for (let folder = path.dirname(path.resolve(target)); ; folder = path.dirname(folder)) {
    folders.unshift(folder);
    if (folder === path.dirname(folder)) break;
  }
  return folders.find((folder) => {
    const { mode, ...owner } = statSync(folder);
    const passBit = owner.uid === uid ? 0o100 : owner.gid === gid ? 0o010 : 0o001;
    return (mode & passBit) === 0;
  });
}

/**
 * Lets the database through a folder that is closed to its user, by a capability, instead of opening the folder to everybody
 * or moving the data elsewhere. The price is that the server could read (with the second choice: write) what only root may:
 * bearable for a server that listens on loopback and whose only login is ours.
 * @param {string} folder
 * @param {{ uid: number, gid: number }} owner
 * @returns {Identity}
 */
function throughClosedFolder(folder, owner) {
  const { uid, gid } = owner;
  const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find((file) => os.platform() === 'linux' && isExecutable(file));
  const ids = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
  // Containers are usually denied the first, which is the smaller right.
  for (const capability of setpriv ? ['+dac_read_search', '+dac_override'] : []) {
    // no_setuid_fixup: otherwise access(2), by which the programs look for each other, ignores the capability.
    const rights = [`--inh-caps=${capability}`, `--ambient-caps=${capability}`, '--securebits=+no_setuid_fixup'];
    const prefix = [setpriv ?? '', ...ids, ...rights, '--'];
    if (works([...prefix, 'true'])) return { owner, spawn: {}, prefix };
  }
  throw new StartProblem(
    `PostgreSQL cannot run as root, and its user (${uid}) may not enter ${folder}. Start as another user, move the clone to a folder that others may enter, allow it (chmod o+x ${folder}), or set DATABASE_URL.`,
  );
}

/** @param {string[]} words */
function works(words) {
  try {
    execFileSync(/** @type {string} */ (words[0]), words.slice(1), { stdio: 'ignore', timeout: 10_000 });
    return true;
  } catch {
    return false; // an old setpriv, or a container without the capability
  }
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
