import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@dripemails/testing';
import { type Database, openDatabase } from './database.js';
import { PgOverviewReader } from './pg-overview-reader.js';
import { People } from './testing/people.js';

describe(PgOverviewReader, () => {
  let test: TestDatabase;
  let db: Database;

  beforeAll(async () => {
    test = await createTestDatabase();
    db = openDatabase(test.url, { connections: 2, onError: () => undefined });
  }, 60_000);
  afterAll(async () => {
    await db.close();
    await test.drop();
  });

  it('counts people of this workspace who are still somebody: not the erased', async () => {
    const people = new People(db);
    const [workspaceId, other] = [await people.workspace(), await people.workspace()];
    await people.subscriber(other, 'other@example.com');
    for (const status of ['active', 'unsubscribed', 'bounced', 'unconfirmed', 'erased']) {
      await people.subscriber(workspaceId, `${status}@example.com`);
      await db.pool.query('update subscriber set status = $2 where workspace_id = $1 and email = $3', [
        ...[workspaceId, status, `${status}@example.com`],
      ]);
    }
    const { subscribers } = await new PgOverviewReader(db.pool).read(workspaceId, {
      ...{ lastDay: 0, nextDay: Date.now(), buckets: [0, Date.now()] },
    });
    expect(subscribers).toEqual({ total: 4, active: 1, unsubscribed: 1, bounced: 1 });
  });
});
