import {
  type SubscriberChange,
  type SubscriberRecord,
  type SubscriberRepository,
  type TagChange,
  type Withdrawal,
  fieldFacts,
  personErased,
} from '@dripemails/application';
import type { Page, SubscriberQuery } from '@dripemails/contracts';
import { DomainError, foldAddress, type SubscriberStatus } from '@dripemails/domain';
import type { PoolClient } from 'pg';
import { v7 as newId } from 'uuid';
import { noteHolder } from './consent/note-holder.js';
import { leaveAddress } from './consent/remember-no.js';
import { type SuppressionKey, keyAt } from './consent/suppression-sql.js';
import { type Database, inTransaction, isUniqueViolation } from './database.js';
import { afterCursor, pageOfRows } from './keyset-page.js';
import { withdrawConsent } from './withdraw-consent.js';
import { leftAddressWords } from './subscriber/left-address.js';
import { peoplePageSql } from './subscriber/people-page-sql.js';
import { selectionSql } from './subscriber/selection-sql.js';
import {
  PROFILE_COLUMNS,
  type ProfileRow,
  type SubscriberRow,
  noSubscriber,
  selectSubscriber,
  toSubscriber,
} from './subscriber/subscriber-rows.js';
import { recordFacts } from './trigger/notice-facts.js';
import { type PersonWrite, addTags, changedFields, joinLists, removeTags } from './trigger/person-writes.js';

type LockedRow = ProfileRow & { readonly status: SubscriberStatus };

/** Locked before it is changed, so that what changes is known; foreign keys to the row are not held up by it. */
const BEFORE = `select id, status, ${PROFILE_COLUMNS} from subscriber where workspace_id = $1`;

const RAISE_REVISIONS = `
  update enrollment e set revision = revision + 1 from (
    select id from enrollment where workspace_id = $1 and subscriber_id = $2 and state <> 'ended' order by id for update) l
  where e.id = l.id`;

// Given values win, absent ones stay ($9 says which are given); the status is never among them.
const UPSERT = `
  insert into subscriber as p (id, workspace_id, email, first_name, last_name, time_zone, locale, fields, status)
  values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $11)
  on conflict (workspace_id, lower(email)) do update set
    first_name = case when $9::jsonb ? 'firstName' then excluded.first_name else p.first_name end,
    last_name = case when $9::jsonb ? 'lastName' then excluded.last_name else p.last_name end,
    time_zone = case when $9::jsonb ? 'timeZone' then excluded.time_zone else p.time_zone end,
    locale = case when $9::jsonb ? 'locale' then excluded.locale else p.locale end,
    fields = (p.fields || $8::jsonb) - $10::text[],
    updated_at = now()
  returning id, ${PROFILE_COLUMNS}`;

type UpsertOptions = NonNullable<Parameters<SubscriberRepository['upsert']>[4]>;

export class PgSubscriberRepository implements SubscriberRepository {
  constructor(
    private readonly db: Database,
    private readonly key: SuppressionKey,
  ) {}

  async get(workspaceId: string, id: string): Promise<SubscriberRecord> {
    const { rows } = await this.db.pool.query<SubscriberRow>(
      `${selectSubscriber(keyAt(3))} where p.workspace_id = $1 and p.id = $2`,
      [workspaceId, id, ...this.key.parameters],
    );
    if (rows[0] === undefined) throw noSubscriber();
    return toSubscriber(rows[0]);
  }

  async findByEmail(workspaceId: string, email: string): Promise<SubscriberRecord | null> {
    const { rows } = await this.db.pool.query<SubscriberRow>(
      `${selectSubscriber(keyAt(3))} where p.workspace_id = $1 and lower(p.email) = lower($2)`,
      [workspaceId, email, ...this.key.parameters],
    );
    return rows[0] === undefined ? null : toSubscriber(rows[0]);
  }

  async list(workspaceId: string, query: SubscriberQuery): Promise<Page<SubscriberRecord>> {
    const { limit, cursor, ...selection } = query;
    const after = afterCursor(cursor) ?? null;
    const { sql, params } = await selectionSql(this.db.pool, workspaceId, selection, 6);
    // the page is cut before anything is looked up of its people
    const page = peoplePageSql(sql, { isSearch: selection.query !== undefined && selection.query !== '' });
    const { rows } = await this.db.pool.query<SubscriberRow>(`${selectSubscriber(keyAt(4), page)} order by p.id desc`, [
      workspaceId,
      after,
      limit + 1,
      ...this.key.parameters,
      ...params,
    ]);
    return pageOfRows(rows, limit, toSubscriber);
  }

