// @ts-check
import path from 'node:path';
import process from 'node:process';
import { readJson } from './json-file.mjs';
import { StartProblem, withHeartbeat } from './progress.mjs';
import { runCommand } from './run-command.mjs';

/**
 * Builds what has changed since the last build; its output is shown only when it fails.
 * @param {object} options
 * @param {string} options.root
 * @param {string} options.dataDir
 * @param {boolean} options.web
 * @param {import('./progress.mjs').Log} options.log
 * @param {AbortSignal} [options.signal]
 * @throws {StartProblem} with the compiler's words
 */
export async function build({ root, dataDir, web, log, signal }) {
  const folder = path.join(root, 'node_modules', 'nx');
  const nx = path.join(folder, readJson(path.join(folder, 'package.json')).bin.nx);
  const { code, lines } = await withHeartbeat(log, 'Build', () =>
    runCommand({
      command: process.execPath,
      args: [nx, 'run-many', '-t', 'build', '--outputStyle=stream', ...(web ? [] : ['--exclude=@dripemails/web'])],
      cwd: root,
      env: {
        ...process.env,
        NODE_ENV: 'production',
        NX_DAEMON: 'false', // it would outlive us
        NX_TUI: 'false',
        NX_ISOLATE_PLUGINS: 'false', // its helper processes would survive a stop in the middle
        FORCE_COLOR: '0',
      },
      logFile: path.join(dataDir, 'logs', 'build.log'),
      signal,
    }),
  );
  if (code !== 0) throw new StartProblem(`The build failed.\n${linesOfFailed(lines).slice(-60).join('\n')}`);
}

/**
 * What the failed projects said, without the noise of those that went well at the same time.
 * @param {string[]} lines each with its project in front, and a list of the failed tasks at the end
 */
function linesOfFailed(lines) {
  const failed = lines.flatMap((line) => /^- (\S+):[\w-]+$/.exec(line.trim())?.[1] ?? []);
  const theirs = lines.filter((line) => failed.some((project) => line.startsWith(`${project}: `)));
  return theirs.length > 0 ? theirs : lines;
}
