import { lowestStatus } from './consent-order.js';
import type { JsonValue } from './field-value.js';
import type { SubscriberStatus } from './subscriber-status.js';

/** What a profile says of a person, as far as two of them can be merged. Instants are ms. */
export interface MergeablePerson {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly timeZone: string | null;
  readonly locale: string | null;
  readonly fields: Readonly<Record<string, JsonValue>>;
  readonly status: SubscriberStatus;
  readonly mailPausedUntil: number | null;
  readonly capPerWeek: number | null;
}

/**
 * Two profiles as one: what the first says wins, its blanks are filled from the second, and the less mail that either
 * wants is what they get.
 */
export function mergePeople(into: MergeablePerson, from: MergeablePerson): MergeablePerson {
  return {
    firstName: filled(into.firstName, from.firstName),
    lastName: filled(into.lastName, from.lastName),
    timeZone: filled(into.timeZone, from.timeZone),
    locale: filled(into.locale, from.locale),
    fields: { ...from.fields, ...present(into.fields) },
    status: lowestStatus(into.status, from.status),
    mailPausedUntil: either(Math.max, into.mailPausedUntil, from.mailPausedUntil),
    capPerWeek: either(Math.min, into.capPerWeek, from.capPerWeek),
  };
}

function filled(own: string | null, other: string | null): string | null {
  return own === null || own.trim() === '' ? other : own;
}

function present(fields: MergeablePerson['fields']): MergeablePerson['fields'] {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== ''));
}

function either(choose: (a: number, b: number) => number, a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : choose(a, b);
}
