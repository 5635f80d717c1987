import type { Condition } from './condition.js';
import { leavesOf } from './leaves-of.js';

/**
 * The ways of an `any` as two conditions that never hold of the same person, so that the people of each can be counted by
 * themselves and added: the ways without events, and the one way with events without the people of the others. Any other
 * condition stays as it is; of several ways with events, each would ask again for the events of those before it.
 */
export function disjointParts(condition: Condition): readonly Condition[] {
  if (!('any' in condition)) return [condition];
  const [way, ...more] = condition.any.filter(asksForEvents);
  if (way === undefined || more.length > 0 || condition.any.length === 1) return [condition];
  const others: Condition = { any: condition.any.filter((one) => one !== way) };
  return [others, { all: [way, { not: others }] }];
}

function asksForEvents(condition: Condition): boolean {
  return leavesOf(condition).some(
    ({ leaf }) => 'event' in leaf || 'opened' in leaf || 'clicked' in leaf || 'replied' in leaf,
  );
}
