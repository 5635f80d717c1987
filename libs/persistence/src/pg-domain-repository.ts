import type { DomainRecord, DomainRepository, SpfResult } from '@dripemails/application';
import { DomainError, type SpfVerdict } from '@dripemails/domain';
import type { Pool } from 'pg';
import { v7 as newId } from 'uuid';
import { isUniqueViolation } from './database.js';

interface Row {
  id: string;
  workspace_id: string;
  name: string;
  spf_verdict: SpfVerdict;
  spf_record: string | null;
  spf_missing: string[];
  spf_explanation: string;
  spf_checked_at: Date | null;
  created_at: Date;
}
const COLUMNS =
  'id, workspace_id, name, spf_verdict, spf_record, spf_missing, spf_explanation, spf_checked_at, created_at';

const toRecord = (row: Row): DomainRecord => ({
  id: row.id,
  workspaceId: row.workspace_id,
  name: row.name,
  verdict: row.spf_verdict,
  record: row.spf_record,
  missing: row.spf_missing,
  explanation: row.spf_explanation,
  checkedAt: row.spf_checked_at?.getTime() ?? null,
  createdAt: row.created_at.getTime(),
});

export class PgDomainRepository implements DomainRepository {
  constructor(private readonly pool: Pool) {}

  async list(workspaceId: string): Promise<readonly DomainRecord[]> {
    const { rows } = await this.pool.query<Row>(
      `select ${COLUMNS} from sending_domain where workspace_id = $1 order by name`,
      [workspaceId],
    );
    return rows.map(toRecord);
  }

  async get(workspaceId: string, id: string): Promise<DomainRecord> {
    const { rows } = await this.pool.query<Row>(
      `select ${COLUMNS} from sending_domain where workspace_id = $1 and id = $2`,
      [workspaceId, id],
    );
    if (rows[0] === undefined) throw notFound();
    return toRecord(rows[0]);
  }

  async find(workspaceId: string, name: string): Promise<DomainRecord | null> {
    const { rows } = await this.pool.query<Row>(
      `select ${COLUMNS} from sending_domain where workspace_id = $1 and name = $2`,
      [workspaceId, name],
    );
    return rows[0] === undefined ? null : toRecord(rows[0]);
  }

  async create(workspaceId: string, id: string, name: string): Promise<void> {
    try {
      await this.pool.query('insert into sending_domain (id, workspace_id, name) values ($1, $2, $3)', [
        id,
        workspaceId,
        name,
      ]);
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw new DomainError('domain.name_taken', 'The workspace has this domain already.', [
        { path: 'name', message: 'This domain is there already: look for it in the list.' },
      ]);
    }
  }

  async remove(workspaceId: string, id: string): Promise<void> {
    const { rowCount } = await this.pool.query('delete from sending_domain where workspace_id = $1 and id = $2', [
      workspaceId,
      id,
    ]);
    if (rowCount === 0) throw notFound();
  }

  async lease(workspaceId: string, name: string, now: number, until: number): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `insert into sending_domain as d (id, workspace_id, name, checking_until) values ($1, $2, $3, $5)
       on conflict (workspace_id, name) do update set checking_until = excluded.checking_until
       where d.checking_until is null or d.checking_until < $4`,
      [newId(), workspaceId, name, new Date(now), new Date(until)],
    );
    return rowCount === 1;
  }

  async store(workspaceId: string, name: string, result: SpfResult, at: number): Promise<SpfVerdict> {
    const { rows } = await this.pool.query<{ before: SpfVerdict }>(
      `update sending_domain d set spf_verdict = $3,
         spf_record = case when $3 = 'unknown' then coalesce($4, d.spf_record) else $4 end,
         spf_missing = $5, spf_explanation = $6, spf_checked_at = $7, checking_until = null
       from (select id, spf_verdict as before from sending_domain where workspace_id = $1 and name = $2 for update) b
       where d.id = b.id returning b.before`,
      [workspaceId, name, result.verdict, result.record, result.missing, result.explanation, new Date(at)],
    );
    return rows[0]?.before ?? 'stale';
  }

  async all(): Promise<readonly { workspaceId: string; name: string }[]> {
    const { rows } = await this.pool.query<{ workspace_id: string; name: string }>(
      `select workspace_id, name from sending_domain
       union select id, lower(substring(sender_email from '[^@]*$')) from workspace order by 1, 2`,
    );
    return rows.map((row) => ({ workspaceId: row.workspace_id, name: row.name }));
  }
}

function notFound(): DomainError {
  return new DomainError('domain.not_found', 'There is no such domain.');
}
