import { DomainError, type Facts, type SequenceDefinition, asksAboutPerson } from '@dripemails/domain';
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
 * What `readFacts` reads, for people who are on one version: in two queries at the most, however many they are.
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
  const [people, sends] = await Promise.all([
    asks === null ? null : persons.readMany(workspace.id, ids, needsOf(asks)),
    capped.length === 0
      ? new Map<string, readonly number[]>()
      : enrollments.recentSendsOf(workspace.id, capped, capWindowStart(workspace, now)),
  ]);
  return situations.map((situation) => {
    const { id } = situation.subscriber;
    const person = people?.get(id) ?? null;
    if (people !== null && person === null)
      throw new DomainError('subscriber.not_found', 'There is no such subscriber.');
    return factsFrom(definition, situation, workspace, now, { person, sends: sends.get(id) ?? [] });
  });
}
