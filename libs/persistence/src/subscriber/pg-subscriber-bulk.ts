import {
  type BulkPage,
  type BulkRef,
  type Fact,
  type SetAction,
  type SubscriberBulkStore,
  type SubscriberSelection,
} from '@dripemails/application';
import type { BulkSubscriberAction } from '@dripemails/contracts';
import type { Pool, PoolClient } from 'pg';
import type { SuppressionKey } from '../consent/suppression-sql.js';
import { inTransaction } from '../database.js';
import { recordFacts } from '../trigger/notice-facts.js';
import { doToPage, type PageWrite } from './bulk-statements.js';
import { selectionSql } from './selection-sql.js';
import { undoPage } from './undo-statements.js';

/** Before everybody. */
const START = '00000000-0000-0000-0000-000000000000';
/** For so long a bulk action can be undone; what it changed is kept no longer. */
const KEPT_DAYS = 30;

const FREEZE = (where: string) => `
  insert into operation_person (workspace_id, operation_id, subscriber_id)
  select $1, $2, p.id from subscriber p where ${where} and p.status <> 'erased'`;

// What is over for long cannot be undone any more.
const EXPIRE = `
  with expired as (
    update operation set params = params || '{"undoneBy": "expired"}'
    where workspace_id = $1 and kind = 'bulkSubscribers' and completed_at < now() - interval '${KEPT_DAYS} days' and not params ? 'undoneBy'
    returning id)
  delete from operation_person where operation_id in (select id from expired)`;

// The people of a page, locked in the order in which everybody locks people.
const PAGE = `
  select o.subscriber_id as id, p.id is not null as is_there from operation_person o
  left join lateral (select s.id from subscriber s where s.workspace_id = $1 and s.id = o.subscriber_id and s.status <> 'erased' for no key update) p on true
  where o.workspace_id = $1 and o.operation_id = $2 and o.subscriber_id > $3 and (not $5::boolean or o.before is not null)
  order by o.subscriber_id limit $4`;

/** What was done to a page of people. */
interface PageWork {
  readonly facts: readonly Fact[];
  /** How many were changed. */
  readonly people: number;
  readonly asked?: readonly string[] | undefined;
}

interface OpenOperation {
  cursor: string | null;
  title: string;
}

export class PgSubscriberBulk implements SubscriberBulkStore {
  constructor(
    private readonly pool: Pool,
    private readonly key: SuppressionKey,
  ) {}

  async countKnown(workspaceId: string, ids: readonly string[]): Promise<number> {
    const { rows } = await this.pool.query<{ count: number }>(
      'select count(*)::int as count from subscriber where workspace_id = $1 and id = any($2::uuid[])',
      [workspaceId, ids],
    );
    return rows[0]?.count ?? 0;
  }

  async measure(
    workspaceId: string,
    selection: SubscriberSelection,
    action: BulkSubscriberAction,
  ): Promise<{ matching: number; changing: number }> {
    const change = changeSql(action);
    const { sql, params } = await selectionSql(this.pool, workspaceId, selection, 2 + change.params.length);
    const { rows } = await this.pool.query<{ matching: string; changing: string }>(
      `select count(*) as matching, count(*) filter (where ${change.sql}) as changing from subscriber p
       where ${sql} and p.status <> 'erased'`,
      [workspaceId, ...change.params, ...params],
    );
    return { matching: Number(rows[0]?.matching ?? 0), changing: Number(rows[0]?.changing ?? 0) };
  }

  async freeze({ workspaceId, operationId }: BulkRef, selection: SubscriberSelection): Promise<void> {
    await inTransaction(this.pool, async (client) => {
      const operation = await open(client, workspaceId, operationId);
      if (operation === null || operation.cursor !== null) return;
      await client.query(EXPIRE, [workspaceId]);
      const { sql, params } = await selectionSql(client, workspaceId, selection, 3);
      const { rowCount } = await client.query(FREEZE(sql), [workspaceId, operationId, ...params]);
      await client.query(
        `update operation set cursor = $3, total = $4, status = 'running', params = params - 'filter' where workspace_id = $1 and id = $2`,
        [workspaceId, operationId, START, rowCount ?? 0],
      );
    });
  }

  async apply(ref: BulkRef, action: SetAction, page: { limit: number; at: number }): Promise<BulkPage> {
    return await this.workThrough(ref, ref.operationId, page, async (client, write) => {
      const { before, facts, asked } = await doToPage(client, this.key, write, action);
      await client.query(
        `update operation_person o set before = x.before from jsonb_to_recordset($3::jsonb) as x(id uuid, before jsonb)
         where o.workspace_id = $1 and o.operation_id = $2 and o.subscriber_id = x.id`,
        [
          ...[ref.workspaceId, ref.operationId],
          JSON.stringify([...before].map(([id, changed]) => ({ id, before: changed }))),
        ],
      );
      return { facts, people: before.size, asked };
    });
  }

