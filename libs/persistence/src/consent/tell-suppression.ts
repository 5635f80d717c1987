import type { PoolClient } from 'pg';
import { writeEvents } from '../event-rows.js';
import { type ConsentLine, recordConsent } from './record-consent.js';
import type { Suppressed } from './suppress.js';

/** What becomes of an entry, and what timelines say of it. */
const WORDS = { suppressed: 'Put on the suppression list', unsuppressed: 'Taken off the suppression list' } as const;

const PEOPLE = `
  select id from subscriber
  where workspace_id = $1 and lower(email) = any(select lower(a) from unnest($2::text[]) as a)`;

/**
 * Writes down that addresses and domains were suppressed, or are no more, in the transaction that does it: in the consent
 * log and the timeline of the person who has the address; for a domain in the log alone. An address that nobody here has is
 * not written down a second time.
 */
export async function tellSuppression(
  client: PoolClient,
  workspaceId: string,
  what: keyof typeof WORDS,
  entries: readonly Suppressed[],
  evidence: Parameters<typeof recordConsent>[3],
): Promise<void> {
  if (entries.length === 0) return;
  const addresses = entries.filter(({ kind }) => kind === 'address').map(({ value }) => value);
  const { rows: people } = await client.query<{ id: string }>(PEOPLE, [workspaceId, addresses]);
  const lines: ConsentLine[] = [
    ...people.map(({ id }) => ({ subscriberId: id, what })),
    ...entries
      .filter(({ kind }) => kind === 'domain')
      .map(({ value }) => ({ subscriberId: null, what, text: `Domain ${value}` })),
  ];
  await recordConsent(client, workspaceId, lines, evidence);
  const rows = people.map(({ id }) => ({ subscriber_id: id }));
  await writeEvents(client, { workspaceId, at: evidence.at, why: null }, what, rows, () => WORDS[what]);
}
