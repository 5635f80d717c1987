import { isTimeZone } from './exact-words';

/** What a clock on the wall of a time zone shows at an instant, as `<input type="datetime-local">` wants it: `2026-12-02T09:00`. */
export function localOf(instant: number, timeZone: string): string {
  return new Date(instant + offsetMs(instant, timeZone)).toISOString().slice(0, 16);
}

/**
 * The instant at which a clock in the time zone shows `local`; null for what is no such time. In the hour that a clock
 * repeats in autumn the first, in the hour it leaves out in spring the time as much later.
 */
export function instantOf(local: string, timeZone: string): string | null {
  const asUtc = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(local) ? Date.parse(`${local}Z`) : Number.NaN;
  if (Number.isNaN(asUtc)) return null;
  const dayMs = 86_400_000;
  const [before, after] = [offsetMs(asUtc - dayMs, timeZone), offsetMs(asUtc + dayMs, timeZone)];
  // Of the two instants that a change of the clock leaves, the one that shows the time; the earlier when both do.
  const candidates = [asUtc - before, asUtc - after].filter((at) => at + offsetMs(at, timeZone) === asUtc);
  return new Date(candidates.length > 0 ? Math.min(...candidates) : asUtc - before).toISOString();
}

/** How far the time zone is ahead of UTC at an instant. */
function offsetMs(instant: number, timeZone: string): number {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: isTimeZone(timeZone) ? timeZone : 'UTC',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  });
  for (const { type, value } of format.formatToParts(instant)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1_000) * 1_000;
}
