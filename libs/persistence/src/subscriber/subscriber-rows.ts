import type { PersonRow, RawPerson, SubscriberRecord } from '@dripemails/application';
import { DomainError, type PersonEvent, type SuppressionReason } from '@dripemails/domain';
import { type KeyParameters, suppressionSql } from '../consent/suppression-sql.js';

/** Who somebody is, as pg gives it. Every read of people maps these columns here. */
export interface ProfileRow {
  readonly email: string;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly time_zone: string | null;
  readonly locale: string | null;
  readonly fields: SubscriberRecord['fields'];
}
/** Columns of a `ProfileRow`. */
export const PROFILE_COLUMNS = 'email, first_name, last_name, time_zone, locale, fields';

type Profile = Pick<SubscriberRecord, 'email' | 'firstName' | 'lastName' | 'timeZone' | 'locale' | 'fields'>;

export const toProfile = (row: ProfileRow): Profile => ({
  email: row.email,
  firstName: row.first_name,
  lastName: row.last_name,
  timeZone: row.time_zone,
  locale: row.locale,
  fields: row.fields,
});

/** Columns that need no other table, of `subscriber p`. */
const COLUMNS = `
  p.id, p.email, p.first_name, p.last_name, p.time_zone, p.locale, p.fields, p.status, p.created_at, p.updated_at`;
const TAGS =
  "coalesce((select array_agg(t.tag order by t.tag) from subscriber_tag t where t.subscriber_id = p.id), '{}') as tags";
const ON_LISTS =
  "from membership m join list l on l.id = m.list_id where m.subscriber_id = p.id and m.status = 'active'";

interface KnownRow extends ProfileRow {
  readonly id: string;
  readonly status: SubscriberRecord['status'];
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly tags: string[];
}

/**
 * A subscriber with their lists, their tags and what suppresses their address.
 * @param from what gives the people `p`: the table, or a page of it that is cut already
 * @param key see `keyAt`
 */
export const selectSubscriber = (key: KeyParameters, from = 'subscriber'): string => `
  select ${COLUMNS}, ${TAGS},
    coalesce((select json_agg(json_build_object('id', l.id, 'name', l.name) order by l.name) ${ON_LISTS}), '[]') as lists,
    ${suppressionSql("json_build_object('reason', sup.reason, 'since', sup.created_at)", 'p.email', 'p.workspace_id', key)} as suppressed
  from ${from} p`;

export interface SubscriberRow extends KnownRow {
  readonly lists: SubscriberRecord['lists'];
  readonly suppressed: { readonly reason: SuppressionReason; readonly since: string } | null;
}

export const toSubscriber = (row: SubscriberRow): SubscriberRecord => ({
  id: row.id,
  ...toProfile(row),
  status: row.status,
  suppressed:
    row.suppressed === null ? null : { reason: row.suppressed.reason, since: Date.parse(row.suppressed.since) },
  lists: row.lists,
  tags: row.tags,
  createdAt: row.created_at.getTime(),
  updatedAt: row.updated_at.getTime(),
});

/** A subscriber as a row of a file, with the names of their lists. @param from see `selectSubscriber` */
export const selectExported = (from: string): string => `
  select ${COLUMNS}, ${TAGS},
    coalesce((select array_agg(l.name order by l.name) from membership m join list l on l.id = m.list_id
              where m.subscriber_id = p.id and m.status <> 'unsubscribed'), '{}') as lists
  from ${from} p`;

export interface ExportedRow extends KnownRow {
  readonly lists: string[];
}

export const toExported = (row: ExportedRow): PersonRow => ({
  id: row.id,
  ...toProfile(row),
  status: row.status,
  lists: row.lists,
  tags: row.tags,
  createdAt: row.created_at.getTime(),
  updatedAt: row.updated_at.getTime(),
});

/** A person as rules ask about them, without what happened. */
export const SELECT_PERSON = `
  select p.id, p.email, p.first_name, p.last_name, p.time_zone, p.locale, p.created_at, p.fields, ${TAGS},
    coalesce((select json_object_agg(l.id, l.name) ${ON_LISTS}), '{}') as lists
  from subscriber p`;

/** A row of `subscriber`; with tags and lists only where they were read. */
export interface RawPersonRow extends ProfileRow {
  readonly id: string;
  readonly created_at: Date;
  readonly tags?: string[];
  readonly lists?: Record<string, string>;
}

export const toPerson = (row: RawPersonRow, events: readonly PersonEvent[]): RawPerson => ({
  ...toProfile(row),
  createdAt: row.created_at.getTime(),
  tags: row.tags ?? [],
  lists: row.lists ?? {},
  events,
});

export function noSubscriber(): DomainError {
  return new DomainError('subscriber.not_found', 'There is no such subscriber.');
}
