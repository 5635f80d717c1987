import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from './test-database.js';

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe(createTestDatabase.name, () => {
  it('gives each caller a migrated, empty database of its own', async () => {
    const [one, two] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    try {
      expect(await query(one.url, 'SELECT count(*)::int FROM workspace')).toEqual([{ count: 0 }]);
      await query(one.url, 'CREATE TABLE only_here ()');
      await expect(query(two.url, 'SELECT * FROM only_here')).rejects.toThrow(/only_here/);
    } finally {
      await Promise.all([one, two].map((database: TestDatabase) => database.drop()));
    }
  });

  it('is gone after drop, also with a connection open', async () => {
    const database = await createTestDatabase();
    const open = new pg.Client({ connectionString: database.url });
    const cut = new Promise((resolve) => open.on('error', resolve));
    await open.connect();
    await database.drop();
    await cut;
    await expect(query(database.url, 'SELECT 1')).rejects.toThrow(/does not exist/);
    await database.drop();
  });
});
