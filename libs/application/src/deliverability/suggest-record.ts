/**
 * An SPF record with the mechanisms that are missing: in front of `all`, which ends the evaluation (RFC 7208 section 5.1).
 * @returns null when nothing is missing
 */
export function suggestRecord(record: string | null, missing: readonly string[]): string | null {
  if (missing.length === 0) return null;
  const terms = record === null ? ['v=spf1', '~all'] : record.trim().split(/\s+/);
  const end = terms.findIndex((term) => /^[-~+?]?all$/i.test(term) || /^redirect=/i.test(term));
  const at = end < 0 ? terms.length : end;
  return [...terms.slice(0, at), ...missing, ...terms.slice(at)].join(' ');
}
