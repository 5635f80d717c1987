import { type EventKind, type Fact, fieldFacts, listFact, tagFacts } from '@dripemails/application';
import type { PoolClient } from 'pg';
import { writeEvents } from '../event-rows.js';
import { cancelListOptIns } from '../opt-in/cancel-opt-ins.js';
import type { ProfileRow } from '../subscriber/subscriber-rows.js';

/** Whom a change is about, when it happened (real ms), and whether it is written down as events of theirs. */
export interface PersonWrite {
  readonly workspaceId: string;
  readonly subscriberId: string;
  readonly at: number;
  /** Null writes no events, for a caller that records the change in its own words; `why` may be null. */
  readonly event: { readonly why: string | null } | null;
}

/** Names of the fields whose values differ; for somebody who is new, of all that they have and `createdAt`. */
export function changedFields(before: ProfileRow | null, after: ProfileRow): string[] {
  const columns: [string, string | null, string | null][] = [
    ['email', before?.email ?? null, after.email],
    ['firstName', before?.first_name ?? null, after.first_name],
    ['lastName', before?.last_name ?? null, after.last_name],
    ['timeZone', before?.time_zone ?? null, after.time_zone],
    ['locale', before?.locale ?? null, after.locale],
  ];
  const own = [...new Set([...Object.keys(before?.fields ?? {}), ...Object.keys(after.fields)])].filter(
    (name) => JSON.stringify(before?.fields[name]) !== JSON.stringify(after.fields[name]),
  );
  return [
    ...(before === null ? ['createdAt'] : []),
    ...columns.filter(([, old, now]) => old !== now).map(([name]) => name),
    ...own,
  ];
}

/**
 * Sets one custom field, or one of the fields that everybody has; null removes it. Writes no event.
 * @returns the facts that it is, to be noticed in the same transaction; none when nothing changed
 */
export async function setField(
  client: PoolClient,
  write: PersonWrite,
  field: string,
  value: string | number | boolean | null,
): Promise<readonly Fact[]> {
  const column = OWN_COLUMN[field];
  const { rowCount } =
    column === undefined
      ? await client.query(
          `update subscriber set updated_at = now(),
             fields = case when $4::jsonb = 'null' then fields - $3::text else fields || jsonb_build_object($3::text, $4::jsonb) end
           where workspace_id = $1 and id = $2 and coalesce(fields -> $3::text, 'null') <> $4::jsonb`,
          [write.workspaceId, write.subscriberId, field, JSON.stringify(value)],
        )
      : await client.query(
          `update subscriber set ${column} = $3, updated_at = now() where workspace_id = $1 and id = $2 and ${column} is distinct from $3`,
          [write.workspaceId, write.subscriberId, value === null ? null : String(value)],
        );
  return rowCount === 0 ? [] : fieldFacts(write.subscriberId, [field], write.at);
}

const OWN_COLUMN: Readonly<Record<string, string | undefined>> = {
  firstName: 'first_name',
  lastName: 'last_name',
  timeZone: 'time_zone',
  locale: 'locale',
};

/** @returns the facts that the tags are which the person did not have, to be noticed in the same transaction */
export async function addTags(
  client: PoolClient,
  write: PersonWrite,
  tags: readonly string[],
): Promise<readonly Fact[]> {
  if (tags.length === 0) return [];
  const { rows } = await client.query<{ tag: string }>(
    `insert into subscriber_tag (workspace_id, subscriber_id, tag, created_at) select $1, $2, unnest($3::text[]), $4
     on conflict do nothing returning tag`,
    [write.workspaceId, write.subscriberId, [...new Set(tags)], new Date(write.at)],
  );
  const added = rows.map(({ tag }) => tag);
  await tell(
    client,
    write,
    'tagged',
    added.map((tag) => `Tagged '${tag}'`),
  );
  return tagFacts(write.subscriberId, 'tagAdded', added, write.at);
}

/** @returns the facts that the tags are which the person had, to be noticed in the same transaction */
export async function removeTags(
  client: PoolClient,
  write: PersonWrite,
  tags: readonly string[],
): Promise<readonly Fact[]> {
  if (tags.length === 0) return [];
  const { rows } = await client.query<{ tag: string }>(
    'delete from subscriber_tag where workspace_id = $1 and subscriber_id = $2 and tag = any($3::text[]) returning tag',
    [write.workspaceId, write.subscriberId, tags],
  );
  const removed = rows.map(({ tag }) => tag);
  await tell(
    client,
    write,
    'untagged',
    removed.map((tag) => `Tag '${tag}' removed`),
  );
  return tagFacts(write.subscriberId, 'tagRemoved', removed, write.at);
}

/**
 * By whose will somebody joins a list: an API call, import or step (`write`), their own without a confirmation (`chosen`),
 * or their confirmed one.
 */
export type JoinedBy = 'write' | 'chosen' | 'confirmed';

