import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DnsEntry, type DnsTrouble, type FakeDnsServer, startFakeDnsServer } from '@dripemails/testing';
import { parseAllDocuments } from 'yaml';
import { DnsSpfChecker } from './dns-spf-checker.js';
import { evaluateSpf } from './evaluate-spf.js';
import { NameServer } from './name-server.js';

/** The conformance suite of RFC 7208 by those who wrote the RFC; see the licence beside it. */
const SUITE = join(import.meta.dirname, '../../fixtures/spf/rfc7208-tests.yml');

type SuiteRecord = 'TIMEOUT' | Readonly<Record<string, unknown>>;
interface SuiteCase {
  readonly helo: string;
  readonly host: string;
  readonly mailfrom: string;
  readonly result: string | readonly string[];
}
interface Scenario {
  readonly description: string;
  readonly tests: Readonly<Record<string, SuiteCase>>;
  readonly zonedata: Readonly<Record<string, readonly SuiteRecord[]>>;
}

/**
 * Where mailauth differs from the RFC: mistakes in an explanation (`exp=`), which we never fetch, are not noticed, nor is
 * `ip6` without an address; the macros `%{p}` (which the RFC says not to use) and `%{h}` with a HELO that is no name,
 * which ours always is. Node's resolver does not ask for names with characters such as `:` and `(`, which no host has.
 */
const DIFFERS = [
  ...['a-colon-domain', 'a-colon-domain-ip4mapped', 'mx-colon-domain', 'mx-colon-domain-ip4mapped'],
  'macro-mania-in-domain',
  ...['bare-ip6', 'exp-syntax-error', 'exp-twice', 'exp-only-macro-char', 'p-macro-multiple'],
  ...['invalid-hello-macro', 'hello-domain-literal', 'require-valid-helo'],
];

// a YAML escape such as "\x96" means one byte, and one character of a latin1 text is one byte
const scenarios = parseAllDocuments(readFileSync(SUITE, 'latin1'), { uniqueKeys: false })
  .map((document) => document.toJS() as Scenario | null)
  .filter((scenario) => scenario !== null);

/** The zone as our fake name server takes it: SPF records stand for TXT where a name has none of those. */
function zoneOf({ zonedata }: Scenario): Record<string, DnsEntry | DnsTrouble> {
  return Object.fromEntries(Object.entries(zonedata).map(([name, records]) => [name, entryOf(records)]));
}

function entryOf(records: readonly SuiteRecord[]): DnsEntry | DnsTrouble {
  const hasTxt = records.some((record) => record !== 'TIMEOUT' && 'TXT' in record);
  const entry: Record<string, unknown[] | string> = {};
  for (const record of records) {
    if (record === 'TIMEOUT') continue;
    for (const [kind, data] of Object.entries(record)) {
      if (kind === 'SPF' && hasTxt) continue;
      const type = kind === 'SPF' ? 'TXT' : kind;
      if (data === 'TIMEOUT') entry[type] = 'drop';
      else if (type === 'CNAME') entry[type] = String(data);
      else if (data !== 'NONE') entry[type] = [...(Array.isArray(entry[type]) ? entry[type] : []), data];
    }
  }
  if (records.includes('TIMEOUT')) for (const type of ['A', 'AAAA', 'TXT', 'MX', 'PTR']) entry[type] ??= 'drop';
  return entry as DnsEntry;
}

describe('the conformance suite of RFC 7208', () => {
  let server: FakeDnsServer;
  beforeAll(async () => {
    server = await startFakeDnsServer();
  });
  afterAll(() => server.close());

  it('is whole', () => {
    expect(scenarios.length).toBe(16);
    expect(scenarios.flatMap(({ tests }) => Object.keys(tests)).length).toBe(200);
  });

  describe.each(scenarios.map((scenario) => [scenario.description, scenario] as const))('%s', (_, scenario) => {
    it.each(Object.entries(scenario.tests))('%s', async (name, { helo, host, mailfrom, result }) => {
      server.publish(zoneOf(scenario));
      const dns = new NameServer([server.address], { timeout: 400, tries: 1 });
      const sender = mailfrom === '' ? `postmaster@${helo}` : mailfrom;
      const { outcome } = await evaluateSpf(dns.ask, { ip: host, sender, helo });
      dns.cancel();
      const allowed = [result].flat();
      if (DIFFERS.includes(name)) expect(allowed).not.toContain(outcome);
      else expect(allowed).toContain(outcome);
    });
  });

  // what a check asks is not about one person, so cases that depend on the local part or HELO mean nothing to it
  const forChecker = scenarios.flatMap((scenario) => {
    const usesMacros = JSON.stringify(scenario.zonedata).includes('%{');
    const cases = usesMacros ? [] : Object.entries(scenario.tests);
    return cases
      .filter(([name, { mailfrom }]) => mailfrom.includes('@') && !DIFFERS.includes(name))
      .map(([name, one]) => [name, scenario, one] as const);
  });

  it.each(forChecker)('is what the check goes by: %s', async (_, scenario, { host, mailfrom, result }) => {
    server.publish(zoneOf(scenario));
    const checker = new DnsSpfChecker({ servers: [server.address], questionTimeoutMs: 200 });
    const domain = mailfrom.slice(mailfrom.lastIndexOf('@') + 1);
    const { verdict, explanation } = await checker.check(domain, { ips: [host], include: null });
    expect([result].flat().map(verdictOf)).toContain(verdict);
    expect(explanation).toMatch(/^[A-Z].*\.$/s);
  });
});

function verdictOf(outcome: string): 'pass' | 'fail' | 'unknown' {
  if (outcome === 'pass') return 'pass';
  return outcome === 'temperror' ? 'unknown' : 'fail';
}
