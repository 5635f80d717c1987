import type { ListUse } from '@dripemails/contracts';
import type { Pool, PoolClient } from 'pg';

// A step and a trigger name it `listId`, a condition `list`, wherever in the tree they stand. A version is asked as it runs,
// because a segment in it may have been changed since. What is not over yet would do half of what it was started for.
const USES = `
  with named as (
    select '$.** ? (@.list == $id || @.listId == $id)'::jsonpath as path, jsonb_build_object('id', $2::uuid::text) as vars)
  select 'draft' as kind, s.id, s.name from sequence s, named n
  where s.workspace_id = $1 and s.state <> 'archived' and jsonb_path_exists(jsonb_build_array(s.draft, s.draft_settings), n.path, n.vars)
  union
  select 'version', s.id, s.name from named n, sequence s join sequence_version v on v.sequence_id = s.id
  where s.workspace_id = $1 and jsonb_path_exists(jsonb_build_array(v.steps, v.settings), n.path, n.vars)
    and (v.version = s.current_version and s.state <> 'archived'
      or exists (select 1 from enrollment e where e.sequence_id = s.id and e.version = v.version and e.state <> 'ended'))
  union
  select 'segment', g.id, g.name from segment g, named n
  where g.workspace_id = $1 and jsonb_path_exists(g.condition, n.path, n.vars)
  union
  select 'form', f.id, f.name from form f where f.workspace_id = $1 and $2::uuid = any(f.list_ids)
  union
  select 'import', i.id, i.file_name from import_job i
  where i.workspace_id = $1 and i.completed_at is null and (i.list_id = $2::uuid or i.options -> 'listIds' ? $2::uuid::text)
  union
  select 'export', x.id, x.format from export_job x
  where x.workspace_id = $1 and x.completed_at is null and x.filter ->> 'list' = $2::uuid::text
  union
  select 'operation', o.id, o.title from operation o
  where o.workspace_id = $1 and o.completed_at is null and strpos(o.params::text, $2::uuid::text) > 0
  order by kind, name, id limit 100`;

/** What names a list; see `ListRepository.uses`. */
export async function listUses(client: Pool | PoolClient, workspaceId: string, id: string): Promise<ListUse['usedBy']> {
  return (await client.query<ListUse['usedBy'][number]>(USES, [workspaceId, id])).rows;
}
