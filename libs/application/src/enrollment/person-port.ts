import type { Mentions, Named, Person, WorkspaceClock } from '@dripemails/domain';

/** A person as conditions ask about them, with real instants; `personInWorkspaceTime` maps them for an evaluation. */
export type RawPerson = Person;

/** What of a person's past a question is about, so that nothing else is read. */
export interface PersonNeeds {
  /** Names of the custom events. */
  readonly eventNames: readonly string[];
  /** Whether opens, clicks and replies are asked for. */
  readonly activities: boolean;
}

export interface PersonReader {
  /**
   * One person with the newest 5,000 of the events that are needed, oldest first; every instant is real ms.
   * @throws DomainError `subscriber.not_found`
   */
  read(workspaceId: string, subscriberId: string, needs: PersonNeeds): Promise<RawPerson>;
  /** The lists and sequences that are still there of those named, and how the person stands to them; real instants. */
  named(workspaceId: string, subscriberId: string, mentions: Mentions): Promise<Named>;
}

/** What has to be read of a person to answer questions that watch these keys (see `Decision.watches`). */
export function needsOf(watches: readonly string[]): PersonNeeds {
  return {
    eventNames: watches.filter((key) => key.startsWith('event:')).map((key) => key.slice('event:'.length)),
    activities: watches.some((key) => key === 'opened' || key === 'clicked' || key === 'replied'),
  };
}

/** What is named as a decision sees it: every instant in workspace time. */
export function namedInWorkspaceTime(named: Named, clock: WorkspaceClock): Named {
  const sequences = [...named.sequences].map(([id, one]) => {
    const enteredAt = one.enteredAt === null ? null : clock.toWorkspace(one.enteredAt);
    return [id, { ...one, enteredAt }] as const;
  });
  return { lists: named.lists, sequences: new Map(sequences) };
}

/** The person as the rules see them: every instant in workspace time. */
export function personInWorkspaceTime(person: RawPerson, clock: WorkspaceClock): Person {
  return {
    ...person,
    createdAt: clock.toWorkspace(person.createdAt),
    events: person.events.map((event) => ({ ...event, at: clock.toWorkspace(event.at) })),
  };
}
