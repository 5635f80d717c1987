import type { Trigger } from '../sequence/sequence-definition.js';
import type { Step } from '../sequence/step.js';
import type { Condition } from './condition.js';
import { leavesOf } from './leaves-of.js';

/** A segment as rules refer to it. */
export interface SegmentRule {
  readonly name: string;
  readonly condition: Condition;
}
/** The segments of a workspace by id. */
export type SegmentRules = ReadonlyMap<string, SegmentRule>;

/**
 * The condition with every segment replaced by its rule, those inside segments too. An unknown segment stays, to be
 * found as a problem.
 * @throws Error where segments refer to each other in a circle, which none that was stored does
 */
export function expandSegments(condition: Condition, rules: SegmentRules): Condition {
  return expand(condition, rules, []);
}

function expand(condition: Condition, rules: SegmentRules, inside: readonly string[]): Condition {
  if ('all' in condition) return { all: condition.all.map((one) => expand(one, rules, inside)) };
  if ('any' in condition) return { any: condition.any.map((one) => expand(one, rules, inside)) };
  if ('not' in condition) return { not: expand(condition.not, rules, inside) };
  if (!('segment' in condition)) return condition;
  const { segment } = condition;
  if (inside.includes(segment)) throw new Error(`the segment ${segment} refers to itself`);
  const rule = rules.get(segment);
  return rule === undefined ? condition : expand(rule.condition, rules, [...inside, segment]);
}

/** The ids of the segments that a condition names itself. */
export function segmentsNamed(condition: Condition): string[] {
  return [...new Set(leavesOf(condition).flatMap(({ leaf }) => ('segment' in leaf ? [leaf.segment] : [])))];
}

/**
 * A way over segments from a condition back to the segment that it is to be the rule of.
 * @returns the names on the way; null when there is none
 */
export function findSegmentLoop(id: string, condition: Condition, rules: SegmentRules): readonly string[] | null {
  const seen = new Set<string>();
  function wayBack(from: Condition): readonly string[] | null {
    for (const next of segmentsNamed(from)) {
      if (next === id) return [];
      const rule = rules.get(next);
      if (rule === undefined || seen.has(next)) continue;
      seen.add(next);
      const way = wayBack(rule.condition);
      if (way !== null) return [rule.name, ...way];
    }
    return null;
  }
  return wayBack(condition);
}

/** The steps with every segment in a branch or a goal replaced by its rule. */
export function expandSegmentsInSteps(steps: readonly Step[], rules: SegmentRules): readonly Step[] {
  const inside = (inner: readonly Step[]) => expandSegmentsInSteps(inner, rules);
  return steps.map((step): Step => {
    switch (step.kind) {
      case 'branch':
        return { ...step, if: expandSegments(step.if, rules), then: inside(step.then), else: inside(step.else) };
      case 'goal':
        return { ...step, if: expandSegments(step.if, rules) };
      case 'waitForEvent':
        return { ...step, then: inside(step.then), onTimeout: inside(step.onTimeout) };
      case 'split':
        return { ...step, arms: step.arms.map((arm) => ({ ...arm, steps: inside(arm.steps) })) };
      default:
        return step;
    }
  });
}

/** As `expandSegmentsInSteps`. */
export function expandSegmentsInTriggers(triggers: readonly Trigger[], rules: SegmentRules): readonly Trigger[] {
  return triggers.map((trigger) =>
    trigger.on === 'segmentEntered' ? { ...trigger, if: expandSegments(trigger.if, rules) } : trigger,
  );
}
