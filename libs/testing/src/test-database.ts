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
  /** Removes it, cutting connections that are still open. */
  drop(): Promise<void>;
}

async function runOn(connectionString: string, sql: string, values: readonly unknown[] = []): Promise<unknown> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query({ text: sql, values: [...values], rowMode: 'array' });
    return (rows as unknown[][])[0]?.[0];
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
  return {
    url: url.href,
    query: async (sql, values) => void (await runOn(url.href, sql, values)),
    value: (sql, values) => runOn(url.href, sql, values),
    drop: async () => void (await runOn(adminDatabaseUrl(), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
  };
}
