// @ts-check
import { createRequire } from 'node:module';
import path from 'node:path';

/** @typedef {import('./options.mjs').Options} Options */
/** @typedef {import('./apps.mjs').Program} Program */

/**
 * The same apps, each started again by Node when a file that it has loaded changes.
 * @param {Program[]} apps
 * @returns {Program[]}
 */
export function watched(apps) {
  return apps.map((app) => ({ ...app, args: ['--watch', '--watch-preserve-output', ...app.args] }));
}

/**
 * The TypeScript compiler, which keeps the builds of the backend up to date.
 * @param {Options} options
 * @returns {Program}
 */
export function compiler({ root }) {
  const script = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const projects = ['api', 'worker', 'smtp'].map((app) => path.join('apps', app));
  return {
    name: 'compiler',
    label: 'Compiler',
    args: [script, '-b', ...projects, '--watch', '--preserveWatchOutput'],
    cwd: root,
    script,
  };
}

/**
 * Remix's own development server, with hot reload.
 * @param {Options} options
 * @returns {Program}
 */
export function webDevServer({ root, ports }) {
  const cwd = path.join(root, 'apps', 'web');
  const remix = createRequire(path.join(cwd, 'package.json')).resolve('@remix-run/dev/package.json');
  const script = path.join(path.dirname(remix), 'dist', 'cli.js');
  return {
    ...{ name: 'web', label: 'Web app', cwd, script },
    args: [script, 'vite:dev', '--host', '127.0.0.1', '--port', String(ports.web), '--strictPort'],
    // The page that the built server answers itself does not exist here; Vite's own client always does.
    healthUrl: `http://127.0.0.1:${ports.web}/@vite/client`,
  };
}
