import type { PoolClient } from 'pg';

/** Somebody opened, clicked or replied; `at` in real ms. */
export interface LastActivity {
  readonly workspaceId: string;
  readonly subscriberId: string;
  readonly kind: 'opened' | 'clicked' | 'replied';
  readonly at: number;
}

// Whoever is gone or erased has none; an activity that is written late does not hide a later one.
const KEEP = `
  insert into last_activity as l (workspace_id, subscriber_id, kind, at)
  select workspace_id, id, $3, $4 from subscriber where workspace_id = $1 and id = $2 and status <> 'erased'
  on conflict (subscriber_id, kind) do update set at = excluded.at where l.at < excluded.at`;

/** Keeps when a person last did something with a mail, in the transaction that writes its event. Segments ask for it. */
export async function keepLastActivity(client: PoolClient, activity: LastActivity): Promise<void> {
  const { workspaceId, subscriberId, kind, at } = activity;
  await client.query({ name: 'last-activity', text: KEEP, values: [workspaceId, subscriberId, kind, new Date(at)] });
}
