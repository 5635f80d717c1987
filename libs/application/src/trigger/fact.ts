/** What kind of thing happened; decides which kinds of triggers look at it. */
export type FactKind =
  'listJoined' | 'listLeft' | 'tagAdded' | 'tagRemoved' | 'event' | 'fieldChanged' | 'activity' | 'sequenceCompleted';

/** Something about one subscriber that triggers and waiting people may look for. */
export interface Fact {
  readonly subscriberId: string;
  /**
   * What it is about, as in `Decision.watches`: `event:<name>`, `tag:<tag>`, `list:<id>`, `field:<name>`, `opened`,
   * `clicked`, `replied`; `completed:<sequence id>` for a sequence that the person went through.
   */
  readonly key: string;
  readonly kind: FactKind;
  /** Real ms. */
  readonly at: number;
  /** Properties of a custom event; empty for everything else. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** The facts that a change of fields is: one for each name whose value changed. */
export function fieldFacts(subscriberId: string, names: readonly string[], at: number): Fact[] {
  return names.map((name) => ({ subscriberId, key: `field:${name}`, kind: 'fieldChanged', at, data: {} }));
}

/** The facts that added or removed tags are. */
export function tagFacts(
  subscriberId: string,
  kind: 'tagAdded' | 'tagRemoved',
  tags: readonly string[],
  at: number,
): Fact[] {
  return tags.map((tag) => ({ subscriberId, key: `tag:${tag}`, kind, at, data: {} }));
}

/** The fact that joining or leaving a list is. */
export function listFact(subscriberId: string, kind: 'listJoined' | 'listLeft', listId: string, at: number): Fact {
  return { subscriberId, key: `list:${listId}`, kind, at, data: {} };
}
