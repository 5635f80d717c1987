const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Largest unit first; a span is told in the first unit that it fills at least once. Months and years are averages: words, not sums. */
const units: readonly (readonly [name: string, ms: number])[] = [
  ['year', 365.25 * day],
  ['month', 30.44 * day],
  ['week', 7 * day],
  ['day', day],
  ['hour', hour],
  ['minute', minute],
];

/** A span of time in one unit: `3 days`, `1 hour`; below a minute `moments`. */
export function spanWords(ms: number): string {
  const span = Math.abs(ms);
  for (const [name, size] of units) {
    // Weeks read badly below two of them: "9 days" says more than "1 week".
    if (span < (name === 'week' || name === 'month' ? 2 : 1) * size) continue;
    const amount = Math.floor(span / size);
    return `${amount} ${name}${amount === 1 ? '' : 's'}`;
  }
  return 'moments';
}

/** Where `at` lies as seen from `now` (both in ms): `in 3 days`, `2 hours ago`, `now`. */
export function relativeWords(at: number, now: number): string {
  const distance = at - now;
  if (Math.abs(distance) < minute) return distance > 1_000 ? 'in moments' : 'just now';
  return distance > 0 ? `in ${spanWords(distance)}` : `${spanWords(distance)} ago`;
}
