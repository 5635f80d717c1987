import { type Fact, type FieldValues, fieldFacts, listFact, tagFacts } from '@dripemails/application';
import type { PoolClient } from 'pg';
import { v7 as newId } from 'uuid';

/** Whom a change is about, when it happened (real ms), and whether it is written down as events of theirs. */
export interface PersonWrite {
  readonly workspaceId: string;
  readonly subscriberId: string;
  readonly at: number;
  /** Null writes no events, for a caller that records the change in its own words; `why` may be null. */
  readonly event: { readonly why: string | null } | null;
}

/** What a change of a person's fields is seen by. */
export interface FieldRow {
  readonly email: string;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly time_zone: string | null;
  readonly locale: string | null;
  readonly fields: FieldValues;
}
/** Columns of a `FieldRow`. */
export const FIELD_COLUMNS = 'email, first_name, last_name, time_zone, locale, fields';

/** Names of the fields whose values differ; for somebody who is new, of all that they have and `createdAt`. */
export function changedFields(before: FieldRow | null, after: FieldRow): string[] {
  const columns: [string, string | null, string | null][] = [
    ['email', before?.email ?? null, after.email],
    ['firstName', before?.first_name ?? null, after.first_name],
    ['lastName', before?.last_name ?? null, after.last_name],
    ['timeZone', before?.time_zone ?? null, after.time_zone],
    ['locale', before?.locale ?? null, after.locale],
  ];
  const own = [...new Set([...Object.keys(before?.fields ?? {}), ...Object.keys(after.fields)])].filter(
    (name) => before?.fields[name] !== after.fields[name],
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
          `update subscriber set fields = jsonb_strip_nulls(fields || $3::jsonb), updated_at = now()
           where workspace_id = $1 and id = $2 and jsonb_strip_nulls(fields || $3::jsonb) <> fields`,
          [write.workspaceId, write.subscriberId, JSON.stringify({ [field]: value })],
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
  await writeEvents(
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
  await writeEvents(
    client,
    write,
    'untagged',
    removed.map((tag) => `Tag '${tag}' removed`),
  );
  return tagFacts(write.subscriberId, 'tagRemoved', removed, write.at);
}

/** @returns the facts that the lists are which the person was not on, to be noticed in the same transaction */
export async function joinLists(
  client: PoolClient,
  write: PersonWrite,
  listIds: readonly string[],
): Promise<readonly Fact[]> {
  if (listIds.length === 0) return [];
  const { rows } = await client.query<{ id: string; name: string }>(
    `with joined as (
       insert into membership (workspace_id, list_id, subscriber_id, created_at)
       select $1, l.id, $2, $4 from list l where l.workspace_id = $1 and l.id = any($3::uuid[]) order by l.id
       on conflict do nothing returning list_id)
     select l.id, l.name from joined join list l on l.id = joined.list_id`,
    [write.workspaceId, write.subscriberId, listIds, new Date(write.at)],
  );
  await writeEvents(
    client,
    write,
    'list-joined',
    rows.map(({ name }) => `Joined list '${name}'`),
  );
  return rows.map(({ id }) => listFact(write.subscriberId, 'listJoined', id, write.at));
}

/** @returns the facts that the lists are which the person was on, to be noticed in the same transaction */
export async function leaveLists(
  client: PoolClient,
  write: PersonWrite,
  listIds: readonly string[],
): Promise<readonly Fact[]> {
  if (listIds.length === 0) return [];
  const { rows } = await client.query<{ id: string; name: string }>(
    `with gone as (
       delete from membership where workspace_id = $1 and subscriber_id = $2 and list_id = any($3::uuid[]) returning list_id)
     select l.id, l.name from gone join list l on l.id = gone.list_id`,
    [write.workspaceId, write.subscriberId, listIds],
  );
  await writeEvents(
    client,
    write,
    'list-left',
    rows.map(({ name }) => `Left list '${name}'`),
  );
  return rows.map(({ id }) => listFact(write.subscriberId, 'listLeft', id, write.at));
}

async function writeEvents(
  client: PoolClient,
  { workspaceId, subscriberId, at, event }: PersonWrite,
  kind: 'tagged' | 'untagged' | 'list-joined' | 'list-left',
  what: readonly string[],
): Promise<void> {
  if (event === null || what.length === 0) return;
  await client.query(
    `insert into event (id, workspace_id, subscriber_id, kind, what, why, at)
     select x.id, $1, $2, $3, x.what, $4, $5 from unnest($6::uuid[], $7::text[]) as x(id, what)`,
    [workspaceId, subscriberId, kind, event.why, new Date(at), what.map(() => newId()), what],
  );
}
