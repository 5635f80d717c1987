import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SpfHosts, SpfResult } from '@dripemails/application';
import { type DnsEntry, type DnsTrouble, type FakeDnsServer, startFakeDnsServer } from '@dripemails/testing';
import { DnsSpfChecker } from './dns-spf-checker.js';

const OURS: SpfHosts = { ips: ['198.51.100.7'], include: null };
const txt = (...records: (string | readonly string[])[]): DnsEntry => ({ TXT: records });

describe(DnsSpfChecker, () => {
  let server: FakeDnsServer;
  let checker: DnsSpfChecker;
  beforeAll(async () => {
    server = await startFakeDnsServer();
    checker = new DnsSpfChecker({ servers: [server.address], questionTimeoutMs: 250 });
  });
  afterAll(() => server.close());

  const check = async (
    zone: Record<string, DnsEntry | DnsTrouble>,
    hosts: SpfHosts = OURS,
    domain = 'example.com',
  ): Promise<SpfResult> => {
    server.publish(zone);
    return await checker.check(domain, hosts);
  };
  const checkRecord = (record: string, hosts: SpfHosts = OURS, others: Record<string, DnsEntry | DnsTrouble> = {}) =>
    check({ 'example.com': txt(record), ...others }, hosts);

  describe('lets send', () => {
    it.each<[string, string, SpfHosts, Record<string, DnsEntry>]>([
      ['an address', 'v=spf1 ip4:198.51.100.7 -all', OURS, {}],
      ['a network', 'v=spf1 ip4:198.51.100.0/24 -all', OURS, {}],
      ['an IPv6 network', 'v=spf1 ip6:2001:db8::/32 -all', { ips: ['2001:db8:1::9'], include: null }, {}],
      [
        'addresses of both kinds',
        'v=spf1 ip4:198.51.100.7 ip6:2001:db8::9 -all',
        { ips: ['198.51.100.7', '2001:db8::9'], include: null },
        {},
      ],
      ['an include', 'v=spf1 include:a.test -all', OURS, { 'a.test': txt('v=spf1 ip4:198.51.100.7 -all') }],
      ['a redirect', 'v=spf1 redirect=a.test', OURS, { 'a.test': txt('v=spf1 ip4:198.51.100.7 -all') }],
      ['a host', 'v=spf1 a:mail.test -all', OURS, { 'mail.test': { A: ['198.51.100.7'] } }],
      [
        'what receives',
        'v=spf1 mx:in.test -all',
        OURS,
        { 'in.test': { MX: [[10, 'mx.in.test']] }, 'mx.in.test': { A: ['198.51.100.7'] } },
      ],
      [
        'a macro',
        'v=spf1 exists:%{ir}.%{d}.list.test -all',
        OURS,
        { '7.100.51.198.example.com.list.test': { A: ['127.0.0.2'] } },
      ],
      [
        'our host by its name, in SPF_HOSTS too',
        'v=spf1 a:out.test -all',
        { ips: ['out.test'], include: null },
        { 'out.test': { A: ['198.51.100.7'], AAAA: ['2001:db8::7'] } },
      ],
      ['everybody', 'V=SPF1 +ALL', OURS, {}],
    ])('by %s', async (_, record, hosts, others) => {
      expect(await checkRecord(record, hosts, others)).toEqual({
        ...{ verdict: 'pass', record, missing: [], explanation: 'The record lets our servers send for the domain.' },
      });
    });

    it('reads a record that is cut into strings', async () => {
      const { verdict, record } = await check({ 'example.com': txt(['v=spf1 ip4:198.51.', '100.7 -all']) });
      expect({ verdict, record }).toEqual({ verdict: 'pass', record: 'v=spf1 ip4:198.51.100.7 -all' });
    });

    it('minds no other TXT records', async () => {
      const zone = { 'example.com': txt('google-site-verification=x', 'v=spf1 ip4:198.51.100.7 -all', 'v=spf10 x') };
      expect(await check(zone)).toMatchObject({ verdict: 'pass' });
    });

    it('knows an internationalised domain', async () => {
      const zone = { 'xn--mller-kva.example': txt('v=spf1 ip4:198.51.100.7 -all') };
      expect(await check(zone, OURS, 'müller.example')).toMatchObject({ verdict: 'pass' });
    });
  });

  describe('does not let us send', () => {
    it.each([
      ['-all', 'refuse'],
      ['~all', 'suspicious'],
      ['?all', 'says nothing'],
      ['', 'says nothing'],
    ])('with "%s" at the end, and says what to add', async (end, consequence) => {
      const record = `v=spf1 ip4:203.0.113.1 ${end}`.trim();
      const result = await checkRecord(record);
      expect(result).toMatchObject({ verdict: 'fail', record, missing: ['ip4:198.51.100.7'] });
      expect(result.explanation).toContain(consequence);
      expect(result.explanation).toContain('Add ip4:198.51.100.7');
    });

    it('names each address that is missing, and only those', async () => {
      const hosts = { ips: ['198.51.100.7', '198.51.100.8', '2001:db8::9'], include: null };
      const result = await checkRecord('v=spf1 ip4:198.51.100.7 -all', hosts);
      expect(result.missing).toEqual(['ip4:198.51.100.8', 'ip6:2001:db8::9']);
    });

    it('names a host of ours by its name', async () => {
      const others = { 'out.test': { A: ['198.51.100.7'] } };
      const result = await checkRecord('v=spf1 -all', { ips: ['out.test'], include: null }, others);
      expect(result.missing).toEqual(['a:out.test']);
    });

    it('names our include once for all addresses', async () => {
      const hosts = { ips: ['198.51.100.7', '198.51.100.8'], include: 'spf.ours.test' };
      expect(await checkRecord('v=spf1 -all', hosts)).toMatchObject({ missing: ['include:spf.ours.test'] });
    });

    it('names the address where our include is there but lacks it', async () => {
      const hosts = { ips: ['198.51.100.7'], include: 'spf.ours.test' };
      const others = { 'spf.ours.test': txt('v=spf1 ip4:198.51.100.8 -all') };
      const result = await checkRecord('v=spf1 include:spf.ours.test -all', hosts, others);
      expect(result).toMatchObject({ verdict: 'fail', missing: ['ip4:198.51.100.7'] });
    });

    it('for a domain that does not exist', async () => {
      expect(await check({})).toMatchObject({ verdict: 'fail', record: null, missing: ['ip4:198.51.100.7'] });
    });

    it('for a domain without a record', async () => {
      const result = await check({ 'example.com': { ...txt('hello'), A: ['192.0.2.1'] } });
      expect(result).toMatchObject({ verdict: 'fail', record: null });
      expect(result.explanation).toContain('no SPF record');
    });

    it('with two records, of which it shows both', async () => {
      const result = await check({ 'example.com': txt('v=spf1 ip4:198.51.100.7 -all', 'v=spf1 -all') });
      expect(result).toMatchObject({ verdict: 'fail', missing: [] });
      expect(result.record?.split('\n').sort()).toEqual(['v=spf1 -all', 'v=spf1 ip4:198.51.100.7 -all']);
      expect(result.explanation).toContain('more than one SPF record');
    });

    const chain = (length: number) =>
      Object.fromEntries(
        Array.from({ length }, (_, index) => [`i${index}.test`, txt(`v=spf1 include:i${index + 1}.test -all`)]),
      );
    it('with more than 10 lookups, but with 10', async () => {
      const last = (index: number) => ({ [`i${index}.test`]: txt('v=spf1 ip4:198.51.100.7 -all') });
      const start = 'v=spf1 include:i0.test -all';
      expect(await checkRecord(start, OURS, { ...chain(9), ...last(9) })).toMatchObject({ verdict: 'pass' });
      const result = await checkRecord(start, OURS, { ...chain(10), ...last(10) });
      expect(result).toMatchObject({ verdict: 'fail', missing: [] });
      expect(result.explanation).toContain('more than 10 DNS lookups');
    });

    it('with an include that leads back', async () => {
      const result = await checkRecord('v=spf1 include:a.test -all', OURS, {
        'a.test': txt('v=spf1 include:example.com -all'),
      });
      expect(result).toMatchObject({ verdict: 'fail', missing: [] });
      expect(result.explanation).toContain('in a circle');
    });

    it('with three names that do not exist, but with two', async () => {
      const ours = 'ip4:198.51.100.7 -all';
      expect(await checkRecord(`v=spf1 a:x.test a:y.test ${ours}`)).toMatchObject({ verdict: 'pass' });
      const result = await checkRecord(`v=spf1 a:x.test a:y.test a:z.test ${ours}`);
      expect(result).toMatchObject({ verdict: 'fail', missing: [] });
      expect(result.explanation).toContain('do not exist');
    });

    it('with an include that has no record', async () => {
      const result = await checkRecord('v=spf1 include:gone.test ip4:198.51.100.7 -all');
      expect(result).toMatchObject({ verdict: 'fail', missing: [] });
      expect(result.explanation).toContain('gone.test, which has no SPF record');
    });

    it.each([
      ['v=spf1 ipv4:198.51.100.7 -all', 'ipv4'],
      ['v=spf1 ip4:198.51.100 -all', 'written'],
      ['v=spf1 exists:%{z}.test -all', 'written'],
      ['v=spf1 redirect=a.test redirect=b.test', 'redirect'],
    ])('with a mistake in it: %s', async (record, word) => {
      const result = await checkRecord(record);
      expect(result).toMatchObject({ verdict: 'fail', record, missing: [] });
      expect(result.explanation).toContain(word);
    });

    it('with control characters, which are not kept', async () => {
      const { verdict, record, explanation } = await checkRecord('v=spf1 a\u0000b -all');
      expect(verdict).toBe('fail');
      expect(`${record}${explanation}`).not.toContain('\u0000');
      expect(record).toContain('v=spf1 a');
    });
  });

  describe('does not know', () => {
    it.each<[string, DnsTrouble]>([
      ['answers with an error', 'servfail'],
      ['refuses to answer', 'refused'],
      ['does not answer', 'drop'],
    ])('when the name server %s', async (_, trouble) => {
      const result = await check({ 'example.com': trouble });
      expect(result).toMatchObject({ verdict: 'unknown', record: null, missing: [] });
      expect(result.explanation).toMatch(/^Not known: the name servers .* It is tried again within the hour\.$/);
    });

    it.each<[string, Record<string, DnsEntry | DnsTrouble>]>([
      ['include:a.test', { 'a.test': 'servfail' }],
      ['include:a.test', { 'a.test': 'drop' }],
      ['include:a.test', { 'a.test': txt('v=spf1 include:b.test -all'), 'b.test': 'refused' }],
      ['redirect=a.test', { 'a.test': 'servfail' }],
      ['a:a.test', { 'a.test': 'servfail' }],
      ['mx:a.test', { 'a.test': { MX: [[1, 'mx.test']] }, 'mx.test': 'drop' }],
    ])('when the trouble is with %s', async (term, others) => {
      const end = term.startsWith('redirect') ? '' : ' -all';
      const record = `v=spf1 ${term}${end}`;
      expect(await checkRecord(record, OURS, others)).toMatchObject({ verdict: 'unknown', record, missing: [] });
    });

    it('but it does when the trouble is with what is not needed', async () => {
      const others: Record<string, DnsEntry | DnsTrouble> = {
        'a.test': { A: ['198.51.100.7'], AAAA: 'servfail' },
        'b.test': 'servfail',
      };
      expect(await checkRecord('v=spf1 a:a.test include:b.test -all', OURS, others)).toMatchObject({ verdict: 'pass' });
    });

    it('when our own host has no address', async () => {
      const result = await checkRecord('v=spf1 -all', { ips: ['gone.test'], include: null });
      expect(result).toMatchObject({ verdict: 'unknown', missing: [] });
      expect(result.explanation).toContain('our own host gone.test');
    });

    it('within its time, and asks nothing more', async () => {
      server.publish({
        // what is asked for ptr may fail without an end to the evaluation (RFC 7208 section 5.5)
        'example.com': txt('v=spf1 ptr include:later.test -all'),
        '7.100.51.198.in-addr.arpa': { PTR: ['host.example.com'] },
        'host.example.com': 'drop',
        'later.test': txt('v=spf1 -all'),
      });
      const patient = { servers: [server.address], questionTimeoutMs: 5_000, timeoutMs: 200 };
      const before = performance.now();
      expect(await new DnsSpfChecker(patient).check('example.com', OURS)).toMatchObject({ verdict: 'unknown' });
      expect(performance.now() - before).toBeLessThan(3_000);
      // whatever goes on behind our back asks while these are answered
      for (const name of ['a.test', 'b.test', 'c.test']) await checker.check(name, OURS);
      expect(server.questions.filter(({ name }) => name === 'host.example.com')).not.toEqual([]);
      expect(server.questions.filter(({ name }) => name === 'later.test')).toEqual([]);
    });
  });

  describe('where our addresses are not known', () => {
    const nobody: SpfHosts = { ips: [], include: null };
    it('judges whether the record is well formed', async () => {
      const result = await checkRecord('v=spf1 ip4:203.0.113.1 -all', nobody);
      expect(result).toMatchObject({ verdict: 'pass', missing: [] });
      expect(result.explanation).toContain('not compared');
      expect(await checkRecord('v=spf1 bogus -all', nobody)).toMatchObject({ verdict: 'fail' });
      expect(await check({}, nobody)).toMatchObject({ verdict: 'fail', record: null, missing: [] });
    });

    const included: SpfHosts = { ips: [], include: 'spf.ours.test' };
    it.each<[string, Record<string, DnsEntry>, 'pass' | 'fail']>([
      ['v=spf1 include:SPF.ours.test -all', {}, 'pass'],
      ['v=spf1 include:spf.ours.test. -all', {}, 'pass'],
      ['v=spf1 redirect=a.test', { 'a.test': txt('v=spf1 include:spf.ours.test ~all') }, 'pass'],
      ['v=spf1 include:notspf.ours.test -all', { 'notspf.ours.test': txt('v=spf1 -all') }, 'fail'],
      ['v=spf1 -all', {}, 'fail'],
    ])('looks for our include: %s', async (record, others, verdict) => {
      const zone = { 'spf.ours.test': txt('v=spf1 ip4:198.51.100.7 -all'), ...others };
      const result = await checkRecord(record, included, zone);
      expect(result).toMatchObject({ verdict, missing: verdict === 'pass' ? [] : ['include:spf.ours.test'] });
    });
  });

  it('asks each question once, however many addresses we have', async () => {
    const before = server.questions.length;
    const hosts = { ips: ['198.51.100.7', '198.51.100.8', '198.51.100.9'], include: null };
    await checkRecord('v=spf1 include:a.test -all', hosts, { 'a.test': txt('v=spf1 ip4:198.51.100.0/24 -all') });
    expect(server.questions.slice(before).map(({ name }) => name)).toEqual(['example.com', 'a.test']);
  });
});
