import { Temporal } from 'temporal-polyfill';

/**
 * What a text of ISO 8601 says: a day, a local time on a day, or (with `Z` or an offset) an instant. The time is null
 * where the text has none.
 */
export type IsoDate =
  | { readonly kind: 'local'; readonly day: Temporal.PlainDate; readonly time: Temporal.PlainTime | null }
  | { readonly kind: 'instant'; readonly instant: Temporal.Instant };

// `2026-05-01`, `2026-05-01T09:00`, `2026-05-01 09:00:30.5+02:00`, `…Z[Europe/Paris]`
const ISO =
  /^\d{4}-\d{2}-\d{2}([Tt ]\d{2}:\d{2}(:\d{2}([.,]\d{1,9})?)?(?<offset>[Zz]|[+-]\d{2}(:?\d{2})?)?(\[[^\]]+\])*)?$/;

/** Reads an ISO 8601 date or instant with a year of four digits; null where it is none, such as 30 February. */
export function readIsoDate(value: unknown): IsoDate | null {
  if (typeof value !== 'string') return null;
  const text = value.trim();
  const match = ISO.exec(text);
  if (match === null) return null;
  try {
    if (match.groups?.['offset'] !== undefined) return { kind: 'instant', instant: Temporal.Instant.from(text) };
    const local = Temporal.PlainDateTime.from(text, { overflow: 'reject' });
    return { kind: 'local', day: local.toPlainDate(), time: match[1] === undefined ? null : local.toPlainTime() };
  } catch {
    // the pattern lets through what no calendar has, such as 30 February; that is no date
    return null;
  }
}

/** The instant, in ms, that an ISO 8601 text means in a time zone; a day is its local midnight. Null where it is no date. */
export function isoInstant(value: unknown, timeZone: string): number | null {
  const date = readIsoDate(value);
  if (date === null) return null;
  if (date.kind === 'instant') return date.instant.epochMilliseconds;
  return localInstant(date.day, date.time ?? MIDNIGHT, timeZone);
}

export const MIDNIGHT = new Temporal.PlainTime();

/** A local time as an instant in ms. One that a change of the clock skips moves on by the skipped time; of two, the first. */
export function localInstant(day: Temporal.PlainDate, time: Temporal.PlainTime, timeZone: string): number {
  return day.toPlainDateTime(time).toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds;
}
