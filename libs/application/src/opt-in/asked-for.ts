import type { OptInRecord } from './opt-in-port.js';

/** The lists that a request is about, as its mail and its page name them; null for mail of the workspace as a whole. */
export function askedFor({ list, lists }: Pick<OptInRecord, 'list' | 'lists'>): string | null {
  return lists.length === 0 ? (list?.name ?? null) : lists.map(({ name }) => name).join(', ');
}
