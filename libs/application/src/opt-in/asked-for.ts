import type { OptInRecord, OptInRequest } from './opt-in-port.js';

/** The lists that a request is about, as its mail and its page name them; null for mail of the workspace as a whole. */
export function askedFor({ list, lists }: Pick<OptInRecord, 'list' | 'lists'>): string | null {
  return lists.length === 0 ? (list?.name ?? null) : lists.map(({ name }) => name).join(', ');
}

/** The lists that a request is to be about: the several that it names, else the one; none is mail of the workspace as a whole. */
export function listsToAsk({ listId, listIds }: Pick<OptInRequest, 'listId' | 'listIds'>): readonly string[] {
  return listIds ?? (listId === null ? [] : [listId]);
}
