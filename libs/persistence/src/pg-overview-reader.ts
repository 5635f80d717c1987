import type { OverviewNumbers, OverviewReader } from '@dripemails/application';
import type { Pool } from 'pg';

type Counts<K extends string> = Record<K, number>;

const one = <T>(rows: readonly T[]): T => {
  const [row] = rows;
  if (row === undefined) throw new Error('an aggregate returned no row');
  return row;
};

export class PgOverviewReader implements OverviewReader {
  constructor(private readonly pool: Pool) {}

  async read(
    workspaceId: string,
    at: { lastDay: number; nextDay: number; buckets: readonly number[] },
  ): Promise<OverviewNumbers> {
    const [subscribers, enrollments, messages, sequences, failedImports, privacyRequests, buckets] = await Promise.all([
      this.pool.query<Counts<'total' | 'active' | 'unsubscribed' | 'bounced'>>(
        `select count(*)::int as total, count(*) filter (where status = 'active')::int as active,
           count(*) filter (where status = 'unsubscribed')::int as unsubscribed, count(*) filter (where status = 'bounced')::int as bounced
         from subscriber where workspace_id = $1 and status <> 'erased'`,
        [workspaceId],
      ),
      this.pool.query<Counts<'active' | 'held' | 'paused' | 'ended' | 'completed' | 'due'>>(
        `select count(*) filter (where e.state = 'active' and s.state = 'active')::int as active, count(*) filter (where e.state = 'held')::int as held,
           count(*) filter (where e.state = 'paused' or (e.state = 'active' and s.state <> 'active'))::int as paused,
           count(*) filter (where e.state = 'ended')::int as ended, count(*) filter (where e.outcome = 'completed')::int as completed,
           count(*) filter (where e.state = 'active' and s.state = 'active' and e.plan_do = 'sendEmail' and e.plan_at < $2)::int as due
         from enrollment e join sequence s on s.id = e.sequence_id where e.workspace_id = $1`,
        [workspaceId, new Date(at.nextDay)],
      ),
      this.pool.query<Counts<'queued' | 'sent' | 'failed' | 'unknown' | 'sentLastDay'>>(
        `select count(*) filter (where state in ('planned', 'claimed', 'transmitting'))::int as queued, count(*) filter (where state = 'accepted')::int as sent,
           count(*) filter (where state = 'rejected')::int as failed, count(*) filter (where state = 'unknown')::int as unknown,
           count(*) filter (where state = 'accepted' and sent_at >= $2)::int as "sentLastDay"
         from message where workspace_id = $1`,
        [workspaceId, new Date(at.lastDay)],
      ),
      this.pool.query<Counts<'draft' | 'active' | 'paused'>>(
        `select count(*) filter (where state = 'draft')::int as draft, count(*) filter (where state = 'active')::int as active, count(*) filter (where state = 'paused')::int as paused
         from sequence where workspace_id = $1`,
        [workspaceId],
      ),
      this.pool.query<Counts<'failed'>>(
        "select count(*)::int as failed from import_job where workspace_id = $1 and status = 'failed'",
        [workspaceId],
      ),
      this.pool.query<Counts<'waiting'>>(
        "select count(*)::int as waiting from privacy_request where workspace_id = $1 and status = 'waiting'",
        [workspaceId],
      ),
      this.pool.query<{ bucket: number; sent: number }>(
        `select width_bucket(sent_at, $2::timestamptz[]) as bucket, count(*)::int as sent from message
         where workspace_id = $1 and state = 'accepted' and sent_at >= ($2::timestamptz[])[1] group by 1`,
        [workspaceId, at.buckets.map((edge) => new Date(edge))],
      ),
    ]);
    const { due, ...states } = one(enrollments.rows);
    const sent = new Map(buckets.rows.map((row) => [row.bucket, row.sent]));
    return {
      subscribers: one(subscribers.rows),
      enrollments: states,
      messages: one(messages.rows),
      sequences: one(sequences.rows),
      dueBefore: due,
      failedImports: one(failedImports.rows).failed,
      privacyRequestsWaiting: one(privacyRequests.rows).waiting,
      sentPerBucket: at.buckets.slice(1).map((_, index) => sent.get(index + 1) ?? 0),
    };
  }
}
