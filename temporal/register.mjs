// @ts-check
/**
 * Makes a Temporal server ready for DripEmails: the namespace, and the search attributes of search-attributes.json.
 * `npm start` calls it; for a server of your own run it once: `TEMPORAL_ADDRESS=host:7233 node temporal/register.mjs`,
 * with the TEMPORAL_TLS variables and TEMPORAL_API_KEY where it asks for them.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const GRPC_NOT_FOUND = 5;
const GRPC_ALREADY_EXISTS = 6;
const GRPC_PERMISSION_DENIED = 7;
const GRPC_UNAUTHENTICATED = 16;
const SECONDS_PER_DAY = 86_400;

/** @typedef {import('@temporalio/client').Connection} Connection */
/** @typedef {Pick<import('@temporalio/client').ConnectionOptions, 'address' | 'tls' | 'apiKey'>} ConnectionOptions */

/** @param {string} name of a variable @returns {boolean} whether it is about TLS or the API key */
export const securesTemporal = (name) => /^TEMPORAL_(TLS|API_KEY)/.test(name);

/**
 * How to connect to a server, as the apps do. Needs a build where the environment asks for TLS.
 * @param {string} address host:port
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<ConnectionOptions>}
 * @throws {Error} with every problem of the environment
 */
export async function connectionOf(address, env) {
  if (!Object.keys(env).some((name) => securesTemporal(name) && env[name])) return { address };
  const { loadConfig, temporalConnection } = await import('@dripemails/platform');
  return temporalConnection(loadConfig('register', { ...env, TEMPORAL_ADDRESS: address }));
}

/**
 * Waits until the server answers, then creates what is missing on it. Harmless when repeated.
 * @param {object} options
 * @param {ConnectionOptions} options.server
 * @param {string} [options.namespace]
 * @param {number} [options.retentionDays] how long closed workflows are kept, in a namespace that is created now
 * @param {boolean} [options.setRetention] sets the retention also in a namespace that exists
 * @param {Record<string, string>} [options.searchAttributes] name to type
 * @param {number} [options.timeoutMs]
 * @param {AbortSignal} [options.signal]
 * @returns {Promise<{ createdNamespace: boolean, added: string[] }>} when the search attributes can be used
 * @throws {Error} when the server does not answer in time, or does not allow it
 */
export async function registerOnTemporal(options) {
  const { server, namespace = 'default', retentionDays = 7, setRetention = false } = options;
  const { searchAttributes = readSearchAttributes(), timeoutMs = 30_000, signal } = options;
  const deadline = Date.now() + timeoutMs;
  const connection = await connect(server, deadline, signal);
  try {
    const createdNamespace = await ensureNamespace(connection, {
      namespace,
      retentionDays,
      setRetention,
      deadline,
      signal,
    });
    // For some seconds a new namespace is unknown to a part of the server.
    const added = await until(() => addSearchAttributes(connection, namespace, searchAttributes), {
      ...{ deadline, signal },
      giveUp: () => 'the search attributes cannot be added',
    });
    await waitUntilUsable(connection, { namespace, names: Object.keys(searchAttributes), deadline, signal });
    return { createdNamespace, added };
  } finally {
    await connection.close();
  }
}

/** @returns {Record<string, string>} the search attributes of this project, name to type */
export function readSearchAttributes() {
  return JSON.parse(readFileSync(path.join(import.meta.dirname, 'search-attributes.json'), 'utf8'));
}

/**
 * @param {ConnectionOptions} server
 * @param {number} deadline
 * @param {AbortSignal} [signal]
 * @returns {Promise<Connection>}
 */
async function connect(server, deadline, signal) {
  const { Connection } = await import('@temporalio/client');
  return until(() => Connection.connect({ ...server, connectTimeout: 2_000 }), {
    ...{ deadline, signal },
    giveUp: () => `Temporal does not answer at ${server.address} ${server.tls ? 'by' : 'without'} TLS`,
  });
}

/**
 * @param {Connection} connection
 * @param {{ namespace: string, retentionDays: number, setRetention: boolean, deadline: number, signal?: AbortSignal }} options
 * @returns {Promise<boolean>} whether it was created now
 */
