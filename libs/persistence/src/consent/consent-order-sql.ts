import { CONSENT_ORDER, MEMBERSHIP_ORDER } from '@dripemails/domain';

/** SQL: whether one status gives more consent than another. @param one, other SQL expressions of text */
export const isMoreConsentSql = (one: string, other: string): string => isBefore(CONSENT_ORDER, one, other);

/** SQL: whether one place on a list gives more consent than another. @param one, other SQL expressions of text */
export const isMoreMembershipSql = (one: string, other: string): string => isBefore(MEMBERSHIP_ORDER, one, other);

function isBefore(order: readonly string[], one: string, other: string): string {
  const ranks = `array[${order.map((word) => `'${word}'`).join(', ')}]`;
  return `array_position(${ranks}, ${one}) < array_position(${ranks}, ${other})`;
}
