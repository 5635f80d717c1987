// @ts-check
import { randomBytes } from 'node:crypto';
import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { migrate } from '../migrate.mjs';
import { build } from '../start/build.mjs';
import { startChild } from '../start/child.mjs';
import { waitUntilHealthy } from '../start/health.mjs';
import { sizeOf } from '../start/log-file.mjs';
import { freePort } from '../start/ports.mjs';
import { startPostgres } from '../start/postgres.mjs';
import { StartProblem } from '../start/progress.mjs';
import { runCommand } from '../start/run-command.mjs';
import { startGuard } from './guard.mjs';
import { Server } from './server.mjs';
import { temporalFor } from './temporal-server.mjs';

/** @typedef {import('../start/child.mjs').Child} Child */
/**
 * @typedef {object} StandOptions
 * @property {string} root of the repository
 * @property {string} name
 * @property {boolean} build
 * @property {string | undefined} [temporalCommand]
 * @property {import('../start/progress.mjs').Log} log
 * @property {AbortSignal} signal
 */
/**
 * A Node program on the stand.
 * @typedef {object} Program
 * @property {string} name of its log
 * @property {string[]} args script first, Node's own options before it
 * @property {number} healthPort where it answers `/healthz`
 * @property {NodeJS.ProcessEnv} [env] beside the stand's
 */

/** From another `npm start` or the user's shell nothing may leak in, such as the address of a database that matters. */
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'SystemRoot'];

/** A throw-away stack in a temporary folder, on free ports: PostgreSQL, Temporal, and the programs started on it. */
export class Stand {
  /** @type {Set<Child>} those that run */
  #children = new Set();
  #guard;
  /** @type {import('../start/progress.mjs').Log} */
  #log;
  #options;
  #stopped = false;
  /** @type {NodeJS.ProcessEnv} what every app gets */
  env = {};
  databaseUrl = '';
  temporalAddress = '';
  temporalLabel = '';
  /** @type {Server | undefined} */
  postgres;
  /** @type {Server | undefined} undefined when it is not ours to take down */
  temporal;

  /** @param {StandOptions} options */
  constructor(options) {
    this.#options = options;
    this.#log = options.log;
    this.folder = mkdtempSync(path.join(tmpdir(), `dripemails-${options.name}-`));
    // Started by root, PostgreSQL runs as another user, who must be able to pass.
    chmodSync(this.folder, 0o711);
    this.logs = path.join(this.folder, 'logs');
    this.#guard = startGuard(this.folder);
  }

