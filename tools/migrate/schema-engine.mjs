// @ts-check
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

const SCHEMA = path.join(import.meta.dirname, '..', '..', 'prisma', 'schema.prisma');

// Types of pg_type.dat: PostgreSQL's internal one-byte "char", and char(n).
const OID_INTERNAL_CHAR = 18;
const OID_BPCHAR = 1042;

/** @returns {Promise<{ path: string, content: string }>} prisma/schema.prisma, in the engine's form */
export async function readSchema() {
  return { path: SCHEMA, content: await readFile(SCHEMA, 'utf8') };
}

/**
 * Runs Prisma's schema engine, compiled to WebAssembly, on a database.
 * @template T
 * @param {string} connectionString
 * @param {(engine: any) => Promise<T>} use
 * @returns {Promise<T>}
 */
export async function withEngine(connectionString, use) {
  const { bindMigrationAwareSqlAdapterFactory } = await import('@prisma/driver-adapter-utils');
  const { SchemaEngine } = await loadEngine();
  const { path: schemaPath, content } = await readSchema();
  const { factory, close } = await createAdapterFactory(connectionString);
  const adapter = bindMigrationAwareSqlAdapterFactory(factory);
  const engine = await SchemaEngine.new({ datamodels: [[schemaPath, content]] }, () => undefined, adapter);
  try {
    return await use(engine);
  } catch (cause) {
    throw new Error(explain(cause), { cause });
  } finally {
    engine.free();
    await close();
  }
}

/**
 * Prisma's adapter for pg, except that a script goes to the server in one piece: the adapter itself cuts it at every semicolon,
 * also those in comments, texts and function bodies, and runs the pieces outside of a transaction. Further, the shadow database
 * is really another one: made from a connection string, the adapter's own would be the database itself.
 * @param {string} connectionString
 */
async function createAdapterFactory(connectionString) {
  const { PrismaPg } = await import('@prisma/adapter-pg');
  const { ColumnTypeEnum } = await import('@prisma/driver-adapter-utils');
  const { parse } = await import('pg-connection-string');
  const config = /** @type {any} */ (parse(connectionString));
  /** @type {(() => Promise<void>)[]} */
  const disposals = [];
  const open = async (/** @type {string} */ database) => {
    const adapter = /** @type {any} */ (await new PrismaPg({ ...config, database }).connect());
    const { client } = adapter;
    adapter.executeScript = (/** @type {string} */ script) =>
      client.query(script).then(() => undefined, adapter.onError.bind(adapter));
    nameInternalChar(adapter, ColumnTypeEnum.Character);
    adapter.dispose = async () => (client.ending ? undefined : client.end());
    disposals.push(() => adapter.dispose());
    return adapter;
  };
  const openShadow = async () => {
    const database = `shadow_${randomUUID().replaceAll('-', '')}`;
    const admin = await open(config.database);
    await admin.executeScript(`create database ${database}`);
    disposals.push(() => admin.executeScript(`drop database if exists ${database} with (force)`));
    return open(database);
  };
  const factory = Object.assign(Object.create(new PrismaPg(config)), {
    connect: () => open(config.database),
    connectToShadowDb: openShadow,
  });
  const close = async () => {
    for (const dispose of disposals.reverse()) await dispose().catch(() => undefined); // the work is done; a lost connection is closed
  };
  return { factory, close };
}

/**
 * Teaches the adapter a type that it refuses and that the engine meets in the catalogue of constraints.
 * @param {any} adapter which runs one query at a time here
 * @param {number} columnType
 */
function nameInternalChar(adapter, columnType) {
  const performIO = adapter.performIO.bind(adapter);
  const queryRaw = adapter.queryRaw.bind(adapter);
  /** @type {number[]} */
  let columns = [];
  adapter.performIO = async (/** @type {unknown} */ query) => {
    const result = await performIO(query);
    columns = result.fields.flatMap((/** @type {any} */ field, /** @type {number} */ at) =>
      field.dataTypeID === OID_INTERNAL_CHAR ? [at] : [],
    );
    for (const at of columns) result.fields[at].dataTypeID = OID_BPCHAR;
    return result;
  };
  adapter.queryRaw = async (/** @type {unknown} */ query) => {
    const result = await queryRaw(query);
    for (const at of columns) result.columnTypes[at] = columnType;
    return result;
  };
}

/** @type {Promise<any> | undefined} */
let loading;

/** Node cannot import a .wasm file yet, which is what the package's main file does. */
function loadEngine() {
  loading ??= (async () => {
    const bindings = /** @type {any} */ (await import('@prisma/schema-engine-wasm/schema_engine_bg'));
    const file = createRequire(import.meta.url)
      .resolve('@prisma/schema-engine-wasm')
      .replace('schema_engine.js', 'schema_engine_bg.wasm');
    const { WebAssembly } = /** @type {any} */ (globalThis); // not in the types of Node alone
    const { instance } = await WebAssembly.instantiate(await readFile(file), {
      './schema_engine_bg.js': withoutHold(bindings),
    });
    bindings.__wbg_set_wasm(instance.exports);
    instance.exports.__wbindgen_start();
    // The engine reports a panic here before it dies of it.
    /** @type {any} */ (globalThis).PRISMA_WASM_PANIC_REGISTRY = {
      set_message: (/** @type {string} */ text) => console.error(text),
    };
    return bindings;
  })();
  return loading;
}

/**
 * The engine sets a timer of ten seconds for each lock and never clears it; the process need not stay for that.
 * @param {Record<string, unknown>} imports
 */
function withoutHold(imports) {
  const entries = Object.entries(imports).map(([name, value]) => {
    const unheld = (/** @type {() => void} */ callback, /** @type {number} */ ms) =>
      setTimeout(callback, ms >>> 0).unref();
    return [name, name.startsWith('__wbg_setTimeout') ? unheld : value];
  });
  return Object.fromEntries(entries);
}

/**
 * The engine's errors carry what a person needs in a JSON message.
 * @param {unknown} error
 */
function explain(error) {
  const text = error instanceof Error ? error.message : String(error);
  try {
    const { message, meta } = JSON.parse(text);
    return message ?? meta?.message ?? text;
  } catch {
    return text;
  }
}
