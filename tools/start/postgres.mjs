// @ts-check
import { mkdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { startChild, describeExit } from './child.mjs';
import { sizeOf, tailOf } from './log-file.mjs';
import { findPostgresBinaries } from './postgres-binaries.mjs';
import { ensureCluster, recoverCluster } from './postgres-cluster.mjs';
import { postgresIdentity } from './postgres-user.mjs';
import { StartProblem } from './progress.mjs';

/** @typedef {import('./child.mjs').Child} Child */

const WRONG_PASSWORD = '28P01'; // https://www.postgresql.org/docs/current/errcodes-appendix.html

/**
 * @typedef {object} PostgresOptions
 * @property {string} dataDir the folder of the cluster, made when it is missing; a temporary one will do
 * @property {number} port on 127.0.0.1
 * @property {string} password of the superuser; must be the one that the cluster was made with
 * @property {string} [user]
 * @property {string} [database] created when it is missing
 * @property {string} [logFile] default: `<dataDir>.log`
 * @property {Record<string, string | number>} [settings] of the server, such as `{ fsync: 'off' }` for a throw-away one
 * @property {number} [readyTimeoutMs] a crashed server may have to recover first
 * @property {(line: string) => void} [log] told of unusual steps only
 * @property {(child: Child) => void} [onSpawn] told of the process before it is ready
 */

/**
 * Starts a PostgreSQL server of our own, also as root, and on a folder where an earlier one was killed.
 * @param {PostgresOptions} options
 * @returns {Promise<Child & { url: string, host: string, port: number, created: boolean }>} when it accepts connections;
 *   `created` says that the cluster is new
 * @throws {StartProblem} with the end of the log when it does not start
 */
export async function startPostgres(options) {
  const { port, password, user = 'dripemails', database = 'dripemails', settings = {} } = options;
  const { readyTimeoutMs = 60_000, log = () => undefined, onSpawn } = options;
  const dataDir = path.resolve(options.dataDir);
  const logFile = options.logFile ?? `${dataDir}.log`;
  mkdirSync(path.dirname(dataDir), { recursive: true });
  const binaries = await findPostgresBinaries();
  const identity = postgresIdentity(dataDir, Object.values(binaries));
  const created = await ensureCluster({ clusterDir: dataDir, initdb: binaries.initdb, identity, user, password });
  if (!created) await recoverCluster(dataDir, log);

  const logStart = sizeOf(logFile);
  const serverSettings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '', // its usual place, /tmp, is not writable everywhere, and nobody needs it
    max_connections: 200, // four apps with a pool each, and tests
    ...settings,
  };
  const [command, ...args] = [
    ...identity.prefix,
    ...[binaries.postgres, '-D', dataDir, '-p', String(port)],
    ...Object.entries(serverSettings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const child = await startChild({
    ...{ command: /** @type {string} */ (command), args, logFile, cwd: dataDir, ...identity.spawn },
    env: { ...process.env, LC_ALL: 'C', PGDATA: undefined, PGPORT: undefined },
    // PostgreSQL's "fast" shutdown (clients are cut off, the data is flushed), and its "immediate" one.
    ...{ stopSignal: 'SIGINT', forceSignal: 'SIGQUIT' },
  });
  onSpawn?.(child);
  try {
    const host = '127.0.0.1';
    await waitUntilReady({
      child,
      connection: { host, port, user, password },
      dataDir,
      logFile,
      logStart,
      readyTimeoutMs,
    });
    await ensureDatabase({ host, port, user, password }, database);
    return {
      ...child,
      url: `postgresql://${user}:${encodeURIComponent(password)}@${host}:${port}/${database}`,
      host,
      port,
      created,
    };
  } catch (error) {
    await child.stop();
    throw error;
  }
}

/** @typedef {{ host: string, port: number, user: string, password: string }} Connection */

/** @param {{ child: Child, connection: Connection, dataDir: string, logFile: string, logStart: number, readyTimeoutMs: number }} options */
async function waitUntilReady({ child, connection, dataDir, logFile, logStart, readyTimeoutMs }) {
  /** @type {import('./child.mjs').Exit | undefined} */
  let exit;
  void child.exited.then((ended) => (exit = ended));
  const deadline = Date.now() + readyTimeoutMs;
  for (;;) {
    if (exit) {
      throw new StartProblem(
        `PostgreSQL did not start (${describeExit(exit)}).\n${tailOf(logFile, { since: logStart })}`,
      );
    }
    const problem = await tryQuery(connection, dataDir);
    if (!problem) return;
    // Answered by a foreign server, ours would end in a moment for want of its port.
    if (problem.code === WRONG_PASSWORD) await sleep(500);
    if (problem.code === WRONG_PASSWORD && !exit) {
      throw new StartProblem(
        `${dataDir} was made with another password than the one in secrets.json. Restore that file, or start afresh: npm run reset`,
      );
    }
    if (Date.now() > deadline) {
      throw new StartProblem(
        `PostgreSQL was not ready within ${readyTimeoutMs / 1000} s: ${problem.message}\n${tailOf(logFile, { since: logStart })}`,
      );
    }
    await sleep(100);
  }
}

/**
 * @param {Connection} connection
 * @param {string} dataDir
 * @returns {Promise<{ code?: string, message: string } | undefined>} undefined when it is our server that answers
 */
async function tryQuery(connection, dataDir) {
  try {
    const [row] = await query(connection, 'postgres', "select current_setting('data_directory') as folder");
    // A foreign server on our port would otherwise be taken for ours in the moment before ours gives up.
    return realpathSync(row.folder) === realpathSync(dataDir)
      ? undefined
      : { message: `another server listens on port ${connection.port}` };
  } catch (error) {
    return /** @type {Error} */ (error);
  }
}

/**
 * @param {Connection} connection
 * @param {string} database
 */
async function ensureDatabase(connection, database) {
  const found = await query(connection, 'postgres', 'select 1 from pg_database where datname = $1', [database]);
  if (found.length === 0) await query(connection, 'postgres', `create database "${database.replaceAll('"', '""')}"`);
}

/**
 * @param {Connection} connection
 * @param {string} database
 * @param {string} sql
 * @param {unknown[]} [values]
 * @returns {Promise<any[]>}
 */
async function query(connection, database, sql, values) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ ...connection, database, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined); // the server may be going down; the query reports it
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
}
