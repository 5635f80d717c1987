/** A day in words: `3 May 2026`. @param instant RFC 3339 in workspace time */
export const dateIn = (timeZone: string, instant: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'long' }).format(new Date(instant));
