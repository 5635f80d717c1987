import { type Fact, listFact, type SetAction, tagFacts } from '@dripemails/application';
import type { PoolClient } from 'pg';
import { writeEvents } from '../event-rows.js';
import { cancelListOptIns } from '../opt-in/cancel-opt-ins.js';
import { type Changes, type PageWrite, setField } from './bulk-statements.js';

/** Whom an action changed: from `operation_person`, `$1` the workspace, `$2` the people, `$3` the operation. */
const CHANGED = `
  select o.subscriber_id, o.before, to_timestamp((o.before ->> 'at')::bigint / 1000.0) as at from operation_person o
  where o.workspace_id = $1 and o.subscriber_id = any($2::uuid[]) and o.operation_id = $3 and o.before is not null`;

/** Nothing of this kind, in these words, was told of the person since the action. */
const UNTOUCHED = (kinds: string, what: string) =>
  `not exists (select 1 from event e where e.workspace_id = $1 and e.subscriber_id = c.subscriber_id and e.kind in (${kinds})
     and e.what in (${what}) and e.at > c.at)`;

/**
 * Takes back what an operation changed of a page of people, where nobody changed it since. Consent is not raised: a
 * membership comes back as it was, unless the person has left since.
 */
export async function undoPage(
  client: PoolClient,
  write: PageWrite,
  original: { readonly operationId: string; readonly action: SetAction },
): Promise<{ readonly facts: readonly Fact[]; readonly people: number }> {
  const { action, operationId } = original;
  const values = [write.workspaceId, write.ids, operationId];
  switch (action.do) {
    case 'addTags':
      return await untag(client, write, values);
    case 'removeTags':
      return await retag(client, write, values);
    case 'addToList':
      return await takeOffList(client, write, values, action.listId);
    case 'removeFromList':
      return await putBackOnList(client, write, values, action.listId);
    case 'setField':
      return await resetField(client, write, values, action);
  }
}

interface TagRow {
  subscriber_id: string;
  tag: string;
}

async function untag(client: PoolClient, write: PageWrite, values: unknown[]) {
  // the instant is that of the action: a tag that came later is another
  const { rows } = await client.query<TagRow>(
    `with c as (${CHANGED})
     delete from subscriber_tag t using c
     where t.workspace_id = $1 and t.subscriber_id = c.subscriber_id and c.before -> 'tags' ? t.tag and t.created_at = c.at
     returning t.subscriber_id, t.tag`,
    values,
  );
  await writeEvents(client, write, 'untagged', rows, ({ tag }) => `Tag '${tag}' removed`);
  return told(rows, ({ subscriber_id, tag }) => tagFacts(subscriber_id, 'tagRemoved', [tag], write.at));
}

async function retag(client: PoolClient, write: PageWrite, values: unknown[]) {
  const { rows } = await client.query<TagRow>(
    `with c as (${CHANGED})
     insert into subscriber_tag (workspace_id, subscriber_id, tag, created_at)
     select $1, c.subscriber_id, t.tag, $4 from c cross join jsonb_array_elements_text(c.before -> 'tags') as t(tag)
     where ${UNTOUCHED("'tagged', 'untagged'", "'Tagged ''' || t.tag || '''', 'Tag ''' || t.tag || ''' removed'")}
     order by c.subscriber_id, t.tag on conflict do nothing returning subscriber_id, tag`,
    [...values, new Date(write.at)],
  );
  await writeEvents(client, write, 'tagged', rows, ({ tag }) => `Tagged '${tag}'`);
  return told(rows, ({ subscriber_id, tag }) => tagFacts(subscriber_id, 'tagAdded', [tag], write.at));
}

interface ListRow {
  subscriber_id: string;
  name: string;
  status: string;
}

async function takeOffList(client: PoolClient, write: PageWrite, values: unknown[], listId: string) {
  const { rows } = await client.query<ListRow>(
    `with c as (${CHANGED})
     delete from membership m using c, list l
     where m.workspace_id = $1 and m.subscriber_id = c.subscriber_id and m.list_id = $4 and l.id = m.list_id
       and m.created_at = c.at and m.status = c.before ->> 'status'
     returning m.subscriber_id, m.status, l.name`,
    [...values, listId],
  );
  await writeEvents(client, write, 'list-left', rows, ({ name }) => `Left list '${name}'`);
  const asked = rows.filter(({ status }) => status === 'unconfirmed').map((row) => row.subscriber_id);
  await cancelListOptIns(client, write.workspaceId, asked, [listId], write.at);
  const was = rows.filter(({ status }) => status === 'active');
  return {
    ...told(was, ({ subscriber_id }) => [listFact(subscriber_id, 'listLeft', listId, write.at)]),
    people: rows.length,
  };
}

async function putBackOnList(client: PoolClient, write: PageWrite, values: unknown[], listId: string) {
  const { rows } = await client.query<ListRow>(
    `with c as (${CHANGED}), back as (
       insert into membership (workspace_id, list_id, subscriber_id, status, created_at)
       select $1, l.id, c.subscriber_id, c.before ->> 'status', (c.before ->> 'joinedAt')::timestamptz
       from c join list l on l.workspace_id = $1 and l.id = $4
       where ${UNTOUCHED("'list-joined', 'list-left', 'unsubscribed'", "'Joined list ''' || l.name || '''', 'Left list ''' || l.name || '''', 'Unsubscribed'")}
         and not exists (select 1 from consent k where k.workspace_id = $1 and k.subscriber_id = c.subscriber_id and k.list_id = $4 and k.at > c.at)
       order by c.subscriber_id on conflict do nothing returning subscriber_id, status)
     select b.subscriber_id, b.status, l.name from back b join list l on l.id = $4`,
    [...values, listId],
  );
  const joined = rows.filter(({ status }) => status === 'active');
  await writeEvents(client, write, 'list-joined', joined, ({ name }) => `Joined list '${name}'`);
  const facts = told(joined, ({ subscriber_id }) => [listFact(subscriber_id, 'listJoined', listId, write.at)]).facts;
  return { facts, people: rows.length };
}

async function resetField(
  client: PoolClient,
  write: PageWrite,
  values: unknown[],
  { field, value }: Extract<SetAction, { do: 'setField' }>,
) {
  // those whose value is still the one that was set, by the value that they had
  const { rows } = await client.query<{ old: unknown; ids: string[] }>(
    `with c as (${CHANGED})
     select c.before -> 'value' as old, array_agg(c.subscriber_id order by c.subscriber_id) as ids
     from c join subscriber p on p.workspace_id = $1 and p.id = c.subscriber_id
     where coalesce(p.fields -> $4::text, 'null') = $5::jsonb group by 1`,
    [...values, field, JSON.stringify(value)],
  );
  const changes: Changes[] = [];
  for (const { old, ids } of rows) changes.push(await setField(client, { ...write, ids }, field, old));
  return {
    facts: changes.flatMap(({ facts }) => facts),
    people: changes.reduce((sum, { before }) => sum + before.size, 0),
  };
}

function told<R extends { subscriber_id: string }>(rows: readonly R[], facts: (row: R) => readonly Fact[]) {
  return { facts: rows.flatMap(facts), people: new Set(rows.map(({ subscriber_id }) => subscriber_id)).size };
}
