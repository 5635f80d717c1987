/**
 * Jest's globalSetup for the integration and e2e projects: a PostgreSQL with a migrated template database and a
 * Temporal server, both for this run only. Specs reach them through libs/testing, by these variables:
 *
 *   TEST_DATABASE_URL        a role that may create databases
 *   TEST_TEMPLATE_DATABASE   the migrated database to copy
 *   TEST_TEMPORAL_ADDRESS    host:port
 *
 * A developer may set the first or the last to use a server that runs already; it is then neither started nor stopped.
 */
import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { startGuard } from './services-guard.mjs';

const root = resolve(import.meta.dirname, '../..');
const logs = join(root, 'tmp/test');

/** What services-teardown.mjs stops; Jest runs both files in the same process. */
export const SERVICES = Symbol.for('dripemails.test.services');

const log = (line) => process.stderr.write(`${line}\n`);

async function startDatabase(folder, guard) {
  const { startPostgres } = await import('../start/postgres.mjs');
  const { freePort } = await import('../start/ports.mjs');
  return startPostgres({
    dataDir: join(folder, 'postgres'),
    port: await freePort(),
    password: randomBytes(12).toString('hex'),
    logFile: join(logs, 'postgres.log'),
    // Nothing here outlives the run, so nothing has to survive a crash.
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
    onSpawn: ({ pid }) => guard.watch(pid),
  });
}

async function startTemporalServer(folder, guard) {
  const { findTemporalCli } = await import('../start/temporal-cli.mjs');
  const { startTemporal } = await import('../start/temporal.mjs');
  const { freePort } = await import('../start/ports.mjs');
  const cli = await findTemporalCli({ dataDir: join(root, '.data'), log });
  return startTemporal({
    cli: cli.path,
    dbFile: join(folder, 'temporal.db'),
    port: await freePort(),
    logFile: join(logs, 'temporal.log'),
    onSpawn: ({ pid }) => guard.watch(pid),
  });
}

/** Makes the database that every test database is a copy of, so that a run migrates once. */
async function createTemplate(adminUrl, onStop) {
  const name = `test_template_${process.pid}`;
  await asAdmin(adminUrl, `CREATE DATABASE ${name}`);
  onStop(() => asAdmin(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  // As a program: inside this process, the engine's timers would keep Jest waiting for ten seconds at its end.
  const env = { ...process.env, DATABASE_URL: url.href };
  await promisify(execFile)(process.execPath, [join(root, 'tools/migrate.mjs')], { env });
  return name;
}

async function asAdmin(connectionString, sql) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function prepareDatabase(folder, guard, onStop) {
  let url = process.env.TEST_DATABASE_URL;
  if (!url) {
    const server = await startDatabase(folder, guard);
    onStop(() => server.stop());
    url = server.url;
  }
  process.env.TEST_TEMPLATE_DATABASE = await createTemplate(url, onStop);
  process.env.TEST_DATABASE_URL = url;
}

async function prepareTemporal(folder, guard, onStop) {
  const address = process.env.TEST_TEMPORAL_ADDRESS;
  if (address) {
    const { registerOnTemporal } = await import('../../temporal/register.mjs');
    await registerOnTemporal({ server: { address } });
    return;
  }
  const server = await startTemporalServer(folder, guard);
  onStop(() => server.stop());
  process.env.TEST_TEMPORAL_ADDRESS = server.address;
}

export default async function setup() {
  await mkdir(logs, { recursive: true });
  const folder = await mkdtemp(join(tmpdir(), 'dripemails-test-'));
  // Started by root, PostgreSQL runs as another user, who must be able to pass.
  await chmod(folder, 0o711);
  const guard = startGuard(folder);
  const stops = [];
  const onStop = (stop) => stops.unshift(stop);
  globalThis[SERVICES] = { stops, guard };
  const results = await Promise.allSettled(
    [prepareDatabase, prepareTemporal].map((prepare) => prepare(folder, guard, onStop)),
  );
  const failed = results.find(({ status }) => status === 'rejected');
  if (!failed) return;
  // Jest runs no teardown after a setup that failed.
  const { default: teardown } = await import('./services-teardown.mjs');
  await teardown();
  throw failed.reason;
}
