import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock, type WorkspaceRecord } from '@dripemails/application';
import { DEFAULT_RETENTION } from '@dripemails/contracts';
import { DEFAULT_BRANDING } from '@dripemails/domain';
import { createTestDatabase, type TestDatabase } from '@dripemails/testing';
import { v7 as newId } from 'uuid';
import { type Database, openDatabase } from './database.js';
import { PrismaWorkspaceRepository } from './prisma-workspace-repository.js';

describe(PrismaWorkspaceRepository, () => {
  let test: TestDatabase;
  let db: Database;
  let workspaces: PrismaWorkspaceRepository;
  const workspace = (change: Partial<WorkspaceRecord>): WorkspaceRecord => ({
    ...{ id: newId(), name: 'W', timeZone: 'UTC', isDemo: false, postalAddress: '' },
    ...{ clock: { startedAt: Date.now(), rate: 1 }, sender: { name: 'S', email: 's@example.com' } },
    ...{ frequencyCap: { perDay: 2, perWeek: null }, spfPolicy: 'hold' },
    ...change,
  });

  beforeAll(async () => {
    test = await createTestDatabase();
    db = openDatabase(test.url, { connections: 2, onError: () => undefined });
    workspaces = new PrismaWorkspaceRepository(db, systemClock);
  }, 60_000);
  afterAll(async () => {
    await db.close();
    await test.drop();
  });

  it('reads back what it wrote', async () => {
    const demo = workspace({ isDemo: true, clock: { startedAt: 1_795_564_800_000, rate: 8640 } });
    await workspaces.create(demo);
    const stored = { ...demo, branding: DEFAULT_BRANDING, retention: DEFAULT_RETENTION };
    expect(await workspaces.get(demo.id)).toEqual(stored);
    expect(await workspaces.findDemo()).toEqual(stored);
  });

  it('keeps the look of public pages', async () => {
    const one = workspace({});
    await workspaces.create(one);
    const branding = {
      ...DEFAULT_BRANDING,
      name: 'Tea',
      logoUrl: 'https://example.com/a.png',
      primaryColor: '#aa0000',
    };
    // what it was is told in the same step
    expect(await workspaces.update(one.id, { branding })).toMatchObject({ branding: DEFAULT_BRANDING });
    expect(await workspaces.get(one.id)).toMatchObject({ name: 'W', branding });
  });

  it('reads a kept copy again for whoever knows of another revision', async () => {
    const one = workspace({});
    await workspaces.create(one);
    await workspaces.get(one.id);
    const frequencyCap = { perDay: 1, perWeek: 3 };
    // another process, such as the API
    await new PrismaWorkspaceRepository(db, systemClock).update(one.id, { frequencyCap, spfPolicy: 'warn' });
    const { rows } = await db.pool.query<{ revision: string }>(
      'select xmin::text as revision from workspace where id = $1',
      [one.id],
    );
    expect(await workspaces.get(one.id, rows[0]?.revision)).toMatchObject({ frequencyCap, spfPolicy: 'warn' });
  });

  it('refuses a fast clock for a workspace that is no demo, as does the database itself', async () => {
    const fast = { startedAt: Date.now(), rate: 8640 };
    await expect(workspaces.create(workspace({ clock: fast }))).rejects.toMatchObject({ code: 'workspace.not_demo' });
    const slow = workspace({});
    await workspaces.create(slow);
    await expect(test.query('update workspace set clock_rate = 8640 where id = $1', [slow.id])).rejects.toThrow(
      'workspace_clock_rate_check',
    );
  });

  it('says that an unknown workspace does not exist', async () => {
    await expect(workspaces.get(newId())).rejects.toMatchObject({ code: 'workspace.not_found' });
  });
});
