import { spf } from 'mailauth/lib/spf/index.js';
import type { Ask } from './name-server.js';

/** Results of `check_host` (RFC 7208 section 2.6). */
export type SpfOutcome = 'pass' | 'fail' | 'softfail' | 'neutral' | 'none' | 'permerror' | 'temperror';

export interface SpfEvaluation {
  readonly outcome: SpfOutcome;
  /** With an error: what it is about, in the words of the library. */
  readonly text: string;
  /** Names whose SPF records were read, in order, as often as they were. */
  readonly read: readonly string[];
}

const US = 'us';

/**
 * `check_host` of RFC 7208: may `ip` send for the domain of `sender`?
 * @param ask answers with no records where there are none, and throws where a name server did not answer
 */
export async function evaluateSpf(
  ask: Ask,
  host: { readonly ip: string; readonly sender: string; readonly helo: string },
): Promise<SpfEvaluation> {
  const read: string[] = [];
  const resolver = async (name: string, type: string) => {
    if (type === 'TXT') read.push(name.toLowerCase());
    const records = await ask(name, type).catch((error: unknown) => {
      // the one code for which the library says temperror wherever it happens; others it ignores inside an include
      throw Object.assign(new Error(String(error)), { code: 'ETIMEOUT' });
    });
    // and it counts a lookup as void by this code alone
    if (records.length === 0) throw Object.assign(new Error(`no ${type} records of ${name}`), { code: 'ENODATA' });
    return [...records] as string[];
  };
  const { status } = await spf({ ...host, mta: US, resolver });
  // "us: permanent error in processing during lookup of postmaster@example.com: Too many DNS requests"
  const about = `during lookup of ${host.sender}: `;
  const comment = status.comment ?? '';
  const at = comment.indexOf(about);
  return { outcome: status.result as SpfOutcome, text: at < 0 ? '' : comment.slice(at + about.length), read };
}
