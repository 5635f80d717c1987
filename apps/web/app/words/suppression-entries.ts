import type { SuppressionsAdded } from '@dripemails/contracts';
import { count } from './count';

/** What was typed, one entry a line or apart by commas: what holds a name before its @ is an address, all else a domain. */
export function splitEntries(typed: string): { addresses: string[]; domains: string[] } {
  const entries = typed.split(/[\s,;]+/).filter((one) => one !== '');
  const isAddress = (entry: string) => entry.indexOf('@') > 0;
  return { addresses: entries.filter(isAddress), domains: entries.filter((entry) => !isAddress(entry)) };
}

/**
 * What the API says of single entries, which it names as `addresses.0`, in the words of who typed them: line and text.
 * @param typed what `splitEntries` took
 */
export function entryProblems(typed: string, fields: Readonly<Record<string, readonly string[]>>): string[] {
  const split = splitEntries(typed);
  const lines = { addresses: [] as number[], domains: [] as number[] };
  typed.split('\n').forEach((line, index) => {
    const { addresses, domains } = splitEntries(line);
    lines.addresses.push(...addresses.map(() => index + 1));
    lines.domains.push(...domains.map(() => index + 1));
  });
  const found = Object.entries(fields).flatMap(([path, messages]) => {
    const [, kind, place] = /^(addresses|domains)(?:\.(\d+))?/.exec(path) ?? [];
    if (kind !== 'addresses' && kind !== 'domains') return [];
    if (place === undefined) return [{ line: 0, words: messages.join(' ') }];
    const line = lines[kind][Number(place)] ?? 0;
    return [{ line, words: `Line ${line}, “${split[kind][Number(place)] ?? ''}”: ${messages.join(' ')}` }];
  });
  return found.sort((a, b) => a.line - b.line).map(({ words }) => words);
}

/** What became of it, in a sentence or two. */
export function addedWords({ added, already, rejectedCount, rejected, ended }: SuppressionsAdded): string {
  const [first] = rejected;
  return [
    `${count(added, 'entry', 'entries')} suppressed${already > 0 ? `, ${already} were before` : ''}.`,
    ...(ended > 0 ? [`${count(ended, 'enrollment')} ended.`] : []),
    ...(rejectedCount > 0 && first
      ? [`${count(rejectedCount, 'line')} held no address, the first is line ${first.line}.`]
      : []),
  ].join(' ');
}
