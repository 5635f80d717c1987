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
import { findTemporalCli } from '../start/temporal-cli.mjs';
import { startTemporal } from '../start/temporal.mjs';
import { startGuard } from './guard.mjs';

/** @typedef {import('../start/child.mjs').Child} Child */
/** @typedef {{ root: string, name: string, build: boolean, log: import('../start/progress.mjs').Log, signal: AbortSignal }} StandOptions */
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
  /** Process ids of the two servers. */
  pids = { postgres: 0, temporal: 0 };

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
    const work = [this.#startPostgres(), this.#startTemporal()];
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
    this.#log('PostgreSQL and Temporal are ready');
  }

  async #startPostgres() {
    const server = await startPostgres({
      dataDir: path.join(this.folder, 'postgres'),
      port: await freePort(),
      password: randomBytes(12).toString('hex'),
      logFile: path.join(this.logs, 'postgres.log'),
      onSpawn: (child) => this.#keep(child),
    });
    this.databaseUrl = server.url;
    this.pids.postgres = server.pid;
  }

  async #startTemporal() {
    const { root, signal } = this.#options;
    const cli = await findTemporalCli({ dataDir: path.join(root, '.data'), log: this.#log, signal });
    const server = await startTemporal({
      cli: cli.path,
      dbFile: path.join(this.folder, 'temporal.sqlite'),
      port: await freePort(),
      logFile: path.join(this.logs, 'temporal.log'),
      onSpawn: (child) => this.#keep(child),
    });
    this.temporalAddress = server.address;
    this.pids.temporal = server.pid;
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
