import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Plan } from '@dripemails/contracts/workflow';
import { CheckAllDomains, CheckDomain, CheckDomainStep } from './check-domain.js';
import type { DomainRecord, SpfResult } from './domain-port.js';
import { MemoryDomains } from './testing/memory-domains.js';

const NOW = 1_795_564_800_000;
const HOUR = 3_600_000;
const found = (verdict: SpfResult['verdict']): SpfResult => ({
  ...{ verdict, record: 'v=spf1 -all', missing: [], explanation: 'Because.' },
});
const PLAN: Plan = { at: NOW, do: 'sendEmail', step: 'a', why: 'Now', revision: 1, state: 'active' };

describe('checking domains', () => {
  let now: number;
  let domains: MemoryDomains;
  let asked: string[];
  let mended: string[];
  let warned: object[];
  let answer: (name: string) => Promise<SpfResult>;
  let checkDomain: CheckDomain;
  const clock = { now: () => now };
  const log = {
    info: () => undefined,
    warn: (data: object) => void warned.push(data),
    error: (data: object) => void warned.push(data),
  };

  beforeEach(() => {
    now = NOW;
    [asked, mended, warned] = [[], [], []];
    domains = new MemoryDomains();
    answer = () => Promise.resolve(found('pass'));
    checkDomain = new CheckDomain({
      ...{ domains, clock, log, spfHosts: { ips: [], include: null } },
      spf: {
        check: (name) => {
          asked.push(name);
          return answer(name);
        },
      },
      domainMended: { execute: (workspaceId, name) => Promise.resolve(void mended.push(`${workspaceId} ${name}`)) },
    });
  });

  describe(CheckDomain, () => {
    it('makes the row of a domain that nobody entered, and stores what it found', async () => {
      expect(await checkDomain.execute('w', 'example.com')).toBe('pass');
      expect(await domains.find('w', 'example.com')).toMatchObject({
        ...{ verdict: 'pass', record: 'v=spf1 -all', explanation: 'Because.', checkedAt: NOW },
      });
    });

    it('lets one look at a time, and another after that', async () => {
      let finish: (result: SpfResult) => void = () => undefined;
      answer = () => new Promise((resolve) => (finish = resolve));
      const first = checkDomain.execute('w', 'example.com');
      expect(await checkDomain.execute('w', 'example.com')).toBeNull();
      await new Promise((resolve) => setImmediate(resolve));
      finish(found('pass'));
      expect(await first).toBe('pass');
      answer = () => Promise.resolve(found('fail'));
      expect(await checkDomain.execute('w', 'example.com')).toBe('fail');
      expect(asked).toHaveLength(2);
    });

    it('takes over from one that died', async () => {
      await domains.lease('w', 'example.com', now, now + 10_000);
      now += 10_001;
      expect(await checkDomain.execute('w', 'example.com')).toBe('pass');
    });

    it.each([
      ['fail', 'pass', true],
      ['fail', 'unknown', true],
      ['fail', 'fail', false],
      ['pass', 'fail', false],
      ['pass', 'pass', false],
      ['unknown', 'pass', false],
      ['stale', 'pass', false],
    ] as const)('from %s to %s: who was held is told: %p', async (before, after, isTold) => {
      await domains.create('w', 'd', 'example.com');
      if (before !== 'stale') await domains.store('w', 'example.com', found(before), NOW - HOUR);
      answer = () => Promise.resolve(found(after));
      await checkDomain.execute('w', 'example.com');
      expect(mended).toEqual(isTold ? ['w example.com'] : []);
      expect(warned).toHaveLength(after === 'fail' ? 1 : 0);
    });
  });

  describe(CheckDomainStep, () => {
    let replanned: number;
    const ref = { workspaceId: 'w', enrollmentId: 'e' };
    const step = () =>
      new CheckDomainStep(
        { clock, workspaces: { get: async () => ({ sender: { name: 'S', email: 'ann@Example.com' } }) as never } },
        checkDomain,
        {
          execute: async () => {
            replanned++;
            return PLAN;
          },
        },
      );
    beforeEach(() => {
      replanned = 0;
    });

    it('looks at the domain of the sender, then decides again', async () => {
      expect(await step().execute(ref)).toBe(PLAN);
      expect(asked).toEqual(['example.com']);
    });

    it.each([
      ['pass', HOUR, 0],
      ['pass', 27 * HOUR, 1],
      ['unknown', HOUR / 2, 0],
      ['unknown', 2 * HOUR, 1],
    ] as const)('with %s of %d ms ago looks %d times', async (verdict, ago, times) => {
      await domains.create('w', 'd', 'example.com');
      await domains.store('w', 'example.com', found(verdict), NOW - ago);
      await step().execute(ref);
      expect(asked).toHaveLength(times);
      expect(replanned).toBe(1);
    });

    it('goes on when nothing is found out', async () => {
      answer = () => Promise.resolve(found('unknown'));
      expect(await step().execute(ref)).toBe(PLAN);
    });

    it('looks once for many who ask at the same moment', async () => {
      let finish: (result: SpfResult) => void = () => undefined;
      answer = () => new Promise((resolve) => (finish = resolve));
      const all = Promise.all(Array.from({ length: 20 }, () => step().execute(ref)));
      await new Promise((resolve) => setImmediate(resolve));
      finish(found('pass'));
      await all;
      expect(asked).toEqual(['example.com']);
      expect(replanned).toBe(20);
    });

    it('gives up when the one who looks finds nothing in time', async () => {
      await domains.lease('w', 'example.com', now, now + HOUR);
      const waiting = step().execute(ref);
      await new Promise((resolve) => setImmediate(resolve));
      now += 12_001;
      await expect(waiting).rejects.toThrow('in time');
      expect(replanned).toBe(0);
    });
  });

  describe(CheckAllDomains, () => {
    it('looks at each and counts, also when one cannot be checked', async () => {
      const verdicts: Record<string, SpfResult['verdict']> = {
        'a.test': 'pass',
        'b.test': 'fail',
        'c.test': 'unknown',
      };
      domains.senders.push({ workspaceId: 'w', name: 'a.test' }, { workspaceId: 'v', name: 'b.test' });
      await domains.create('w', '1', 'c.test');
      await domains.create('w', '2', 'd.test');
      answer = (name) => {
        const verdict = verdicts[name];
        return verdict === undefined ? Promise.reject(new Error('gone')) : Promise.resolve(found(verdict));
      };
      let beats = 0;
      const all = new CheckAllDomains({ domains, log }, checkDomain);
      expect(await all.execute(() => beats++)).toEqual({ checked: 4, failed: 1, unknown: 2 });
      expect(beats).toBe(4);
      expect([...asked].sort()).toEqual(['a.test', 'b.test', 'c.test', 'd.test']);
    });

    it('takes the word of somebody else who is looking', async () => {
      await domains.create('w', '1', 'b.test');
      await domains.store('w', 'b.test', found('fail'), NOW);
      await domains.lease('w', 'b.test', now, now + HOUR);
      expect(await new CheckAllDomains({ domains, log }, checkDomain).execute()).toEqual({
        checked: 1,
        failed: 1,
        unknown: 0,
      });
      expect(asked).toEqual([]);
    });
  });

  it('keeps what a row says of another workspace apart', async () => {
    const of = (workspaceId: string): Promise<DomainRecord | null> => domains.find(workspaceId, 'example.com');
    await checkDomain.execute('w', 'example.com');
    expect([await of('w'), await of('v')]).toMatchObject([{ verdict: 'pass' }, null]);
  });
});
