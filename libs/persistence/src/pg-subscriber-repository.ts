import {
  type SubscriberChange,
  type SubscriberRecord,
  type SubscriberRepository,
  type TagChange,
  type Withdrawal,
  fieldFacts,
} from '@dripemails/application';
import type { Page, SubscriberQuery } from '@dripemails/contracts';
import { DomainError } from '@dripemails/domain';
import { v7 as newId } from 'uuid';
import { type Database, inTransaction, isUniqueViolation } from './database.js';
import { afterCursor, pageOfRows } from './keyset-page.js';
import { likePattern } from './like-pattern.js';
import { withdrawConsent } from './withdraw-consent.js';
import { recordFacts } from './trigger/notice-facts.js';
import {
  FIELD_COLUMNS,
  type FieldRow,
  type PersonWrite,
  addTags,
  changedFields,
  joinLists,
  removeTags,
} from './trigger/person-writes.js';

const SELECT = `
  select p.id, p.email, p.first_name, p.last_name, p.time_zone, p.locale, p.fields, p.status, p.created_at, p.updated_at,
    coalesce((select json_agg(json_build_object('id', l.id, 'name', l.name) order by l.name) from membership m join list l on l.id = m.list_id where m.subscriber_id = p.id), '[]') as lists,
    coalesce((select array_agg(t.tag order by t.tag) from subscriber_tag t where t.subscriber_id = p.id), '{}') as tags
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
  tags: string[];
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
  tags: row.tags,
  createdAt: row.created_at.getTime(),
  updatedAt: row.updated_at.getTime(),
});

/** Locked before it is changed, so that what changes is known; foreign keys to the row are not held up by it. */
const BEFORE = `select id, ${FIELD_COLUMNS} from subscriber where workspace_id = $1`;

// Given values win, absent ones stay ($9 says which are given); the status is never among them.
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
  returning id, ${FIELD_COLUMNS}`;

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
         and ($7::text is null or exists (select 1 from subscriber_tag t where t.subscriber_id = p.id and t.tag = $7))
       order by p.id desc limit $6`,
      [
        workspaceId,
        afterCursor(query.cursor) ?? null,
        query.status ?? null,
        likePattern(query.query),
        query.list ?? null,
        query.limit + 1,
        query.tag ?? null,
      ],
    );
    return pageOfRows(rows, query.limit, toRecord);
  }

  async upsert(
    workspaceId: string,
    newSubscriberId: string,
    change: SubscriberChange & { email: string },
    listIds: readonly string[],
    { tags = [], at = Date.now() }: { tags?: readonly string[]; at?: number } = {},
  ): Promise<{ id: string; created: boolean; waiting: readonly string[] }> {
    const { waiting, result } = await recordFacts(this.db.pool, workspaceId, async (client) => {
      const before = await client.query<FieldRow>(`${BEFORE} and lower(email) = lower($2) for no key update`, [
        workspaceId,
        change.email,
      ]);
      const { rows } = await client.query<FieldRow & { id: string }>(UPSERT, [
        newSubscriberId,
        workspaceId,
        change.email,
        change.firstName ?? null,
        change.lastName ?? null,
        change.timeZone ?? null,
        change.locale ?? null,
        JSON.stringify(change.fields ?? {}),
        JSON.stringify(given(change)),
      ]);
      const row = rows[0];
      if (row === undefined) throw new Error('the upsert of a subscriber returned no row');
      const created = row.id === newSubscriberId;
      if (created) {
        await client.query(
          "insert into event (id, workspace_id, subscriber_id, kind, what) values ($1, $2, $3, 'subscribed', 'Added')",
          [newId(), workspaceId, row.id],
        );
      }
      const write: PersonWrite = { workspaceId, subscriberId: row.id, at, event: { why: null } };
      const joined = await joinLists(client, write, listIds);
      const tagged = await addTags(client, write, tags);
      const changed = changedFields(before.rows[0] ?? null, row);
      const facts = [...fieldFacts(row.id, changed, at), ...joined, ...tagged];
      return { facts, result: { id: row.id, created } };
    });
    return { ...result, waiting };
  }

  async update(workspaceId: string, id: string, change: SubscriberChange, at: number): Promise<readonly string[]> {
    const { fields, ...columns } = change;
    try {
      const { waiting } = await recordFacts(this.db.pool, workspaceId, async (client) => {
        const before = await client.query<FieldRow>(`${BEFORE} and id = $2 for no key update`, [workspaceId, id]);
        const { rows } = await client.query<FieldRow>(
          `update subscriber set
             email = coalesce($3, email),
             first_name = case when $4::jsonb ? 'firstName' then $4::jsonb ->> 'firstName' else first_name end,
             last_name = case when $4::jsonb ? 'lastName' then $4::jsonb ->> 'lastName' else last_name end,
             time_zone = case when $4::jsonb ? 'timeZone' then $4::jsonb ->> 'timeZone' else time_zone end,
             locale = case when $4::jsonb ? 'locale' then $4::jsonb ->> 'locale' else locale end,
             fields = jsonb_strip_nulls(fields || $5::jsonb), updated_at = now()
           where workspace_id = $1 and id = $2 returning ${FIELD_COLUMNS}`,
          [workspaceId, id, change.email ?? null, JSON.stringify(given(columns)), JSON.stringify(fields ?? {})],
        );
        const [old, row] = [before.rows[0], rows[0]];
        if (old === undefined || row === undefined) throw notFound();
        return { facts: fieldFacts(id, changedFields(old, row), at), result: null };
      });
      return waiting;
    } catch (error) {
      if (isUniqueViolation(error)) {
        throw new DomainError('subscriber.email_taken', 'Another subscriber has this email address.', [
          { path: 'email', message: 'Another subscriber has this address: change that one instead.' },
        ]);
      }
      throw error;
    }
  }

  async changeTags(workspaceId: string, id: string, tags: TagChange, at: number): Promise<readonly string[]> {
    const { waiting } = await recordFacts(this.db.pool, workspaceId, async (client) => {
      const { rowCount } = await client.query(`${BEFORE} and id = $2 for no key update`, [workspaceId, id]);
      if (rowCount === 0) throw notFound();
      const write: PersonWrite = { workspaceId, subscriberId: id, at, event: { why: null } };
      const added = await addTags(client, write, tags.add);
      const removed = await removeTags(client, write, tags.remove);
      return { facts: [...added, ...removed], result: null };
    });
    return waiting;
  }

  async withdraw(workspaceId: string, id: string, withdrawal: Withdrawal): Promise<readonly string[]> {
    return await inTransaction(this.db.pool, async (client) => {
      const { isLowered, ended } = await withdrawConsent(client, workspaceId, id, withdrawal);
      if (isLowered) {
        await client.query(
          'insert into event (id, workspace_id, subscriber_id, kind, what, why, at) values ($1, $2, $3, $4, $5, $6, $7)',
          [newId(), workspaceId, id, withdrawal.status, withdrawal.what, withdrawal.why, new Date(withdrawal.at)],
        );
      }
      return ended;
    });
  }
}

function notFound(): DomainError {
  return new DomainError('subscriber.not_found', 'There is no such subscriber.');
}

/** Those properties of a change that are given. */
function given(change: SubscriberChange): Record<string, unknown> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
