import {
  type ActivityMatch,
  type Condition,
  isStorableText,
  subtractWait,
  type Wait,
  type WorkspaceClock,
} from '@dripemails/domain';
import { compileComparison, sqlInstant } from './compile-comparison.js';
import type { SqlParams } from './sql-params.js';
import { propertySource } from './value-source.js';
import type { ZoneValues } from './zone-values.js';

export interface EventScope {
  readonly params: SqlParams;
  readonly zones: ZoneValues;
  readonly clock: WorkspaceClock;
  readonly workspaceId: string;
  /** Real ms. */
  readonly now: number;
  readonly sequenceId: string | null;
  /** Workspace ms. */
  readonly since: number | undefined;
}
type EventCondition = Extract<Condition, { event: string }>;

/**
 * The zone of the person whose event it is. Looked up inside, so that the whole search for events names the person only
 * as `subscriber_id` and can be done once for everybody as well as for one.
 */
const ZONE = '(select s.time_zone from subscriber s where s.id = e.subscriber_id)';

/** A custom event, so and so often. */
export function compileEvent({ event, atLeast, atMost, within, where }: EventCondition, scope: EventScope): string {
  const { params, zones, clock, now } = scope;
  const rows = [
    ...occurred('custom', within, scope),
    isStorableText(event) ? `e.name = ${params.add(event, 'text')}` : 'false',
    ...(where ?? []).map(({ property, op, value }) => {
      return compileComparison(propertySource('e.properties', property, params), op, value, {
        params,
        zones,
        zoneSql: ZONE,
        now: clock.toWorkspace(now),
      });
    }),
  ];
  const least = atLeast ?? (atMost === undefined ? 1 : 0);
  const parts = [
    ...(least > 0 ? [happened(rows, least, params)] : []),
    ...(atMost === undefined ? [] : [`not ${happened(rows, atMost + 1, params)}`]),
  ];
  return parts.length === 0 ? 'true' : `(${parts.join(' and ')})`;
}

/**
 * Opened, clicked or replied. When somebody last did is kept by itself, so that one row answers whether they did in a
 * period or ever; nothing later than now is written. Only a step or a link is asked of the events.
 */
export function compileActivity(
  kind: 'opened' | 'clicked' | 'replied',
  { step, link, within }: ActivityMatch,
  scope: EventScope,
): string {
  const { params, sequenceId } = scope;
  if (step === undefined && link === undefined) {
    const last = [...ofKind(kind, scope), ...begins(within, scope)];
    return `exists (select 1 from last_activity e where ${last.join(' and ')} and e.subscriber_id = p.id)`;
  }
  const rows = occurred(kind, within, scope);
  if (step !== undefined) {
    // steps are those of one sequence; a segment has none
    if (sequenceId === null || !isStorableText(step)) return 'false';
    rows.push(
      `e.step_id = ${params.add(step, 'text')}`,
      `coalesce((select m.sequence_id from message m where m.id = e.message_id),
        (select n.sequence_id from enrollment n where n.id = e.enrollment_id)) = ${params.add(sequenceId, 'uuid')}`,
    );
  }
  if (link !== undefined) {
    if (!isStorableText(link)) return 'false';
    const url = "(e.properties ->> 'url')";
    const start = params.add(link.slice(0, -1), 'text');
    rows.push(
      "jsonb_typeof(e.properties -> 'url') = 'string'",
      link.endsWith('*') ? `left(${url}, length(${start})) = ${start}` : `${url} = ${params.add(link, 'text')}`,
    );
  }
  return happened(rows, 1, params);
}

/** The events of a kind that count: those of a period before now, or since a goal's entry, or all. */
function occurred(kind: string, within: Wait | undefined, scope: EventScope): string[] {
  const { params, now } = scope;
  return [...ofKind(kind, scope), `e.at <= ${params.add(sqlInstant(now), 'timestamptz')}`, ...begins(within, scope)];
}

/** The kind is a word of the text and not a parameter: the indexes of events are those of kinds. */
function ofKind(kind: string, { params, workspaceId }: EventScope): string[] {
  return [`e.workspace_id = ${params.add(workspaceId, 'uuid')}`, `e.kind = '${kind}'`];
}

/** From when on something counts, if not from the beginning of all. */
function begins(within: Wait | undefined, { params, zones, clock, now, since }: EventScope): string[] {
  if (within === undefined)
    return since === undefined ? [] : [`e.at >= ${params.add(sqlInstant(clock.toReal(since)), 'timestamptz')}`];
  const from = (zone: string) => sqlInstant(clock.toReal(subtractWait(clock.toWorkspace(now), within, zone)));
  const all = [...zones.distinct(from)].sort(byInstant);
  const [first = '-infinity', last = '-infinity'] = [all[0], all.at(-1)];
  const rows = [`e.at >= ${params.add(first, 'timestamptz')}`];
  // only what lies between the first and the last beginning of the period is asked for its zone
  if (first !== last)
    rows.push(`(e.at >= ${params.add(last, 'timestamptz')} or e.at >= ${zones.lookUp(from, 'timestamptz', ZONE)})`);
  return rows;
}

function byInstant(a: string, b: string): number {
  const ms = (text: string) => (text === 'infinity' ? Infinity : text === '-infinity' ? -Infinity : Date.parse(text));
  return ms(a) === ms(b) ? 0 : ms(a) - ms(b);
}

/**
 * Whether the person has so many of these events. `exists` with nothing but an equation that names the person: PostgreSQL
 * then does it by index for one and by one hash for all, whichever is cheaper.
 */
function happened(rows: readonly string[], times: number, params: SqlParams): string {
  const where = rows.join(' and ');
  if (times <= 1) return `exists (select 1 from event e where ${where} and e.subscriber_id = p.id)`;
  return `exists (select 1 from (
    select e.subscriber_id from event e where ${where} group by e.subscriber_id having count(*) >= ${params.add(times, 'bigint')}) c
    where c.subscriber_id = p.id)`;
}
