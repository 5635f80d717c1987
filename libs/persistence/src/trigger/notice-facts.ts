import type { Fact, FactKind } from '@dripemails/application';
import type { Trigger } from '@dripemails/domain';
import type { Pool, PoolClient } from 'pg';
import { inTransaction } from '../database.js';
import { TRIGGER_CHANNEL } from './pg-trigger-signal.js';
import { UNCONFIRMED_WAIT } from './release-entries.js';

/** Which kinds of triggers a fact can set off. Leaving a list or losing a tag enrolls nobody, but may end in a segment. */
const SET_OFF: Record<FactKind, readonly Trigger['on'][]> = {
  listJoined: ['listJoined', 'segmentEntered'],
  listLeft: ['segmentEntered'],
  tagAdded: ['tagAdded', 'segmentEntered'],
  tagRemoved: ['segmentEntered'],
  event: ['event', 'formSubmitted', 'segmentEntered'],
  fieldChanged: ['dateReached', 'segmentEntered'],
  activity: ['segmentEntered'],
  sequenceCompleted: ['sequenceCompleted'],
};

const TRIGGERED = `
  select distinct w.key from sequence_trigger t
  join sequence s on s.id = t.sequence_id and s.state in ('active', 'paused') cross join unnest(t.watches) as w(key)
  where t.workspace_id = $1`;

// Whom a list brought in is told of what becomes of their membership.
const WAITING = `
  select e.subscriber_id, e.id, case when e.list_id is null then e.watches else e.watches || ('list:' || e.list_id) end as watches
  from enrollment e
  where e.workspace_id = $1 and e.subscriber_id = any($2::uuid[]) and e.state <> 'ended' and (e.watches <> '{}' or e.list_id is not null)`;

// Questions (is the person in the segment, when is their date) are asked once, however many facts give rise to them.
// What is noticed about somebody who has not confirmed yet waits for that: see `releaseEntries`.
const ENTER = `
  insert into trigger_entry (id, workspace_id, sequence_id, position, subscriber_id, reason, data, due_at)
  select gen_random_uuid(), $1, h.sequence_id, h.position, h.subscriber_id, h.reason, h.data, h.at from (
    select distinct on (t.sequence_id, t.position, f."subscriberId", case when a.ask = 'enter' then f.n end)
      t.sequence_id, t.position, f."subscriberId" as subscriber_id, 
      to_timestamp(f.at / 1000.0) + case when p.status = 'unconfirmed' then ${UNCONFIRMED_WAIT} else interval '0' end as at,
      case t.kind
        when 'listJoined' then 'Joined list ''' || coalesce((select l.name from list l where l.id = (t.config ->> 'listId')::uuid), '') || ''''
        when 'tagAdded' then 'Tag ''' || (t.config ->> 'tag') || ''' was added'
        when 'event' then 'Event ''' || (t.config ->> 'name') || ''''
        when 'formSubmitted' then 'Form ''' || coalesce((select f.name from form f where f.workspace_id = $1 and f.id::text = t.config ->> 'formId'), t.config ->> 'formId') || ''' was submitted'
        when 'segmentEntered' then 'Entered the segment'
        when 'dateReached' then 'Date ''' || (t.config ->> 'field') || ''' was reached'
        else 'Completed sequence ''' || coalesce((select q.name from sequence q where q.id = (t.config ->> 'sequenceId')::uuid), '') || ''''
      end as reason,
      jsonb_build_object('trigger', t.config)
        || case when t.kind in ('event', 'formSubmitted') then jsonb_build_object('properties', f.data) else '{}' end
        || case a.ask when 'segment' then '{"evaluate": true}'::jsonb when 'schedule' then '{"schedule": true}' else '{}' end
        || case when p.status = 'unconfirmed' then '{"unconfirmed": true}'::jsonb else '{}' end as data
    from jsonb_to_recordset($2::jsonb) as f(n int, "subscriberId" uuid, key text, "setOff" text[], at bigint, data jsonb)
    join sequence_trigger t on t.workspace_id = $1 and t.kind = any(f."setOff") and t.watches && array[f.key]
    join sequence s on s.id = t.sequence_id and s.state in ('active', 'paused')
    join subscriber p on p.id = f."subscriberId" and p.workspace_id = $1
    cross join lateral (select case t.kind when 'segmentEntered' then 'segment' when 'dateReached' then 'schedule' else 'enter' end as ask) a
    order by t.sequence_id, t.position, f."subscriberId", case when a.ask = 'enter' then f.n end, f.at) h`;

