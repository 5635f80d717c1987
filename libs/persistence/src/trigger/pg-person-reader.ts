import type { PeopleReader, PersonNeeds, PersonReader, RawPerson } from '@dripemails/application';
import { DomainError, type Mentions, type Named, type PersonEvent } from '@dripemails/domain';
import type { Pool, PoolClient } from 'pg';
import { readNamed } from '../enrollment/read-named.js';
import { type RawPersonRow, SELECT_PERSON, toPerson } from '../subscriber/subscriber-rows.js';

/** The newest events of a person that a rule can look at; who has more is judged by these. */
const MOST_EVENTS = 5000;

const PEOPLE = `${SELECT_PERSON} where p.workspace_id = $1 and p.id = any($2::uuid[])`;

const EVENTS = `
  select v.subscriber_id, v.kind, v.name, v.at, v.step_id, v.properties, coalesce(m.sequence_id, e.sequence_id) as sequence_id
  from unnest($2::uuid[]) as p(id)
  cross join lateral (
    select * from (
      select id, subscriber_id, kind, name, at, step_id, properties, message_id, enrollment_id from event
      where workspace_id = $1 and subscriber_id = p.id and name = any($3::text[]) and kind = 'custom'
      union all
      select id, subscriber_id, kind, name, at, step_id, properties, message_id, enrollment_id from event
      where $4::boolean and workspace_id = $1 and subscriber_id = p.id and kind in ('opened', 'clicked', 'replied')) either
    order by at desc, id desc limit ${MOST_EVENTS}) v
  left join message m on m.id = v.message_id left join enrollment e on e.id = v.enrollment_id
  order by v.at, v.id`;

interface EventRow {
  subscriber_id: string;
  kind: PersonEvent['kind'];
  name: string | null;
  at: Date;
  step_id: string | null;
  properties: Record<string, unknown> | null;
  sequence_id: string | null;
}

/** Several people by id, each as `PersonReader.read` gives them; who is not there is left out. */
export async function readPeople(
  client: Pool | PoolClient,
  workspaceId: string,
  ids: readonly string[],
  needs: PersonNeeds,
): Promise<ReadonlyMap<string, RawPerson>> {
  const people = await client.query<RawPersonRow>({ name: 'people', text: PEOPLE, values: [workspaceId, ids] });
  const events = new Map<string, PersonEvent[]>();
  if (needs.activities || needs.eventNames.length > 0) {
    const { rows } = await client.query<EventRow>({
      name: 'people-events',
      text: EVENTS,
      values: [workspaceId, ids, needs.eventNames, needs.activities],
    });
    for (const row of rows) {
      const event: PersonEvent = {
        kind: row.kind,
        name: row.kind === 'custom' ? (row.name ?? '') : row.kind,
        at: row.at.getTime(),
        stepId: row.step_id,
        sequenceId: row.sequence_id,
        properties: row.properties ?? {},
      };
      const known = events.get(row.subscriber_id);
      if (known === undefined) events.set(row.subscriber_id, [event]);
      else known.push(event);
    }
  }
  return new Map(people.rows.map((row) => [row.id, toPerson(row, events.get(row.id) ?? [])]));
}

export class PgPersonReader implements PersonReader, PeopleReader {
  constructor(private readonly pool: Pool) {}

  async read(workspaceId: string, subscriberId: string, needs: PersonNeeds): Promise<RawPerson> {
    const person = (await readPeople(this.pool, workspaceId, [subscriberId], needs)).get(subscriberId);
    if (person === undefined) throw new DomainError('subscriber.not_found', 'There is no such subscriber.');
    return person;
  }

  async readMany(
    workspaceId: string,
    subscriberIds: readonly string[],
    needs: PersonNeeds,
  ): Promise<ReadonlyMap<string, RawPerson>> {
    return await readPeople(this.pool, workspaceId, subscriberIds, needs);
  }

  async named(workspaceId: string, subscriberId: string, mentions: Mentions): Promise<Named> {
    const named = (await readNamed(this.pool, workspaceId, [subscriberId], mentions)).get(subscriberId);
    if (named === undefined) throw new Error('what is named was read for nobody');
    return named;
  }

  async namedForMany(
    workspaceId: string,
    subscriberIds: readonly string[],
    mentions: Mentions,
  ): Promise<ReadonlyMap<string, Named>> {
    return await readNamed(this.pool, workspaceId, subscriberIds, mentions);
  }
}
