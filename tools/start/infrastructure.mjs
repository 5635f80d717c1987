// @ts-check
import path from 'node:path';
import { startPostgres } from './postgres.mjs';
import { StartProblem } from './progress.mjs';
import { loadSecrets } from './secrets.mjs';
import { findTemporalCli } from './temporal-cli.mjs';
import { startTemporal } from './temporal.mjs';

/** @typedef {import('./options.mjs').Options} Options */
/** @typedef {import('./progress.mjs').Log} Log */
/** @typedef {import('./supervisor.mjs').Supervisor} Supervisor */

/** In which order parts are stopped: the highest first. */
export const STAGES = /** @type {const} */ ({ postgres: 0, temporal: 1, apps: 2 });

/**
 * Starts PostgreSQL, or uses the one of DATABASE_URL, and brings its schema up to date.
 * @param {Options} options
 * @param {{ supervisor: Supervisor, log: Log, signal: AbortSignal }} tools
 * @returns {Promise<string>} the URL of the database
 */
export async function startDatabase({ dataDir, databaseUrl, ports }, { supervisor, log, signal }) {
  if (databaseUrl) {
    log(`PostgreSQL: using DATABASE_URL (${withoutPassword(databaseUrl)})`);
    await bringUpToDate(databaseUrl, { log, signal });
    return databaseUrl;
  }
  const clusterDir = path.join(dataDir, 'postgres');
  const logFile = path.join(dataDir, 'logs', 'postgres.log');
  const password = loadSecrets(dataDir).postgresPassword;
  let url = '';
  await supervisor.start({
    ...{ name: 'postgres', label: 'PostgreSQL', stage: STAGES.postgres, logFile, match: ['postgres', clusterDir] },
    async launch(onSpawn) {
      const server = await startPostgres({
        dataDir: clusterDir,
        port: ports.postgres,
        password,
        logFile,
        log,
        onSpawn,
      });
      url = server.url;
      return server;
    },
  });
  log(`PostgreSQL is ready on 127.0.0.1:${ports.postgres}`);
  await bringUpToDate(url, { log, signal });
  return url;
}

/**
 * @param {string} databaseUrl
 * @param {{ log: Log, signal: AbortSignal }} tools
 */
async function bringUpToDate(databaseUrl, tools) {
  const { migrate } = await import('../migrate.mjs');
  try {
    await migrate({ databaseUrl, ...tools });
  } catch (cause) {
    throw new StartProblem(/** @type {Error} */ (cause).message, { cause });
  }
}

/**
 * Starts Temporal, or uses the one of TEMPORAL_ADDRESS, and makes it ready for workflows.
 * @param {Options} options
 * @param {{ supervisor: Supervisor, log: Log, signal: AbortSignal, built?: Promise<void> }} tools `built`: when the libraries are
 * @returns {Promise<{ address: string, uiUrl: string | undefined }>}
 */
export async function startOrchestrator({ dataDir, temporalAddress, ports, env }, { supervisor, log, signal, built }) {
  if (temporalAddress) return useTemporal(temporalAddress, env, { log, signal, built });
  const cli = await findTemporalCli({ dataDir, log, env, signal });
  log(`Temporal CLI ${cli.version}: ${cli.path}`);
  const dbFile = path.join(dataDir, 'temporal.sqlite');
  const logFile = path.join(dataDir, 'logs', 'temporal.log');
  await supervisor.start({
    ...{ name: 'temporal', label: 'Temporal', stage: STAGES.temporal, logFile, match: ['start-dev', dbFile] },
    launch: (onSpawn) =>
      startTemporal({ cli: cli.path, dbFile, port: ports.temporal, uiPort: ports.temporalUi, logFile, onSpawn }),
  });
  log(`Temporal is ready on 127.0.0.1:${ports.temporal}, Temporal Web on ${ports.temporalUi}`);
  return {
    address: `127.0.0.1:${ports.temporal}`,
    uiUrl: env['TEMPORAL_UI_URL'] || `http://localhost:${ports.temporalUi}`,
  };
}

/**
 * @param {string} address
 * @param {NodeJS.ProcessEnv} env
 * @param {{ log: Log, signal: AbortSignal, built: Promise<void> | undefined }} tools
 */
async function useTemporal(address, env, { log, signal, built }) {
  const namespace = env['TEMPORAL_NAMESPACE'] || 'default';
  log(`Temporal: using TEMPORAL_ADDRESS (${address}, namespace ${namespace})`);
  const { connectionOf, registerOnTemporal } = await import('../../temporal/register.mjs');
  await built;
  const server = await connectionOf(address, env).catch((cause) => {
    throw new StartProblem(cause.message, { cause });
  });
  try {
    const { added } = await registerOnTemporal({ server, namespace, timeoutMs: 20_000, signal });
    if (added.length > 0) log(`Temporal: search attributes added: ${added.join(', ')}`);
  } catch (cause) {
    throw new StartProblem(
      `${/** @type {Error} */ (cause).message}. Check TEMPORAL_ADDRESS, or unset it to use an embedded one.`,
      { cause },
    );
  }
  return { address, uiUrl: env['TEMPORAL_UI_URL'] || undefined };
}

/** @param {string} url */
function withoutPassword(url) {
  try {
    const { host, pathname } = new URL(url);
    return `${host}${pathname}`;
  } catch {
    throw new StartProblem('DATABASE_URL is not a URL. It looks like postgresql://user:password@host:5432/database');
  }
}
