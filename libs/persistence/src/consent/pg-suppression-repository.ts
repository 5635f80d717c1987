import {
  type NewSuppression,
  plainEvidence,
  type SuppressionRecord,
  type SuppressionRepository,
} from '@dripemails/application';
import type { Page, SuppressionQuery } from '@dripemails/contracts';
import { DomainError, type SuppressionReason } from '@dripemails/domain';
import { type Database, inTransaction } from '../database.js';
import { afterCursor, pageOfRows } from '../keyset-page.js';
import { likePattern } from '../like-pattern.js';
import { suppress } from './suppress.js';
import { type SuppressionKey, keyAt, suppressionHashesSql, suppressionReasonSql } from './suppression-sql.js';
import { tellSuppression } from './tell-suppression.js';

const COLUMNS = 's.id, s.kind, s.value, s.reason, s.note, s.said_no, s.created_at';

interface Row {
  id: string;
  kind: SuppressionRecord['kind'];
  value: string | null;
  reason: SuppressionReason;
  note: string;
  said_no: boolean;
  created_at: Date;
}

const toRecord = (row: Row): SuppressionRecord => ({
  ...{ id: row.id, kind: row.kind, value: row.value, reason: row.reason, note: row.note },
  saidNo: row.said_no,
  createdAt: row.created_at.getTime(),
});

const MATCHING = `
  select ${COLUMNS} from suppression s
  where s.workspace_id = $1 and s.hash = any(${suppressionHashesSql('$2::text', '$1', keyAt(3))})
  order by s.kind, s.created_at`;

const REASON_OF = `
  select ${suppressionReasonSql('p.email', '$1', keyAt(3))} as reason from subscriber p where p.workspace_id = $1 and p.id = $2`;

const REMOVE = `
  delete from suppression s where s.workspace_id = $1 and s.id = $2 and s.reason = any($3::text[]) and not s.said_no returning ${COLUMNS}`;

// What else suppressed it is over; that somebody unsubscribed is not.
const LEAVE_NO = `
  update suppression s set reason = 'unsubscribed', note = ''
  where s.workspace_id = $1 and s.id = $2 and s.reason = any($3::text[]) and s.said_no`;

/** What is never mailed, in PostgreSQL. */
export class PgSuppressionRepository implements SuppressionRepository {
  constructor(
    private readonly db: Pick<Database, 'pool'>,
    private readonly key: SuppressionKey,
  ) {}

  async list(workspaceId: string, query: SuppressionQuery): Promise<Page<SuppressionRecord>> {
    const { rows } = await this.db.pool.query<Row>(
      `select ${COLUMNS} from suppression s
       where s.workspace_id = $1 and ($2::uuid is null or s.id < $2) and ($3::text is null or s.value ilike $3)
         and ($4::text is null or s.kind = $4) and ($5::text is null or s.reason = $5)
       order by s.id desc limit $6`,
      [
        ...[workspaceId, afterCursor(query.cursor) ?? null, likePattern(query.query), query.kind ?? null],
        ...[query.reason ?? null, query.limit + 1],
      ],
    );
    return pageOfRows(rows, query.limit, toRecord);
  }

  async count(workspaceId: string): Promise<number> {
    const { rows } = await this.db.pool.query<{ count: number }>(
      'select count(*)::int as count from suppression where workspace_id = $1',
      [workspaceId],
    );
    return rows[0]?.count ?? 0;
  }

  async get(workspaceId: string, id: string): Promise<SuppressionRecord> {
    const { rows } = await this.db.pool.query<Row>(
      `select ${COLUMNS} from suppression s where s.workspace_id = $1 and s.id = $2`,
      [workspaceId, id],
    );
    if (rows[0] === undefined) throw notFound();
    return toRecord(rows[0]);
  }

  async add(
    workspaceId: string,
    entries: readonly NewSuppression[],
    how: Parameters<SuppressionRepository['add']>[2],
  ): Promise<{ added: number; ended: readonly string[] }> {
    return await inTransaction(this.db.pool, async (client) => {
      const { written, added, ended } = await suppress(client, this.key, workspaceId, entries, how);
      const evidence = plainEvidence(how.source, how.at, { text: how.note });
      await tellSuppression(client, workspaceId, 'suppressed', written, evidence);
      return { added, ended };
    });
  }

  async remove(workspaceId: string, id: string, how: Parameters<SuppressionRepository['remove']>[2]): Promise<boolean> {
    return await inTransaction(this.db.pool, async (client) => {
      const { rows } = await client.query<Row>(REMOVE, [workspaceId, id, how.reasons]);
      const gone = rows[0];
      if (gone === undefined) {
        if ((await client.query(LEAVE_NO, [workspaceId, id, how.reasons])).rowCount === 1) return true;
        const { rowCount } = await client.query('select 1 from suppression where workspace_id = $1 and id = $2', [
          ...[workspaceId, id],
        ]);
        if (rowCount === 0) throw notFound();
        return false;
      }
      const entries = gone.value === null ? [] : [{ kind: gone.kind, value: gone.value }];
      await tellSuppression(client, workspaceId, 'unsuppressed', entries, plainEvidence(how.source, how.at));
      return true;
    });
  }

  async matching(workspaceId: string, email: string): Promise<readonly SuppressionRecord[]> {
    const { rows } = await this.db.pool.query<Row>(MATCHING, [workspaceId, email, ...this.key.parameters]);
    return rows.map(toRecord);
  }

  async reasonOf(workspaceId: string, subscriberId: string): Promise<SuppressionReason | null> {
    const { rows } = await this.db.pool.query<{ reason: SuppressionReason | null }>(REASON_OF, [
      ...[workspaceId, subscriberId, ...this.key.parameters],
    ]);
    return rows[0]?.reason ?? null;
  }
}

function notFound(): DomainError {
  return new DomainError('suppression.not_found', 'There is no such entry on the suppression list.');
}
