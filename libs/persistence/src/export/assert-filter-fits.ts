import type { ExportFilter } from '@dripemails/contracts';
import { DomainError } from '@dripemails/domain';
import type { Pool } from 'pg';

/**
 * Sees to it that what a filter names is there: a file of nobody would only be found empty once it is written.
 * @throws DomainError `input.invalid` on `filter.list` or `filter.segment` where there is no such thing, on `filter.ids`
 *   where there is nobody
 */
export async function assertFilterFits(
  pool: Pool,
  workspaceId: string,
  { list, segment, ids }: ExportFilter,
): Promise<void> {
  if (list !== undefined) await mustExist(pool, workspaceId, { table: 'list', id: list, path: 'filter.list' });
  if (segment !== undefined)
    await mustExist(pool, workspaceId, { table: 'segment', id: segment, path: 'filter.segment' });
  if (ids !== undefined) await oneMustExist(pool, workspaceId, ids);
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

/** Some may be gone meanwhile; a filter of nobody at all is a mistake. */
async function oneMustExist(pool: Pool, workspaceId: string, ids: readonly string[]): Promise<void> {
  const { rowCount } = await pool.query(
    'select 1 from subscriber where workspace_id = $1 and id = any($2::uuid[]) limit 1',
    [workspaceId, ids],
  );
  if (rowCount !== 0) return;
  const message = 'None of these people exists (any more): choose them again.';
  throw new DomainError('input.invalid', 'None of these people exists.', [{ path: 'filter.ids', message }]);
}