async function ensureNamespace(connection, { namespace, retentionDays, setRetention, deadline, signal }) {
  const service = connection.workflowService;
  const workflowExecutionRetentionTtl = /** @type {any} */ ({ seconds: retentionDays * SECONDS_PER_DAY });
  const describe = () => service.describeNamespace({ namespace });
  const exists = await describe().then(
    () => true,
    (error) => (error.code === GRPC_NOT_FOUND ? false : Promise.reject(error)),
  );
  if (!exists) {
    await service
      .registerNamespace({ namespace, workflowExecutionRetentionPeriod: workflowExecutionRetentionTtl })
      .catch(ignore(GRPC_ALREADY_EXISTS));
    await until(describe, { deadline, signal, giveUp: () => `the new namespace ${namespace} does not appear` });
  } else if (setRetention) {
    await service.updateNamespace({ namespace, config: { workflowExecutionRetentionTtl } });
  }
  return !exists;
}

/**
 * @param {Connection} connection
 * @param {string} namespace
 * @param {Record<string, string>} wanted
 * @returns {Promise<string[]>} the names that were missing
 */
async function addSearchAttributes({ operatorService }, namespace, wanted) {
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
  const missing = Object.entries(wanted).filter(([name]) => !(name in customAttributes));
  if (missing.length === 0) return [];
  const { temporal } = (await import('@temporalio/proto')).default;
  const types = /** @type {Record<string, any>} */ (temporal.api.enums.v1.IndexedValueType);
  const searchAttributes = Object.fromEntries(
    missing.map(([name, type]) => [name, types[`INDEXED_VALUE_TYPE_${type.toUpperCase()}`]]),
  );
  try {
    await operatorService.addSearchAttributes({ namespace, searchAttributes });
  } catch (error) {
    const { code } = /** @type {{ code?: number }} */ (error);
    if (code === GRPC_PERMISSION_DENIED) {
      const words = missing.map(([name, type]) => `--name ${name} --type ${type}`).join(' ');
      const cure = `temporal operator search-attribute create -n ${namespace} ${words}`;
      throw Object.assign(
        new Error(`This client may not add search attributes. Add them yourself: ${cure}`, { cause: error }),
        { code },
      );
    }
    if (code !== GRPC_ALREADY_EXISTS) throw error; // else another start was faster
  }
  return missing.map(([name]) => name);
}

/**
 * A new attribute is refused for some seconds, until the server has read its own change; a workflow started with it
 * meanwhile would fail.
 * @param {Connection} connection
 * @param {{ namespace: string, names: string[], deadline: number, signal?: AbortSignal }} options
 */
async function waitUntilUsable({ workflowService }, { namespace, names, deadline, signal }) {
  const query = names.map((name) => `${name} IS NULL`).join(' AND ');
  await until(() => workflowService.countWorkflowExecutions({ namespace, query }), {
    ...{ deadline, signal },
    giveUp: () => 'the search attributes cannot be used yet',
  });
}

/**
 * @template T
 * @param {() => Promise<T>} attempt
 * @param {{ deadline: number, giveUp: () => string, signal?: AbortSignal }} options
 * @returns {Promise<T>}
 */
async function until(attempt, { deadline, giveUp, signal }) {
  for (;;) {
    signal?.throwIfAborted();
    try {
      return await attempt();
    } catch (cause) {
      const { message, code } = /** @type {Error & { code?: number }} */ (cause);
      if (code === GRPC_PERMISSION_DENIED || code === GRPC_UNAUTHENTICATED) throw cause; // waiting will not help
      if (Date.now() > deadline) throw new Error(`${giveUp()}: ${message}`, { cause });
      await sleep(100, undefined, { signal });
    }
  }
}

/** @param {number} code */
function ignore(code) {
  return (/** @type {{ code?: number }} */ error) => {
    if (error.code !== code) throw error;
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace, TEMPORAL_RETENTION_DAYS: days } = process.env;
  if (!address) {
    console.error('Set TEMPORAL_ADDRESS=host:port.');
    process.exit(78); // EX_CONFIG
  }
  try {
    const done = await registerOnTemporal({
      server: await connectionOf(address, process.env),
      namespace,
      timeoutMs: 120_000,
      ...(days && { retentionDays: Number(days) }),
    });
    console.log(
      `Temporal at ${address} is ready: namespace ${namespace ?? 'default'} ${done.createdNamespace ? 'created' : 'exists'}, ` +
        `search attributes added: ${done.added.join(', ') || 'none, all there'}.`,
    );
  } catch (error) {
    const { name, message } = /** @type {Error} */ (error);
    console.error(message);
    process.exitCode = name === 'ConfigError' ? 78 : 1;
  }
}
