import type { Actor } from '../actor.js';

const SOURCE: Record<Actor['kind'], string> = { user: 'Web app', apiKey: 'API', system: 'System' };

/** Where a change came from that an actor made, in the words of the consent log. */
export function sourceOf(actor: Actor): string {
  return SOURCE[actor.kind];
}
