// @ts-check
import path from 'node:path';
import process from 'node:process';
import { startChild, describeExit } from '../start/child.mjs';
import { sizeOf, tailOf } from '../start/log-file.mjs';
import { freePort } from '../start/ports.mjs';
import { StartProblem } from '../start/progress.mjs';
import { findTemporalCli } from '../start/temporal-cli.mjs';
import { startTemporal } from '../start/temporal.mjs';
import { Server, roomyPort } from './server.mjs';

/** Also a server whose store has to be made first. */
const READY_MS = 600_000;

/**
 * @typedef {object} TemporalOptions
 * @property {string} root of the repository
 * @property {string} folder of the stand
 * @property {string} logFile
 * @property {string} databaseUrl of the stand
 * @property {string} [command] starts another server than the development server
 * @property {(child: import('../start/child.mjs').Child) => void} onSpawn
 * @property {import('../start/progress.mjs').Log} log
 * @property {AbortSignal} signal
 */

/**
 * The Temporal server of a stand: the development server with its SQLite file; what a command of the user's starts; or, by
 * TEMPORAL_ADDRESS, one that runs already and is nobody's to take down.
 * @param {TemporalOptions} options
 * @returns {Promise<{ address: string, server: Server | undefined, label: string }>} the server is not started yet
 */
export async function temporalFor(options) {
  const { root, folder, logFile, command, onSpawn, log, signal } = options;
  if (command) return byCommand({ ...options, command });
  const address = process.env['TEMPORAL_ADDRESS'];
  if (address) {
    await register(address, signal);
    return { address, server: undefined, label: `the Temporal server at ${address}` };
  }
  const cli = await findTemporalCli({ dataDir: path.join(root, '.data'), log, signal });
  const port = await freePort();
  const dbFile = path.join(folder, 'temporal.sqlite');
  return {
    address: `127.0.0.1:${port}`,
    server: new Server(() => startTemporal({ cli: cli.path, dbFile, port, logFile, onSpawn })),
    label: 'a Temporal development server',
  };
}

/** @param {TemporalOptions & { command: string }} options */
async function byCommand({ folder, logFile, databaseUrl, command, onSpawn, signal }) {
  const port = await roomyPort(Math.random);
  const address = `127.0.0.1:${port}`;
  const env = { ...process.env, PORT: String(port), PG_URL: new URL('/', databaseUrl).href.slice(0, -1) };
  const server = new Server(async () => {
    const logStart = sizeOf(logFile);
    const child = await startChild({
      command: 'sh',
      args: ['-c', command],
      cwd: folder,
      env,
      logFile,
      graceMs: 15_000,
    });
    onSpawn(child);
    const ended = new AbortController();
    void child.exited.then((exit) => ended.abort(new Error(describeExit(exit))));
    try {
      await register(address, AbortSignal.any([signal, ended.signal]));
      return child;
    } catch (cause) {
      await child.stop({ force: true });
      const output = tailOf(logFile, { lines: 8, since: logStart });
      throw new StartProblem(`The Temporal server of --temporal-command did not start.\n${output}`, { cause });
    }
  });
  return { address, server, label: `the Temporal server of: ${command}` };
}

/** @param {string} address @param {AbortSignal} signal */
async function register(address, signal) {
  const { registerOnTemporal } = await import('../../temporal/register.mjs');
  await registerOnTemporal({ server: { address }, timeoutMs: READY_MS, signal });
}
