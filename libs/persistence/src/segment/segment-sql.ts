import { type Condition, expandSegments, segmentsNamed, type SegmentRule } from '@dripemails/domain';
import type { Pool, PoolClient } from 'pg';
import { compileCondition } from './compile-condition.js';
import { peopleZones } from './people-zones.js';

/** A predicate over `subscriber p` with its parameters. */
export interface SelectionSql {
  readonly sql: string;
  readonly params: readonly unknown[];
}

const NOBODY: SelectionSql = { sql: 'false', params: [] };

/**
 * Who is in a saved segment now, as SQL; nobody is in one that does not exist.
 * @param firstParam number of its first parameter, behind those of the rest of the query
 */
export async function segmentSql(
  client: Pool | PoolClient,
  workspaceId: string,
  id: string,
  firstParam: number,
): Promise<SelectionSql> {
  const segments = await client.query<{ id: string; name: string; condition: Condition }>(
    'select id, name, condition from segment where workspace_id = $1',
    [workspaceId],
  );
  const rules = new Map<string, SegmentRule>(segments.rows.map((row) => [row.id, row]));
  const rule = rules.get(id);
  if (rule === undefined) return NOBODY;
  const condition = expandSegments(rule.condition, rules);
  // a rule that names a segment which is gone holds of nobody
  if (segmentsNamed(condition).length > 0) return NOBODY;
  const { rows } = await client.query<{ time_zone: string; started: Date; rate: number }>(
    'select time_zone, clock_started_at as started, clock_rate as rate from workspace where id = $1',
    [workspaceId],
  );
  const workspace = rows[0];
  if (workspace === undefined) return NOBODY;
  return compileCondition(
    condition,
    {
      ...{ workspaceId, now: Date.now(), timeZone: workspace.time_zone },
      clock: { startedAt: workspace.started.getTime(), rate: workspace.rate },
      timeZones: await peopleZones(client, workspaceId, condition),
    },
    firstParam,
  );
}
