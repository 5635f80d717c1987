const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const options = {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  } as const;
  const format = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: isTimeZone(timeZone) ? timeZone : 'UTC' });
  formats.set(timeZone, format);
  return format;
}

export function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en-GB', { timeZone: name }));
  } catch {
    // Intl has no other way to ask.
    return false;
  }
}

/**
 * An instant in words, put together from parts so that the server and every browser say the same: `Tue 2 Dec, 09:00`.
 * The year is told when it is not the year of `now`, because demo time crosses years within the hour.
 */
export function exactWords(at: number, timeZone: string, now?: number): string {
  const part = partsOf(at, timeZone);
  const sameYear = now !== undefined && partsOf(now, timeZone).year === part.year;
  return `${part.weekday} ${part.day} ${part.month}${sameYear ? '' : ` ${part.year}`}, ${part.hour}:${part.minute}`;
}

/** The day alone: `2 Dec 2026`. */
export function dayWords(at: number, timeZone: string): string {
  const part = partsOf(at, timeZone);
  return `${part.day} ${part.month} ${part.year}`;
}

function partsOf(at: number, timeZone: string) {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of formatFor(timeZone).formatToParts(at)) parts[type] = value;
  const { weekday = '', day = '', month = '', year = '', hour = '', minute = '' } = parts;
  // Newer ICU data writes "Sept" in British English, older "Sep".
  return { weekday, day, month: month.slice(0, 3), year, hour, minute };
}
