import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { SpfChecker, SpfHosts, SpfResult } from '@dripemails/application';
import { spf } from 'mailauth/lib/spf/index.js';

export interface DnsSpfCheckerOptions {
  /** Name servers as host:port; the system's when left out. */
  readonly servers?: readonly string[] | undefined;
  /** For a whole check, ms. */
  readonly timeoutMs?: number;
}

/** One question; a name server is asked twice. */
const QUERY_TIMEOUT_MS = 2_000;
const TRIES = 2;
const TIMEOUT_MS = 8_000;
/** An address that nobody sends from (RFC 5737): shows whether a record can be evaluated where ours are not known. */
const NOBODY = '192.0.2.1';
const NO_SUCH_RECORD = new Set(['ENOTFOUND', 'ENODATA']);

/** Evaluates SPF (RFC 7208) of a sender domain for each address that our mail leaves from. */
export class DnsSpfChecker implements SpfChecker {
  constructor(private readonly options: DnsSpfCheckerOptions = {}) {}

  async check(domain: string, hosts: SpfHosts): Promise<SpfResult> {
    const resolver = new Resolver({ timeout: QUERY_TIMEOUT_MS, tries: TRIES });
    const { servers } = this.options;
    if (servers !== undefined && servers.length > 0) resolver.setServers([...servers]);
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<SpfResult>((resolve) => {
      timer = setTimeout(() => {
        resolver.cancel();
        resolve(unknown(null, 'The name servers did not answer in time'));
      }, this.options.timeoutMs ?? TIMEOUT_MS);
    });
    try {
      return await Promise.race([evaluate(resolver, domain, hosts), tooLong]);
    } finally {
      clearTimeout(timer);
    }
  }
}

async function evaluate(resolver: Resolver, domain: string, hosts: SpfHosts): Promise<SpfResult> {
  const missingAll = mechanismsOf(hosts);
  let records: string[];
  try {
    records = (await resolver.resolveTxt(domain))
      .map((parts) => parts.join(''))
      .filter((text) => /^v=spf1( |$)/i.test(text));
  } catch (error) {
    const code = codeOf(error);
    if (!NO_SUCH_RECORD.has(code)) return unknown(null, `The name servers gave no answer (${code})`);
    records = [];
  }
  const [record] = records;
  if (record === undefined)
    return failed(
      null,
      missingAll,
      'The domain publishes no SPF record: add a TXT record that names the servers it sends from.',
    );
  if (records.length > 1)
    return failed(
      record,
      [],
      'The domain publishes more than one SPF record, which counts as none: put them into one.',
    );

  const missing: string[] = [];
  for (const ip of hosts.ips.length > 0 ? hosts.ips : [NOBODY]) {
    const { status, comment, trouble } = await checkHost(resolver, domain, ip);
    if (trouble !== null || status === 'temperror')
      return unknown(record, `The name servers gave no answer (${trouble ?? comment})`);
    if (status === 'permerror')
      return failed(record, [], `The record cannot be evaluated: ${comment}. Receivers treat it as broken.`);
    if (hosts.ips.length > 0 && status !== 'pass')
      missing.push(hosts.include === null ? mechanismOf(ip) : `include:${hosts.include}`);
  }
  const { include } = hosts;
  const isIncluded = include === null || new RegExp(`(^|\\s)[+]?include:${escaped(include)}(\\s|$)`, 'i').test(record);
  if (hosts.ips.length === 0 && !isIncluded) missing.push(`include:${include}`);
  if (missing.length > 0) {
    const words = [...new Set(missing)];
    return failed(record, words, `The record does not let our servers send for the domain: add ${words.join(' ')}.`);
  }
  return {
    verdict: 'pass',
    record,
    missing: [],
    explanation: 'The record lets our servers send for the domain.',
    suggestedRecord: null,
  };
}

/** One evaluation; trouble is what a name server did not answer, which RFC 7208 calls temperror. */
async function checkHost(resolver: Resolver, domain: string, ip: string) {
  let trouble: string | null = null;
  const ask = async (name: string, type: string) => {
    try {
      return await resolver.resolve(name, type);
    } catch (error) {
      if (!NO_SUCH_RECORD.has(codeOf(error))) trouble = codeOf(error);
      throw error;
    }
  };
  try {
    const { status } = await spf({
      sender: `postmaster@${domain}`,
      helo: domain,
      ip,
      mta: 'dripemails',
      resolver: ask,
    } as Parameters<typeof spf>[0]);
    return { status: String(status.result), comment: String(status.comment ?? ''), trouble: trouble as string | null };
  } catch (error) {
    return { status: 'temperror', comment: codeOf(error), trouble: trouble ?? codeOf(error) };
  }
}

const failed = (record: string | null, missing: readonly string[], explanation: string): SpfResult => ({
  ...{ verdict: 'fail', record, missing, explanation, suggestedRecord: null },
});
const unknown = (record: string | null, explanation: string): SpfResult => ({
  ...{ verdict: 'unknown', record, missing: [], explanation, suggestedRecord: null },
});

function mechanismsOf({ ips, include }: SpfHosts): string[] {
  return include === null ? ips.map(mechanismOf) : [`include:${include}`];
}

function mechanismOf(ip: string): string {
  return `${isIP(ip) === 6 ? 'ip6' : 'ip4'}:${ip}`;
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
