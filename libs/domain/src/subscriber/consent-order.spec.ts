import { describe, expect, it } from '@jest/globals';
import { CONSENT_ORDER, MEMBERSHIP_ORDER, lowestMembership, lowestStatus } from './consent-order.js';

describe('the order of consent', () => {
  it('has every status once, from whom may be mailed to whom nothing is known of', () => {
    expect([...CONSENT_ORDER].sort()).toEqual([
      'active',
      'bounced',
      'complained',
      'erased',
      'unconfirmed',
      'unsubscribed',
    ]);
    expect([CONSENT_ORDER[0], CONSENT_ORDER.at(-1)]).toEqual(['active', 'erased']);
    expect(MEMBERSHIP_ORDER).toEqual(['active', 'unconfirmed', 'unsubscribed']);
  });

  it('answers the lower consent whichever comes first', () => {
    for (const a of CONSENT_ORDER)
      for (const b of CONSENT_ORDER) {
        expect(lowestStatus(a, b)).toBe(lowestStatus(b, a));
        if (lowestStatus(a, b) === 'active') expect([a, b]).toEqual(['active', 'active']);
      }
    // who said no by themselves did not merely bounce, and a complaint is more than that
    expect(lowestStatus('bounced', 'unsubscribed')).toBe('unsubscribed');
    expect(lowestStatus('complained', 'unsubscribed')).toBe('complained');
    for (const a of MEMBERSHIP_ORDER)
      for (const b of MEMBERSHIP_ORDER) {
        expect(lowestMembership(a, b)).toBe(lowestMembership(b, a));
        if (lowestMembership(a, b) === 'active') expect([a, b]).toEqual(['active', 'active']);
      }
  });
});
