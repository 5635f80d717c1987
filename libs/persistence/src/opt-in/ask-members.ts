import { type ConfirmationSettings, optInTiming, plainEvidence } from '@dripemails/application';
import { DEFAULT_OPT_IN, newOptIn } from '@dripemails/domain';
import type { PoolClient } from 'pg';
import { v7 as newId } from 'uuid';
import type { SuppressionKey } from '../consent/suppression-sql.js';
import { openOptIns } from './open-opt-ins.js';

// A list with single opt-in has nobody to ask.
const LIST = `
  select l.confirmation, w.clock_started_at, w.clock_rate from list l join workspace w on w.id = l.workspace_id
  where l.workspace_id = $1 and l.id = $2 and l.opt_in = 'double'`;

interface ListRow {
  /** Only what differs from the default. */
  confirmation: Partial<ConfirmationSettings> | null;
  clock_started_at: Date;
  clock_rate: number;
}

/**
 * Asks people whom a step or a bulk action put on a list whether they agree, where the list wants it, in the transaction
 * that put them there: whoever commits it starts the requests (`OptInStarter.startOpened`), or else the reconciler does. Who
 * said no, or was asked before, is not asked again.
 * @param put.source in words, such as `Sequence 'Welcome'`
 * @param put.at real ms
 */
export async function askMembers(
  client: PoolClient,
  key: SuppressionKey,
  workspaceId: string,
  subscriberIds: readonly string[],
  put: { readonly listId: string; readonly source: string; readonly at: number },
): Promise<void> {
  if (subscriberIds.length === 0) return;
  const { listId, source, at } = put;
  const { rows } = await client.query<ListRow>(LIST, [workspaceId, listId]);
  const list = rows[0];
  if (list === undefined) return;
  const clock = { startedAt: list.clock_started_at.getTime(), rate: list.clock_rate };
  const people = subscriberIds.map((subscriberId) => ({ id: newId(), subscriberId }));
  await openOptIns(client, key, workspaceId, people, {
    ...{ listId, formId: null, source, isWrite: true },
    ...newOptIn(optInTiming({ clock }, { ...DEFAULT_OPT_IN, ...list.confirmation }), at),
    evidence: plainEvidence(source, at),
  });
}
