import type { SubscriberChange, SubscriberRecord, SubscriberRepository, Withdrawal } from '@dripemails/application';
import type { Page, SubscriberQuery } from '@dripemails/contracts';
import { DomainError } from '@dripemails/domain';
import { v7 as newId } from 'uuid';
import { type Database, inTransaction, isUniqueViolation } from './database.js';
import { afterCursor, pageOfRows } from './keyset-page.js';
import { likePattern } from './like-pattern.js';

const SELECT = `
  select p.id, p.email, p.first_name, p.last_name, p.time_zone, p.locale, p.fields, p.status, p.created_at, p.updated_at,
    coalesce((select json_agg(json_build_object('id', l.id, 'name', l.name) order by l.name) from membership m join list l on l.id = m.list_id where m.subscriber_id = p.id), '[]') as lists
  from subscriber p`;

interface Row {
  id: string;
  email: string;
  first_name: string | null;
  last_name: string | null;
  time_zone: string | null;
  locale: string | null;
  fields: SubscriberRecord['fields'];
  status: SubscriberRecord['status'];
  created_at: Date;
  updated_at: Date;
  lists: SubscriberRecord['lists'];
}

const toRecord = (row: Row): SubscriberRecord => ({
  id: row.id,
  email: row.email,
  firstName: row.first_name,
  lastName: row.last_name,
  timeZone: row.time_zone,
  locale: row.locale,
  fields: row.fields,
  status: row.status,
  lists: row.lists,
  createdAt: row.created_at.getTime(),
  updatedAt: row.updated_at.getTime(),
});

// Given values win, absent ones stay ($n_given says which); the status is never among them. The row is only written
// where something differs.
const UPSERT = `
  insert into subscriber as p (id, workspace_id, email, first_name, last_name, time_zone, locale, fields)
  values ($1, $2, $3, $4, $5, $6, $7, jsonb_strip_nulls($8::jsonb))
  on conflict (workspace_id, lower(email)) do update set
    first_name = case when $9::jsonb ? 'firstName' then excluded.first_name else p.first_name end,
    last_name = case when $9::jsonb ? 'lastName' then excluded.last_name else p.last_name end,
    time_zone = case when $9::jsonb ? 'timeZone' then excluded.time_zone else p.time_zone end,
    locale = case when $9::jsonb ? 'locale' then excluded.locale else p.locale end,
    fields = jsonb_strip_nulls(p.fields || $8::jsonb),
    updated_at = now()
  returning id, (xmax = 0) as created`;

/** Statuses from full consent to none. */
const LOWER = "array['active', 'bounced', 'unsubscribed', 'complained', 'erased']";

const WITHDRAW = `
  with ended as (
    update enrollment set state = 'ended', outcome = $3, ended_at = $4, paused_at = null, revision = revision + 1, plan_do = 'end', plan_step = null, plan_at = $4, plan_why = $5, parked = false
    where subscriber_id = $1 and workspace_id = $2 and state <> 'ended'
    returning id),
  written as (
    insert into event (id, workspace_id, subscriber_id, enrollment_id, kind, what, why, at)
    select gen_random_uuid(), $2, $1, id, 'ended', 'Left the sequence', $5, $4 from ended)
  select id from ended`;

export class PgSubscriberRepository implements SubscriberRepository {
  constructor(private readonly db: Database) {}

  async get(workspaceId: string, id: string): Promise<SubscriberRecord> {
    const { rows } = await this.db.pool.query<Row>(`${SELECT} where p.workspace_id = $1 and p.id = $2`, [
      workspaceId,
      id,
    ]);
    if (rows[0] === undefined) throw notFound();
    return toRecord(rows[0]);
  }

  async findByEmail(workspaceId: string, email: string): Promise<SubscriberRecord | null> {
    const { rows } = await this.db.pool.query<Row>(
      `${SELECT} where p.workspace_id = $1 and lower(p.email) = lower($2)`,
      [workspaceId, email],
    );
    return rows[0] === undefined ? null : toRecord(rows[0]);
  }

  async list(workspaceId: string, query: SubscriberQuery): Promise<Page<SubscriberRecord>> {
    const { rows } = await this.db.pool.query<Row>(
      `${SELECT}
       where p.workspace_id = $1 and ($2::uuid is null or p.id < $2) and ($3::text is null or p.status = $3)
         and ($4::text is null or p.email ilike $4 or p.first_name ilike $4 or p.last_name ilike $4 or concat_ws(' ', p.first_name, p.last_name) ilike $4)
         and ($5::uuid is null or exists (select 1 from membership m where m.subscriber_id = p.id and m.list_id = $5))
       order by p.id desc limit $6`,
      [
        workspaceId,
        afterCursor(query.cursor) ?? null,
        query.status ?? null,
        likePattern(query.query),
        query.list ?? null,
        query.limit + 1,
      ],
    );
    return pageOfRows(rows, query.limit, toRecord);
  }

