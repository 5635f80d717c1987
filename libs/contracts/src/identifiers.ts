import { z } from 'zod';

/** A UUIDv7 made by the application. */
export const id = z.uuid();

/** An instant, RFC 3339 in UTC, in the workspace's own time (demo workspaces run faster than the wall clock). */
export const instant = z.iso.datetime();

const YEAR_1900 = Date.UTC(1900);
const YEAR_3000 = Date.UTC(3000);

/**
 * An instant that a caller gives, with any offset. Within years from which a sequence can go on, and be told of in RFC
 * 3339, which knows four digits of a year.
 */
export const givenInstant = z.iso
  .datetime({ offset: true, error: 'write an instant such as 2026-12-02T09:00:00Z' })
  .refine((at) => !(Date.parse(at) < YEAR_1900), 'give an instant after the year 1899')
  // what is no instant at all has been told so
  .refine((at) => !(Date.parse(at) >= YEAR_3000), 'give an instant before the year 3000');

export const NO_SUCH_DAY = 'no calendar has this day: write one that exists, such as 2027-02-28';

/** A day of the calendar, `YYYY-MM-DD`. */
export const calendarDate = z.iso
  .date({
    error: ({ input }) =>
      /^\d{4}-\d\d-\d\d$/.test(String(input)) ? NO_SUCH_DAY : 'write the date as YYYY-MM-DD, such as 2027-02-28',
  })
  .refine((date) => !(Date.parse(date) >= YEAR_3000), 'give a date before the year 3000');

/** Path parameters of every route on one resource. */
export const idParams = z.object({ id });
export type IdParams = z.infer<typeof idParams>;
