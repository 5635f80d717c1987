import type { SpfEvaluation } from './evaluate-spf.js';

/** RFC 7208 section 4.6.4. */
const MOST_LOOKUPS = 10;

/** What receivers do with mail of a domain whose record says this about the sender, in plain words. */
const CONSEQUENCE: Record<Exclude<SpfEvaluation['outcome'], 'pass' | 'permerror' | 'temperror'>, string> = {
  fail: 'it tells receivers to refuse mail from them',
  softfail: 'it tells receivers to be suspicious of mail from them',
  neutral: 'it says nothing about them',
  none: 'it says nothing about them',
};

export const NO_RECORD =
  'The domain has no SPF record: publish a TXT record that names the servers that send its mail.';
export const MANY_RECORDS =
  'The domain has more than one SPF record, which receivers take as an error: put them together into one.';
export const ALLOWED = 'The record lets our servers send for the domain.';
export const WELL_FORMED = 'The record is well formed. Which servers it lets send was not compared with ours.';

/** Why nothing is known. @param code that of Node's resolver */
export function explainTrouble(code: string): string {
  const what =
    code === 'ETIMEOUT' || code === 'ECANCELLED'
      ? 'did not answer in time'
      : code === 'ESERVFAIL' || code === 'EREFUSED'
        ? `answered with an error (${code.slice(1)})`
        : `could not be asked (${code})`;
  return `Not known: the name servers ${what}. It is tried again within the hour.`;
}

/** What has to be added to the record, and what happens without it. */
export function explainMissing(outcome: SpfEvaluation['outcome'], missing: readonly string[]): string {
  const consequence = outcome in CONSEQUENCE ? CONSEQUENCE[outcome as keyof typeof CONSEQUENCE] : CONSEQUENCE.neutral;
  return `The record does not let our servers send for the domain; ${consequence}. Add ${missing.join(' ')} to it.`;
}

/** Why a record counts as broken (permerror), by the words of the library. */
export function explainError({ text, read }: SpfEvaluation): string {
  const broken = 'Receivers take the record as broken';
  const [domain] = read;
  const about = / found for (\S+)$/.exec(text)?.[1];
  if (text === 'Too many DNS requests') {
    const repeated = read.find((name) => read.filter((one) => one === name).length > 2);
    return repeated === undefined
      ? `${broken}: it needs more than ${MOST_LOOKUPS} DNS lookups. Take out an include, a, mx, ptr or exists that is not needed.`
      : `${broken}: it includes ${repeated} in a circle. Take that include out.`;
  }
  if (text === 'Too many void DNS results')
    return `${broken}: more than two of the names in it do not exist. Take out those that are no longer used.`;
  if (text.startsWith('no SPF records') && about !== undefined)
    return `${broken}: it refers to ${about}, which has no SPF record. Correct or take out that reference.`;
  if (text.startsWith('multiple SPF records') && about !== undefined && about !== domain)
    return `${broken}: it refers to ${about}, which has more than one SPF record.`;
  const where = read.length > 1 ? ` or in one that it refers to (${read.at(-1)})` : '';
  return `${broken}: there is a mistake in how it is written${where}${text === '' ? '' : `: ${text}`}.`;
}
