import type { Evidence } from '@dripemails/application';
import type { OptInRef } from '@dripemails/contracts/workflow';
import { FORM_SUBMITTED } from '@dripemails/domain';
import type { PoolClient } from 'pg';
import { grantConsent } from '../consent/grant-consent.js';
import type { SuppressionKey } from '../consent/suppression-sql.js';
import { noticeFacts } from '../trigger/notice-facts.js';

// Whoever changes a person locks them before anything that is theirs.
const LOCK_PERSON = `
  select p.id, p.status from opt_in o join subscriber p on p.id = o.subscriber_id
  where o.id = $1 and o.workspace_id = $2 for no key update of p`;

// The mail proves that somebody reads this address: one that was changed since is not proved by it.
const LOCK_REQUEST = `
  select o.list_id, o.form_id,
    array(select l.id from list l where l.workspace_id = o.workspace_id and l.id = any(o.list_ids) order by l.id) as list_ids
  from opt_in o
  join subscriber p on p.id = o.subscriber_id
  where o.id = $1 and o.workspace_id = $2 and o.state = 'pending' and o.expires_at > $3
    and lower(p.email) = lower($4)
  for update of o`;

const CONFIRM = `
  update opt_in set state = 'confirmed', ended_at = $3, due_at = $3, revision = revision + 1
  where id = $1 and workspace_id = $2`;

/** Those to whom nothing that was noticed about them waited for the confirmation; see `releaseEntries`. */
const WAS_PASSED_OVER = new Set(['unsubscribed', 'bounced']);

/** Confirms a request in a transaction; see `OptInRepository.confirm`. */
export async function confirmRequest(
  client: PoolClient,
  key: SuppressionKey,
  { workspaceId, optInId }: OptInRef,
  mailedTo: string,
  evidence: Evidence,
): Promise<readonly string[] | null> {
  const who = await client.query<{ id: string; status: string }>(LOCK_PERSON, [optInId, workspaceId]);
  const person = who.rows[0];
  if (person === undefined) return null;
  const at = new Date(evidence.at);
  const { rows } = await client.query<{ list_id: string | null; form_id: string | null; list_ids: string[] }>(
    LOCK_REQUEST,
    [optInId, workspaceId, at, mailedTo],
  );
  const request = rows[0];
  if (request === undefined) return null;
  const lists = request.list_ids.length > 0 ? request.list_ids : [request.list_id];
  const tell = new Set<string>();
  for (const listId of lists) {
    const grant = await grantConsent(client, key, { workspaceId, subscriberId: person.id, listId }, evidence);
    if (!grant.granted) return null;
    for (const id of [...grant.waiting, ...grant.ended]) tell.add(id);
  }
  await client.query(CONFIRM, [optInId, workspaceId, at]);
  if (request.form_id !== null && WAS_PASSED_OVER.has(person.status)) {
    const waiting = await noticeFacts(client, workspaceId, [
      {
        subscriberId: person.id,
        key: `event:${FORM_SUBMITTED}`,
        kind: 'event',
        at: evidence.at,
        data: { formId: request.form_id },
      },
    ]);
    for (const id of waiting) tell.add(id);
  }
  return [...tell];
}
