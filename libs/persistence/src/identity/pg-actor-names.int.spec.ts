import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@dripemails/testing';
import { v7 as newId } from 'uuid';
import { type Database, openDatabase } from '../database.js';
import { People } from '../testing/people.js';
import { PgActorNames } from './pg-actor-names.js';

describe(PgActorNames, () => {
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

  it('names the members and keys of the workspace, also revoked ones, and nobody else', async () => {
    const people = new People(db);
    const [ours, theirs] = [await people.workspace(), await people.workspace()];
    const member = async (workspaceId: string | null, name: string) => {
      const userId = newId();
      await db.prisma.user.create({ data: { id: userId, name, email: `${userId}@example.com` } });
      if (workspaceId !== null) await db.prisma.member.create({ data: { workspaceId, userId } });
      return userId;
    };
    const key = async (workspaceId: string, name: string, revokedAt: Date | null = null) => {
      const id = newId();
      await db.prisma.apiKey.create({ data: { id, workspaceId, name, prefix: 'x', hash: id, revokedAt } });
      return id;
    };
    const [ada, shop, old] = [
      await member(ours, 'Ada'),
      await key(ours, 'Shop'),
      await key(ours, 'Old shop', new Date()),
    ];
    const strangers = [await member(null, 'Gone'), await member(theirs, 'Eve'), await key(theirs, 'Spy'), newId()];
    expect(await new PgActorNames(db.pool).names(ours, [ada, shop, old, ...strangers])).toEqual(
      new Map([
        [ada, 'Ada'],
        [shop, 'Shop'],
        [old, 'Old shop'],
      ]),
    );
  });
});
