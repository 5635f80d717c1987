// @ts-check
/**
 * Migrations without Prisma's native engine, which it would download from a place that is not always in reach: the same engine
 * compiled to WebAssembly, over the pg driver.
 *
 *   DATABASE_URL=… node tools/migrate.mjs                     applies what is missing
 *   DATABASE_URL=… node tools/migrate.mjs diff --name <name>  writes the next migration from prisma/schema.prisma
 */
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readSchema, withEngine } from './migrate/schema-engine.mjs';

const MIGRATIONS = path.join(import.meta.dirname, '..', 'prisma', 'migrations');

// Any number that nobody else uses for pg_advisory_lock in this database.
const LOCK = 7_238_402_119;
const FILTERS = { externalTables: [], externalEnums: [] };

/** @typedef {(line: string) => void} Log */

/**
 * Applies the migrations that a database lacks. Two at the same time are safe: the second waits for the first.
 * @param {object} options
 * @param {string} options.databaseUrl
 * @param {Log} [options.log]
 * @param {number} [options.waitMs] how long to wait for the database to accept connections
 * @param {AbortSignal} [options.signal]
 * @param {string} [options.folder] of the migrations
 * @returns {Promise<string[]>} the names of the migrations applied now
 * @throws {Error} when the database cannot be reached, or a migration fails; the message says which and why
 */
export async function migrate({ databaseUrl, log = () => undefined, waitMs = 30_000, signal, folder = MIGRATIONS }) {
  const client = await connect(databaseUrl, { waitMs, log, signal });
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    const migrationsList = await readMigrations(folder);
    const applied = await withEngine(databaseUrl, async (engine) => {
      // A migration is one transaction here, so one that failed, or was cut off by a crash, has left nothing behind.
      const { failedMigrationNames } = await engine.diagnoseMigrationHistory({
        migrationsList,
        filters: FILTERS,
        optInToShadowDatabase: false,
      });
      for (const migrationName of failedMigrationNames) {
        log(`Migrations: trying ${migrationName} again, which failed before`);
        await engine.markMigrationRolledBack({ migrationName });
      }
      const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: FILTERS });
      return /** @type {string[]} */ (appliedMigrationNames);
    });
    const count = migrationsList.migrationDirectories.length;
    log(
      applied.length > 0 ? `Migrations applied: ${applied.join(', ')}` : `Migrations: none to apply (${count} known)`,
    );
    return applied;
  } finally {
    await client.end(); // gives the lock back as well
  }
}

/**
 * Writes the migration that leads from the existing ones to prisma/schema.prisma. What Prisma's schema cannot say (partial
 * indexes, checks) has to be added to the file by hand.
 * @param {object} options
 * @param {string} options.databaseUrl of a role that may create databases: the existing migrations are run in a throw-away one
 * @param {string} options.name
 * @param {number} [options.waitMs]
 * @returns {Promise<string | undefined>} the file, or undefined when nothing has changed
 */
export async function diffMigration({ databaseUrl, name, waitMs = 30_000 }) {
  await (await connect(databaseUrl, { waitMs })).end();
  const migrations = await readMigrations(MIGRATIONS);
  const schema = await readSchema();
  const script = await withEngine(databaseUrl, async (engine) => {
    const { stdout } = await engine.diff({
      from: { tag: 'migrations', ...migrations },
      to: { tag: 'schemaDatamodel', files: [schema] },
      ...{ script: true, shadowDatabaseUrl: null, exitCode: null, filters: FILTERS },
    });
    return /** @type {string} */ (stdout ?? '');
  });
  if (script.split('\n').every((line) => line.trim() === '' || line.startsWith('--'))) return undefined;
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = path.join(MIGRATIONS, `${stamp}_${name.replace(/\W+/g, '_').toLowerCase()}`);
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, 'migration.sql');
  await writeFile(file, script);
  return file;
}

/**
 * @param {string} databaseUrl
 * @param {{ waitMs: number, log?: Log, signal?: AbortSignal | undefined }} options
 */
async function connect(databaseUrl, { waitMs, log, signal }) {
  const { default: pg } = await import('pg');
  const deadline = Date.now() + waitMs;
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted();
    const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined); // a lost connection fails the query that needs it
    try {
      await client.connect();
      return client;
    } catch (cause) {
      const { code, message } = /** @type {NodeJS.ErrnoException} */ (cause);
      // Class 28: wrong user or password; 3D000: no such database. Waiting cures neither.
      const isHopeless = /^(28...|3D000)$/.test(code ?? '');
      if (isHopeless || Date.now() > deadline)
        throw new Error(`The database cannot be used: ${message || code}. Check DATABASE_URL.`, { cause });
      if (attempt === 1) log?.(`Waiting for the database (${message || code})`);
      await sleep(200, undefined, { signal });
    }
  }
}

/**
 * The migrations on disk, in the engine's form.
 * @param {string} baseDir
 */
async function readMigrations(baseDir) {
  const entries = await readdir(baseDir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const migrationDirectories = await Promise.all(
    names.sort().map(async (name) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: await readSql(path.join(baseDir, name)) },
    })),
  );
  const lockfile = { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' };
  return { baseDir, lockfile, shadowDbInitScript: '', migrationDirectories };
}

/** @param {string} folder of one migration */
async function readSql(folder) {
  return { tag: 'ok', value: await readFile(path.join(folder, 'migration.sql'), 'utf8') };
}

async function runAsProgram() {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { name: { type: 'string' } } });
  const databaseUrl = process.env['DATABASE_URL'];
  if (!databaseUrl) {
    console.error(
      'Set DATABASE_URL=postgresql://user:password@host:5432/database (of a running `npm start`: in .data/demo.json).',
    );
    return 78; // EX_CONFIG
  }
  if (positionals[0] === 'diff') {
    const file = await diffMigration({ databaseUrl, name: values.name ?? 'change' });
    console.log(
      file ? `Wrote ${path.relative(process.cwd(), file)}` : 'prisma/schema.prisma and the migrations agree.',
    );
  } else await migrate({ databaseUrl, log: console.log });
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    process.exit(await runAsProgram());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
