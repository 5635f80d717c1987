import type { SubscriberStatus } from './subscriber-status.js';

export type MembershipStatus = 'unconfirmed' | 'active' | 'unsubscribed';

/** Statuses from full consent to none: whatever lowers one, here or in SQL, goes by this order. */
export const CONSENT_ORDER: readonly SubscriberStatus[] = [
  'active',
  'unconfirmed',
  'bounced',
  'unsubscribed',
  'complained',
  'erased',
];
/** Places on a list, likewise. */
export const MEMBERSHIP_ORDER: readonly MembershipStatus[] = ['active', 'unconfirmed', 'unsubscribed'];

/** The lower consent of the two: two profiles of one person may be mailed only where both may. */
export function lowestStatus(one: SubscriberStatus, other: SubscriberStatus): SubscriberStatus {
  return lowest(CONSENT_ORDER, one, other);
}

export function lowestMembership(one: MembershipStatus, other: MembershipStatus): MembershipStatus {
  return lowest(MEMBERSHIP_ORDER, one, other);
}

function lowest<T>(order: readonly T[], one: T, other: T): T {
  return order.indexOf(one) > order.indexOf(other) ? one : other;
}
