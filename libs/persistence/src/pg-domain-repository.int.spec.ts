import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CheckDomain, type SpfResult } from '@dripemails/application';
import { createTestDatabase, type TestDatabase } from '@dripemails/testing';
import { v7 as newId } from 'uuid';
import { type Database, openDatabase } from './database.js';
import { PgDomainRepository } from './pg-domain-repository.js';

const NOW = 1_795_564_800_000;
const SECOND = 1_000;
const FAILED: SpfResult = {
  ...{ verdict: 'fail', record: 'v=spf1 -all', missing: ['ip4:192.0.2.1'], explanation: 'Add it.' },
};
const PASSED: SpfResult = { verdict: 'pass', record: 'v=spf1 ip4:192.0.2.1 -all', missing: [], explanation: 'Fine.' };
const UNKNOWN: SpfResult = { verdict: 'unknown', record: null, missing: [], explanation: 'Not known.' };

describe(PgDomainRepository, () => {
  let test: TestDatabase;
  let workers: Database[];
  let domains: PgDomainRepository;
  let workspaceId: string;

  beforeAll(async () => {
    test = await createTestDatabase();
    workers = [1, 2].map(() => openDatabase(test.url, { connections: 8, onError: () => undefined }));
    domains = new PgDomainRepository((workers[0] as Database).pool);
  }, 60_000);
  afterAll(async () => {
    for (const worker of workers) await worker.close();
    await test.drop();
  });
  beforeEach(async () => {
    workspaceId = await workspace('ann@Sender.Example.com');
  });

  async function workspace(sender: string): Promise<string> {
    const id = newId();
    await test.query(
      "insert into workspace (id, name, clock_started_at, sender_name, sender_email) values ($1, 'W', now(), 'S', $2)",
      [id, sender],
    );
    return id;
  }
  async function create(name: string): Promise<string> {
    const id = newId();
    await domains.create(workspaceId, id, name);
    return id;
  }

  it('reads back what it wrote, by id, by name and in a list', async () => {
    const id = await create('example.com');
    await create('a.example.com');
    expect(await domains.get(workspaceId, id)).toMatchObject({
      ...{ id, workspaceId, name: 'example.com', verdict: 'stale', record: null, missing: [], checkedAt: null },
    });
    expect(await domains.store(workspaceId, 'example.com', FAILED, NOW)).toBe('stale');
    expect(await domains.find(workspaceId, 'example.com')).toMatchObject({ ...FAILED, id, checkedAt: NOW });
    expect((await domains.list(workspaceId)).map(({ name }) => name)).toEqual(['a.example.com', 'example.com']);
  });

  it('answers with the verdict before', async () => {
    await create('example.com');
    await domains.store(workspaceId, 'example.com', FAILED, NOW);
    expect(await domains.store(workspaceId, 'example.com', PASSED, NOW)).toBe('fail');
    expect(await domains.store(workspaceId, 'example.com', UNKNOWN, NOW)).toBe('pass');
  });

  it('keeps the record that was seen last where nothing is known', async () => {
    await create('example.com');
    await domains.store(workspaceId, 'example.com', PASSED, NOW);
    await domains.store(workspaceId, 'example.com', UNKNOWN, NOW + SECOND);
    expect(await domains.find(workspaceId, 'example.com')).toMatchObject({
      ...{ verdict: 'unknown', record: PASSED.record, explanation: 'Not known.', checkedAt: NOW + SECOND },
    });
    await domains.store(workspaceId, 'example.com', { ...FAILED, record: null }, NOW + SECOND);
    expect(await domains.find(workspaceId, 'example.com')).toMatchObject({ verdict: 'fail', record: null });
  });

  it('has nothing to store where the domain was removed meanwhile', async () => {
    const id = await create('example.com');
    await domains.remove(workspaceId, id);
    expect(await domains.store(workspaceId, 'example.com', PASSED, NOW)).toBe('stale');
    expect(await domains.list(workspaceId)).toEqual([]);
  });

  it('shows and removes nothing of another workspace', async () => {
    const id = await create('example.com');
    const other = await workspace('bob@other.example.com');
    await expect(domains.get(other, id)).rejects.toMatchObject({ code: 'domain.not_found' });
    await expect(domains.remove(other, id)).rejects.toMatchObject({ code: 'domain.not_found' });
    expect(await domains.find(other, 'example.com')).toBeNull();
    expect(await domains.list(other)).toEqual([]);
    await domains.store(other, 'example.com', PASSED, NOW);
    expect(await domains.get(workspaceId, id)).toMatchObject({ verdict: 'stale' });
  });

  it('refuses a name that is there', async () => {
    await create('example.com');
    await expect(create('example.com')).rejects.toMatchObject({
      code: 'domain.name_taken',
      errors: [{ path: 'name' }],
    });
  });

  it('lists every domain for the nightly check, those of senders without a row too, and each once', async () => {
    await create('example.com');
    await create('sender.example.com');
    const other = await workspace('bob@other.example.com');
    const all = (await domains.all()).filter((one) => [workspaceId, other].includes(one.workspaceId));
    expect(all.map((one) => [one.workspaceId, one.name])).toEqual([
      [workspaceId, 'example.com'],
      [workspaceId, 'sender.example.com'],
      [other, 'other.example.com'],
    ]);
  });

  describe('the lease', () => {
    const lease = (now: number) => domains.lease(workspaceId, 'example.com', now, now + 10 * SECOND);

    it('makes the row where there is none', async () => {
      expect(await lease(NOW)).toBe(true);
      expect(await domains.find(workspaceId, 'example.com')).toMatchObject({ verdict: 'stale', checkedAt: null });
    });

    it('is had by one until it ends, or until the result is stored', async () => {
      await create('example.com');
      expect(await lease(NOW)).toBe(true);
      expect(await lease(NOW + 10 * SECOND)).toBe(false);
      expect(await lease(NOW + 10 * SECOND + 1)).toBe(true);
      await domains.store(workspaceId, 'example.com', PASSED, NOW);
      expect(await lease(NOW)).toBe(true);
    });

    it('goes to one of many workers that ask at the same moment', async () => {
      const pools = workers.map(({ pool }) => new PgDomainRepository(pool));
      const asks = Array.from({ length: 100 }, (_, index) =>
        (pools[index % 2] as PgDomainRepository).lease(workspaceId, 'example.com', NOW, NOW + SECOND),
      );
      expect((await Promise.all(asks)).filter(Boolean)).toHaveLength(1);
      expect(await domains.list(workspaceId)).toHaveLength(1);
    });

    it('has a domain looked at once for two workers with many people', async () => {
      let looks = 0;
      let release: () => void = () => undefined;
      const everybodyAsked = new Promise<void>((resolve) => (release = resolve));
      const checks = workers.map(
        ({ pool }) =>
          new CheckDomain({
            domains: new PgDomainRepository(pool),
            spf: {
              check: async () => {
                looks++;
                await everybodyAsked;
                return PASSED;
              },
            },
            spfHosts: { ips: [], include: null },
            clock: { now: () => Date.now() },
            log: { info: () => undefined, warn: () => undefined, error: () => undefined },
            domainMended: { execute: async () => undefined },
          }),
      );
      const results = checks.flatMap((check) =>
        Array.from({ length: 50 }, () => check.execute(workspaceId, 'example.com')),
      );
      const others = results.map((result) => result.then((verdict) => verdict === null));
      let refused = 0;
      for (const other of others) void other.then((isRefused) => isRefused && ++refused === 99 && release());
      expect((await Promise.all(results)).filter((verdict) => verdict !== null)).toEqual(['pass']);
      expect(looks).toBe(1);
    });
  });
});
