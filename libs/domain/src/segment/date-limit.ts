import { Temporal } from 'temporal-polyfill';
import { type IsoDate, localInstant, MIDNIGHT, readIsoDate } from '../schedule/iso-date.js';

/**
 * An instant in both of its forms: for comparison with instants, and, as the clock of a zone shows it, with local times.
 * Local times are compared as they are read, so that their order is that of the calendar also where the clock changes.
 */
export interface DateLimit {
  /** Ms since the epoch. */
  readonly instant: number;
  /** Without a zone, to the millisecond. */
  readonly local: Temporal.PlainDateTime;
}

/** What a date of ISO 8601 (see `readIsoDate`) limits in a time zone; null where the text is no date. */
export function dateLimit(value: unknown, timeZone: string): DateLimit | null {
  const date = readIsoDate(value);
  if (date === null) return null;
  if (date.kind === 'instant') return limitAt(date.instant.epochMilliseconds, timeZone);
  return { instant: localInstant(date.day, date.time ?? MIDNIGHT, timeZone), local: localOf(date) };
}

/** An instant as a limit. @param ms since the epoch */
export function limitAt(ms: number, timeZone: string): DateLimit {
  const local = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).toPlainDateTime();
  return { instant: ms, local };
}

/** Negative, 0 or positive: where a date of ISO 8601 stands to a limit; null where the text is no date. */
export function compareDate(value: unknown, limit: DateLimit): number | null {
  const date = readIsoDate(value);
  if (date === null) return null;
  return date.kind === 'instant'
    ? date.instant.epochMilliseconds - limit.instant
    : Temporal.PlainDateTime.compare(localOf(date), limit.local);
}

function localOf(date: Extract<IsoDate, { kind: 'local' }>): Temporal.PlainDateTime {
  return date.day.toPlainDateTime(date.time ?? MIDNIGHT).round({ smallestUnit: 'millisecond', roundingMode: 'trunc' });
}
