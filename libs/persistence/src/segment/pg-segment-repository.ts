import type {
  AudienceCount,
  SegmentContent,
  SegmentRecord,
  SegmentRepository,
  SegmentUse,
} from '@dripemails/application';
import type { Page, PageQuery } from '@dripemails/contracts';
import { type Condition, DomainError, type SegmentRules } from '@dripemails/domain';
import type { Pool, PoolClient } from 'pg';
import { inTransaction, isUniqueViolation } from '../database.js';
import { afterCursor, pageOfRows } from '../keyset-page.js';
import { aloneWithSegments } from './alone-with-segments.js';

const SELECT =
  'select id, name, description, condition, total, mailable, counted_at, created_at, updated_at from segment where workspace_id = $1';

interface Row {
  id: string;
  name: string;
  description: string;
  condition: Condition;
  total: number | null;
  mailable: number | null;
  counted_at: Date | null;
  created_at: Date;
  updated_at: Date;
}

const toRecord = (row: Row): SegmentRecord => ({
  id: row.id,
  name: row.name,
  description: row.description,
  condition: row.condition,
  count: row.total,
  mailable: row.mailable,
  countedAt: row.counted_at?.getTime() ?? null,
  createdAt: row.created_at.getTime(),
  updatedAt: row.updated_at.getTime(),
});

/** Who names a segment: drafts, current versions as they were written, other segments. */
const USES = `
  with named as (select '$.** ? (@.segment == $id)'::jsonpath as path, jsonb_build_object('id', $2::text) as vars)
  select 'sequence' as kind, s.name, 'draft' as "where" from sequence s, named n
  where s.workspace_id = $1 and s.state <> 'archived' and jsonb_path_exists(jsonb_build_array(s.draft, s.draft_settings), n.path, n.vars)
  union all
  select 'sequence', s.name, 'published' from named n, sequence s
  join sequence_version v on v.sequence_id = s.id and v.version = s.current_version
  where s.workspace_id = $1 and s.state <> 'archived' and jsonb_path_exists(v.written, n.path, n.vars)
  union all
  select 'segment', g.name, 'rule' from segment g, named n
  where g.workspace_id = $1 and g.id <> $2::uuid and jsonb_path_exists(g.condition, n.path, n.vars)
  order by 1, 2, 3`;

export class PgSegmentRepository implements SegmentRepository {
  constructor(private readonly pool: Pool) {}

  async create(
    workspaceId: string,
    { id, name, description, condition }: SegmentContent & { id: string },
    check: (rules: SegmentRules) => Promise<void>,
  ): Promise<void> {
    await this.alone(workspaceId, async (client) => {
      await check(await rulesOf(client, workspaceId));
      await client.query(
        'insert into segment (id, workspace_id, name, description, condition) values ($1, $2, $3, $4, $5)',
        [id, workspaceId, name, description, JSON.stringify(condition)],
      );
    });
  }

  async update(
    workspaceId: string,
    id: string,
    change: Parameters<SegmentRepository['update']>[2],
    check: (rules: SegmentRules) => Promise<void>,
  ): Promise<void> {
    await this.alone(workspaceId, async (client) => {
      await check(await rulesOf(client, workspaceId));
      const condition = change.condition === undefined ? null : JSON.stringify(change.condition);
      const { rowCount } = await client.query(
        `update segment set name = coalesce($3, name), description = coalesce($4, description),
           condition = coalesce($5::jsonb, condition), updated_at = now(),
           total = case when $5::jsonb is null then total end, mailable = case when $5::jsonb is null then mailable end,
           counted_at = case when $5::jsonb is null then counted_at end
         where workspace_id = $1 and id = $2`,
        [workspaceId, id, change.name ?? null, change.description ?? null, condition],
      );
      if (rowCount === 0) throw notFound();
    });
  }

  async delete(workspaceId: string, id: string): Promise<readonly SegmentUse[]> {
    return await this.alone(workspaceId, async (client) => {
      const { rows } = await client.query<SegmentUse>(USES, [workspaceId, id]);
      if (rows.length > 0) return rows;
      const { rowCount } = await client.query('delete from segment where workspace_id = $1 and id = $2', [
        workspaceId,
        id,
      ]);
      if (rowCount === 0) throw notFound();
      return [];
    });
  }

  async get(workspaceId: string, id: string): Promise<SegmentRecord> {
    const { rows } = await this.pool.query<Row>(`${SELECT} and id = $2`, [workspaceId, id]);
    if (rows[0] === undefined) throw notFound();
    return toRecord(rows[0]);
  }

  async list(workspaceId: string, query: PageQuery): Promise<Page<SegmentRecord>> {
    const { rows } = await this.pool.query<Row>(
      `${SELECT} and ($2::uuid is null or id < $2) order by id desc limit $3`,
      [workspaceId, afterCursor(query.cursor) ?? null, query.limit + 1],
    );
    return pageOfRows(rows, query.limit, toRecord);
  }

  async rules(workspaceId: string): Promise<SegmentRules> {
    return await rulesOf(this.pool, workspaceId);
  }

  async saveCount(workspaceId: string, id: string, counted: AudienceCount & { readonly at: number }): Promise<void> {
    await this.pool.query(
      'update segment set total = $3, mailable = $4, counted_at = $5 where workspace_id = $1 and id = $2',
      [workspaceId, id, counted.count, counted.mailable, new Date(counted.at)],
    );
  }

  /** One at a time for a workspace. */
  private async alone<T>(workspaceId: string, work: (client: PoolClient) => Promise<T>): Promise<T> {
    try {
      return await inTransaction(this.pool, async (client) => {
        await aloneWithSegments(client, workspaceId);
        return await work(client);
      });
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw new DomainError('segment.name_taken', 'A segment with this name exists.', [
        { path: 'name', message: 'A segment with this name exists: choose another.' },
      ]);
    }
  }
}

async function rulesOf(client: Pool | PoolClient, workspaceId: string): Promise<SegmentRules> {
  const { rows } = await client.query<{ id: string; name: string; condition: Condition }>(
    'select id, name, condition from segment where workspace_id = $1',
    [workspaceId],
  );
  return new Map(rows.map(({ id, name, condition }) => [id, { name, condition }]));
}

function notFound(): DomainError {
  return new DomainError('segment.not_found', 'There is no such segment.');
}