  async upsert(
    workspaceId: string,
    newSubscriberId: string,
    change: SubscriberChange & { email: string },
    listIds: readonly string[],
    { tags = [], at = Date.now(), isToConfirm = false }: UpsertOptions = {},
  ): Promise<{ id: string; created: boolean; waiting: readonly string[] }> {
    const fields = splitFields(change.fields);
    const { waiting, result } = await recordFacts(this.db.pool, workspaceId, async (client) => {
      const before = await client.query<LockedRow>(`${BEFORE} and lower(email) = lower($2) for no key update`, [
        workspaceId,
        change.email,
      ]);
      if (before.rows[0]?.status === 'erased') throw personErased('email');
      const { rows } = await client.query<ProfileRow & { id: string }>(UPSERT, [
        newSubscriberId,
        workspaceId,
        change.email,
        change.firstName ?? null,
        change.lastName ?? null,
        change.timeZone ?? null,
        change.locale ?? null,
        JSON.stringify(fields.set),
        JSON.stringify(given(change)),
        fields.removed,
        isToConfirm ? 'unconfirmed' : 'active',
      ]);
      const row = rows[0];
      if (row === undefined) throw new Error('the upsert of a subscriber returned no row');
      const created = row.id === newSubscriberId;
      if (created) {
        await client.query(
          "insert into event (id, workspace_id, subscriber_id, kind, what) values ($1, $2, $3, 'subscribed', 'Added')",
          [newId(), workspaceId, row.id],
        );
        await noteHolder(client, this.key, { workspaceId, subscriberId: row.id });
      }
      const write: PersonWrite = { workspaceId, subscriberId: row.id, at, event: { why: null } };
      const joined = await joinLists(client, write, listIds);
      const tagged = await addTags(client, write, tags);
      const changed = changedFields(before.rows[0] ?? null, row);
      if (!created) await writeFieldEvent(client, write, changed);
      const facts = [...fieldFacts(row.id, changed, at), ...joined, ...tagged];
      return { facts, result: { id: row.id, created } };
    });
    return { ...result, waiting };
  }

  async update(workspaceId: string, id: string, change: SubscriberChange, at: number): Promise<readonly string[]> {
    const { fields, ...columns } = change;
    const { set, removed } = splitFields(fields);
    try {
      const { waiting } = await recordFacts(this.db.pool, workspaceId, async (client) => {
        const before = await client.query<LockedRow>(`${BEFORE} and id = $2 for no key update`, [workspaceId, id]);
        if (before.rows[0]?.status === 'erased') throw personErased();
        const { rows } = await client.query<ProfileRow>(
          `update subscriber set
             email = coalesce($3, email),
             first_name = case when $4::jsonb ? 'firstName' then $4::jsonb ->> 'firstName' else first_name end,
             last_name = case when $4::jsonb ? 'lastName' then $4::jsonb ->> 'lastName' else last_name end,
             time_zone = case when $4::jsonb ? 'timeZone' then $4::jsonb ->> 'timeZone' else time_zone end,
             locale = case when $4::jsonb ? 'locale' then $4::jsonb ->> 'locale' else locale end,
             fields = (fields || $5::jsonb) - $6::text[], updated_at = now()
           where workspace_id = $1 and id = $2 returning ${PROFILE_COLUMNS}`,
          [workspaceId, id, change.email ?? null, JSON.stringify(given(columns)), JSON.stringify(set), removed],
        );
        const [old, row] = [before.rows[0], rows[0]];
        if (old === undefined || row === undefined) throw noSubscriber();
        const isRenamed = foldAddress(old.email) !== foldAddress(row.email);
        if (isRenamed) {
          const who = { workspaceId, subscriberId: id };
          const left = { address: old.email, status: old.status };
          await leaveAddress(client, this.key, who, left, { source: 'Change of address', at });
          await noteHolder(client, this.key, who);
          // a mail that was decided on for the old address is decided on again
          await client.query(RAISE_REVISIONS, [workspaceId, id]);
        }
        const changed = changedFields(old, row);
        const why = isRenamed ? leftAddressWords(old.email) : null;
        await writeFieldEvent(client, { workspaceId, subscriberId: id, at, event: { why } }, changed);
        return { facts: fieldFacts(id, changed, at), result: null };
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
      const { rows } = await client.query<LockedRow>(`${BEFORE} and id = $2 for no key update`, [workspaceId, id]);
      if (rows[0] === undefined) throw noSubscriber();
      if (rows[0].status === 'erased') throw personErased();
      const write: PersonWrite = { workspaceId, subscriberId: id, at, event: { why: null } };
      const added = await addTags(client, write, tags.add);
      const removed = await removeTags(client, write, tags.remove);
      return { facts: [...added, ...removed], result: null };
    });
    return waiting;
  }

  async withdraw(workspaceId: string, id: string, withdrawal: Withdrawal): Promise<readonly string[]> {
    return await inTransaction(this.db.pool, async (client) => {
      const { isLowered, ended } = await withdrawConsent(
        client,
        this.key,
        { workspaceId, subscriberId: id },
        withdrawal,
      );
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

/** Those properties of a change that are given. */
function given(change: SubscriberChange): Record<string, unknown> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

/** Custom fields to set, and names of those to remove: a null inside a JSON value is a value. */
function splitFields(fields: SubscriberChange['fields'] = {}): { set: Record<string, unknown>; removed: string[] } {
  const entries = Object.entries(fields);
  return {
    set: Object.fromEntries(entries.filter(([, value]) => value !== null)),
    removed: entries.filter(([, value]) => value === null).map(([name]) => name),
  };
}

/** One line of the timeline that names what changed, never the new values. */
async function writeFieldEvent(client: PoolClient, write: PersonWrite, changed: readonly string[]): Promise<void> {
  if (changed.length === 0) return;
  await client.query(
    "insert into event (id, workspace_id, subscriber_id, kind, what, why, at) values ($1, $2, $3, 'fields-changed', $4, $5, $6)",
    [
      ...[newId(), write.workspaceId, write.subscriberId, `Changed: ${changed.join(', ')}`],
      ...[write.event?.why ?? null, new Date(write.at)],
    ],
  );
}
