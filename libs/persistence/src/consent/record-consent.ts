import type { ConsentWhat, Evidence } from '@dripemails/application';
import type { PoolClient } from 'pg';
import { v7 as newId } from 'uuid';

/** What happened to whose consent; `listId` where it is about one list. */
export interface ConsentLine {
  /** Null where it is about nobody in particular, such as a suppressed domain. */
  readonly subscriberId: string | null;
  readonly what: ConsentWhat;
  readonly listId?: string | null | undefined;
  /** Instead of the evidence's text: such as the name of a topic. */
  readonly text?: string | undefined;
}

const RECORD = `
  insert into consent (id, workspace_id, subscriber_id, list_id, what, text, source, ip, user_agent, at)
  select x.id, $1, x."subscriberId", x."listId", x.what, x.text, $3, $4, $5, $6
  from jsonb_to_recordset($2::jsonb) as x(id uuid, "subscriberId" uuid, "listId" uuid, what text, text text)`;

/**
 * Writes lines of the consent log, in the transaction of the change that they tell of; one statement for any number. The
 * words agreed to are kept, or else the reason that was given.
 */
export async function recordConsent(
  client: Pick<PoolClient, 'query'>,
  workspaceId: string,
  lines: readonly ConsentLine[],
  evidence: Evidence,
): Promise<void> {
  if (lines.length === 0) return;
  const words = evidence.text === '' ? (evidence.reason ?? '') : evidence.text;
  const records = lines.map(({ subscriberId, what, listId = null, text = words }) => ({
    ...{ id: newId(), subscriberId, listId, what, text },
  }));
  await client.query({
    name: 'consent-record',
    text: RECORD,
    values: [
      ...[workspaceId, JSON.stringify(records), evidence.source, evidence.ip, evidence.userAgent],
      new Date(evidence.at),
    ],
  });
}
