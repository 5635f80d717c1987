import {
  addWait,
  asNumber,
  asText,
  dateLimit,
  type DateLimit,
  type FieldOperator,
  isAscii,
  ISO_PATTERNS,
  isList,
  isMissing,
  isStorableText,
  isWait,
  limitAt,
  type Operand,
  subtractWait,
} from '@dripemails/domain';
import type { SqlParams } from './sql-params.js';
import { folded, foldedAscii, type ValueSource, WHITE_SPACE } from './value-source.js';
import type { ZoneValues } from './zone-values.js';

/** Limits of a date in the zone of a person. */
export type LimitIn = (timeZone: string) => DateLimit;
/** How a date stands to its limits; both ends count. */
export type DateTest =
  | { readonly is: 'before' | 'after'; readonly limit: LimitIn }
  | { readonly is: 'between'; readonly from: LimitIn; readonly to: LimitIn };

export interface Comparing {
  readonly params: SqlParams;
  readonly zones: ZoneValues;
  /** SQL of the name of the person's zone. */
  readonly zoneSql: string;
  /** Workspace ms. */
  readonly now: number;
  /** Compares dates in a way of its own; absent for dates in texts. */
  readonly dates?: (test: DateTest) => string;
}

/** `compareValue` of the domain as SQL, true or false and never null. */
export function compileComparison(source: ValueSource, op: FieldOperator, operand: Operand, how: Comparing): string {
  switch (op) {
    case 'isSet':
      return `not ${source.isMissing}`;
    case 'isNotSet':
      return source.isMissing;
    case 'is':
      return isSame(source, operand, how);
    case 'isNot':
      return `not ${isSame(source, operand, how)}`;
    case 'oneOf':
      return isList(operand) ? anyOf(operand.map((one) => isSame(source, one, how))) : 'false';
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return inText(source, op, operand, how);
    case 'greaterThan':
    case 'lessThan':
      return isOrdered(source, op === 'greaterThan' ? '>' : '<', operand, how);
    case 'before':
    case 'after':
      if (dateLimit(operand, 'UTC') === null) return 'false';
      return date(source, { is: op, limit: (zone) => dateLimit(operand, zone) ?? limitAt(how.now, zone) }, how);
    case 'withinLast':
    case 'withinNext': {
      if (!isWait(operand)) return 'false';
      const [back, ahead] = op === 'withinLast' ? [subtractWait, null] : [null, addWait];
      return date(
        source,
        {
          is: 'between',
          from: (zone) => limitAt(back?.(how.now, operand, zone) ?? how.now, zone),
          to: (zone) => limitAt(ahead?.(how.now, operand, zone) ?? how.now, zone),
        },
        how,
      );
    }
  }
}

export function anyOf(parts: readonly string[]): string {
  return parts.length === 0 ? 'false' : `(${parts.join(' or ')})`;
}

function isSame(source: ValueSource, operand: Operand, { params }: Comparing): string {
  if (isMissing(operand)) return source.isMissing;
  const number = asNumber(operand);
  if (number !== null) return `((${source.number}) = ${params.add(number, 'float8')}) is true`;
  const text = asText(operand);
  if (text === null || !isStorableText(text)) return 'false';
  const actual = isAscii(text) ? foldedAscii(source.word) : folded(source.word, params);
  return `(${actual} = ${params.add(text, 'text')}) is true`;
}

function inText(
  source: ValueSource,
  op: 'contains' | 'startsWith' | 'endsWith',
  operand: Operand,
  { params }: Comparing,
): string {
  const text = asText(operand);
  if (text === null || !isStorableText(text)) return 'false';
  const actual = isAscii(text) ? foldedAscii(source.printed) : folded(source.printed, params);
  const part = params.add(text, 'text');
  switch (op) {
    case 'contains':
      return `(strpos(${actual}, ${part}) > 0) is true`;
    case 'startsWith':
      return `(left(${actual}, length(${part})) = ${part}) is true`;
    case 'endsWith':
      return `(right(${actual}, length(${part})) = ${part}) is true`;
  }
}

function isOrdered(source: ValueSource, sign: '<' | '>', operand: Operand, { params }: Comparing): string {
  if (isMissing(operand)) return 'false';
  const number = asNumber(operand);
  if (number !== null) return `((${source.number}) ${sign} ${params.add(number, 'float8')}) is true`;
  const text = asText(operand);
  if (text === null || !isStorableText(text)) return 'false';
  const actual = folded(source.word, params);
  return `(not ${source.isMissing} and (${source.number}) is null and ${actual} ${sign} ${params.add(text, 'text')}) is true`;
}

const TIME_OF_DAY = `translate(substring(d.value from '^.{11}([0-9:]+(?:[.,][0-9]{1,3})?)'), ',', '.')`;
const LOCAL_TIME = `(left(d.value, 10) || ' ' || coalesce(${TIME_OF_DAY}, '00:00'))::timestamp`;
const INSTANT = `(left(d.value, 10) || ' ' || ${TIME_OF_DAY} || substring(d.value from '^.{11}[0-9:.,]+([Zz+-][0-9:]*)'))::timestamptz`;

/**
 * A local time is compared as the clock of the person's zone shows the limit, an instant with the instant. Most dates are
 * days: those are compared as the texts that they are, and looked at closely only where the comparison holds.
 */
function date(source: ValueSource, test: DateTest, how: Comparing): string {
  if (how.dates !== undefined) return how.dates(test);
  const { zones, zoneSql } = how;
  const text = (limit: LimitIn) => zones.lookUp((zone) => localText(limit(zone).local), 'text', zoneSql);
  const local = (limit: LimitIn) => zones.lookUp((zone) => sqlLocal(limit(zone).local), 'timestamp', zoneSql);
  const instant = (limit: LimitIn) => zones.lookUp((zone) => sqlInstant(limit(zone).instant), 'timestamptz', zoneSql);
  const holds = (value: string, at: (limit: LimitIn) => string) =>
    test.is === 'between'
      ? `${value} between ${at(test.from)} and ${at(test.to)}`
      : `${value} ${test.is === 'before' ? '<' : '>'} ${at(test.limit)}`;
  const midnight = `(${source.raw} || 'T00:00:00') collate "C"`;
  return `coalesce(case when length(${source.raw}) = 10 then ${holds(midnight, text)} and ${source.raw} ~ '${ISO_PATTERNS.day}'
    when length(${source.raw}) > 10 then (select case when d.value ~ '${ISO_PATTERNS.local}' then ${holds(LOCAL_TIME, local)}
      when d.value ~ '${ISO_PATTERNS.instant}' then ${holds(INSTANT, instant)} else false end
      from (values (btrim(${source.text}, ${WHITE_SPACE}))) d(value)) end, false)`;
}

/** The first ms of the year 1, and of the year 10000: dates have the years between. */
export const YEAR_1 = -62_135_596_800_000;
export const YEAR_10000 = 253_402_300_800_000;

/** An instant for PostgreSQL. What lies beyond the years that dates have is beyond all of them. */
export function sqlInstant(ms: number): string {
  if (ms < YEAR_1) return '-infinity';
  return ms >= YEAR_10000 ? 'infinity' : new Date(ms).toISOString();
}

function sqlLocal(local: DateLimit['local']): string {
  if (local.year < 1) return '-infinity';
  return local.year > 9999 ? 'infinity' : local.toString();
}

/** As `sqlLocal`, for days with their midnight (`2026-12-01T00:00:00`) to be compared with as texts. */
function localText(local: DateLimit['local']): string {
  if (local.year < 1) return '';
  return local.year > 9999 ? '~' : local.toString();
}
