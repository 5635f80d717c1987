import {
  type ConsentEffect,
  type Evidence,
  type Fact,
  type PreferenceChange,
  sourceWords,
} from '@dripemails/application';
import { DomainError } from '@dripemails/domain';
import type { PoolClient } from 'pg';
import { v7 as newId } from 'uuid';
import { noticeFacts } from '../trigger/notice-facts.js';
import { joinLists, refuseLists } from '../trigger/person-writes.js';
import { endEnrollments } from './end-enrollments.js';
import { type ConsentLine, recordConsent } from './record-consent.js';

interface Who {
  readonly workspaceId: string;
  readonly subscriberId: string;
}
interface LockedRow {
  status: string;
  mail_paused_until: Date | null;
  cap_per_week: number | null;
}

// Locked first, as by everybody who changes a person, so that no two wait for each other.
const LOCK = `
  select status, mail_paused_until, cap_per_week from subscriber where workspace_id = $1 and id = $2 for no key update`;

const LEAVE_TOPICS = `
  with o as (
    insert into topic_opt_out (workspace_id, topic_id, subscriber_id, created_at)
    select $1, t.id, $2, $4 from topic t where t.workspace_id = $1 and t.id = any($3::uuid[]) order by t.id
    on conflict do nothing returning topic_id)
  select t.id, t.name from o join topic t on t.id = o.topic_id`;

const WANT_TOPICS = `
  with o as (
    delete from topic_opt_out where workspace_id = $1 and subscriber_id = $2 and topic_id = any($3::uuid[]) returning topic_id)
  select t.id, t.name from o join topic t on t.id = o.topic_id`;

// Of lists also those that are not shown to the person.
const UNDOES_LEAVING = `
  select exists (
      select 1 from membership where workspace_id = $1 and subscriber_id = $2 and list_id = any($3::uuid[]) and status = 'unsubscribed')
    or exists (
      select 1 from topic_opt_out where workspace_id = $1 and subscriber_id = $2 and topic_id = any($4::uuid[])) as undoes`;

// A raised revision orders it against a claim of a send, as an end does.
const LIMIT = `
  with p as (
    update subscriber set mail_paused_until = $3, cap_per_week = $4, updated_at = now() where workspace_id = $1 and id = $2)
  update enrollment set revision = revision + 1 where workspace_id = $1 and subscriber_id = $2 and state <> 'ended' returning id`;

const WRITE_EVENTS = `
  insert into event (id, workspace_id, subscriber_id, kind, what, why, at)
  select x.id, $1, $2, 'preferences', x.what, $3, $4 from unnest($5::uuid[], $6::text[]) as x(id, what)`;

/** One change in a transaction of the caller's; see `ConsentRepository.change`. @returns the facts too, which are noticed */
export async function changePreferences(
  client: PoolClient,
  who: Who,
  change: PreferenceChange,
  evidence: Evidence,
): Promise<ConsentEffect & { readonly facts: readonly Fact[] }> {
  const { workspaceId, subscriberId } = who;
  const { rows } = await client.query<LockedRow>(LOCK, [workspaceId, subscriberId]);
  const before = rows[0];
  if (before === undefined) throw new DomainError('subscriber.not_found', 'There is no such subscriber.');
  // nothing is written down any more of who was erased, whoever still has a link
  if (before.status === 'erased') return { facts: [], ended: [], waiting: [] };
  for (const [field, table] of REFERENCES) await assertAll(client, workspaceId, { field, table }, change[field] ?? []);
  if (change.undoesLeaving !== true) await assertUndoesNothing(client, who, change);

  const lists = await changeLists(client, who, change, evidence);
  const topics = await changeTopics(client, who, change, evidence);
  const limits = await changeLimits(client, who, { before, change }, evidence);
  await recordConsent(client, workspaceId, [...lists.lines, ...topics.lines, ...limits.lines], evidence);
  const what = [...topics.what, ...limits.what];
  if (what.length > 0) {
    const ids = what.map(() => newId());
    const values = [workspaceId, subscriberId, whyOf(evidence), new Date(evidence.at), ids, what];
    await client.query(WRITE_EVENTS, values);
  }
  const told = await noticeFacts(client, workspaceId, lists.facts);
  return {
    facts: lists.facts,
    ended: [...lists.ended, ...topics.ended],
    waiting: [...new Set([...told, ...limits.waiting])],
  };
}

/** Which fields of a change name what. */
const REFERENCES = [
  ['joinLists', 'list'],
  ['leaveLists', 'list'],
  ['wantTopics', 'topic'],
  ['leaveTopics', 'topic'],
] as const;

async function assertAll(
  client: PoolClient,
  workspaceId: string,
  { field, table }: { field: string; table: 'list' | 'topic' },
  ids: readonly string[],
) {
  if (ids.length === 0) return;
  const { rows } = await client.query<{ id: string }>(
    `select id from ${table} where workspace_id = $1 and id = any($2::uuid[]) order by id for key share`,
    [workspaceId, [...new Set(ids)]],
  );
  const known = new Set(rows.map(({ id }) => id));
  const missing = ids.findIndex((id) => !known.has(id.toLowerCase()));
  if (missing < 0) return;
  const message = `There is no such ${table}. Look the ${table}s up again.`;
  throw new DomainError(`${table}.not_found`, message, [{ path: `${field}.${missing}`, message }]);
}

