import type { ConsentActor } from '@dripemails/contracts';
import type { Actor } from '../actor.js';

/** Who did something, as a privacy request keeps it. */
export function actorRef({ kind, id }: Actor): string {
  return `${kind}:${id}`;
}

/** A member or an API key of what `actorRef` made; null for what is neither, such as a person who asked for themselves. */
export function readActorRef(ref: string | null): Omit<ConsentActor, 'name'> | null {
  const [, kind, id] = /^(user|apiKey):(.+)$/.exec(ref ?? '') ?? [];
  return id === undefined ? null : { kind: kind === 'user' ? 'user' : 'apiKey', id };
}
