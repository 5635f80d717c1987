import { Temporal } from 'temporal-polyfill';
import type { Until } from '../sequence/step.js';
import { addWait } from './add-wait.js';
import { localInstant, MIDNIGHT, readIsoDate } from './iso-date.js';

/**
 * The instant that an `until` means for one person. Days and longer offsets are added to the date before the time of
 * day; hours and shorter ones to the instant. An instant in a field stands as it is, unless `at` replaces its local time.
 *
 * With `yearly`: the first anniversary at or after `fromMs`, never one before the date itself; offset and time of day are
 * taken into account before the comparison. 29 February is 28 February in common years.
 * @param fields the person's custom fields
 * @param fromMs ms since the epoch; matters to `yearly` alone
 * @param timeZone IANA name: the person's zone
 * @returns ms since the epoch; may be over already. Null where the date is missing or unreadable
 */
export function resolveUntil(
  until: Until,
  fields: Readonly<Record<string, unknown>>,
  fromMs: number,
  timeZone: string,
): number | null {
  const read = readIsoDate(until.date ?? fieldValue(until.field, fields));
  const at = until.at === undefined ? null : readTime(until.at);
  if (read === null || (until.at !== undefined && at === null)) return null;

  if (read.kind === 'instant' && at === null && until.yearly !== true)
    return until.offset === undefined
      ? read.instant.epochMilliseconds
      : addWait(read.instant.epochMilliseconds, until.offset, timeZone);

  const local = read.kind === 'instant' ? read.instant.toZonedDateTimeISO(timeZone).toPlainDateTime() : null;
  const day = read.kind === 'instant' ? local?.toPlainDate() : read.day;
  const time = at ?? (read.kind === 'instant' ? local?.toPlainTime() : read.time) ?? MIDNIGHT;
  if (day === undefined) return null;
  const resolve = (date: Temporal.PlainDate) => withOffset(date, time, until.offset, timeZone);
  return until.yearly === true ? nextAnniversary(day, resolve, fromMs, timeZone) : resolve(day);
}

function fieldValue(name: string | undefined, fields: Readonly<Record<string, unknown>>): unknown {
  return name !== undefined && Object.hasOwn(fields, name) ? (fields[name] ?? null) : null;
}

function readTime(text: string): Temporal.PlainTime | null {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text) ? Temporal.PlainTime.from(text) : null;
}

function withOffset(
  day: Temporal.PlainDate,
  time: Temporal.PlainTime,
  offset: Until['offset'],
  timeZone: string,
): number {
  switch (offset?.unit) {
    case undefined:
      return localInstant(day, time, timeZone);
    case 'seconds':
    case 'minutes':
    case 'hours':
      return addWait(localInstant(day, time, timeZone), offset, timeZone);
    case 'days':
    case 'weeks':
    case 'months':
    case 'years':
      return localInstant(day.add({ [offset.unit]: offset.amount }), time, timeZone);
  }
}

function nextAnniversary(
  day: Temporal.PlainDate,
  resolve: (date: Temporal.PlainDate) => number,
  fromMs: number,
  timeZone: string,
): number {
  const inYear = (year: number) => resolve(day.with({ year }, { overflow: 'constrain' }));
  const thisYear = Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO(timeZone).year;
  // an offset can carry an anniversary into another year: how far it is off tells where to begin, two years early
  const yearsOff = Math.round((inYear(thisYear) - fromMs) / MS_PER_YEAR);
  let year = Math.max(day.year, thisYear - yearsOff - 2);
  while (inYear(year) < fromMs) year += 1;
  return inYear(year);
}

const MS_PER_YEAR = 365.2425 * 86_400_000;
