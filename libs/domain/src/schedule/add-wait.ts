import { Temporal } from 'temporal-polyfill';

/** Units of a wait. Seconds, minutes and hours are exact; longer ones are calendar units in the person's time zone. */
export type WaitUnit = 'seconds' | 'minutes' | 'hours' | 'days' | 'weeks' | 'months' | 'years';

/** A wait of a step, such as two days. */
export interface Wait {
  readonly amount: number;
  readonly unit: WaitUnit;
}

/**
 * The instant at which a wait is over: ISO calendar arithmetic as `Temporal.ZonedDateTime.add` defines it, so that
 * "1 day" keeps the local hour across a change to or from summer time, and a month from 31 January ends on its last day.
 * @param fromMs start of the wait, ms since the epoch
 * @param timeZone IANA name, such as `Europe/Paris`
 * @returns ms since the epoch
 */
export function addWait(fromMs: number, wait: Wait, timeZone: string): number {
  const start = Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO(timeZone);
  return start.add({ [wait.unit]: wait.amount }, { overflow: 'constrain' }).epochMilliseconds;
}

/** The instant a wait before `untilMs`, by the same calendar arithmetic as `addWait`; 31 March less a month is 28 February. */
export function subtractWait(untilMs: number, { amount, unit }: Wait, timeZone: string): number {
  return addWait(untilMs, { amount: -amount, unit }, timeZone);
}

/** Whether `name` is a time zone that we can compute with; IANA names, not offsets. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    // the library answers an unknown name with a RangeError; the question is answered by that
    return false;
  }
}

/** An instant as an operator reads it: `Tue 2 Dec 2026 09:00 Europe/Paris`. */
export function describeInstant(ms: number, timeZone: string): string {
  const at = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone);
  const two = (n: number) => String(n).padStart(2, '0');
  const weekday = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][at.dayOfWeek - 1] ?? '';
  const month =
    ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][at.month - 1] ?? '';
  return `${weekday} ${at.day} ${month} ${at.year} ${two(at.hour)}:${two(at.minute)} ${timeZone}`;
}

/** The calendar day of an instant, `YYYY-MM-DD`, in a time zone. */
export function calendarDay(ms: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}
