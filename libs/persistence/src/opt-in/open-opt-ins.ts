import { listsToAsk, type NewOptIn, type OptInOpening, sourceWords } from '@dripemails/application';
import type { Pool, PoolClient } from 'pg';
import { v7 as newId } from 'uuid';
import { type SuppressionKey, keyAt, suppressedSql } from '../consent/suppression-sql.js';
import { mayBeAskedSql } from './opt-in-rows.js';

// Something to confirm: mail at all, or one of the lists. A request keeps the lists that it asked about, because its mail
// names them and anybody can fill a form in for somebody else: one request of a person for the same lists is pending at a
// time, and other lists are another request with a mail of its own. Somebody active whose address was unsubscribed before
// has that to take back; no write of a system asks them about it.
const OPEN = `
  with lists as (
    select coalesce(array_agg(id order by id), '{}') as ids, coalesce(array_agg(name order by id), '{}') as names
    from list where workspace_id = $1 and id = any($16::uuid[])),
  asked as (
    select x.* from jsonb_to_recordset($2::jsonb) as x(id uuid, "consentId" uuid, "eventId" uuid, "subscriberId" uuid)
    join subscriber p on p.id = x."subscriberId" and p.workspace_id = $1
    left join membership m on m.list_id = $3 and m.subscriber_id = p.id
    where ${mayBeAskedSql('$1', 13)}
      and (p.status <> 'active' or ${suppressedSql('p.email', '$1', keyAt(13))} or exists (
        select 1 from lists cross join unnest(lists.ids) as a(id)
        left join membership fm on fm.list_id = a.id and fm.subscriber_id = p.id
        where fm.status is distinct from 'active'))
      and (not $12::boolean or (
        p.status in ('unconfirmed', 'active') and m.status is distinct from 'unsubscribed'
        and not ${suppressedSql('p.email', '$1', keyAt(13))}
        and not exists (select 1 from opt_in e where e.subscriber_id = p.id and e.list_id is not distinct from $3::uuid)))),
  put as (
    insert into opt_in (id, workspace_id, subscriber_id, list_id, form_id, list_ids, list_names, source, requested_at, due_at, expires_at)
    select asked.id, $1, "subscriberId", $3::uuid, $4::uuid, lists.ids, lists.names, $5, $6, $7, $8 from asked cross join lists
    on conflict (subscriber_id, list_ids) where state = 'pending' do nothing
    returning id),
  opened as (select asked.* from asked join put using (id)),
  joined as (
    insert into membership (workspace_id, list_id, subscriber_id, status, created_at)
    select $1, $3::uuid, "subscriberId", 'unconfirmed', $6 from opened where $3::uuid is not null
    on conflict do nothing),
  logged as (
    insert into consent (id, workspace_id, subscriber_id, list_id, what, text, source, ip, user_agent, at)
    select "consentId", $1, "subscriberId", $3::uuid, 'requested', $9, $5, $10, $11, $6 from opened),
  written as (
    insert into event (id, workspace_id, subscriber_id, kind, what, why, at)
    select "eventId", $1, "subscriberId", 'opt-in', 'Asked to confirm', $15, $6 from opened)
  select id, "subscriberId" from opened`;

/** Opens requests to confirm; see `OptInRepository.open`. */
export async function openOptIns(
  client: Pool | PoolClient,
  key: SuppressionKey,
  workspaceId: string,
  people: readonly NewOptIn[],
  opening: OptInOpening,
): Promise<readonly NewOptIn[]> {
  const { listId, formId, source, evidence, dueAt, expiresAt, isWrite } = opening;
  const records = people.map((one) => ({ ...one, consentId: newId(), eventId: newId() }));
  const { rows } = await client.query<NewOptIn>({
    name: 'opt-in-open',
    text: OPEN,
    values: [
      ...[workspaceId, JSON.stringify(records), listId, formId, source, new Date(evidence.at), new Date(dueAt)],
      ...[new Date(expiresAt), evidence.text, evidence.ip, evidence.userAgent, isWrite, ...key.parameters],
      ...[sourceWords(source), listsToAsk(opening)],
    ],
  });
  return rows;
}
