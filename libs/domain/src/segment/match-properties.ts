import { compareValue } from './compare-value.js';
import type { PropertyMatch } from './condition.js';

/**
 * Whether the properties of an event are all as asked; no match asks for nothing. Compared as `compareValue` says.
 * @param timeZone for dates without a time
 */
export function matchesProperties(
  where: readonly PropertyMatch[] | undefined,
  properties: Readonly<Record<string, unknown>>,
  timeZone = 'UTC',
): boolean {
  return (where ?? []).every(({ property, op, value }) =>
    compareValue(Object.hasOwn(properties, property) ? properties[property] : undefined, op, value, {
      now: 0,
      timeZone,
    }),
  );
}
