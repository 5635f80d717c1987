import { type ClockSettings, type Condition, isStorableText, WorkspaceClock } from '@dripemails/domain';
import {
  type Comparing,
  compileComparison,
  type DateTest,
  type LimitIn,
  sqlInstant,
  YEAR_1,
  YEAR_10000,
} from './compile-comparison.js';
import { compileActivity, compileEvent, type EventScope } from './compile-events.js';
import { SqlParams } from './sql-params.js';
import { propertySource, textSource } from './value-source.js';
import { ZoneValues } from './zone-values.js';

/** When and where a condition is asked, as SQL. */
export interface CompileContext {
  readonly workspaceId: string;
  /** Real ms. */
  readonly now: number;
  /** Of the workspace. */
  readonly clock: ClockSettings;
  /** The workspace's, for people without a zone of their own. */
  readonly timeZone: string;
  /** The zones of the people who are asked; see `needsTimeZones`. */
  readonly timeZones: readonly string[];
  /** The sequence whose steps activities may name; without it they name none. */
  readonly sequenceId?: string;
  /** Workspace ms; activities and events without a period of their own count only from here on. */
  readonly since?: number;
}

export interface CompiledCondition {
  /** A predicate over `subscriber p`, true or false and never null. */
  readonly sql: string;
  readonly params: readonly unknown[];
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const COLUMNS: ReadonlyMap<string, string> = new Map([
  ['email', 'p.email'],
  ['firstName', 'p.first_name'],
  ['lastName', 'p.last_name'],
  ['timeZone', 'p.time_zone'],
  ['locale', 'p.locale'],
]);

/**
 * A condition as SQL over `subscriber p`: the same answer for the same people as `evaluateCondition` gives in memory, for a
 * whole audience (`where p.workspace_id = $1 and (…)`) or for one person (`… and p.id = $2`).
 * @param firstParam number of its first parameter, behind those of the rest of the query
 * @throws Error where it names a segment, whose rule has to be put in its place first (`expandSegments`)
 */
export function compileCondition(condition: Condition, context: CompileContext, firstParam = 1): CompiledCondition {
  const params = new SqlParams();
  const clock = new WorkspaceClock(context.clock);
  const zones = new ZoneValues(params, context.timeZone, context.timeZones);
  const { workspaceId, now, since } = context;
  const scope = { params, zones, clock, workspaceId, now, since, sequenceId: context.sequenceId ?? null };
  return params.finish(compile(condition, scope), firstParam);
}

/** Whether the answer depends on the zones of the people who are asked. */
export function needsTimeZones(condition: Condition): boolean {
  return /"(before|after|withinLast|withinNext|within)"/.test(JSON.stringify(condition));
}

function compile(condition: Condition, scope: EventScope): string {
  if ('all' in condition) return joined(condition.all, ' and ', 'true', scope);
  if ('any' in condition) return joined(condition.any, ' or ', 'false', scope);
  if ('not' in condition) return `not (${compile(condition.not, scope)})`;
  const { params, workspaceId } = scope;
  const workspace = () => params.add(workspaceId, 'uuid');
  if ('field' in condition) return compileField(condition, scope);
  if ('tag' in condition)
    return isStorableText(condition.tag)
      ? `exists (select 1 from subscriber_tag t where t.workspace_id = ${workspace()} and t.tag = ${params.add(condition.tag, 'text')} and t.subscriber_id = p.id)`
      : 'false';
  if ('list' in condition)
    return UUID.test(condition.list)
      ? `exists (select 1 from membership m where m.workspace_id = ${workspace()} and m.list_id = ${params.add(condition.list, 'uuid')} and m.status = 'active' and m.subscriber_id = p.id)`
      : 'false';
  if ('segment' in condition)
    throw new Error(`the segment ${condition.segment} was not replaced by its rule before it was compiled`);
  if ('opened' in condition) return compileActivity('opened', condition.opened, scope);
  if ('clicked' in condition) return compileActivity('clicked', condition.clicked, scope);
  if ('replied' in condition) return compileActivity('replied', condition.replied, scope);
  return compileEvent(condition, scope);
}

function joined(parts: readonly Condition[], word: string, empty: string, scope: EventScope): string {
  return parts.length === 0 ? empty : `(${parts.map((part) => compile(part, scope)).join(word)})`;
}

function compileField({ field, op, value }: Extract<Condition, { field: string }>, scope: EventScope): string {
  const { params, zones, clock, now } = scope;
  const how: Comparing = { params, zones, zoneSql: 'p.time_zone', now: clock.toWorkspace(now) };
  const column = COLUMNS.get(field);
  if (column !== undefined) return compileComparison(textSource(column), op, value, how);
  if (field !== 'createdAt') return compileComparison(propertySource('p.fields', field, params), op, value, how);
  return compileComparison(textSource(createdAtText(scope)), op, value, {
    ...how,
    dates: (test) => compileCreatedAt(test, scope),
  });
}

/** As `Date.toISOString` prints it, in workspace time. */
function createdAtText({ params, clock }: EventScope): string {
  const real = '(extract(epoch from p.created_at) * 1000)';
  // the clock of a workspace runs evenly: where it stood at two instants says where it stands at all
  const start = params.add(clock.toWorkspace(0), 'bigint');
  const ms = clock.rate === 1 ? real : `(${start} + ${real} * ${params.add(clock.rate, 'float8')}::numeric)`;
  // a fast clock may have stood before or come beyond the years that dates have
  const inYears = `least(greatest(${ms}, ${YEAR_1}), ${YEAR_10000 - 1})`;
  return `to_char(to_timestamp((${inYears} / 1000)::float8) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** By the column itself, with limits in real time, so that an index can serve. */
function compileCreatedAt(test: DateTest, { zones, clock }: EventScope): string {
  const from = (limit: LimitIn, plus: number) =>
    zones.lookUp((zone) => sqlInstant(clock.toReal(limit(zone).instant + plus)), 'timestamptz', 'p.time_zone');
  switch (test.is) {
    case 'before':
      return `p.created_at < ${from(test.limit, 0)}`;
    case 'after':
      return `p.created_at >= ${from(test.limit, 1)}`;
    case 'between':
      return `(p.created_at >= ${from(test.from, 0)} and p.created_at < ${from(test.to, 1)})`;
  }
}
