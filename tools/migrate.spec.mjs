// @ts-check
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { migrate } from './migrate.mjs';
import { freePort } from './start/ports.mjs';
import { startPostgres } from './start/postgres.mjs';

describe('migrate', () => {
  const temporary = mkdtempSync(path.join(os.tmpdir(), 'dripemails-migrate-'));
  const folder = path.join(temporary, 'migrations');
  /** @type {Awaited<ReturnType<typeof startPostgres>>} */
  let server;
  before(async () => {
    const dataDir = path.join(temporary, 'postgres');
    server = await startPostgres({ dataDir, port: await freePort(), password: 'x', settings: { fsync: 'off' } });
  });
  after(async () => {
    await server?.stop();
    rmSync(temporary, { recursive: true, force: true });
  });

  const write = (/** @type {string} */ name, /** @type {string} */ sql) => {
    mkdirSync(path.join(folder, name), { recursive: true });
    writeFileSync(path.join(folder, name, 'migration.sql'), sql);
  };
  const run = () => migrate({ databaseUrl: server.url, folder });

  it('applies each once, also when several run at the same time', async () => {
    // Semicolons that end no statement.
    write('1_first', "-- one; two\ncreate table a (word text default ';');\ndo $$ begin perform 1; end $$;");
    const applied = await Promise.all([run(), run(), run()]);
    assert.deepEqual(applied.flat(), ['1_first']);
    assert.deepEqual(await run(), []);
  });

  it('leaves nothing of one that fails, and applies it when it is repaired', async () => {
    write('2_second', 'create table b (); create table a ();');
    await assert.rejects(run(), /2_second|already exists/);
    await assert.rejects(query('select 1 from b'), /does not exist/);
    write('2_second', 'create table b ();');
    assert.deepEqual(await run(), ['2_second']);
  });

  it('says when there is no such database', async () => {
    const databaseUrl = server.url.replace(/\/dripemails$/, '/nowhere');
    await assert.rejects(migrate({ databaseUrl, folder }), /cannot be used: database "nowhere" does not exist/);
  });

  /** @param {string} sql */
  async function query(sql) {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  }
});
