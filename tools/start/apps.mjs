// @ts-check
import path from 'node:path';
import process from 'node:process';
import { securesTemporal } from '../../temporal/register.mjs';
import { startChild } from './child.mjs';
import { createRelay } from './console-relay.mjs';
import { waitUntilHealthy } from './health.mjs';
import { sizeOf } from './log-file.mjs';

/** @typedef {import('./options.mjs').Options} Options */
/** @typedef {import('./supervisor.mjs').Part} Part */

/** How a process of ours is run: its file, the folder it runs in, and where it says that it is ready. */
/** @typedef {{ name: string, label: string, args: string[], cwd: string, healthUrl?: string, script: string }} Program */

/**
 * The variables that every app gets.
 * @param {Options} options
 * @param {{ databaseUrl: string, temporalAddress: string, temporalUiUrl: string | undefined, appSecret: string }} parts
 * @returns {NodeJS.ProcessEnv}
 */
export function appEnvironment(
  { env, ports, dev, temporalAddress: given },
  { databaseUrl, temporalAddress, temporalUiUrl, appSecret },
) {
  const defaults = {
    TEMPORAL_NAMESPACE: 'default',
    TEMPORAL_UI_URL: temporalUiUrl,
    SMTP_URL: `smtp://127.0.0.1:${ports.smtp}`,
    // Ours over the same database, so that it can be asked what it took; another relay says for itself.
    ...(env.SMTP_URL ? {} : { SMTP_RELAY: 'own' }),
    APP_SECRET: appSecret,
    // Loopback only: nothing of a demo is meant for the network.
    API_HOST: '127.0.0.1',
    WEB_HOST: '127.0.0.1',
    SMTP_HOST: '127.0.0.1',
    API_URL: `http://localhost:${ports.api}`,
    WEB_URL: `http://localhost:${ports.web}`,
  };
  // what secures a server elsewhere says nothing of the embedded one, which takes connections in plain
  const isMeant = (/** @type {string} */ name) => given !== undefined || !securesTemporal(name);
  const set = Object.entries(env).filter(([name, value]) => value !== '' && isMeant(name));
  return {
    ...defaults,
    ...Object.fromEntries(set),
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: temporalAddress,
    API_PORT: String(ports.api),
    WEB_PORT: String(ports.web),
    SMTP_PORT: String(ports.smtp),
    WORKER_HEALTH_PORT: String(ports.workerHealth),
    SMTP_HEALTH_PORT: String(ports.smtpHealth),
    NODE_ENV: dev ? 'development' : 'production',
  };
}

/**
 * The four apps, as they are run from their builds.
 * @param {Options} options
 * @returns {Program[]}
 */
export function builtApps({ root, ports, web }) {
  const app = (
    /** @type {string} */ name,
    /** @type {string} */ label,
    /** @type {string[]} */ file,
    /** @type {number} */ port,
  ) => {
    const script = path.join(root, 'apps', name, ...file);
    return { name, label, args: [script], cwd: root, script, healthUrl: `http://127.0.0.1:${port}/healthz` };
  };
  return [
    app('api', 'API', ['dist', 'main.js'], ports.api),
    app('worker', 'Worker', ['dist', 'main.js'], ports.workerHealth),
    app('smtp', 'SMTP app', ['dist', 'main.js'], ports.smtpHealth),
    ...(web ? [app('web', 'Web app', ['server.mjs'], ports.web)] : []),
  ];
}

/**
 * A program as a part of the supervisor.
 * @param {Program} program
 * @param {object} options
 * @param {NodeJS.ProcessEnv} options.env
 * @param {string} options.dataDir
 * @param {number} options.stage
 * @param {import('./progress.mjs').Log} options.log
 * @param {number} [options.readyTimeoutMs]
 * @returns {Part}
 */
export function appPart(program, { env, dataDir, stage, log, readyTimeoutMs = 60_000 }) {
  const { name, label, args, cwd, script, healthUrl } = program;
  const logFile = path.join(dataDir, 'logs', `${name}.log`);
  const onLine = createRelay({ label, logFile, log });
  return {
    ...{ name, label, stage, logFile, match: [script] },
    async launch(onSpawn) {
      const logStart = sizeOf(logFile);
      const child = await startChild({ command: process.execPath, args, cwd, env, logFile, onLine });
      onSpawn(child);
      try {
        if (healthUrl)
          await waitUntilHealthy({ label, url: healthUrl, child, logFile, logStart, timeoutMs: readyTimeoutMs });
        return child;
      } catch (error) {
        await child.stop();
        throw error;
      }
    },
  };
}
