// @ts-check
import { Api } from '../chaos/api.mjs';
import { Database } from '../chaos/database.mjs';
import { startPlainSink } from '../chaos/sinks.mjs';
import { freePort } from '../start/ports.mjs';

/**
 * The product as a customer meets it: an API to call, a worker, and a sink that takes the mails.
 * @typedef {object} Stack
 * @property {Api} api
 * @property {Database} db
 * @property {string} workspaceId
 * @property {import('../chaos/sinks.mjs').Sink} sink
 * @property {import('../start/child.mjs').Child} worker
 * @property {() => Promise<import('../start/child.mjs').Child>} startWorker another one in its place
 * @property {() => Promise<void>} close
 */

/**
 * @param {import('../chaos/stand.mjs').Stand} stand
 * @param {{ signal: AbortSignal, workerArgs?: string[], workerEnv?: NodeJS.ProcessEnv, apiEnv?: NodeJS.ProcessEnv }} options `workerArgs`: of Node itself
 * @returns {Promise<Stack>}
 */
export async function startStack(stand, { signal, workerArgs = [], workerEnv = {}, apiEnv = {} }) {
  const { workspaceId, apiKey } = await stand.seed();
  const sink = await startPlainSink(stand);
  const [port, healthPort] = [await freePort(), await freePort()];
  const api = {
    name: 'api',
    args: [stand.scriptOf('api')],
    healthPort: port,
    env: { ...sink.env, API_PORT: String(port), ...apiEnv },
  };
  const worker = {
    ...{ name: 'worker', args: [...workerArgs, stand.scriptOf('worker')], healthPort },
    env: { ...sink.env, WORKER_HEALTH_PORT: String(healthPort), ...workerEnv },
  };
  const [running] = await Promise.all([stand.start(worker), stand.start(api)]);
  const db = new Database({ url: stand.databaseUrl, signal });
  return {
    ...{ db, workspaceId, sink, worker: running },
    startWorker: () => stand.start(worker),
    api: new Api({ urls: [`http://127.0.0.1:${port}`], key: apiKey, signal }),
    close: () => db.close(),
  };
}
