/** What a check of a domain's SPF found. `stale`: never checked, or too long ago to be believed. */
export type SpfVerdict = 'pass' | 'fail' | 'unknown' | 'stale';

const HOUR_MS = 3_600_000;
/** The nightly check comes every 24 hours; two hours more, so that a late one holds nothing up. */
const BELIEVED_MS = 26 * HOUR_MS;
/** A name server that did not answer is asked again soon. */
const UNKNOWN_BELIEVED_MS = HOUR_MS;

/**
 * What is to be believed of a domain's SPF now.
 * @param now real ms, as `checkedAt`
 */
export function standingOf(
  domain: { readonly verdict: SpfVerdict; readonly checkedAt: number | null },
  now: number,
): SpfVerdict {
  const { verdict, checkedAt } = domain;
  if (checkedAt === null) return 'stale';
  return now - checkedAt > (verdict === 'unknown' ? UNKNOWN_BELIEVED_MS : BELIEVED_MS) ? 'stale' : verdict;
}
