import { Temporal } from 'temporal-polyfill';

/**
 * What a text of ISO 8601 says: a day, a local time on a day, or (with `Z` or an offset) an instant. The time is null
 * where the text has none.
 */
export type IsoDate =
  | { readonly kind: 'local'; readonly day: Temporal.PlainDate; readonly time: Temporal.PlainTime | null }
  | { readonly kind: 'instant'; readonly instant: Temporal.Instant };

// `2026-05-01`, `2026-05-01T09:00`, `2026-05-01 09:00:30.5+02:00`, `…Z[Europe/Paris]`. Only days that the calendar has,
// times and offsets that clocks show: the patterns are PostgreSQL's too, which then turns what they let through into dates.
const YEAR = '(?:[0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)';
const LEAP_DAY = '(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)-02-29';
const MONTH_DAY =
  '(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))';
const DAY = `(?:${YEAR}-${MONTH_DAY}|${LEAP_DAY})`;
const TIME = '[Tt ](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:[.,][0-9]{1,9})?)?';
const OFFSET = '(?:[Zz]|[+-](?:0[0-9]|1[0-4])(?::?[0-5][0-9])?)';
// the name of a zone beside the offset says nothing more about the instant
const ZONE = '(?:\\[[A-Za-z][A-Za-z0-9_+/-]*\\])?';

/** Patterns of what is read as a date, white space around it taken away; of JavaScript and of PostgreSQL. */
export const ISO_PATTERNS = {
  day: `^${DAY}$`,
  local: `^${DAY}(?:${TIME}${ZONE})?$`,
  instant: `^${DAY}${TIME}${OFFSET}${ZONE}$`,
};
const LOCAL = new RegExp(ISO_PATTERNS.local);
const INSTANT = new RegExp(ISO_PATTERNS.instant);

/** Reads an ISO 8601 date or instant with a year from 0001 to 9999; null where it is none, such as 30 February. */
export function readIsoDate(value: unknown): IsoDate | null {
  if (typeof value !== 'string') return null;
  const whole = value.replaceAll(/^[ \t\n\r\f\v]+|[ \t\n\r\f\v]+$/g, '');
  const text = whole.replace(/\[.*$/, '');
  if (INSTANT.test(whole)) return { kind: 'instant', instant: Temporal.Instant.from(text) };
  if (!LOCAL.test(whole)) return null;
  const local = Temporal.PlainDateTime.from(text, { overflow: 'reject' });
  return { kind: 'local', day: local.toPlainDate(), time: text.length > 10 ? local.toPlainTime() : null };
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