  async upsert(
    workspaceId: string,
    id: string,
    change: SubscriberChange & { email: string },
    listIds: readonly string[],
  ): Promise<{ id: string; created: boolean }> {
    return await inTransaction(this.db.pool, async (client) => {
      const given = Object.fromEntries(
        Object.entries(change)
          .filter(([, value]) => value !== undefined)
          .map(([key]) => [key, true]),
      );
      const { rows } = await client.query<{ id: string; created: boolean }>(UPSERT, [
        id,
        workspaceId,
        change.email,
        change.firstName ?? null,
        change.lastName ?? null,
        change.timeZone ?? null,
        change.locale ?? null,
        JSON.stringify(change.fields ?? {}),
        JSON.stringify(given),
      ]);
      const row = rows[0];
      if (row === undefined) throw new Error('the upsert of a subscriber returned no row');
      if (row.created) {
        await client.query(
          "insert into event (id, workspace_id, subscriber_id, kind, what) values ($1, $2, $3, 'subscribed', 'Added')",
          [newId(), workspaceId, row.id],
        );
      }
      await client.query(
        'insert into membership (workspace_id, list_id, subscriber_id) select $1, unnest($2::uuid[]), $3 on conflict do nothing',
        [workspaceId, listIds, row.id],
      );
      return row;
    });
  }

  async update(workspaceId: string, id: string, change: SubscriberChange): Promise<void> {
    const { fields, ...columns } = change;
    const given = Object.fromEntries(
      Object.entries(columns).filter(([, value]) => value !== undefined),
    ) as SubscriberChange;
    try {
      await inTransaction(this.db.pool, async (client) => {
        const { rowCount } = await client.query(
          `update subscriber set
             email = coalesce($3, email),
             first_name = case when $4::jsonb ? 'firstName' then $4::jsonb ->> 'firstName' else first_name end,
             last_name = case when $4::jsonb ? 'lastName' then $4::jsonb ->> 'lastName' else last_name end,
             time_zone = case when $4::jsonb ? 'timeZone' then $4::jsonb ->> 'timeZone' else time_zone end,
             locale = case when $4::jsonb ? 'locale' then $4::jsonb ->> 'locale' else locale end,
             fields = jsonb_strip_nulls(fields || $5::jsonb), updated_at = now()
           where workspace_id = $1 and id = $2`,
          [workspaceId, id, change.email ?? null, JSON.stringify(given), JSON.stringify(fields ?? {})],
        );
        if (rowCount === 0) throw notFound();
      });
    } catch (error) {
      if (isUniqueViolation(error)) {
        throw new DomainError('subscriber.email_taken', 'Another subscriber has this email address.', [
          { path: 'email', message: 'Another subscriber has this address: change that one instead.' },
        ]);
      }
      throw error;
    }
  }

  async withdraw(workspaceId: string, id: string, withdrawal: Withdrawal): Promise<readonly string[]> {
    return await inTransaction(this.db.pool, async (client) => {
      const at = new Date(withdrawal.at);
      // consent is only ever lowered: who unsubscribed does not become merely bounced, nor who complained unsubscribed
      const { rowCount } = await client.query(
        `update subscriber set status = $3, updated_at = now()
         where workspace_id = $1 and id = $2 and array_position(${LOWER}, status) < array_position(${LOWER}, $3)`,
        [workspaceId, id, withdrawal.status],
      );
      if (rowCount === 1) {
        await client.query(
          'insert into event (id, workspace_id, subscriber_id, kind, what, why, at) values ($1, $2, $3, $4, $5, $6, $7)',
          [newId(), workspaceId, id, withdrawal.status, withdrawal.what, withdrawal.why, at],
        );
      }
      const { rows } = await client.query<{ id: string }>(WITHDRAW, [
        id,
        workspaceId,
        withdrawal.outcome,
        at,
        withdrawal.what,
      ]);
      return rows.map((row) => row.id);
    });
  }
}

function notFound(): DomainError {
  return new DomainError('subscriber.not_found', 'There is no such subscriber.');
}
