import { readIsoDate } from '../schedule/iso-date.js';

/** What a custom field holds. A date is ISO 8601 text, a choice one of the listed texts, JSON anything up to 10 KB. */
export type FieldType = 'text' | 'number' | 'boolean' | 'date' | 'choice' | 'json';
export const FIELD_TYPES: readonly FieldType[] = ['text', 'number', 'boolean', 'date', 'choice', 'json'];

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

/** As much of a custom field's definition as its values are held to. */
export interface FieldDefinition {
  readonly name: string;
  readonly type: FieldType;
  /** For `choice`: the texts that are allowed. */
  readonly choices: readonly string[];
}

/** Most characters of a text, most bytes of a JSON value as UTF-8. */
export const FIELD_LIMIT = { text: 2000, jsonBytes: 10_240, jsonDepth: 20 } as const;

/** The value as it is stored (null: none, an empty value was given), or what is wrong, in words with the cure. */
export type ParsedFieldValue = { readonly value: JsonValue } | { readonly problem: string };

/**
 * A value as a custom field stores it: numbers as JSON numbers, booleans as JSON booleans, dates as ISO text (an instant in
 * UTC), choices as they are listed. An empty text, null and undefined mean no value.
 * @param from `text` for what was typed or stands in a file, so that a JSON field's text is read as JSON; `json` for what an
 *   API caller sent, which is taken as it is
 */
export function parseFieldValue(
  definition: FieldDefinition,
  raw: unknown,
  from: 'text' | 'json' = 'json',
): ParsedFieldValue {
  if (raw === undefined || raw === null) return { value: null };
  const given = typeof raw === 'string' && definition.type !== 'json' ? raw.trim() : raw;
  if (given === '' || (from === 'text' && typeof raw === 'string' && raw.trim() === '')) return { value: null };
  if (typeof given === 'string' && given.includes('\u0000')) return { problem: 'It holds a NUL character: remove it.' };
  return PARSE[definition.type](given, definition, from);
}

const PARSE: Record<
  FieldType,
  (given: unknown, definition: FieldDefinition, from: 'text' | 'json') => ParsedFieldValue
> = {
  text: (given) => {
    const text = scalarText(given);
    if (text === null) return { problem: 'This field holds text: give a text.' };
    return text.length > FIELD_LIMIT.text
      ? { problem: `The text has more than ${FIELD_LIMIT.text} characters: shorten it.` }
      : { value: text };
  },
  number: (given) => {
    const number = typeof given === 'string' && PLAIN_NUMBER.test(given) ? Number(given) : given;
    if (typeof number === 'number' && Number.isInteger(number) && !Number.isSafeInteger(number))
      return { problem: 'Whole numbers are kept exactly up to 15 digits: keep longer ones in a field of text.' };
    // 1e999 reads as Infinity, which JSON cannot say
    return typeof number === 'number' && Number.isFinite(number)
      ? { value: Object.is(number, -0) ? 0 : number }
      : { problem: 'This field holds a number: write digits with a point for decimals, such as 1234.5.' };
  },
  boolean: (given) => {
    const word = typeof given === 'boolean' ? given : BOOLEAN_WORDS.get(String(scalarText(given)).toLowerCase());
    return word === undefined ? { problem: 'This field holds yes or no: write true or false.' } : { value: word };
  },
  date: (given) => {
    const date = readIsoDate(given);
    if (date === null)
      return { problem: 'This field holds a date: write it as 2026-12-31 or 2026-12-31T09:00 (with Z or an offset).' };
    if (date.kind === 'instant') return { value: date.instant.toString() };
    return { value: date.time === null ? date.day.toString() : `${date.day.toString()}T${date.time.toString()}` };
  },
  choice: (given, { choices }) => {
    const text = scalarText(given);
    const choice = choices.find((one) => one === text) ?? choices.find((one) => sameText(one, text));
    return choice === undefined
      ? { problem: `This field holds one of: ${choices.join(', ').slice(0, 300)}.` }
      : { value: choice };
  },
  json: (given, _definition, from) => {
    if (from === 'json' || typeof given !== 'string') return checkedJson(given);
    try {
      return checkedJson(JSON.parse(given));
    } catch {
      // the text is no JSON; what to write instead is the answer
      return { problem: 'This field holds JSON: write it as {"plan": "pro"}, with double quotes.' };
    }
  },
};

/** As `compareValue` reads numbers: no hexadecimal, no thousands separators, no `Infinity`. */
const PLAIN_NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** A map and no object: `__proto__` is no word. */
const BOOLEAN_WORDS: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'yes', 'y', 'on', '1'].map((word) => [word, true] as const),
  ...['false', 'no', 'n', 'off', '0'].map((word) => [word, false] as const),
]);

/** A text, number or boolean as text; null for anything else. */
function scalarText(given: unknown): string | null {
  if (typeof given === 'string') return given;
  return typeof given === 'number' || typeof given === 'boolean' ? String(given) : null;
}

function sameText(one: string, other: string | null): boolean {
  return other !== null && one.normalize('NFC').toLowerCase() === other.normalize('NFC').toLowerCase();
}

function checkedJson(given: unknown): ParsedFieldValue {
  if (!isJson(given, FIELD_LIMIT.jsonDepth))
    return {
      problem: `This field holds JSON, at most ${FIELD_LIMIT.jsonDepth} levels deep and without NUL characters.`,
    };
  return new TextEncoder().encode(JSON.stringify(given)).length > FIELD_LIMIT.jsonBytes
    ? { problem: `The JSON is larger than ${FIELD_LIMIT.jsonBytes / 1024} KB: shorten it.` }
    : { value: given };
}

/** PostgreSQL's jsonb takes no NUL, and JSON no Infinity. */
function isJson(given: unknown, depth: number): given is JsonValue {
  if (given === null || typeof given === 'boolean') return true;
  if (typeof given === 'number') return Number.isFinite(given);
  if (typeof given === 'string') return !given.includes('\u0000');
  if (depth === 0 || typeof given !== 'object') return false;
  if (Array.isArray(given)) return given.every((one) => isJson(one, depth - 1));
  return Object.entries(given).every(([key, one]) => !key.includes('\u0000') && isJson(one, depth - 1));
}

/** Names that a custom field cannot have: everybody has them, and conditions ask for them by the same name. */
export const RESERVED_FIELD_NAMES: readonly string[] = [
  ...['email', 'firstName', 'lastName', 'timeZone', 'locale', 'createdAt'],
];

/** The type of a field that comes into being with its first value. */
export function typeOfValue(value: unknown): FieldType {
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  return typeof value === 'object' && value !== null ? 'json' : 'text';
}
