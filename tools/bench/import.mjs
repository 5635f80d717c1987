// @ts-check
import { createReadStream, createWriteStream, openAsBlob, readFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { v7 as newId } from 'uuid';
import { copyPieces, csvPieces } from './import-rows.mjs';
import { describeImport } from './import-report.mjs';
import { startStack } from './stack.mjs';

/** Compiled code, filled pools and caches of both sides. */
const WARM_UP = 20_000;
const LOOK_EVERY_MS = 100;
const MAX_BYTES = 4 * 1024 ** 3;
const COLUMNS = 'id, workspace_id, email, first_name, last_name, time_zone, fields';

/** What of the people must be the same whoever brought them in. */
const FINGERPRINT = `
  select count(*)::int as count, count(distinct lower(email))::int as people,
    md5(string_agg(md5(concat_ws('|', email, first_name, last_name, time_zone, fields::text)), '' order by lower(email) collate "C")) as sum
  from`;

/** @typedef {{ seconds: number, uploadSeconds: number, peakMb: number, growthMb: number }} Measured `seconds`: from the request until all are in */

/**
 * An import of a file through the API and the worker beside a bare COPY of the same rows into a table with the same
 * indexes; then once more with the worker killed in the middle.
 * @param {import('./options.mjs').BenchOptions} options
 * @param {import('../chaos/run-tool.mjs').Tools} tools
 * @returns {Promise<number>} the exit code
 */
export async function benchImport(options, { stand, log, signal }) {
  const stack = await startStack(stand, { signal, apiEnv: { IMPORT_MAX_BYTES: String(MAX_BYTES) } });
  const client = new pg.Client({ connectionString: stand.databaseUrl });
  await client.connect();
  const count = options.people;
  const file = path.join(stand.folder, 'people.csv');
  await pipeline(Readable.from(csvPieces(count)), createWriteStream(file));
  const small = path.join(stand.folder, 'few.csv');
  await pipeline(Readable.from(csvPieces(WARM_UP)), createWriteStream(small));
  // written beforehand: a bare COPY is nothing but the database reading lines that are there
  const lines = path.join(stand.folder, 'people.copy');
  const { workspaceId } = stack;
  await pipeline(Readable.from(copyPieces(count, { workspaceId, newId })), createWriteStream(lines));
  const context = { stack, client, signal };

  await copyBare(context, lines);
  await importFile(context, small, WARM_UP);
  /** @type {{ bare: number[], ours: Measured[] }} */
  const rounds = { bare: [], ours: [] };
  let expected;
  for (let round = 1; round <= options.rounds; round++) {
    log(`Round ${round} of ${options.rounds}: ${count} rows, by COPY and by an import`);
    rounds.bare.push(await copyBare(context, lines));
    expected = await fingerprint(client, 'bare');
    await emptied(client);
    rounds.ours.push(await importFile(context, file, count));
    same(expected, await fingerprint(client, 'subscriber'), 'the import');
  }
  log('The same import, its worker killed in the middle');
  await emptied(client);
  const killed = await importKilled(context, file, count);
  same(expected, await fingerprint(client, 'subscriber'), 'the import that was killed');
  const events = await client.query(`select count(*)::int as n from event where kind = 'subscribed'`);
  if (events.rows[0].n !== count) throw new Error(`${events.rows[0].n} of ${count} people have their first event`);

  const { text, isGood } = describeImport({ count, ...rounds, killed });
  console.log(text);
  await client.end();
  await stack.close();
  return isGood ? 0 : 1;
}

/** @typedef {{ stack: import('./stack.mjs').Stack, client: pg.Client, signal: AbortSignal }} Context */

/** @param {Context} context @param {string} lines file in COPY's text format @returns {Promise<number>} seconds */
async function copyBare({ client }, lines) {
  await client.query('drop table if exists bare');
  await client.query('create table bare (like subscriber including all)');
  await client.query('checkpoint');
  const began = performance.now();
  await pipeline(
    createReadStream(lines, { highWaterMark: 64 * 1024 }),
    client.query(copyFrom(`copy bare (${COLUMNS}) from stdin`)),
  );
  return (performance.now() - began) / 1000;
}

/** @param {Context} context @param {string} file */
async function upload({ stack: { api } }, file) {
  const form = new FormData();
  form.set('consent', 'single');
  form.set('consentText', 'They asked for it at the fair.');
  form.set('file', await openAsBlob(file), path.basename(file));
  const began = performance.now();
  const response = await fetch(`${api.urls[0]}/api/v1/imports`, {
    method: 'POST',
    headers: { authorization: `Bearer ${api.key}` },
    body: form,
  });
  if (response.status !== 202)
    throw new Error(`The upload was answered with ${response.status}: ${await response.text()}`);
  const { id } = /** @type {{ id: string }} */ (await response.json());
  return { id, seconds: (performance.now() - began) / 1000 };
}

/** @param {Context} context @param {string} file @param {number} count */
async function importFile(context, file, count) {
  const { stack } = context;
  await context.client.query('checkpoint');
  const before = rssMb(stack.worker.pid);
  const began = performance.now();
  const { id, seconds: uploadSeconds } = await upload(context, file);
  let peakMb = before;
  const job = await until(context, id, () => {
    peakMb = Math.max(peakMb, rssMb(stack.worker.pid));
    return false;
  });
  if (job.created !== count) throw new Error(`${job.created} of ${count} people were created`);
  const seconds = (performance.now() - began) / 1000;
  return { uploadSeconds, seconds, peakMb, growthMb: peakMb - before };
}

/**
 * @param {Context} context
 * @param {string} file
 * @param {number} count
 * @returns {Promise<{ processed: number, seconds: number }>} where it was killed, and how long the rest took
 */
async function importKilled(context, file, count) {
  const { stack, signal } = context;
  const { id } = await upload(context, file);
  const at = await until(context, id, ({ processed }) => processed >= count / 2);
  if (at.processed >= count)
    throw new Error('The import was over before the worker could be killed; give it more rows.');
  await stack.worker.stop({ force: true });
  signal.throwIfAborted();
  const began = performance.now();
  await stack.startWorker();
  const job = await until(context, id, () => false);
  if (job.processed !== count || job.created !== count)
    throw new Error(`${job.processed} rows were counted and ${job.created} people created, of ${count}`);
  return { processed: at.processed, seconds: (performance.now() - began) / 1000 };
}

/** @param {Context} context @param {string} id @param {(job: any) => boolean} enough */
async function until({ client, signal }, id, enough) {
  for (;;) {
    const { rows } = await client.query('select status, processed, created, failure from import_job where id = $1', [
      id,
    ]);
    const [job] = rows;
    if (job.failure) throw new Error(`The import failed: ${job.failure}`);
    if (job.status === 'completed' || enough(job)) return job;
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }
}

/** @param {pg.Client} client */
async function emptied(client) {
  await client.query('truncate subscriber, event, consent, import_chunk, import_job cascade');
}

/** @param {pg.Client} client @param {string} table */
async function fingerprint(client, table) {
  const { rows } = await client.query(`${FINGERPRINT} ${table}`);
  return JSON.stringify(rows[0]);
}

/** @param {string | undefined} expected @param {string} actual @param {string} what */
function same(expected, actual, what) {
  if (expected !== actual)
    throw new Error(`The people of ${what} are not those of the file: ${actual} instead of ${expected}`);
}

/** @param {number} pid @returns {number} resident memory in MB (Linux; 0 elsewhere) */
function rssMb(pid) {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
    return (pages * 4096) / 1e6;
  } catch {
    return 0; // no such file on this system, or the process has just ended
  }
}
