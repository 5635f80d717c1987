// @ts-check
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { startChild, describeExit } from './child.mjs';
import { sizeOf, tailOf } from './log-file.mjs';
import { StartProblem } from './progress.mjs';

/** @typedef {import('./child.mjs').Child} Child */

const FILES = path.join(import.meta.dirname, '..', '..', 'temporal');

/**
 * @typedef {object} TemporalOptions
 * @property {string} cli the program, from findTemporalCli
 * @property {string} dbFile its store, made when it is missing; deleting it loses the workflows, which the reconciler starts again
 * @property {number} port of the gRPC service, on 127.0.0.1
 * @property {number | undefined} [uiPort] of Temporal Web; without it there is none
 * @property {number} [retentionDays] how long closed workflows can be looked at; the file keeps growing by them
 * @property {string} [logFile] default: `<dbFile>.log`
 * @property {number} [readyTimeoutMs]
 * @property {(child: Child) => void} [onSpawn] told of the process before it is ready
 */

/**
 * Starts a Temporal development server with the dynamic configuration and the search attributes in `temporal/`.
 * @param {TemporalOptions} options
 * @returns {Promise<Child & { address: string, uiUrl: string | undefined }>} when workflows can be started on it
 * @throws {StartProblem} with the end of the log when it does not start
 */
export async function startTemporal(options) {
  for (let again = PORT_RACES; ; again--) {
    try {
      return await startOnce(options);
    } catch (error) {
      // of a port that the server chose for itself, and that somebody took before it listened
      const isOurs = [options.port, options.uiPort].some((port) => String(error).includes(`127.0.0.1:${port}: bind`));
      if (again === 0 || isOurs || !/listen tcp \S+: bind: address already in use/.test(String(error))) throw error;
    }
  }
}

/** How often a start is repeated that lost the race for a port. */
const PORT_RACES = 2;

/** @param {TemporalOptions} options @returns {Promise<Child & { address: string, uiUrl: string | undefined }>} */
async function startOnce(options) {
  const { cli, port, uiPort, retentionDays = 7, readyTimeoutMs = 60_000, onSpawn } = options;
  const dbFile = path.resolve(options.dbFile);
  const logFile = options.logFile ?? `${dbFile}.log`;
  mkdirSync(path.dirname(dbFile), { recursive: true });
  const logStart = sizeOf(logFile);
  const child = await startChild({
    ...{ command: cli, args: await serverArguments({ dbFile, port, uiPort }), logFile },
    // Its own client settings could point elsewhere.
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TEMPORAL_'))),
    graceMs: 15_000,
  });
  onSpawn?.(child);
  const address = `127.0.0.1:${port}`;
  const ended = new AbortController();
  void child.exited.then((exit) => ended.abort(new Error(describeExit(exit))));
  try {
    const { registerOnTemporal } = await import('../../temporal/register.mjs');
    await registerOnTemporal({
      server: { address },
      retentionDays,
      setRetention: true,
      timeoutMs: readyTimeoutMs,
      signal: ended.signal,
    });
    ended.signal.throwIfAborted();
  } catch (cause) {
    await child.stop();
    const reason = /** @type {Error} */ (ended.signal.reason ?? cause).message;
    const output = tailOf(logFile, { lines: 8, since: logStart });
    throw new StartProblem(`The Temporal server did not start (${reason}).\n${output}`, { cause });
  }
  return { ...child, address, uiUrl: uiPort ? `http://localhost:${uiPort}` : undefined };
}

/**
 * @param {{ dbFile: string, port: number, uiPort: number | undefined }} options
 * @returns {Promise<string[]>}
 */
async function serverArguments({ dbFile, port, uiPort }) {
  const { readSearchAttributes } = await import('../../temporal/register.mjs');
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--namespace', 'default'],
    ...(uiPort ? ['--ui-port', String(uiPort), '--ui-disable-news-fetch'] : ['--headless']),
    // A write-ahead log without a flush at each commit: survives a killed process, at worst loses the last moments in a power
    // cut, which the ledger in Postgres and the reconciler make good.
    ...['--db-filename', dbFile, '--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL'],
    ...['--log-level', 'warn', '--log-format', 'json'],
    ...Object.entries(readSearchAttributes()).flatMap(([name, type]) => ['--search-attribute', `${name}=${type}`]),
    ...Object.entries(await readDynamicConfig()).flatMap(([key, value]) => [
      '--dynamic-config-value',
      `${key}=${JSON.stringify(value)}`,
    ]),
  ];
}

/** @returns {Promise<Record<string, unknown>>} the values without constraints, by key */
async function readDynamicConfig() {
  const { parse } = await import('yaml');
  const file = path.join(FILES, 'dynamic-config.yaml');
  const config = /** @type {Record<string, { value: unknown, constraints?: object }[]>} */ (
    parse(readFileSync(file, 'utf8'))
  );
  return Object.fromEntries(
    Object.entries(config).map(([key, values]) => [key, values.find(({ constraints }) => !constraints)?.value]),
  );
}
