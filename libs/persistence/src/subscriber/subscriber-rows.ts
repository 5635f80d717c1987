import type { SubscriberRecord } from '@dripemails/application';
import { DomainError } from '@dripemails/domain';

/** A subscriber with their lists and tags, from `subscriber p`. */
export const SELECT_SUBSCRIBER = `
  select p.id, p.email, p.first_name, p.last_name, p.time_zone, p.locale, p.fields, p.status, p.created_at, p.updated_at,
    coalesce((select json_agg(json_build_object('id', l.id, 'name', l.name) order by l.name) from membership m join list l on l.id = m.list_id where m.subscriber_id = p.id and m.status = 'active'), '[]') as lists,
    coalesce((select array_agg(t.tag order by t.tag) from subscriber_tag t where t.subscriber_id = p.id), '{}') as tags
  from subscriber p`;

export interface SubscriberRow {
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

export const toSubscriber = (row: SubscriberRow): SubscriberRecord => ({
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

export function noSubscriber(): DomainError {
  return new DomainError('subscriber.not_found', 'There is no such subscriber.');
}
