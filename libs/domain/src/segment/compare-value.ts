import { addWait, subtractWait, type Wait } from '../schedule/add-wait.js';
import { compareDate, dateLimit, limitAt } from './date-limit.js';
import { compareCodePoints, foldCase } from './fold-case.js';
import type { FieldOperator, Scalar } from './condition.js';

export type Operand = Scalar | readonly Scalar[] | Wait | undefined;

/**
 * Whether a value stands to the operand as the operator says. Texts are compared without regard to case; as numbers where
 * both sides are numbers or read as such; dates are ISO 8601, a day being its local midnight. A missing value (absent,
 * null or an empty text) satisfies `isNotSet`, `isNot` of any value, and `is` of null or an empty text, nothing else.
 * @param now ms since the epoch, for `withinLast` and `withinNext`, which include both ends
 */
export function compareValue(
  actual: unknown,
  op: FieldOperator,
  operand: Operand,
  { now, timeZone }: { readonly now: number; readonly timeZone: string },
): boolean {
  switch (op) {
    case 'isSet':
      return !isMissing(actual);
    case 'isNotSet':
      return isMissing(actual);
    case 'is':
      return isSame(actual, operand);
    case 'isNot':
      return !isSame(actual, operand);
    case 'oneOf':
      return isList(operand) && operand.some((one) => isSame(actual, one));
    case 'contains':
      return inTexts(actual, operand, (text, part) => text.includes(part));
    case 'startsWith':
      return inTexts(actual, operand, (text, part) => text.startsWith(part));
    case 'endsWith':
      return inTexts(actual, operand, (text, part) => text.endsWith(part));
    case 'greaterThan':
      return order(actual, operand) > 0;
    case 'lessThan':
      return order(actual, operand) < 0;
    case 'before':
      return inDates(actual, operand, timeZone, (order) => order < 0);
    case 'after':
      return inDates(actual, operand, timeZone, (order) => order > 0);
    case 'withinLast':
      return isWait(operand) && isBetween(actual, subtractWait(now, operand, timeZone), now, timeZone);
    case 'withinNext':
      return isWait(operand) && isBetween(actual, now, addWait(now, operand, timeZone), timeZone);
  }
}

/** Whether a value counts as not set. */
export function isMissing(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

export function isList(operand: Operand): operand is readonly Scalar[] {
  return Array.isArray(operand);
}

export function isWait(operand: Operand): operand is Wait {
  return typeof operand === 'object' && operand !== null && !isList(operand);
}

/** The value as a text; null where it has none, as a list or an object. */
export function asText(value: unknown): string | null {
  if (isMissing(value)) return null;
  if (typeof value === 'string') return foldCase(value);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

/**
 * Pattern of a text that reads as a number, for JavaScript and for PostgreSQL: no hexadecimal, no `Infinity`, and not
 * so long or with such an exponent that it would be out of the range of a double.
 */
export const NUMBER_PATTERN =
  '^[ \\t\\n\\r\\f\\v]*[+-]?(?:[0-9]+[.]?[0-9]*|[.][0-9]+)(?:[eE][+-]?[0-9]{1,2})?[ \\t\\n\\r\\f\\v]*$';
export const LONGEST_NUMBER = 100;
const NUMBER = new RegExp(NUMBER_PATTERN);

/** The value as a number, where it is one or reads as one; null otherwise. */
export function asNumber(value: unknown): number | null {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.length <= LONGEST_NUMBER && NUMBER.test(value) ? Number(value) : null;
}

function isSame(actual: unknown, operand: unknown): boolean {
  if (isMissing(actual) || isMissing(operand)) return isMissing(actual) && isMissing(operand);
  const [a, b] = [asNumber(actual), asNumber(operand)];
  // a number is never a word
  if (a !== null || b !== null) return a === b;
  const text = asText(actual);
  return text !== null && text === asText(operand);
}

function inTexts(actual: unknown, operand: unknown, holds: (text: string, part: string) => boolean): boolean {
  const [text, part] = [asText(actual), asText(operand)];
  return text !== null && part !== null && holds(text, part);
}

/** Negative, 0 or positive; NaN where the two cannot be ordered, as a number and a word. */
function order(actual: unknown, operand: unknown): number {
  const [a, b] = [asNumber(actual), asNumber(operand)];
  if (a !== null && b !== null) return a - b;
  const [text, other] = [asText(actual), asText(operand)];
  if (a !== null || b !== null || text === null || other === null) return Number.NaN;
  return compareCodePoints(text, other);
}

function inDates(actual: unknown, operand: Operand, timeZone: string, holds: (order: number) => boolean): boolean {
  const limit = dateLimit(operand, timeZone);
  const order = limit === null ? null : compareDate(actual, limit);
  return order !== null && holds(order);
}

function isBetween(actual: unknown, from: number, to: number, timeZone: string): boolean {
  const [low, high] = [compareDate(actual, limitAt(from, timeZone)), compareDate(actual, limitAt(to, timeZone))];
  return low !== null && high !== null && low >= 0 && high <= 0;
}
