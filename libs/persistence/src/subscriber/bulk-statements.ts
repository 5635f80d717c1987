import { type Fact, fieldFacts, listFact, type SetAction, tagFacts } from '@dripemails/application';
import type { PoolClient } from 'pg';
import type { SuppressionKey } from '../consent/suppression-sql.js';
import { writeEvents } from '../event-rows.js';
import { askMembers } from '../opt-in/ask-members.js';
import { cancelListOptIns } from '../opt-in/cancel-opt-ins.js';

/** A page of a bulk action: whom, when (real ms) and why, for the timeline. */
export interface PageWrite {
  readonly workspaceId: string;
  readonly ids: readonly string[];
  readonly at: number;
  readonly why: string;
}

/** What was changed of each person, as `operation_person.before` keeps it, with the facts that it is. */
export interface Changes {
  readonly before: ReadonlyMap<string, object>;
  readonly facts: readonly Fact[];
  /** Those who may have been asked to confirm, to be started after the commit. */
  readonly asked?: readonly string[];
}

/** Does an action to a page of people in a transaction that has locked them. */
export async function doToPage(
  client: PoolClient,
  key: SuppressionKey,
  write: PageWrite,
  action: SetAction,
): Promise<Changes> {
  switch (action.do) {
    case 'addTags':
      return await addTags(client, write, action.tags);
    case 'removeTags':
      return await removeTags(client, write, action.tags);
    case 'addToList':
      return await addToList(client, key, write, action.listId);
    case 'removeFromList':
      return await removeFromList(client, write, action.listId);
    case 'setField':
      return await setField(client, write, action.field, action.value);
  }
}

async function addTags(client: PoolClient, write: PageWrite, tags: readonly string[]): Promise<Changes> {
  const { rows } = await client.query<{ subscriber_id: string; tag: string }>(
    `insert into subscriber_tag (workspace_id, subscriber_id, tag, created_at)
     select $1, p.id, t.tag, $4 from unnest($2::uuid[]) as p(id) cross join unnest($3::text[]) as t(tag) order by p.id, t.tag
     on conflict do nothing returning subscriber_id, tag`,
    [write.workspaceId, write.ids, tags, new Date(write.at)],
  );
  await writeEvents(client, write, 'tagged', rows, ({ tag }) => `Tagged '${tag}'`);
  return {
    before: tagsBefore(write, rows),
    facts: rows.flatMap(({ subscriber_id, tag }) => tagFacts(subscriber_id, 'tagAdded', [tag], write.at)),
  };
}

async function removeTags(client: PoolClient, write: PageWrite, tags: readonly string[]): Promise<Changes> {
  const { rows } = await client.query<{ subscriber_id: string; tag: string }>(
    `delete from subscriber_tag where workspace_id = $1 and subscriber_id = any($2::uuid[]) and tag = any($3::text[])
     returning subscriber_id, tag`,
    [write.workspaceId, write.ids, tags],
  );
  await writeEvents(client, write, 'untagged', rows, ({ tag }) => `Tag '${tag}' removed`);
  return {
    before: tagsBefore(write, rows),
    facts: rows.flatMap(({ subscriber_id, tag }) => tagFacts(subscriber_id, 'tagRemoved', [tag], write.at)),
  };
}

function tagsBefore(
  { at }: PageWrite,
  rows: readonly { subscriber_id: string; tag: string }[],
): ReadonlyMap<string, object> {
  const tags = new Map<string, string[]>();
  for (const { subscriber_id, tag } of rows) tags.set(subscriber_id, [...(tags.get(subscriber_id) ?? []), tag]);
  return new Map([...tags].map(([id, changed]) => [id, { at, tags: changed }]));
}

// As `joinLists` for one person: nobody is put back who left or has yet to confirm.
async function addToList(client: PoolClient, key: SuppressionKey, write: PageWrite, listId: string): Promise<Changes> {
  const { rows } = await client.query<ListRow>(
    `with joined as (
       insert into membership (workspace_id, list_id, subscriber_id, status, created_at)
       select $1, l.id, p.id, case l.opt_in when 'double' then 'unconfirmed' else 'active' end, $4
       from list l cross join unnest($2::uuid[]) as p(id) where l.workspace_id = $1 and l.id = $3 order by p.id
       on conflict do nothing returning subscriber_id, status)
     select j.subscriber_id, j.status, l.name from joined j join list l on l.id = $3`,
    [write.workspaceId, write.ids, listId, new Date(write.at)],
  );
  const joined = rows.filter(({ status }) => status === 'active');
  await writeEvents(client, write, 'list-joined', joined, ({ name }) => `Joined list '${name}'`);
  const unconfirmed = rows.filter(({ status }) => status === 'unconfirmed').map((row) => row.subscriber_id);
  await askMembers(client, key, write.workspaceId, unconfirmed, { listId, source: write.why, at: write.at });
  return {
    asked: unconfirmed,
    before: new Map(rows.map(({ subscriber_id, status }) => [subscriber_id, { at: write.at, status }])),
    facts: joined.map(({ subscriber_id }) => listFact(subscriber_id, 'listJoined', listId, write.at)),
  };
}

async function removeFromList(client: PoolClient, write: PageWrite, listId: string): Promise<Changes> {
  await cancelListOptIns(client, write.workspaceId, write.ids, [listId], write.at);
  const { rows } = await client.query<ListRow & { created_at: Date }>(
    `delete from membership m using list l
     where m.workspace_id = $1 and m.subscriber_id = any($2::uuid[]) and m.list_id = $3 and l.id = m.list_id and m.status <> 'unsubscribed'
     returning m.subscriber_id, m.status, m.created_at, l.name`,
    [write.workspaceId, write.ids, listId],
  );
  await writeEvents(client, write, 'list-left', rows, ({ name }) => `Left list '${name}'`);
  return {
    before: new Map(
      rows.map(({ subscriber_id, status, created_at }) => [
        subscriber_id,
        { at: write.at, status, joinedAt: created_at.toISOString() },
      ]),
    ),
    facts: rows
      .filter(({ status }) => status === 'active')
      .map(({ subscriber_id }) => listFact(subscriber_id, 'listLeft', listId, write.at)),
  };
}

interface ListRow {
  subscriber_id: string;
  status: string;
  name: string;
}

/** Sets one custom field of people; null removes it. */
export async function setField(client: PoolClient, write: PageWrite, field: string, value: unknown): Promise<Changes> {
  const { rows } = await client.query<{ subscriber_id: string; old: unknown }>(
    `update subscriber p set fields = case when $4::jsonb = 'null' then p.fields - $3::text else p.fields || jsonb_build_object($3::text, $4::jsonb) end,
       updated_at = now()
     from (select id, fields -> $3::text as old from subscriber where workspace_id = $1 and id = any($2::uuid[])) o
     where p.workspace_id = $1 and p.id = o.id and coalesce(o.old, 'null') <> $4::jsonb
     returning p.id as subscriber_id, o.old`,
    [write.workspaceId, write.ids, field, JSON.stringify(value)],
  );
  await writeEvents(client, write, 'fields-changed', rows, () => `Changed: ${field}`);
  return {
    before: new Map(rows.map(({ subscriber_id, old }) => [subscriber_id, { at: write.at, value: old ?? null }])),
    facts: rows.flatMap(({ subscriber_id }) => fieldFacts(subscriber_id, [field], write.at)),
  };
}
