import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { NewRevision, RevisionKey } from '@dripemails/application';
import { createTestDatabase, type TestDatabase, until } from '@dripemails/testing';
import { v7 as newId } from 'uuid';
import { type Database, openDatabase } from '../database.js';
import { PgRevisionRepository } from './pg-revision-repository.js';

const WORKSPACE = '01990000-0000-7000-8000-000000000001';
const OTHER = '01990000-0000-7000-8000-000000000002';
const PAGE = { limit: 2 };

describe(PgRevisionRepository, () => {
  let test: TestDatabase;
  let db: Database;
  let revisions: PgRevisionRepository;
  let key: RevisionKey;

  beforeAll(async () => {
    test = await createTestDatabase();
    db = openDatabase(test.url, { connections: 10, onError: () => undefined });
    revisions = new PgRevisionRepository(db);
    for (const id of [WORKSPACE, OTHER]) {
      await test.query(
        "insert into workspace (id, name, clock_started_at, sender_name, sender_email) values ($1, 'W', now(), 'S', 's@example.com')",
        [id],
      );
    }
  }, 60_000);
  afterAll(async () => {
    await db.close();
    await test.drop();
  });
  beforeEach(async () => {
    const sequenceId = newId();
    await test.query("insert into sequence (id, workspace_id, name, draft) values ($1, $2, 'S', '[]')", [
      sequenceId,
      WORKSPACE,
    ]);
    const ids = { workspaceId: WORKSPACE, sequenceId, version: 1 };
    key = { ...ids, aiStepId: 'ai', stepId: 'mail', enrollmentId: newId() };
  });

  const made = (change: Partial<NewRevision> = {}): NewRevision => ({
    ...{
      id: newId(),
      status: 'ready',
      instructions: 'Shorter',
      error: null,
      askedAt: 1_795_564_800_000,
      givenUpAt: null,
    },
    mail: { subject: 'S', html: '<p>H</p>', model: 'm' },
    ...change,
  });
  const failed = (change: Partial<NewRevision> = {}) => made({ status: 'failed', mail: null, error: 'no', ...change });
  const forVersion = (): RevisionKey => ({ ...key, enrollmentId: null });

  it.each(['enrollment', 'version'] as const)('keeps one revision for each %s and step', async (scope) => {
    const one = scope === 'version' ? forVersion() : key;
    expect(await revisions.find(one)).toBeNull();
    const stored = await Promise.all(Array.from({ length: 8 }, () => revisions.save(one, made())));
    expect(new Set(stored.map(({ id }) => id)).size).toBe(1);
    expect(await revisions.find(one)).toEqual({
      ...{ ...one, id: stored[0]?.id, status: 'ready', instructions: 'Shorter', subject: 'S', html: '<p>H</p>' },
      ...{ model: 'm', error: null, createdAt: 1_795_564_800_000, decidedAt: null },
    });
    expect(await revisions.find({ ...one, version: 2 })).toBeNull();
    expect(await revisions.find({ ...one, workspaceId: OTHER })).toBeNull();
    expect(await revisions.find(scope === 'version' ? key : forVersion())).toBeNull();
  });

  it('lets a failure give way until it is given up, and keeps when it was first tried', async () => {
    const first = await revisions.save(key, failed({ askedAt: 1000 }));
    expect(await revisions.save(key, failed({ error: 'still', askedAt: 2000 }))).toMatchObject({
      ...{ id: first.id, error: 'still', createdAt: 1000, decidedAt: null },
    });
    expect(await revisions.save(key, made())).toMatchObject({
      id: first.id,
      status: 'ready',
      error: null,
      createdAt: 1000,
    });
    expect(await revisions.save(key, failed())).toMatchObject({ status: 'ready' });
    await revisions.save(forVersion(), failed({ givenUpAt: 3000 }));
    expect(await revisions.save(forVersion(), made())).toMatchObject({ status: 'failed', decidedAt: 3000 });
  });

  it('lets one at a time work on a version, and the next when that one is done or has failed', async () => {
    let working = 0;
    let finish: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (finish = resolve));
    const first = revisions.alone(forVersion(), async () => {
      working++;
      await gate;
      return 'made';
    });
    // others of another process and of this one find it taken; another step is free
    const elsewhere = openDatabase(test.url, { connections: 5, onError: () => undefined });
    const apart = new PgRevisionRepository(elsewhere);
    await until(() => working === 1, { deadlineMs: 5_000, message: 'the first at work' });
    const others = await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        (n % 2 === 0 ? apart : revisions).alone(forVersion(), () => Promise.resolve('again')),
      ),
    );
    expect(new Set(others)).toEqual(new Set([null]));
    expect(await apart.alone({ ...forVersion(), aiStepId: 'other' }, () => Promise.resolve('free'))).toBe('free');
    finish();
    expect(await first).toBe('made');
    await expect(apart.alone(forVersion(), () => Promise.reject(new Error('boom')))).rejects.toThrow('boom');
    expect(await apart.alone(forVersion(), () => Promise.resolve('next'))).toBe('next');
    await elsewhere.close();
  });

  it('leaves connections for the work itself, however much is going on', async () => {
    const results = await Promise.all(
      Array.from({ length: 40 }, (_, n) => {
        const one = { ...key, aiStepId: `ai${n}` };
        return revisions.alone(one, () => revisions.save(one, made()));
      }),
    );
    const done = results.filter((result) => result !== null);
    expect(done.length).toBeGreaterThanOrEqual(5);
    expect(done.length).toBeLessThan(40);
  });

  it('frees the lock of a session that broke, and outlives it', async () => {
    const result = await revisions.alone(forVersion(), async () => {
      await test.query(
        "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and pid <> pg_backend_pid() and database = (select oid from pg_database where datname = current_database())",
      );
      return 'done all the same';
    });
    expect(result).toBe('done all the same');
    expect(await revisions.alone(forVersion(), () => Promise.resolve('next'))).toBe('next');
  });

  it('gives a mail its usable revision, the newest of the person and the version', async () => {
    const mail = { enrollmentId: key.enrollmentId ?? '', sequenceId: key.sequenceId, version: 1, stepId: 'mail' };
    const forMail = (change: Partial<typeof mail> = {}) => revisions.forMail(WORKSPACE, { ...mail, ...change });
    expect(await forMail()).toBeNull();
    const { id } = await revisions.save(forVersion(), made({ status: 'awaitingApproval' }));
    expect(await forMail()).toBeNull();
    await revisions.decide(WORKSPACE, id, 'approved', Date.now());
    expect(await forMail()).toEqual({ subject: 'S', html: '<p>H</p>', text: null });
    expect(await forMail({ enrollmentId: newId() })).not.toBeNull();
    await revisions.save(key, made({ mail: { subject: 'Mine', html: 'H', model: 'm' } }));
    expect(await forMail()).toMatchObject({ subject: 'Mine' });
    expect(await forMail({ version: 2 })).toBeNull();
    expect(await forMail({ stepId: 'another' })).toBeNull();
    expect(await revisions.forMail(OTHER, mail)).toBeNull();
  });

  it('is answered once', async () => {
    const { id } = await revisions.save(key, made({ status: 'awaitingApproval' }));
    expect(await revisions.decide(WORKSPACE, id, 'declined', 5000)).toMatchObject({
      status: 'declined',
      decidedAt: 5000,
    });
    expect(await revisions.decide(WORKSPACE, id, 'declined', 6000)).toMatchObject({ decidedAt: 5000 });
    await expect(revisions.decide(WORKSPACE, id, 'approved', 7000)).rejects.toMatchObject({
      code: 'revision.already_answered',
    });
    const ready = await revisions.save(forVersion(), made());
    await expect(revisions.decide(WORKSPACE, ready.id, 'approved', 1)).rejects.toThrow('needs no answer');
    await expect(revisions.decide(OTHER, id, 'declined', 1)).rejects.toMatchObject({ code: 'revision.not_found' });
    expect(await revisions.find(key)).toMatchObject({ status: 'declined' });
  });

  it('lists those of a workspace by status, sequence and person, newest first', async () => {
    const ids: string[] = [];
    for (const aiStepId of ['a', 'b', 'c']) {
      ids.unshift((await revisions.save({ ...key, aiStepId }, made({ status: 'awaitingApproval' }))).id);
    }
    await revisions.save(forVersion(), made());
    const query = { ...PAGE, status: 'awaitingApproval' as const, sequenceId: key.sequenceId };
    const first = await revisions.list(WORKSPACE, query);
    const second = await revisions.list(WORKSPACE, { ...query, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
    expect(second.nextCursor).toBeNull();
    const mine = await revisions.list(WORKSPACE, { limit: 10, enrollmentId: key.enrollmentId ?? '' });
    expect(mine.items).toHaveLength(3);
    expect((await revisions.list(OTHER, PAGE)).items).toEqual([]);
    await expect(revisions.list(WORKSPACE, { ...PAGE, cursor: 'x' })).rejects.toMatchObject({ code: 'cursor.invalid' });
    expect(await revisions.get(WORKSPACE, ids[0] ?? '')).toMatchObject({ aiStepId: 'c' });
    await expect(revisions.get(OTHER, ids[0] ?? '')).rejects.toMatchObject({ code: 'revision.not_found' });
  });
});
