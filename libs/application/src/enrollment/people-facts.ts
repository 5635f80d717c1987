import {
  DomainError,
  type Facts,
  type Mentions,
  type Named,
  type SequenceDefinition,
  asksAboutPerson,
  mentionsOf,
} from '@dripemails/domain';
import type { WorkspaceRecord } from '../workspace/workspace-port.js';
import { type Situation, capWindowStart, factsFrom, isCapped } from './decide-plan.js';
import { type PersonNeeds, type RawPerson, needsOf } from './person-port.js';

export interface PeopleReader {
  /** Several people, each as `PersonReader.read` gives them; who is not there is left out. */
  readMany(
    workspaceId: string,
    subscriberIds: readonly string[],
    needs: PersonNeeds,
  ): Promise<ReadonlyMap<string, RawPerson>>;
  /** `PersonReader.named` of several people. */
  namedForMany(
    workspaceId: string,
    subscriberIds: readonly string[],
    mentions: Mentions,
  ): Promise<ReadonlyMap<string, Named>>;
}

export interface SendHistory {
  /** `EnrollmentStore.recentSends` of several people; who got none is left out. */
  recentSendsOf(
    workspaceId: string,
    subscriberIds: readonly string[],
    since: number,
  ): Promise<ReadonlyMap<string, readonly number[]>>;
}

export interface PeopleFactPorts {
  readonly persons: PeopleReader;
  readonly enrollments: SendHistory;
}

/**
 * What `readFacts` reads, for people who are on one version: in three queries at the most, however many they are.
 * @returns in the order of the situations
 * @throws DomainError `subscriber.not_found`
 */
export async function readFactsOf(
  { persons, enrollments }: PeopleFactPorts,
  definition: SequenceDefinition,
  situations: readonly Situation[],
  workspace: WorkspaceRecord,
  now: number,
): Promise<readonly Facts[]> {
  const asks = asksAboutPerson(definition);
  const ids = situations.map(({ subscriber }) => subscriber.id);
  const capped = situations.filter((one) => isCapped(one, workspace)).map(({ subscriber }) => subscriber.id);
  const mentions = mentionsOf(definition);
  const [people, sends, named] = await Promise.all([
    asks === null ? null : persons.readMany(workspace.id, ids, needsOf(asks)),
    capped.length === 0
      ? new Map<string, readonly number[]>()
      : enrollments.recentSendsOf(workspace.id, capped, capWindowStart(workspace, now)),
    mentions === null ? null : persons.namedForMany(workspace.id, ids, mentions),
  ]);
  return situations.map((situation) => {
    const { id } = situation.subscriber;
    const person = people?.get(id) ?? null;
    if (people !== null && person === null)
      throw new DomainError('subscriber.not_found', 'There is no such subscriber.');
    const known = { person, sends: sends.get(id) ?? [], named: named?.get(id) ?? null };
    return factsFrom(definition, situation, workspace, now, known);
  });
}
