import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { adminDatabaseUrl, templateDatabase } from './services.js';

export interface TestDatabase {
  /** Connection URL of a migrated, empty database that nobody else uses. */
  readonly url: string;
  /** One statement, for what no use case does, such as making a second tenant. */
  query(sql: string, values?: readonly unknown[]): Promise<void>;
  /** Removes it, cutting connections that are still open. */
  drop(): Promise<void>;
}

async function runOn(connectionString: string, sql: string, values: readonly unknown[] = []): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(sql, [...values]);
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
    query: (sql, values) => runOn(url.href, sql, values),
    drop: () => runOn(adminDatabaseUrl(), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}
