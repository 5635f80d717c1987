import type { ConsentActor } from '@dripemails/contracts';
import type { ActorNames } from '../identity/identity-port.js';

/** See `importSource`: who began an import and its id stand in the source that is kept. */
const IMPORT = /^(Import of '.*') by (user|apiKey|system) (\S+) \([0-9a-f-]{36}\)$/s;

/** See `sourceOf`. */
const BY_HAND = /^(Web app|API) by (user|apiKey) (\S+)$/;

/** Where something came from, without ids in the words. */
export interface NamedSource {
  readonly source: string;
  /** Null where nobody in particular is known to have done it. */
  readonly by: ConsentActor | null;
}

/**
 * Tells the sources that the consent log and requests to confirm keep, with the names of the members and API keys in them.
 * The names are asked for at once, however many sources there are.
 */
export async function nameSources(
  actorNames: ActorNames,
  workspaceId: string,
  sources: readonly string[],
): Promise<ReadonlyMap<string, NamedSource>> {
  const read = new Map(sources.map((source) => [source, readSource(source)]));
  const ids = new Set([...read.values()].flatMap(({ by }) => (by === null ? [] : [by.id])));
  const names = ids.size === 0 ? new Map<string, string>() : await actorNames.names(workspaceId, [...ids]);
  return new Map(
    [...read].map(([source, { by, ...words }]) => [
      source,
      { ...words, by: by === null ? null : { ...by, name: names.get(by.id) ?? null } },
    ]),
  );
}

/** A source as the timeline of a person tells it, without the ids of who and which import. */
export function sourceWords(source: string): string {
  return readSource(source).source;
}

function readSource(source: string): NamedSource {
  const [, words, kind, id] = IMPORT.exec(source) ?? BY_HAND.exec(source) ?? [];
  if (words === undefined || id === undefined) return { source, by: null };
  return { source: words, by: kind === 'user' || kind === 'apiKey' ? { kind, id, name: null } : null };
}
