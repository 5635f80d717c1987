import type { EventKind, EventRecord, SubscriberReader, SubscriberRecord } from '@dripemails/application';
import type { Page, PageQuery } from '@dripemails/contracts';
import { DomainError } from '@dripemails/domain';
import type { Pool } from 'pg';
import { type SuppressionKey, keyAt } from '../consent/suppression-sql.js';
import { selectionSql } from './selection-sql.js';
import { type SubscriberRow, selectSubscriber, toSubscriber } from './subscriber-rows.js';

// Many events are written by one statement, with ids of their own: the instant is what they are ordered by.
const TIMELINE = `
  select id, kind, enrollment_id, step_id, message_id, what, why, at from event
  where workspace_id = $1 and subscriber_id = $2 and ($3::text[] is null or kind = any($3))
    and ($4::timestamptz is null or (at, id) < ($4, $5::uuid))
  order by at desc, id desc limit $6`;

// One mailbox in several spellings: without what follows a plus, and without dots where the provider ignores them. And
// one name at one domain, except at providers where everybody is.
const DUPLICATES = `
  with person as (
    select id, lower(split_part(email, '@', 1)) as local, lower(split_part(email, '@', -1)) as domain,
      nullif(lower(trim(concat_ws(' ', trim(first_name), trim(last_name)))), '') as name,
      coalesce(trim(first_name), '') <> '' and coalesce(trim(last_name), '') <> '' as is_named
    from subscriber where workspace_id = $1 and status <> 'erased'),
  keyed as (
    select id, 'address' as reason, 'a:' || case
      when domain in ('gmail.com', 'googlemail.com') then replace(split_part(local, '+', 1), '.', '') || '@gmail.com'
      else split_part(local, '+', 1) || '@' || domain end as key
    from person
    union all
    select id, 'name', 'n:' || name || '@' || domain from person
    where is_named and domain <> all ($4::text[])),
  grouped as (
    select reason, key, (array_agg(id order by id))[1:20] as ids from keyed
    where $2::text is null or key > $2 group by reason, key having count(*) > 1)
  select g.reason, g.key, g.ids from grouped g
  -- whom the address tells is told once
  where g.reason = 'address' or not exists (select 1 from grouped a where a.reason = 'address' and a.ids = g.ids)
  order by g.key limit $3`;

/** Where the same name says nothing. */
const EVERYBODYS_DOMAINS = [
  ...['gmail.com', 'googlemail.com', 'outlook.com', 'hotmail.com', 'live.com', 'yahoo.com', 'icloud.com', 'me.com'],
  ...['aol.com', 'gmx.de', 'gmx.net', 'web.de', 't-online.de', 'proton.me', 'protonmail.com', 'mail.ru', 'orange.fr'],
];

interface TimelineRow {
  id: string;
  kind: string;
  enrollment_id: string | null;
  step_id: string | null;
  message_id: string | null;
  what: string;
  why: string | null;
  at: Date;
}

/** What pages about people ask beside the people themselves. */
export class PgSubscriberReader implements SubscriberReader {
  constructor(
    private readonly pool: Pool,
    private readonly key: SuppressionKey,
  ) {}

  async count(
    workspaceId: string,
    selection: Parameters<SubscriberReader['count']>[1],
    exactUpTo: number,
  ): Promise<{ count: number; isExact: boolean }> {
    const { sql, params } = await selectionSql(this.pool, workspaceId, selection, 3);
    const counted = await this.pool.query<{ count: string }>(
      `select count(*) from (select 1 from subscriber p where ${sql} limit $2) hits`,
      [workspaceId, exactUpTo + 1, ...params],
    );
    const count = Number(counted.rows[0]?.count ?? 0);
    if (count <= exactUpTo) return { count, isExact: true };
    const again = await selectionSql(this.pool, workspaceId, selection, 2);
    const { rows } = await this.pool.query<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(
      `explain (format json) select 1 from subscriber p where ${again.sql}`,
      [workspaceId, ...again.params],
    );
    const estimate = rows[0]?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0;
    return { count: Math.max(count, roundedTo2Digits(estimate)), isExact: false };
  }

  async timeline(
    workspaceId: string,
    id: string,
    query: PageQuery & { kinds: readonly EventKind[] | null },
  ): Promise<Page<EventRecord>> {
    const after = query.cursor === undefined ? null : readCursor(query.cursor);
    const { rows } = await this.pool.query<TimelineRow>({
      name: 'subscriber-timeline',
      text: TIMELINE,
      values: [workspaceId, id, query.kinds, after?.at ?? null, after?.id ?? null, query.limit + 1],
    });
    const shown = rows.slice(0, query.limit);
    const last = shown.at(-1);
    return {
      items: shown.map((row) => ({
        id: row.id,
        kind: row.kind as EventKind,
        enrollmentId: row.enrollment_id,
        stepId: row.step_id,
        messageId: row.message_id,
        what: row.what,
        why: row.why,
        at: row.at.getTime(),
      })),
      nextCursor: rows.length > query.limit && last !== undefined ? cursorAt(last) : null,
    };
  }

  async duplicates(
    workspaceId: string,
    query: PageQuery,
  ): Promise<Page<{ reason: 'address' | 'name'; subscribers: readonly SubscriberRecord[] }>> {
    const after = query.cursor === undefined ? null : Buffer.from(query.cursor, 'base64url').toString('utf8');
    if (after?.includes('\u0000')) throw badCursor();
    const groups = await this.pool.query<{ reason: 'address' | 'name'; key: string; ids: string[] }>(DUPLICATES, [
      ...[workspaceId, after, query.limit + 1, EVERYBODYS_DOMAINS],
    ]);
    const shown = groups.rows.slice(0, query.limit);
    const { rows } = await this.pool.query<SubscriberRow>(
      `${selectSubscriber(keyAt(3))} where p.workspace_id = $1 and p.id = any($2::uuid[])`,
      [workspaceId, shown.flatMap(({ ids }) => ids), ...this.key.parameters],
    );
    const people = new Map(rows.map((row) => [row.id, toSubscriber(row)]));
    const lastKey = shown.at(-1)?.key;
    return {
      items: shown.map(({ reason, ids }) => ({
        reason,
        subscribers: ids.flatMap((id) => people.get(id) ?? []),
      })),
      nextCursor:
        groups.rows.length > query.limit && lastKey !== undefined ? Buffer.from(lastKey).toString('base64url') : null,
    };
  }
}

/** What is estimated is not shown as if it were counted. */
function roundedTo2Digits(estimate: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, estimate))) - 1);
  return Math.round(estimate / unit) * unit;
}

function cursorAt({ at, id }: TimelineRow): string {
  return `${at.getTime()}_${id}`;
}

function readCursor(cursor: string): { at: Date; id: string } {
  const match = /^(\d{1,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(cursor);
  if (match === null) throw badCursor();
  return { at: new Date(Number(match[1])), id: match[2] ?? '' };
}

function badCursor(): DomainError {
  return new DomainError('cursor.invalid', 'The cursor is not one of ours: start again without it.', [
    { path: 'cursor', message: 'Use the nextCursor of the page before, or leave it out.' },
  ]);
}
