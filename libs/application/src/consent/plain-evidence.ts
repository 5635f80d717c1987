import type { Evidence } from './consent-port.js';

/**
 * Where a change of consent came from that no visitor made: nobody's address or browser is known.
 * @param at real ms
 */
export function plainEvidence(
  source: string,
  at: number,
  { text = '', reason = null }: Partial<Pick<Evidence, 'text' | 'reason'>> = {},
): Evidence {
  return { source, text, ip: null, userAgent: null, reason, at };
}
