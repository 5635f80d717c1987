import { compareValue, isWait } from '../segment/compare-value.js';
import type { Condition } from '../segment/condition.js';
import type { Step } from './step.js';

/**
 * Whether a step can make a condition hold that did not, again and again: it changes a tag, list or field to what the
 * condition asks of it, and another step changes that back. Exact where a value stands in the rule; a period, which
 * depends on the day, is taken to be reached and left.
 * @param others every step that may change it back
 */
export function canBringAbout(step: Step, condition: Condition, others: readonly Step[]): boolean {
  return leaves(condition, true).some(
    ({ leaf, wanted }) => turns(step, leaf, wanted) && others.some((other) => turns(other, leaf, !wanted)),
  );
}

/** The rules inside a condition, each with what it has to be for the condition to hold: false under a `not`. */
function leaves(condition: Condition, wanted: boolean): { leaf: Condition; wanted: boolean }[] {
  if ('all' in condition) return condition.all.flatMap((part) => leaves(part, wanted));
  if ('any' in condition) return condition.any.flatMap((part) => leaves(part, wanted));
  if ('not' in condition) return leaves(condition.not, !wanted);
  return [{ leaf: condition, wanted }];
}

/** Whether the step turns a single rule to `wanted`. */
function turns(step: Step, condition: Condition, wanted: boolean): boolean {
  switch (step.kind) {
    case 'tag':
    case 'untag':
      return 'tag' in condition && condition.tag === step.tag && (step.kind === 'tag') === wanted;
    case 'addToList':
    case 'removeFromList':
      return 'list' in condition && condition.list === step.listId && (step.kind === 'addToList') === wanted;
    case 'setField': {
      if (!('field' in condition) || condition.field !== step.field) return false;
      const { op, value } = condition;
      // a period moves with the day, and a date without a zone with the person
      if (isWait(value) || op === 'before' || op === 'after') return true;
      return compareValue(step.value, op, value, { now: 0, timeZone: 'UTC' }) === wanted;
    }
    default:
      return false;
  }
}
