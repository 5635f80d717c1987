import type { Actor } from '../actor.js';

const APP = { user: 'Web app', apiKey: 'API' };

/** Where a change came from that an actor made, and who that was, as the consent log keeps it; `nameSources` tells it in words. */
export function sourceOf({ kind, id }: Actor): string {
  return kind === 'system' ? 'System' : `${APP[kind]} by ${kind} ${id}`;
}
