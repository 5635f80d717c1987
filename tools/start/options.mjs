// @ts-check
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { StartProblem } from './progress.mjs';

export const USAGE = `npm start [-- options]

  --only-infra   PostgreSQL, Temporal and migrations only
  --no-web       without the web app
  --dev          watch mode (npm run dev)
  --help         this text

Environment (also from .env): DATABASE_URL, TEMPORAL_ADDRESS and SMTP_URL replace the embedded parts; TEMPORAL_CLI names the
Temporal program; DATA_DIR (.data) keeps the data; WEB_PORT (3000), API_PORT (3001), SMTP_PORT (1025), TEMPORAL_PORT (7233),
TEMPORAL_UI_PORT (8233), POSTGRES_PORT (54329), WORKER_HEALTH_PORT (3002), SMTP_HEALTH_PORT (3003).`;

/** What each port is for, its variable and its default. */
export const PORTS = /** @type {const} */ ({
  web: { variable: 'WEB_PORT', fallback: 3000, part: 'the web app' },
  api: { variable: 'API_PORT', fallback: 3001, part: 'the API' },
  workerHealth: { variable: 'WORKER_HEALTH_PORT', fallback: 3002, part: "the worker's health" },
  smtpHealth: { variable: 'SMTP_HEALTH_PORT', fallback: 3003, part: "the SMTP app's health" },
  smtp: { variable: 'SMTP_PORT', fallback: 1025, part: 'the SMTP app' },
  temporal: { variable: 'TEMPORAL_PORT', fallback: 7233, part: 'Temporal' },
  temporalUi: { variable: 'TEMPORAL_UI_PORT', fallback: 8233, part: 'Temporal Web' },
  postgres: { variable: 'POSTGRES_PORT', fallback: 54329, part: 'PostgreSQL' },
});

/** @typedef {keyof typeof PORTS} PortName */

/**
 * @typedef {object} Options
 * @property {string} root of the repository
 * @property {string} dataDir
 * @property {boolean} dev
 * @property {boolean} onlyInfra
 * @property {boolean} web
 * @property {boolean} help
 * @property {Record<PortName, number>} ports
 * @property {string | undefined} databaseUrl of a database that is not ours
 * @property {string | undefined} temporalAddress of a server that is not ours
 * @property {NodeJS.ProcessEnv} env what the parts inherit
 */

/**
 * @param {string[]} argv
 * @param {NodeJS.ProcessEnv} env
 * @param {string} root
 * @returns {Options}
 * @throws {StartProblem} naming everything that is wrong
 */
export function readOptions(argv, env, root) {
  const flags = readFlags(argv);
  const problems = [];
  const ports = /** @type {Record<PortName, number>} */ ({});
  for (const [name, { variable, fallback }] of Object.entries(PORTS)) {
    const port = Number(env[variable] || fallback);
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      problems.push(`${variable}=${env[variable]} is not a port (1 to 65535).`);
    const other = Object.entries(ports).find(([, taken]) => taken === port);
    if (other) problems.push(`${variable} and ${PORTS[/** @type {PortName} */ (other[0])].variable} are both ${port}.`);
    ports[/** @type {PortName} */ (name)] = port;
  }
  if (problems.length > 0) throw new StartProblem(problems.join('\n'));
  return {
    ...flags,
    root,
    dataDir: path.resolve(root, env['DATA_DIR'] || '.data'),
    ports,
    databaseUrl: env['DATABASE_URL'] || undefined,
    temporalAddress: env['TEMPORAL_ADDRESS'] || undefined,
    env,
  };
}

/** @param {string[]} args */
function readFlags(args) {
  const boolean = /** @type {const} */ ({ type: 'boolean', default: false });
  try {
    const { values } = parseArgs({
      args,
      options: { dev: boolean, 'only-infra': boolean, 'no-web': boolean, help: boolean },
    });
    return { dev: values.dev, onlyInfra: values['only-infra'], web: !values['no-web'], help: values.help };
  } catch (error) {
    throw new StartProblem(`${/** @type {Error} */ (error).message}\n\n${USAGE}`);
  }
}

/**
 * Reads `.env` beside package.json, if there is one; what is set already wins.
 * @param {string} root
 */
export function loadDotEnv(root) {
  try {
    process.loadEnvFile(path.join(root, '.env'));
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error;
  }
}