  /** Builds what is stale, starts both servers and migrates. The settings are those of `npm start`: commits reach the disk. */
  async open() {
    const { root, name, signal } = this.#options;
    const work = [this.#startServers()];
    if (this.#options.build) {
      this.#log('Building (only what has changed)');
      work.push(build({ root, dataDir: path.join(root, 'tmp', name), web: false, log: this.#log, signal }));
    }
    const results = await Promise.allSettled(work);
    signal.throwIfAborted();
    for (const result of results) if (result.status === 'rejected') throw result.reason;
    await migrate({ databaseUrl: this.databaseUrl, signal });
    this.env = {
      ...Object.fromEntries(INHERITED.map((variable) => [variable, process.env[variable]])),
      NODE_ENV: 'production',
      DATABASE_URL: this.databaseUrl,
      TEMPORAL_ADDRESS: this.temporalAddress,
      APP_SECRET: randomBytes(32).toString('base64url'),
      // The workspace's clock is the wall clock, so that waits are seconds.
      DEMO_DAY_SECONDS: '86400',
    };
    this.#log(`PostgreSQL and ${this.temporalLabel} are ready`);
  }

  async #startServers() {
    const port = await freePort();
    const password = randomBytes(12).toString('hex');
    /** @type {string | undefined} */
    let url;
    this.postgres = new Server(async () => {
      const server = await startPostgres({
        ...{ dataDir: path.join(this.folder, 'postgres'), port, password },
        // Twice the usual processes, and perhaps the store of a Temporal server.
        settings: { max_connections: 300 },
        logFile: path.join(this.logs, 'postgres.log'),
        onSpawn: (child) => this.#keep(child),
      });
      url = server.url;
      return server;
    });
    await this.postgres.start();
    this.databaseUrl = url ?? '';
    const { root, signal, temporalCommand } = this.#options;
    const { address, server, label } = await temporalFor({
      ...{ root, folder: this.folder, databaseUrl: this.databaseUrl, log: this.#log, signal },
      ...(temporalCommand && { command: temporalCommand }),
      logFile: path.join(this.logs, 'temporal.log'),
      onSpawn: (child) => this.#keep(child),
    });
    await server?.start();
    this.temporalAddress = address;
    this.temporalLabel = label;
    this.temporal = server;
  }

  /** Process ids of the servers that are ours. */
  get pids() {
    return {
      ...(this.postgres && { postgres: this.postgres.pid }),
      ...(this.temporal && { temporal: this.temporal.pid }),
    };
  }

  /**
   * Whether both servers take calls.
   * @throws {Error} when one could not be brought up again
   */
  get isWhole() {
    const servers = [this.postgres, this.temporal].flatMap((server) => server ?? []);
    for (const { failure } of servers) if (failure) throw failure;
    return servers.every(({ isUp }) => isUp);
  }

  /**
   * Makes the demo workspace.
   * @returns {Promise<{ workspaceId: string, apiKey: string }>}
   */
  async seed() {
    const { root, signal } = this.#options;
    const script = path.join(root, 'apps', 'api', 'dist', 'seed.js');
    const env = { ...this.env, LOG_LEVEL: 'warn' };
    const { code, lines } = await runCommand({ command: process.execPath, args: [script], cwd: root, env, signal });
    if (code !== 0) throw new StartProblem(`The demo workspace could not be made:\n${lines.join('\n')}`);
    return JSON.parse(lines.at(-1) ?? '');
  }

  /** @param {string} app @returns {string} the file that `npm start` runs */
  scriptOf(app) {
    return path.join(this.#options.root, 'apps', app, 'dist', 'main.js');
  }

  /**
   * @param {Program} program
   * @returns {Promise<Child & { ready: Promise<void> }>} as soon as it exists; `ready` when it is healthy
   */
  async spawn({ name, args, healthPort, env }) {
    if (this.#stopped) throw new Error('the stand is being taken down');
    const logFile = path.join(this.logs, `${name}.log`);
    const logStart = sizeOf(logFile);
    const child = await startChild({
      ...{ command: process.execPath, args, cwd: this.#options.root, logFile },
      env: { ...this.env, ...env },
    });
    this.#keep(child);
    const url = `http://127.0.0.1:${healthPort}/healthz`;
    const ready = waitUntilHealthy({ label: name, url, child, logFile, logStart, timeoutMs: 90_000 });
    ready.catch(() => undefined); // whoever awaits it is told; nobody has to
    return { ...child, ready };
  }

  /** @param {Program} program @returns {Promise<Child>} when it is healthy */
  async start(program) {
    const child = await this.spawn(program);
    await child.ready;
    return child;
  }

  /** @param {Child} child */
  #keep(child) {
    this.#guard.watch(child);
    this.#children.add(child);
    void child.exited.then(() => this.#children.delete(child));
    if (this.#stopped) void child.stop({ force: true });
  }

  /** Copies the logs out, for a run that failed. @returns {string} the folder */
  keepLogs() {
    const target = path.join(this.#options.root, 'tmp', this.#options.name, 'logs');
    rmSync(target, { recursive: true, force: true });
    cpSync(this.logs, target, { recursive: true });
    return target;
  }

  /** Takes everything down by force: nothing here is worth an orderly end. */
  async stop() {
    this.#stopped = true;
    await Promise.all([...this.#children].map((child) => child.stop({ force: true })));
    await this.#guard.release();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10 }); // a guard that was killed has left it
  }
}
