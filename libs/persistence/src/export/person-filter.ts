import type { ExportFilter } from '@dripemails/contracts';
import { DomainError } from '@dripemails/domain';
import type { Pool } from 'pg';
import { likePattern } from '../like-pattern.js';
import { segmentSql } from '../segment/segment-sql.js';

/** The values of a statement as it is put together. */
export class Values {
  readonly all: unknown[] = [];

  /** Adds a value. @returns its placeholder, such as `$3` */
  add(value: unknown): string {
    this.all.push(value);
    return `$${this.all.length}`;
  }
}

/**
 * SQL for the people (`subscriber p`) that a filter means; those who were erased are nobody's.
 * @throws DomainError `input.invalid` on `filter.list` or `filter.segment` where there is no such thing
 */
export async function personFilterSql(
  pool: Pool,
  workspaceId: string,
  filter: ExportFilter,
  values: Values,
): Promise<string> {
  const parts = [`p.workspace_id = ${values.add(workspaceId)}`];
  parts.push("p.status <> 'erased'");
  if (filter.status !== undefined) parts.push(`p.status = ${values.add(filter.status)}`);
  const pattern = likePattern(filter.query);
  if (pattern !== null) {
    const like = values.add(pattern);
    parts.push(
      `(p.email ilike ${like} or p.first_name ilike ${like} or p.last_name ilike ${like} or concat_ws(' ', p.first_name, p.last_name) ilike ${like})`,
    );
  }
  if (filter.list !== undefined) {
    await mustExist(pool, workspaceId, { table: 'list', id: filter.list, path: 'filter.list' });
    parts.push(
      `exists (select 1 from membership m where m.subscriber_id = p.id and m.list_id = ${values.add(filter.list)} and m.status = 'active')`,
    );
  }
  if (filter.tag !== undefined)
    parts.push(
      `exists (select 1 from subscriber_tag t where t.subscriber_id = p.id and t.tag = ${values.add(filter.tag)})`,
    );
  if (filter.ids !== undefined) parts.push(`p.id = any(${values.add(filter.ids)}::uuid[])`);
  if (filter.segment !== undefined) {
    await mustExist(pool, workspaceId, { table: 'segment', id: filter.segment, path: 'filter.segment' });
    const segment = await segmentSql(pool, workspaceId, filter.segment, values.all.length + 1);
    for (const param of segment.params) values.add(param);
    parts.push(`(${segment.sql})`);
  }
  return parts.join(' and ');
}

async function mustExist(
  pool: Pool,
  workspaceId: string,
  { table, id, path }: { table: 'list' | 'segment'; id: string; path: string },
): Promise<void> {
  const { rowCount } = await pool.query(`select 1 from ${table} where workspace_id = $1 and id = $2`, [
    workspaceId,
    id,
  ]);
  if (rowCount !== 0) return;
  const message = `There is no such ${table}.`;
  throw new DomainError('input.invalid', message, [{ path, message: `${message} Choose another, or leave it out.` }]);
}
