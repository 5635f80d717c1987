import { type Condition, type SegmentRules, expandSegments } from '@dripemails/domain';
import type { Pool } from 'pg';
import { compileCondition, needsTimeZones } from '../segment/compile-condition.js';
import type { Values } from './person-filter.js';

/**
 * SQL for whether the subscriber `p` is in a segment now.
 * @param condition the segment's rule
 */
export async function segmentFilterSql(
  pool: Pool,
  workspaceId: string,
  condition: Condition,
  values: Values,
): Promise<string> {
  const segments = await pool.query<{ id: string; name: string; condition: Condition }>(
    'select id, name, condition from segment where workspace_id = $1',
    [workspaceId],
  );
  const rules: SegmentRules = new Map(segments.rows.map((row) => [row.id, row]));
  const rule = expandSegments(condition, rules);
  const workspace = await pool.query<{ time_zone: string; clock_started_at: Date; clock_rate: number }>(
    'select time_zone, clock_started_at, clock_rate from workspace where id = $1',
    [workspaceId],
  );
  const row = workspace.rows[0];
  if (row === undefined) return 'false';
  const zones = needsTimeZones(rule)
    ? await pool.query<{ time_zone: string }>(
        'select distinct time_zone from subscriber where workspace_id = $1 and time_zone is not null',
        [workspaceId],
      )
    : { rows: [] };
  const { sql, params } = compileCondition(
    rule,
    {
      ...{ workspaceId, now: Date.now(), timeZone: row.time_zone },
      clock: { startedAt: row.clock_started_at.getTime(), rate: row.clock_rate },
      timeZones: zones.rows.map(({ time_zone }) => time_zone),
    },
    values.all.length + 1,
  );
  for (const param of params) values.add(param);
  return sql;
}