  async people(
    { workspaceId, operationId }: BulkRef,
    cursor: string | null,
    limit: number,
  ): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ id: string }>(
      `select subscriber_id as id from operation_person
       where workspace_id = $1 and operation_id = $2 and subscriber_id > $3 order by subscriber_id limit $4`,
      [workspaceId, operationId, cursor ?? START, limit],
    );
    return rows.map(({ id }) => id);
  }

  async claimUndo(workspaceId: string, operationId: string, by: string): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `update operation set params = params || jsonb_build_object('undoneBy', $3::text)
       where workspace_id = $1 and id = $2 and coalesce(params ->> 'undoneBy', $3) = $3`,
      [workspaceId, operationId, by],
    );
    return rowCount === 1;
  }

  async countChanged({ workspaceId, operationId }: BulkRef): Promise<number> {
    const { rows } = await this.pool.query<{ count: string }>(
      'select count(*) from operation_person where workspace_id = $1 and operation_id = $2 and before is not null',
      [workspaceId, operationId],
    );
    return Number(rows[0]?.count ?? 0);
  }

  async revert(
    ref: BulkRef,
    original: { operationId: string; action: SetAction },
    page: { limit: number; at: number },
  ): Promise<BulkPage> {
    return await this.workThrough(ref, original.operationId, page, async (client, write) =>
      undoPage(client, write, original),
    );
  }

  /** One page in one transaction with its progress, so that each counts once. @param of whose people they are */
  private async workThrough(
    { workspaceId, operationId }: BulkRef,
    of: string,
    { limit, at }: { limit: number; at: number },
    work: (client: PoolClient, write: PageWrite) => Promise<PageWork>,
  ): Promise<BulkPage> {
    const { result, waiting } = await recordFacts<Omit<BulkPage, 'waiting'>>(this.pool, workspaceId, async (client) => {
      const operation = await open(client, workspaceId, operationId);
      if (operation === null) return { facts: [], result: { done: 0, isLast: true, cursor: null, asked: [] } };
      const { rows } = await client.query<{ id: string; is_there: boolean }>(PAGE, [
        ...[workspaceId, of, operation.cursor ?? START, limit, of !== operationId],
      ]);
      const ids = rows.filter(({ is_there }) => is_there).map(({ id }) => id);
      const {
        facts,
        people,
        asked = [],
      }: PageWork = ids.length === 0
        ? { facts: [], people: 0 }
        : await work(client, { workspaceId, ids, at, why: `Bulk action '${operation.title}'` });
      const isLast = rows.length < limit;
      const cursor = rows.at(-1)?.id ?? operation.cursor ?? START;
      await client.query(
        `update operation set cursor = $3, done = done + $4, skipped = skipped + $5, status = $6, completed_at = $7
         where workspace_id = $1 and id = $2`,
        [
          ...[workspaceId, operationId, cursor, people, rows.length - people],
          ...[isLast ? 'completed' : 'running', isLast ? new Date(at) : null],
        ],
      );
      return { facts, result: { done: people, isLast, cursor, asked } };
    });
    return { ...result, waiting };
  }
}

/** Locks an operation that is not over; null where it is. */
async function open(client: PoolClient, workspaceId: string, id: string): Promise<OpenOperation | null> {
  const { rows } = await client.query<OpenOperation>(
    `select cursor, title from operation where workspace_id = $1 and id = $2 and status in ('queued', 'running') for update`,
    [workspaceId, id],
  );
  return rows[0] ?? null;
}

/** Whether an action changes a person, over `subscriber p`; its parameters begin at `$2`, `$1` is the workspace. */
function changeSql(action: BulkSubscriberAction): { sql: string; params: readonly unknown[] } {
  const tags =
    'select count(*) from subscriber_tag t where t.workspace_id = $1 and t.subscriber_id = p.id and t.tag = any($2::text[])';
  const member = (also: string) =>
    `exists (select 1 from membership m where m.workspace_id = $1 and m.list_id = $2 and m.subscriber_id = p.id${also})`;
  switch (action.do) {
    case 'addTags':
      return { sql: `(${tags}) < cardinality($2::text[])`, params: [action.tags] };
    case 'removeTags':
      return { sql: `(${tags}) > 0`, params: [action.tags] };
    case 'addToList':
      return { sql: `not ${member('')}`, params: [action.listId] };
    case 'removeFromList':
      return { sql: member(" and m.status <> 'unsubscribed'"), params: [action.listId] };
    case 'setField':
      return {
        sql: "coalesce(p.fields -> $2::text, 'null') <> $3::jsonb",
        params: [action.field, JSON.stringify(action.value)],
      };
    case 'unsubscribe':
      return { sql: "p.status in ('active', 'unconfirmed', 'bounced')", params: [] };
  }
}
