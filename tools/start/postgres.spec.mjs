// @ts-check
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { freePort } from './ports.mjs';
import { startPostgres } from './postgres.mjs';
import { isAlive } from './processes.mjs';

// A real server in a folder that only we may enter, as mkdtemp and root's home are.
describe('startPostgres', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'dripemails-postgres-'));
  let port = 0;
  const start = (/** @type {object} */ change = {}) =>
    startPostgres({ dataDir: path.join(folder, 'postgres'), port, password: 'secret', ...change });
  const lockFile = path.join(folder, 'postgres', 'postmaster.pid');
  before(async () => (port = await freePort()));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('makes a cluster once and keeps its data', async () => {
    const first = await start();
    assert.equal(first.created, true);
    await query(first.url, 'create table kept as select 1 as value');
    await first.stop();
    assert.equal(isAlive(first.pid), false);
    const second = await start();
    assert.equal(second.created, false);
    assert.deepEqual(await query(second.url, 'select value from kept'), [{ value: 1 }]);
    await second.stop();
  });

  it('recovers from a killed server, also when its id belongs to another process now', async () => {
    const killed = await start();
    process.kill(killed.pid, 'SIGKILL');
    await killed.exited;
    const lines = readFileSync(lockFile, 'utf8').split('\n');
    writeFileSync(lockFile, [process.pid, ...lines.slice(1)].join('\n'));
    const server = await start();
    assert.deepEqual(await query(server.url, 'select value from kept'), [{ value: 1 }]);
    await server.stop();
  });

  it('replaces a server that an earlier run left behind', async () => {
    const left = await start();
    const server = await start();
    assert.equal(isAlive(left.pid), false);
    await server.stop();
  });

  it('says what is wrong: a password, a busy port', async () => {
    await assert.rejects(start({ password: 'other' }), /another password/);
    const server = await start();
    const other = { dataDir: path.join(folder, 'other') };
    await assert.rejects(start(other), /did not start \(exit code 1\)[^]*Address already in use/);
    await server.stop();
  });
});

/**
 * @param {string} connectionString
 * @param {string} sql
 */
async function query(connectionString, sql) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