/** Under the lock on the person, so that they cannot leave meanwhile. */
async function assertUndoesNothing(client: PoolClient, who: Who, change: PreferenceChange) {
  const { joinLists: lists = [], wantTopics: topics = [] } = change;
  if (lists.length === 0 && topics.length === 0) return;
  const values = [who.workspaceId, who.subscriberId, lists, topics];
  const { rows } = await client.query<{ undoes: boolean }>(UNDOES_LEAVING, values);
  if (rows[0]?.undoes === false) return;
  throw new DomainError('input.invalid', 'The person left this by their own will: say how they asked for it.', [
    { path: 'evidence', message: 'Say how the person asked to get it again, such as: By phone on 3 May.' },
  ]);
}

/** What the timeline says of a change. */
function whyOf({ reason, source }: Evidence): string {
  return reason ?? sourceWords(source);
}

async function changeLists(client: PoolClient, who: Who, change: PreferenceChange, evidence: Evidence) {
  const { workspaceId, subscriberId } = who;
  const { joinLists: join = [], leaveLists: leave = [] } = change;
  const write = { workspaceId, subscriberId, at: evidence.at, event: { why: whyOf(evidence) } };
  const left = await refuseLists(client, write, leave);
  const joined = await joinLists(client, write, join, 'chosen');
  const lines: ConsentLine[] = [
    ...left.refused.map((listId) => ({ subscriberId, what: 'listLeft' as const, listId })),
    ...joined.map(({ key }) => ({ subscriberId, what: 'listJoined' as const, listId: listOf(key) })),
  ];
  const ended =
    leave.length === 0
      ? []
      : await endEnrollments(
          client,
          workspaceId,
          { where: 'e.subscriber_id = $5 and e.list_id = any($6::uuid[])', values: [subscriberId, leave] },
          { outcome: 'unsubscribed', why: 'The subscriber is no longer on the list', at: evidence.at },
        );
  return { facts: [...left.facts, ...joined], lines, ended };
}

const listOf = (key: string): string => key.slice('list:'.length);

async function changeTopics(client: PoolClient, who: Who, change: PreferenceChange, evidence: Evidence) {
  const { workspaceId, subscriberId } = who;
  const { leaveTopics: leave = [], wantTopics: want = [] } = change;
  type Named = { id: string; name: string };
  const at = new Date(evidence.at);
  const left =
    leave.length === 0 ? [] : (await client.query<Named>(LEAVE_TOPICS, [workspaceId, subscriberId, leave, at])).rows;
  const wanted =
    want.length === 0 ? [] : (await client.query<Named>(WANT_TOPICS, [workspaceId, subscriberId, want])).rows;
  const ended =
    leave.length === 0
      ? []
      : await endEnrollments(client, workspaceId, byTopic(subscriberId, leave), {
          ...{ outcome: 'unsubscribed', why: 'The subscriber wants no mail about the topic', at: evidence.at },
        });
  return {
    ended,
    lines: [
      ...left.map(({ name }) => ({ subscriberId, what: 'topicLeft' as const, text: name })),
      ...wanted.map(({ name }) => ({ subscriberId, what: 'topicJoined' as const, text: name })),
    ] satisfies ConsentLine[],
    what: [
      ...left.map(({ name }) => `Wants no mail about '${name}'`),
      ...wanted.map(({ name }) => `Wants mail about '${name}' again`),
    ],
  };
}

/** Enrollments whose version is about one of the topics. */
function byTopic(subscriberId: string, topicIds: readonly string[]) {
  const where = `e.subscriber_id = $5 and exists (
    select 1 from sequence_version v
    where v.sequence_id = e.sequence_id and v.version = e.version and v.settings ->> 'topicId' = any($6::text[]))`;
  return { where, values: [subscriberId, topicIds] };
}

async function changeLimits(
  client: PoolClient,
  who: Who,
  { before, change }: { before: LockedRow; change: PreferenceChange },
  evidence: Evidence,
) {
  const { workspaceId, subscriberId } = who;
  const pausedBefore = before.mail_paused_until?.getTime() ?? null;
  const { pausedUntil = pausedBefore, capPerWeek = before.cap_per_week } = change;
  const isPauseChanged = pausedUntil !== pausedBefore;
  const isCapChanged = capPerWeek !== before.cap_per_week;
  if (!isPauseChanged && !isCapChanged) return { waiting: [], lines: [], what: [] };
  const { rows } = await client.query<{ id: string }>(LIMIT, [
    ...[workspaceId, subscriberId, pausedUntil === null ? null : new Date(pausedUntil), capPerWeek],
  ]);
  const isPaused = pausedUntil !== null && pausedUntil > evidence.at;
  const most = capPerWeek === null ? 'as much mail as there is' : `at most ${capPerWeek} mails in 7 days`;
  const lines: ConsentLine[] = [];
  const what: string[] = [];
  if (isPauseChanged) {
    lines.push({ subscriberId, what: isPaused ? 'paused' : 'resumed' });
    what.push(isPaused ? 'Paused their mail' : 'Wants mail again');
  }
  if (isCapChanged) {
    lines.push({ subscriberId, what: 'frequencyChanged', text: most });
    what.push(`Wants ${most}`);
  }
  return { waiting: rows.map(({ id }) => id), lines, what };
}
