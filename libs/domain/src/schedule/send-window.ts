import { Temporal } from 'temporal-polyfill';
import { isTimeZone } from './add-wait.js';
import { readIsoDate } from './iso-date.js';

/** When mails of a sequence may go out. */
export interface SendWindow {
  /** ISO weekdays, 1 (Monday) to 7 (Sunday); never empty. */
  readonly weekdays: readonly number[];
  /**
   * Local times `HH:MM`; from 09:00 to 17:00 means 09:00:00 up to but not 17:00:00. `to` 24:00 is midnight. Where `to` is
   * before `from` it is on the next day; the day it begins on counts for `weekdays` and `skipDates`.
   */
  readonly from: string;
  readonly to: string;
  /** `subscriber`: their own zone; else an IANA name. */
  readonly timeZone: string;
  /** Days without mail: `YYYY-MM-DD`, or `MM-DD` for every year. */
  readonly skipDates: readonly string[];
}

const SEARCH_DAYS = 3660;
const FIVE_YEARS = 1827;

/**
 * The first instant from `ms` on at which the clock on the wall shows a time inside the window. A local time that comes
 * twice in autumn is inside twice; an opening that spring skips is at the first time that exists inside; a window that is
 * skipped whole is not open that day.
 * @param ms since the epoch
 * @param subscriberTimeZone IANA name, used where the window's zone is `subscriber`
 * @returns `at` in ms; `isOpen` where `ms` itself is inside
 * @throws RangeError where it does not open within ten years (see `findWindowProblem`), or the zone is unknown
 */
export function nextOpening(
  window: SendWindow,
  ms: number,
  subscriberTimeZone: string,
): { readonly at: number; readonly isOpen: boolean } {
  const hours = new OpeningHours(window);
  const start = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(
    window.timeZone === 'subscriber' ? subscriberTimeZone : window.timeZone,
  );
  if (hours.beganOn(start) !== null) return { at: ms, isOpen: true };

  // from the day before, whose window may reach over midnight and come back when the clock is set back
  let day = start.toPlainDate().subtract({ days: 1 });
  for (let i = 0; i < SEARCH_DAYS; i += 1, day = day.add({ days: 1 })) {
    const at = firstAfter(hours, day, start);
    if (at === null) continue;
    // the next day can come first where the clock is set back just after midnight, as St. John's did until 2011
    const atNext = firstAfter(hours, day.add({ days: 1 }), start);
    return { at: Math.min(at, atNext ?? at), isOpen: false };
  }
  throw new RangeError(`the send window does not open in the ${SEARCH_DAYS} days after ${start.toString()}`);
}

/** The first instant after `start` at which the window that begins on `day` opens, or opens again; null for none. */
function firstAfter(hours: OpeningHours, day: Temporal.PlainDate, start: Temporal.ZonedDateTime): number | null {
  if (!hours.isMailDay(day)) return null;
  const opening = day.toPlainDateTime({ hour: Math.floor(hours.from / 60), minute: hours.from % 60 });
  // it can open at its local time (which may come twice) and where the clock is set forward or back
  const candidates = [
    opening.toZonedDateTime(start.timeZoneId, { disambiguation: 'earlier' }),
    opening.toZonedDateTime(start.timeZoneId, { disambiguation: 'later' }),
    ...clockChanges(day, start.timeZoneId),
  ];
  const instants = candidates
    .filter((at) => Temporal.ZonedDateTime.compare(at, start) > 0 && hours.beganOn(at)?.equals(day) === true)
    .map((at) => at.epochMilliseconds);
  return instants.length === 0 ? null : Math.min(...instants);
}

/** Changes of the clock on a day and on the next, on which a window over midnight ends. */
function clockChanges(day: Temporal.PlainDate, timeZone: string): Temporal.ZonedDateTime[] {
  const end = day.add({ days: 2 }).toZonedDateTime(timeZone);
  // a midnight that does not exist is skipped by the change that starts the day: begin before it
  let at = day.toZonedDateTime(timeZone).subtract({ hours: 2 });
  // no zone changes back within so few days, so equal offsets mean no change: that spares the slow search for one
  if (at.offsetNanoseconds === end.offsetNanoseconds) return [];
  const changes: Temporal.ZonedDateTime[] = [];
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    if (next === null || Temporal.ZonedDateTime.compare(next, end) > 0) return changes;
    changes.push(next);
    at = next;
  }
}

/** The local side of a window: days and minutes of the day. */
class OpeningHours {
  readonly from: number;
  private readonly to: number;
  private readonly weekdays: ReadonlySet<number>;
  private readonly skipped: ReadonlySet<string>;

  constructor({ from, to, weekdays, skipDates }: SendWindow) {
    this.from = minuteOfDay(from);
    this.to = minuteOfDay(to);
    this.weekdays = new Set(weekdays);
    this.skipped = new Set(skipDates);
  }

  isMailDay(day: Temporal.PlainDate): boolean {
    if (!this.weekdays.has(day.dayOfWeek)) return false;
    const date = day.toString();
    return !this.skipped.has(date) && !this.skipped.has(date.slice(-5));
  }

  /** The day on which the window began that `at` is inside of; null where it is outside. */
  beganOn(at: Temporal.ZonedDateTime): Temporal.PlainDate | null {
    const minute = at.hour * 60 + at.minute;
    const today = at.toPlainDate();
    const isOvernight = this.to < this.from;
    if (minute >= this.from && (isOvernight || minute < this.to) && this.isMailDay(today)) return today;
    if (!isOvernight || minute >= this.to) return null;
    const yesterday = today.subtract({ days: 1 });
    return this.isMailDay(yesterday) ? yesterday : null;
  }
}

function minuteOfDay(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/**
 * Why a window never opens, with the cure, in words; null where it does.
 * @param fromMs where the five years begin that are searched for a day with mail; by default at the first of the dated
 * days without mail
 */
export function findWindowProblem(window: SendWindow, fromMs?: number): string | null {
  const { from, to, timeZone, weekdays, skipDates } = window;
  if (weekdays.length === 0) return 'The send window has no weekdays: choose at least one day';
  if (from === to)
    return `The send window opens and closes at ${from}: choose a later end, or 00:00 to 24:00 for all day`;
  if (timeZone !== 'subscriber' && !isTimeZone(timeZone))
    return `The send window's time zone '${timeZone}' is unknown: use a name such as Europe/Paris, or 'subscriber'`;

  const hours = new OpeningHours(window);
  let day = firstDay(skipDates, fromMs);
  for (let i = 0; i < FIVE_YEARS; i += 1, day = day.add({ days: 1 })) if (hours.isMailDay(day)) return null;
  return 'Every day of the send window is a day without mail for five years: remove some of these dates, or add weekdays';
}

function firstDay(skipDates: readonly string[], fromMs: number | undefined): Temporal.PlainDate {
  if (fromMs !== undefined)
    return Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO('UTC').toPlainDate();
  // a day that no calendar has, such as 30 February in a draft of old, is never reached and skips nothing
  const [earliest] = skipDates.filter((date) => readIsoDate(date) !== null).sort();
  return Temporal.PlainDate.from(earliest ?? '2024-01-01');
}
