import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '../actor.js';
import { CheckDomain } from './check-domain.js';
import type { SpfResult } from './domain-port.js';
import { ManageDomains } from './manage-domains.js';
import { MemoryDomains } from './testing/memory-domains.js';

const NOW = 1_795_564_800_000;
const ACTOR = { workspaceId: 'w' } as Actor;

describe(ManageDomains, () => {
  let domains: MemoryDomains;
  let result: SpfResult;
  let sender: string;
  let manage: ManageDomains;
  let now: number;
  let mended: string[];
  beforeEach(() => {
    now = NOW;
    mended = [];
    sender = 'ann@example.com';
    domains = new MemoryDomains();
    result = { verdict: 'pass', record: 'v=spf1 ip4:192.0.2.1 -all', missing: [], explanation: 'Fine.' };
    const clock = { now: () => now };
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const ports = {
      ...{ domains, clock, log, spfHosts: { ips: [], include: null } },
      spf: { check: async () => result },
      domainMended: { execute: async (_: string, name: string) => void mended.push(name) },
      workspaces: {
        get: async () => ({ clock: { startedAt: 0, rate: 1 }, sender: { name: 'S', email: sender } }) as never,
      },
    };
    manage = new ManageDomains(ports, new CheckDomain(ports));
  });

  it('says of a new domain that nothing is known', async () => {
    const { id } = await manage.create(ACTOR, { name: 'example.com' });
    expect(await manage.get(ACTOR, id)).toMatchObject({
      ...{ id, name: 'example.com' },
      spf: {
        verdict: 'stale',
        valid: null,
        lastChecked: null,
        record: null,
        missingIncludes: [],
        suggestedRecord: null,
      },
    });
  });

  it('frees who is held each time that a check finds it not broken, once', async () => {
    const { id } = await manage.create(ACTOR, { name: 'example.com' });
    const told = [];
    for (const verdict of ['pass', 'pass', 'fail', 'fail', 'unknown', 'pass'] as const) {
      result = { ...result, verdict };
      now += 1000;
      mended = [];
      await manage.check(ACTOR, id);
      told.push(mended.length);
    }
    expect(told).toEqual([1, 1, 0, 0, 1, 1]);
  });

  it('looks at it when asked, and suggests a record', async () => {
    const { id } = await manage.create(ACTOR, { name: 'example.com' });
    expect(await manage.check(ACTOR, id)).toMatchObject({
      spf: { verdict: 'pass', valid: true, lastChecked: new Date(NOW).toISOString(), suggestedRecord: null },
    });
    result = { verdict: 'fail', record: 'v=spf1 -all', missing: ['ip4:192.0.2.1'], explanation: 'Add it.' };
    expect(await manage.check(ACTOR, id)).toMatchObject({
      spf: {
        ...{ verdict: 'fail', valid: false, missingIncludes: ['ip4:192.0.2.1'], explanation: 'Add it.' },
        suggestedRecord: 'v=spf1 ip4:192.0.2.1 -all',
      },
    });
    result = { verdict: 'unknown', record: null, missing: [], explanation: 'Not known.' };
    expect(await manage.check(ACTOR, id)).toMatchObject({ spf: { verdict: 'unknown', valid: null } });
  });

  it('does not believe for ever what it found', async () => {
    const { id } = await manage.create(ACTOR, { name: 'example.com' });
    await manage.check(ACTOR, id);
    now += 27 * 3_600_000;
    expect(await manage.get(ACTOR, id)).toMatchObject({ spf: { verdict: 'stale', valid: null } });
  });

  it.each([
    [' Example.COM. ', 'example.com'],
    ['müller.example', 'xn--mller-kva.example'],
    ['xn--mller-kva.example', 'xn--mller-kva.example'],
    ['a-b.co.uk', 'a-b.co.uk'],
    ['例え.テスト', 'xn--r8jz45g.xn--zckzah'],
  ])('keeps %p as %p', async (name, kept) => {
    expect(await manage.create(ACTOR, { name })).toMatchObject({ name: kept });
  });

  it('keeps the domain of the sender as the sender writes it, whichever way it is entered', async () => {
    sender = 'ann@müller.example';
    expect(await manage.create(ACTOR, { name: 'xn--mller-kva.example' })).toMatchObject({ name: 'müller.example' });
    await expect(manage.create(ACTOR, { name: 'Müller.example' })).rejects.toMatchObject({ code: 'domain.name_taken' });
  });

  it.each([
    ...['localhost', '192.0.2.1', '2130706433', 'a..b', '-a.com', 'a-.com', 'a_b.com', 'a b.com', 'ann@example.com'],
    ...['https://example.com', 'example.com/path', 'example.com:25', 'example.com?x', 'example.com#x', '[::1]', '.com'],
    ...[`${'a'.repeat(64)}.com`, `${'a.'.repeat(130)}com`, 'example.1'],
  ])('refuses %p', async (name) => {
    await expect(manage.create(ACTOR, { name })).rejects.toMatchObject({
      ...{ code: 'input.invalid', errors: [{ path: 'name' }] },
    });
    expect(domains.rows).toEqual([]);
  });

  it('lists and removes', async () => {
    const { id } = await manage.create(ACTOR, { name: 'example.com' });
    expect(await manage.list(ACTOR)).toMatchObject({ items: [{ id }], nextCursor: null });
    await manage.remove(ACTOR, id);
    expect(await manage.list(ACTOR)).toEqual({ items: [], nextCursor: null });
    await expect(manage.check(ACTOR, id)).rejects.toMatchObject({ code: 'domain.not_found' });
  });
});
