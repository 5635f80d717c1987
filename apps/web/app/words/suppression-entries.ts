import type { SuppressionsAdded } from '@dripemails/contracts';
import { count } from './count';

/** What was typed, one entry a line or apart by commas: what holds a name before its @ is an address, all else a domain. */
export function splitEntries(typed: string): { addresses: string[]; domains: string[] } {
  const entries = typed.split(/[\s,;]+/).filter((one) => one !== '');
  const isAddress = (entry: string) => entry.indexOf('@') > 0;
  return { addresses: entries.filter(isAddress), domains: entries.filter((entry) => !isAddress(entry)) };
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
