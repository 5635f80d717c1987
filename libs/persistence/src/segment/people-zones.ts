import type { Condition } from '@dripemails/domain';
import type { Pool, PoolClient } from 'pg';
import { needsTimeZones } from './compile-condition.js';

/** From one zone to the next by the index: as many steps as there are zones, however many people. */
const ZONES = `
  with recursive zone(name) as (
    (select time_zone from subscriber where workspace_id = $1 and time_zone is not null order by time_zone limit 1)
    union all
    select (select s.time_zone from subscriber s where s.workspace_id = $1 and s.time_zone > zone.name order by s.time_zone limit 1)
    from zone where zone.name is not null)
  select name from zone where name is not null`;

/** The zones that people of the workspace have, as `compileCondition` has to know them; none where they do not matter. */
export async function peopleZones(
  client: Pool | PoolClient,
  workspaceId: string,
  condition: Condition,
): Promise<readonly string[]> {
  if (!needsTimeZones(condition)) return [];
  const { rows } = await client.query<{ name: string }>(ZONES, [workspaceId]);
  return rows.map(({ name }) => name);
}
