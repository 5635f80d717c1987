import type { ExportPeople, PersonRow } from '@dripemails/application';
import type { ExportFilter } from '@dripemails/contracts';
import type { Pool } from 'pg';
import { Values, personFilterSql } from './person-filter.js';

interface Row {
  id: string;
  email: string;
  first_name: string | null;
  last_name: string | null;
  status: PersonRow['status'];
  time_zone: string | null;
  locale: string | null;
  fields: Record<string, unknown>;
  lists: string[];
  tags: string[];
  created_at: Date;
  updated_at: Date;
}

const toRow = (row: Row): PersonRow => ({
  id: row.id,
  email: row.email,
  firstName: row.first_name,
  lastName: row.last_name,
  status: row.status,
  timeZone: row.time_zone,
  locale: row.locale,
  fields: row.fields,
  lists: row.lists,
  tags: row.tags,
  createdAt: row.created_at.getTime(),
  updatedAt: row.updated_at.getTime(),
});

// The page is cut before the lists and tags are looked up.
const PAGE = (where: string, after: string, limit: string) => `
  with p as (select * from subscriber p where ${where} and (${after}::uuid is null or p.id > ${after}) order by p.id limit ${limit})
  select p.id, p.email, p.first_name, p.last_name, p.status, p.time_zone, p.locale, p.fields, p.created_at, p.updated_at,
    coalesce((select array_agg(l.name order by l.name) from membership m join list l on l.id = m.list_id
              where m.subscriber_id = p.id and m.status <> 'unsubscribed'), '{}') as lists,
    coalesce((select array_agg(t.tag order by t.tag) from subscriber_tag t where t.subscriber_id = p.id), '{}') as tags
  from p order by p.id`;

/** Reads the people of an export page by page, in the order of their ids. */
export class PgExportPeople implements ExportPeople {
  constructor(private readonly pool: Pool) {}

  async count(workspaceId: string, filter: ExportFilter): Promise<number> {
    const values = new Values();
    const where = await this.where(workspaceId, filter, values);
    const { rows } = await this.pool.query<{ n: number }>(
      `select count(*)::int as n from subscriber p where ${where}`,
      values.all,
    );
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

  async page(
    workspaceId: string,
    filter: ExportFilter,
    { cursor, limit }: { cursor: string | null; limit: number },
  ): Promise<readonly PersonRow[]> {
    const values = new Values();
    const where = await this.where(workspaceId, filter, values);
    const { rows } = await this.pool.query<Row>(PAGE(where, values.add(cursor), values.add(limit)), values.all);
    return rows.map(toRow);
  }

  private async where(workspaceId: string, filter: ExportFilter, values: Values): Promise<string> {
    return await personFilterSql(this.pool, workspaceId, filter, values);
  }
}