// Nobody is put back by a write who left the list or has yet to confirm; a list with double opt-in is joined unconfirmed
// until the person confirms. What they choose themselves raises their membership, except past a confirmation.
const JOIN = `
  with l as (
    select id, name, case when $5 <> 'confirmed' and opt_in = 'double' then 'unconfirmed' else 'active' end as status
    from list where workspace_id = $1 and id = any($3::uuid[]) order by id),
  joined as (
    insert into membership as m (workspace_id, list_id, subscriber_id, status, created_at)
    select $1, l.id, $2, l.status, $4 from l order by l.id
    on conflict (list_id, subscriber_id) do update set status = excluded.status
    where $5 <> 'write' and m.status <> 'active' and m.status <> excluded.status
    returning list_id, status)
  select l.id, l.name from joined join l on l.id = joined.list_id where joined.status = 'active'`;

/**
 * Puts a person on lists, as far as consent goes. Whether a list is to be confirmed is told by the membership's status.
 * @returns the facts that the lists are which the person is on now and was not before, to be noticed in the same transaction
 */
export async function joinLists(
  client: PoolClient,
  write: PersonWrite,
  listIds: readonly string[],
  by: JoinedBy = 'write',
): Promise<readonly Fact[]> {
  if (listIds.length === 0) return [];
  const { workspaceId, subscriberId, at } = write;
  const { rows } = await client.query<{ id: string; name: string }>(JOIN, [
    ...[workspaceId, subscriberId, listIds, new Date(at), by],
  ]);
  await tell(
    client,
    write,
    'list-joined',
    rows.map(({ name }) => `Joined list '${name}'`),
  );
  return rows.map(({ id }) => listFact(subscriberId, 'listJoined', id, at));
}

// Nothing is left of a membership that somebody else takes away; who left by their own will stays known as that.
const LEAVE = `
  delete from membership m using list l
  where m.workspace_id = $1 and m.subscriber_id = $2 and m.list_id = any($3::uuid[]) and l.id = m.list_id
    and m.status <> 'unsubscribed'
  returning l.id, l.name, m.status as was`;

// A list that they are not on is refused as well: whoever took them off, or means to put them on, learns that they said no.
const REFUSE = `
  with l as (
    select l.id, l.name, m.status as was from list l
    left join membership m on m.list_id = l.id and m.subscriber_id = $2
    where l.workspace_id = $1 and l.id = any($3::uuid[]) order by l.id),
  refused as (
    insert into membership as m (workspace_id, list_id, subscriber_id, status, created_at)
    select $1, l.id, $2, 'unsubscribed', $4 from l order by l.id
    on conflict (list_id, subscriber_id) do update set status = 'unsubscribed' where m.status <> 'unsubscribed'
    returning list_id)
  select l.id, l.name, l.was from refused join l on l.id = refused.list_id`;

interface LeftRow {
  id: string;
  name: string;
  /** The status of the membership; null where there was none. */
  was: string | null;
}

/**
 * Takes a person off lists at the wish of somebody else; what they were asked to confirm about them is not waited for any
 * more. Who left by their own will stays noted as unsubscribed. The enrollments that the lists had brought are among those
 * that the facts tell, and end.
 * @returns the facts that the lists are which the person was on, to be noticed in the same transaction
 */
export async function leaveLists(
  client: PoolClient,
  write: PersonWrite,
  listIds: readonly string[],
): Promise<readonly Fact[]> {
  if (listIds.length === 0) return [];
  await cancelListOptIns(client, write.workspaceId, [write.subscriberId], listIds, write.at);
  const { rows } = await client.query<LeftRow>(LEAVE, [write.workspaceId, write.subscriberId, listIds]);
  return await tellLeft(client, write, rows);
}

/**
 * A person says no to lists, also to those that they are not on: they are noted as unsubscribed, so that nothing puts them
 * back. The caller locked the person.
 * @returns the lists that they had not said no to before, and the facts that those are which they were on, to be noticed in
 * the same transaction
 */
export async function refuseLists(
  client: PoolClient,
  write: PersonWrite,
  listIds: readonly string[],
): Promise<{ readonly refused: readonly string[]; readonly facts: readonly Fact[] }> {
  if (listIds.length === 0) return { refused: [], facts: [] };
  await cancelListOptIns(client, write.workspaceId, [write.subscriberId], listIds, write.at);
  const values = [write.workspaceId, write.subscriberId, listIds, new Date(write.at)];
  const { rows } = await client.query<LeftRow>(REFUSE, values);
  return { refused: rows.map(({ id }) => id), facts: await tellLeft(client, write, rows) };
}

/** The events and facts of memberships that are over: a fact only where the person was on the list. */
async function tellLeft(client: PoolClient, write: PersonWrite, rows: readonly LeftRow[]): Promise<readonly Fact[]> {
  const members = rows.filter(({ was }) => was !== null);
  await tell(
    client,
    write,
    'list-left',
    members.map(({ name }) => `Left list '${name}'`),
  );
  const left = members.filter(({ was }) => was === 'active');
  return left.map(({ id }) => listFact(write.subscriberId, 'listLeft', id, write.at));
}

async function tell(
  client: PoolClient,
  { workspaceId, subscriberId, at, event }: PersonWrite,
  kind: EventKind,
  lines: readonly string[],
): Promise<void> {
  if (event === null) return;
  const rows = lines.map((what) => ({ subscriber_id: subscriberId, what }));
  await writeEvents(client, { workspaceId, at, why: event.why }, kind, rows, ({ what }) => what);
}
