import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { adminDatabaseUrl, templateDatabase } from './services.js';

export interface TestDatabase {
  /** Connection URL of a migrated, empty database that nobody else uses. */
  readonly url: string;
  /** One statement, for what no use case does, such as making a second tenant. */
  query(sql: string, values?: readonly unknown[]): Promise<void>;
  /** The first column of the first row, for what no use case shows. */
  value(sql: string, values?: readonly unknown[]): Promise<unknown>;
  /** Runs a statement in a transaction that stays open, so that its locks hold. @returns what ends it */
  hold(sql: string, values?: readonly unknown[]): Promise<() => Promise<void>>;
  /** Removes it, cutting connections that are still open. */
  drop(): Promise<void>;
}

async function runOn(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/**
 * A database of its own for one spec file, copied from the migrated template in well under a second.
 *
 * @throws {Error} outside of integration specs, where no server runs
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await runOn(adminDatabaseUrl(), `CREATE DATABASE ${name} TEMPLATE ${pg.escapeIdentifier(templateDatabase())}`);
  const url = new URL(adminDatabaseUrl());
  url.pathname = `/${name}`;
  // opened with the first statement; specs ask often while they wait for something
  const pool = new pg.Pool({ connectionString: url.href, max: 8 });
  pool.on('error', () => undefined);
  const value = async (sql: string, values: readonly unknown[] = []): Promise<unknown> => {
    const { rows } = await pool.query({ text: sql, values: [...values], rowMode: 'array' });
    return (rows as unknown[][])[0]?.[0];
  };
  return {
    url: url.href,
    query: async (sql, values) => void (await value(sql, values)),
    value,
    async hold(sql, values = []) {
      const client = await pool.connect();
      await client.query('begin');
      await client.query(sql, [...values]);
      return async () => {
        await client.query('rollback');
        client.release();
      };
    },
    async drop() {
      if (!pool.ended) await pool.end();
      await runOn(adminDatabaseUrl(), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}
