import type { OpenWork, ReconcilerStore } from '@dripemails/application';
import type { EnrollmentRef } from '@dripemails/contracts/workflow';
import type { Pool } from 'pg';

interface RefRow {
  id: string;
  workspace_id: string;
}
const toRef = (row: RefRow): EnrollmentRef => ({ workspaceId: row.workspace_id, enrollmentId: row.id });

/** What the reconciler reads; the one place whose queries span workspaces, because it serves all of them. */
export class PgReconcilerStore implements ReconcilerStore {
  constructor(private readonly pool: Pool) {}

  async live(cursor: string | undefined, limit: number): Promise<readonly EnrollmentRef[]> {
    const { rows } = await this.pool.query<RefRow>(
      "select id, workspace_id from enrollment where state <> 'ended' and ($1::uuid is null or id > $1) order by id limit $2",
      [cursor ?? null, limit],
    );
    return rows.map(toRef);
  }

  async countLive(): Promise<number> {
    const { rows } = await this.pool.query<{ count: string }>("select count(*) from enrollment where state <> 'ended'");
    return Number(rows[0]?.count ?? 0);
  }

  async unstarted(before: number, limit: number): Promise<readonly EnrollmentRef[]> {
    const { rows } = await this.pool.query<RefRow>(
      "select id, workspace_id from enrollment where state <> 'ended' and started_at is null and enrolled_at < $1 order by enrolled_at limit $2",
      [new Date(before), limit],
    );
    return rows.map(toRef);
  }

  async overdue(before: number, limit: number): Promise<readonly (EnrollmentRef & { isParked: boolean })[]> {
    const { rows } = await this.pool.query<RefRow & { parked: boolean }>(
      "select id, workspace_id, parked from enrollment where state <> 'ended' and plan_at < $1 order by plan_at limit $2",
      [new Date(before), limit],
    );
    return rows.map((row) => ({ ...toRef(row), isParked: row.parked }));
  }

  async lostAttempts(before: number, limit: number): Promise<readonly { ref: EnrollmentRef; stepId: string }[]> {
    const { rows } = await this.pool.query<{ enrollment_id: string; workspace_id: string; step_id: string }>(
      `select enrollment_id, workspace_id, step_id from message
       where state = 'transmitting' and lease_until < $1 and enrollment_id is not null and step_id is not null limit $2`,
      [new Date(before), limit],
    );
    return rows.map((row) => ({
      ref: { workspaceId: row.workspace_id, enrollmentId: row.enrollment_id },
      stepId: row.step_id,
    }));
  }

  async liveAmong(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const { rows } = await this.pool.query<{ id: string }>(
      "select id from enrollment where id = any($1::uuid[]) and state <> 'ended'",
      [ids],
    );
    return new Set(rows.map(({ id }) => id));
  }

  async discardOrphanUploads(before: number): Promise<void> {
    await this.pool.query(
      'delete from import_chunk c where c.created_at < $1 and not exists (select 1 from import_job j where j.id = c.import_id and j.completed_at is null)',
      [new Date(before)],
    );
  }

  async openWork(before: number): Promise<readonly OpenWork[]> {
    const { rows } = await this.pool.query<{ kind: OpenWork['kind']; workspace_id: string; id: string; title: string }>(
      `select kind, workspace_id, id, title from operation where status in ('queued', 'running') and created_at < $1
       union all
       select 'import', workspace_id, id, 'Import of subscribers' from import_job where status in ('queued', 'running') and created_at < $1
       union all
       select 'export', workspace_id, id, 'Export of subscribers' from export_job where status in ('queued', 'running') and created_at < $1
       union all
       select 'erase', workspace_id, id, 'Erasure of a subscriber' from privacy_request where kind = 'erase' and status in ('queued', 'running') and coalesce(answered_at, created_at) < $1
       limit 500`,
      [new Date(before)],
    );
    return rows.map((row) => ({ kind: row.kind, workspaceId: row.workspace_id, id: row.id, title: row.title }));
  }
}
