import type { ExportPeople, PersonRow } from '@dripemails/application';
import type { ExportFilter } from '@dripemails/contracts';
import type { Pool } from 'pg';
import { selectionSql } from '../subscriber/selection-sql.js';
import { type ExportedRow, selectExported, toExported } from '../subscriber/subscriber-rows.js';
import { assertFilterFits } from './assert-filter-fits.js';

/** Reads the people of an export page by page, in the order of their ids: those that the page of people shows for it. */
export class PgExportPeople implements ExportPeople {
  constructor(private readonly pool: Pool) {}

  async count(workspaceId: string, filter: ExportFilter): Promise<number> {
    await assertFilterFits(this.pool, workspaceId, filter);
    const { sql, params } = await selectionSql(this.pool, workspaceId, filter, 2);
    const { rows } = await this.pool.query<{ n: number }>(`select count(*)::int as n from subscriber p where ${sql}`, [
      workspaceId,
      ...params,
    ]);
    return rows[0]?.n ?? 0;
  }

  async fieldNames(workspaceId: string): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ name: string }>(
      `select name from custom_field where workspace_id = $1
       union select jsonb_object_keys(fields) from subscriber where workspace_id = $1 order by name`,
      [workspaceId],
    );
    return rows.map(({ name }) => name);
  }

  async unknownFields(workspaceId: string, names: readonly string[]): Promise<readonly string[]> {
    if (names.length === 0) return [];
    const missing = await this.pool.query<{ name: string }>(
      `select n as name from unnest($2::text[]) as n
       where not exists (select 1 from custom_field f where f.workspace_id = $1 and f.name = n)`,
      [workspaceId, names],
    );
    const undefinedNames = missing.rows.map(({ name }) => name);
    if (undefinedNames.length === 0) return [];
    // goes through everybody, which only a name that is about to be refused costs
    const { rows } = await this.pool.query<{ name: string }>(
      `select n as name from unnest($2::text[]) as n
       where not exists (select 1 from subscriber s where s.workspace_id = $1 and s.fields ? n)`,
      [workspaceId, undefinedNames],
    );
    return rows.map(({ name }) => name);
  }

  async page(
    workspaceId: string,
    filter: ExportFilter,
    { cursor, limit }: { cursor: string | null; limit: number },
  ): Promise<readonly PersonRow[]> {
    await assertFilterFits(this.pool, workspaceId, filter);
    const { sql, params } = await selectionSql(this.pool, workspaceId, filter, 4);
    // the page is cut before the lists and tags are looked up
    const page = `(select * from subscriber p where ${sql} and ($2::uuid is null or p.id > $2) order by p.id limit $3)`;
    const { rows } = await this.pool.query<ExportedRow>(`${selectExported(page)} order by p.id`, [
      workspaceId,
      cursor,
      limit,
      ...params,
    ]);
    return rows.map(toExported);
  }
}