/**
 * Records facts about subscribers and notices them. People who wait for one are looked for after the commit: who begins to
 * wait meanwhile is found then, or sees the fact when they look again after they have stored that they wait.
 * @param work records the facts in the transaction and answers them, with what the caller wants to know
 * @returns `waiting`: the live enrollments that wait for one of the facts, to be told
 */
export async function recordFacts<T>(
  pool: Pool,
  workspaceId: string,
  work: (client: PoolClient) => Promise<{ readonly facts: readonly Fact[]; readonly result: T }>,
): Promise<{ readonly waiting: readonly string[]; readonly result: T }> {
  const { facts, result } = await inTransaction(pool, async (client) => {
    const recorded = await work(client);
    await setOffTriggers(client, workspaceId, recorded.facts);
    return recorded;
  });
  return { waiting: await waitingFor(pool, workspaceId, facts), result };
}

/**
 * Notices facts in the transaction that records them, for a caller that has its own.
 * @returns the live enrollments that wait for one of the facts, to be told once the transaction is committed; to be sure
 *   of those that begin to wait before the commit, ask `waitingFor` after it
 */
export async function noticeFacts(
  client: PoolClient,
  workspaceId: string,
  facts: readonly Fact[],
): Promise<readonly string[]> {
  await setOffTriggers(client, workspaceId, facts);
  return await waitingFor(client, workspaceId, facts);
}

/** The live enrollments that wait for one of the facts, or that the list of one had brought. */
export async function waitingFor(
  client: Pool | PoolClient,
  workspaceId: string,
  facts: readonly Fact[],
): Promise<readonly string[]> {
  if (facts.length === 0) return [];
  const keysOf = new Map<string, Set<string>>();
  for (const { subscriberId, key } of facts) {
    const keys = keysOf.get(subscriberId);
    if (keys === undefined) keysOf.set(subscriberId, new Set([key]));
    else keys.add(key);
  }
  const { rows } = await client.query<{ subscriber_id: string; id: string; watches: string[] }>({
    name: 'facts-waiting',
    text: WAITING,
    values: [workspaceId, [...keysOf.keys()]],
  });
  return rows
    .filter(({ subscriber_id, watches }) => watches.some((key) => keysOf.get(subscriber_id)?.has(key)))
    .map(({ id }) => id);
}

/** Puts what the facts set off into the outbox, so that a fact that is rolled back sets nothing off. */
async function setOffTriggers(client: PoolClient, workspaceId: string, facts: readonly Fact[]): Promise<void> {
  if (facts.length === 0) return;
  const watched = await client.query<{ key: string }>({
    name: 'facts-triggered',
    text: TRIGGERED,
    values: [workspaceId],
  });
  const keys = new Set(watched.rows.map(({ key }) => key));
  const records = facts
    .filter(({ key }) => keys.has(key))
    .map(({ subscriberId, key, kind, at, data }, n) => ({
      n,
      subscriberId,
      key,
      setOff: SET_OFF[kind],
      at: Math.floor(at),
      data,
    }));
  if (records.length === 0) return;
  const { rowCount } = await client.query({
    name: 'facts-enter',
    text: ENTER,
    values: [workspaceId, JSON.stringify(records)],
  });
  // heard by the dispatchers when this transaction is committed, and only then
  if ((rowCount ?? 0) > 0) await client.query(`select pg_notify('${TRIGGER_CHANNEL}', '')`);
}
