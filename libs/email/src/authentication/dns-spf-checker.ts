import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import type { SpfChecker, SpfHosts, SpfResult } from '@dripemails/application';
import { type SpfEvaluation, evaluateSpf } from './evaluate-spf.js';
import {
  ALLOWED,
  MANY_RECORDS,
  NO_RECORD,
  WELL_FORMED,
  explainError,
  explainMissing,
  explainTrouble,
} from './explain-spf.js';
import { NameServer, NameServerTrouble } from './name-server.js';

export interface DnsSpfCheckerOptions {
  /** Name servers as `address:port`; the system's when left out. */
  readonly servers?: readonly string[] | undefined;
  /** For a whole check, ms. */
  readonly timeoutMs?: number;
  /** For the first try of one question, ms; the second gets twice that. */
  readonly questionTimeoutMs?: number;
}

/** Within the lease of a check (10 s) and the wait of those who look on. */
const TIMEOUT_MS = 8_000;
const QUESTION_TIMEOUT_MS = 1_500;
const TRIES = 2;
/** An address that nobody sends from (RFC 5737): shows whether a record can be evaluated where ours are not known. */
const NOBODY = '192.0.2.1';
/** Longest texts that are kept: real records are far shorter. */
const RECORD_CHARACTERS = 4_000;
const EXPLANATION_CHARACTERS = 500;

/** One of our hosts as a record names it, with the addresses that have to pass. */
interface Sender {
  readonly mechanism: string;
  readonly ips: readonly string[];
}

/** Evaluates SPF (RFC 7208) of a sender domain for each address that our mail leaves from. */
export class DnsSpfChecker implements SpfChecker {
  constructor(private readonly options: DnsSpfCheckerOptions = {}) {}

  /** Never throws for what DNS says or does not say. */
  async check(domain: string, hosts: SpfHosts): Promise<SpfResult> {
    const { servers = [], timeoutMs = TIMEOUT_MS, questionTimeoutMs = QUESTION_TIMEOUT_MS } = this.options;
    const dns = new NameServer(servers, { timeout: questionTimeoutMs, tries: TRIES });
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new NameServerTrouble('ETIMEOUT', domain)), timeoutMs);
    });
    try {
      return await Promise.race([evaluate(dns, domainToASCII(domain), hosts), tooLong]);
    } catch (error) {
      if (!(error instanceof NameServerTrouble)) throw error;
      return result('unknown', null, explainTrouble(error.dnsCode));
    } finally {
      clearTimeout(timer);
      dns.cancel();
    }
  }
}

/** @throws NameServerTrouble */
async function evaluate(dns: NameServer, domain: string, hosts: SpfHosts): Promise<SpfResult> {
  const senders = await Promise.all(hosts.ips.map((host) => senderOf(dns, host)));
  const records = (await dns.ask(domain, 'TXT'))
    .map((strings) => (strings as string[]).join(''))
    .filter((text) => /^v=spf1( |$)/i.test(text));
  const record = records.length === 0 ? null : records.join('\n');
  const lost = senders.find(({ ips }) => ips.length === 0);
  if (lost !== undefined)
    return result('unknown', record, `Not known: our own host ${lost.mechanism.slice(2)} has no address in DNS.`);
  if (record === null) return result('fail', null, NO_RECORD, mechanismsOf(senders, hosts));
  if (records.length > 1) return result('fail', record, MANY_RECORDS);

  const missing = new Set<string>();
  let worst: SpfEvaluation['outcome'] = 'neutral';
  for (const { mechanism, ips } of senders.length > 0 ? senders : [{ mechanism: '', ips: [NOBODY] }]) {
    for (const ip of ips) {
      const evaluation = await evaluateSpf(dns.ask, { ip, sender: `postmaster@${domain}`, helo: domain });
      const { outcome, read } = evaluation;
      if (outcome === 'temperror') return result('unknown', record, explainTrouble(dns.trouble ?? evaluation.text));
      if (outcome === 'permerror') return result('fail', record, explainError(evaluation));
      if (outcome === 'pass') continue;
      const isIncluded = hosts.include === null || read.includes(hosts.include.toLowerCase());
      // what it includes already lacks this host: naming the include once more would not help
      if (!isIncluded) missing.add(`include:${hosts.include}`);
      else if (mechanism !== '') missing.add(mechanism);
      if (outcome === 'fail' || (outcome === 'softfail' && worst !== 'fail')) worst = outcome;
    }
  }
  if (missing.size > 0) return result('fail', record, explainMissing(worst, [...missing]), [...missing]);
  return result('pass', record, senders.length > 0 || hosts.include !== null ? ALLOWED : WELL_FORMED);
}

/** @throws NameServerTrouble */
async function senderOf(dns: NameServer, host: string): Promise<Sender> {
  const version = isIP(host);
  if (version !== 0) return { mechanism: `ip${version}:${host}`, ips: [host] };
  const [v4, v6] = await Promise.all([dns.ask(host, 'A'), dns.ask(host, 'AAAA')]);
  return { mechanism: `a:${host}`, ips: [...v4, ...v6] as string[] };
}

function mechanismsOf(senders: readonly Sender[], { include }: SpfHosts): string[] {
  return include === null ? senders.map(({ mechanism }) => mechanism) : [`include:${include}`];
}

function result(
  verdict: SpfResult['verdict'],
  record: string | null,
  explanation: string,
  missing: readonly string[] = [],
): SpfResult {
  return {
    verdict,
    record: record === null ? null : printable(record, RECORD_CHARACTERS),
    missing,
    explanation: printable(explanation, EXPLANATION_CHARACTERS),
  };
}

/** What others publish may hold anything, also what a database cannot store. */
function printable(text: string, characters: number): string {
  return text.replaceAll(/[^\P{Cc}\n]/gu, '\uFFFD').slice(0, characters);
}
