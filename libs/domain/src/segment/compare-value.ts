import { addWait, subtractWait, type Wait } from '../schedule/add-wait.js';
import { isoInstant } from '../schedule/iso-date.js';
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
      return inDates(isoInstant(actual, timeZone), isoInstant(operand, timeZone), (at, limit) => at < limit);
    case 'after':
      return inDates(isoInstant(actual, timeZone), isoInstant(operand, timeZone), (at, limit) => at > limit);
    case 'withinLast':
      return isWait(operand) && isBetween(isoInstant(actual, timeZone), subtractWait(now, operand, timeZone), now);
    case 'withinNext':
      return isWait(operand) && isBetween(isoInstant(actual, timeZone), now, addWait(now, operand, timeZone));
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
function asText(value: unknown): string | null {
  if (isMissing(value)) return null;
  if (typeof value === 'string') return value.toLowerCase();
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

function asNumber(value: unknown): number | null {
  if (typeof value === 'number') return value;
  // no hexadecimal, no `Infinity`: what a person would call a number, so that SQL can answer the same
  return typeof value === 'string' && /^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(value)
    ? Number(value)
    : null;
}

function isSame(actual: unknown, operand: unknown): boolean {
  if (isMissing(actual) || isMissing(operand)) return isMissing(actual) && isMissing(operand);
  const [a, b] = [asNumber(actual), asNumber(operand)];
  if (a !== null && b !== null) return a === b;
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
  return text === other ? 0 : text < other ? -1 : 1;
}

function inDates(at: number | null, limit: number | null, holds: (at: number, limit: number) => boolean): boolean {
  return at !== null && limit !== null && holds(at, limit);
}

function isBetween(at: number | null, from: number, to: number): boolean {
  return at !== null && at >= from && at <= to;
}
