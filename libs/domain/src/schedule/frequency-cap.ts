/** At most so many marketing mails to one person in any 24 hours and any 7 days; null is no limit. */
export interface FrequencyCap {
  readonly perDay: number | null;
  readonly perWeek: number | null;
}

const HOUR = 3_600_000;

/**
 * The earliest instant from `at` on at which one more mail keeps within the cap. Periods roll and are exact: two mails
 * 24 hours apart do not share a day.
 * @param recentSends instants of mails in ms, in any order; those of the 7 days around `at` matter
 * @param at ms since the epoch
 * @returns null when `at` itself is free; else the instant and the limit it waited for, in words
 * @throws RangeError for a limit below 1, which no wait ever satisfies
 */
export function capFreeAt(
  cap: FrequencyCap,
  recentSends: readonly number[],
  at: number,
): { readonly at: number; readonly limit: string } | null {
  const sends = [...recentSends].sort((a, b) => a - b);
  let free: { at: number; limit: string } | null = null;
  for (;;) {
    const from = free?.at ?? at;
    const later = blockedUntil(cap.perDay, '24 hours', 24 * HOUR) ?? blockedUntil(cap.perWeek, '7 days', 7 * 24 * HOUR);
    if (later === null) return free;
    free = later;

    /** Where any `most` mails lie so close that one more at `from` would share a period with all of them: their end. */
    function blockedUntil(most: number | null, period: string, length: number): { at: number; limit: string } | null {
      if (most === null) return null;
      if (most < 1) throw new RangeError(`a limit of ${most} mails in ${period} allows none: use 1 or more`);
      for (let i = 0; i + most <= sends.length; i += 1) {
        const first = sends[i] ?? 0;
        const last = sends[i + most - 1] ?? 0;
        if (last - first < length && from > last - length && from < first + length)
          return { at: first + length, limit: `at most ${most} ${most === 1 ? 'mail' : 'mails'} in ${period}` };
      }
      return null;
    }
  }
}
