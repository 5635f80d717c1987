import type { Condition } from './condition.js';

/** A rule without rules inside it. */
export type ConditionLeaf = Exclude<Condition, { all: unknown } | { any: unknown } | { not: unknown }>;

/** The rules of a condition in reading order, each with its path, such as `all.1.not`; the path of the condition itself is empty. */
export function leavesOf(condition: Condition, path = ''): { leaf: ConditionLeaf; path: string }[] {
  const under = (part: string) => (path === '' ? part : `${path}.${part}`);
  if ('all' in condition) return condition.all.flatMap((one, at) => leavesOf(one, under(`all.${at}`)));
  if ('any' in condition) return condition.any.flatMap((one, at) => leavesOf(one, under(`any.${at}`)));
  if ('not' in condition) return leavesOf(condition.not, under('not'));
  return [{ leaf: condition, path }];
}
