/** U+0000, which no text of PostgreSQL holds, and halves of surrogate pairs, which are no Unicode. */
const UNSTORABLE = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
const EVERY = new RegExp(UNSTORABLE, 'g');

/** Whether a text can be stored as it is. */
export function isStorableText(text: string): boolean {
  return !UNSTORABLE.test(text);
}

/** The text with U+FFFD in the place of each character that cannot be stored. */
export function storableText(text: string): string {
  return text.replaceAll(EVERY, '\uFFFD');
}

/**
 * Where in a JSON value texts or keys stand that cannot be stored, such as `['tags', 0]`; the key itself is at fault where
 * it is the last part.
 * @param skip keys whose values are not looked at
 */
export function findUnstorable(value: unknown, skip: ReadonlySet<string> = new Set()): (string | number)[][] {
  if (typeof value === 'string') return isStorableText(value) ? [] : [[]];
  if (Array.isArray(value))
    return value.flatMap((one, index) => findUnstorable(one, skip).map((path) => [index, ...path]));
  if (!isPlainObject(value)) return [];
  return Object.entries(value).flatMap(([key, one]) => {
    if (!isStorableText(key)) return [[storableText(key)]];
    return skip.has(key) ? [] : findUnstorable(one, skip).map((path) => [key, ...path]);
  });
}

/** Whether something is an object as JSON has it, and none of a class. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
