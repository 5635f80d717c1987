// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { StartProblem, withHeartbeat } from './progress.mjs';
import { npmCommand, runCommand } from './run-command.mjs';

/**
 * Installs the packages of the lockfile when they are missing or were installed from another one.
 * @param {{ root: string, dataDir: string, log: import('./progress.mjs').Log, signal?: AbortSignal }} options
 * @throws {StartProblem} with npm's own words when it fails
 */
export async function ensureDependencies({ root, dataDir, log, signal }) {
  const modules = path.join(root, 'node_modules');
  const lockfile = path.join(root, 'package-lock.json');
  const stamp = path.join(modules, '.package-lock-hash');
  // A lockfile installs other binaries on another platform or for another Node.
  const wanted = createHash('sha256')
    .update(readFileSync(lockfile))
    .update(`${process.platform} ${process.arch} ${process.versions.modules}`)
    .digest('hex');

  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  if (isInstalledByHand({ modules, lockfile, stamp })) {
    writeFileSync(stamp, wanted);
    return;
  }
  // npm ci empties the folder first, which through a link would be somebody else's.
  if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) {
    throw new StartProblem(
      `${modules} is a link and does not fit package-lock.json. Remove the link, or run npm ci where it leads.`,
    );
  }
  log('Installing packages (npm ci); the first time takes a minute or two');
  const npm = npmCommand();
  const { code, lines } = await withHeartbeat(log, 'npm ci', () =>
    runCommand({
      command: npm.command,
      // No package's install script is needed, and some would fetch things from places that may be out of reach.
      args: [...npm.args, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--no-progress'],
      cwd: root,
      // Under NODE_ENV=production npm would leave out what the build needs.
      env: { ...process.env, NODE_ENV: 'development' },
      logFile: path.join(dataDir, 'logs', 'install.log'),
      signal,
    }),
  );
  if (code !== 0) {
    throw new StartProblem(
      `npm ci failed (exit code ${code}). Is the package registry reachable?\n${lines.slice(-25).join('\n')}`,
    );
  }
  writeFileSync(stamp, wanted);
}

/**
 * Whether someone ran npm after the lockfile last changed and after we last looked.
 * @param {{ modules: string, lockfile: string, stamp: string }} files
 */
function isInstalledByHand({ modules, lockfile, stamp }) {
  const changedAt = (/** @type {string} */ file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const installedAt = changedAt(path.join(modules, '.package-lock.json')); // npm's own record
  return installedAt > 0 && installedAt >= changedAt(lockfile) && installedAt > changedAt(stamp);
}
