import { isTimeZone } from '../schedule/add-wait.js';
import type { Scalar } from '../segment/condition.js';
import { type FieldDefinition, parseFieldValue, RESERVED_FIELD_NAMES, typeOfValue } from './field-value.js';
import { parseLocale } from './locale.js';

/** Most characters of a first or last name. */
const NAME_LIMIT = 200;

/** What a step may set of what everybody has, and how it reads a value. */
const OWN: Readonly<Record<string, ((text: string) => ParsedScalar) | undefined>> = {
  firstName: parseName,
  lastName: parseName,
  timeZone: (text) =>
    isTimeZone(text)
      ? { value: text }
      : { problem: 'There is no such time zone: use a name of the IANA database, such as Europe/Paris.' },
  locale: (text) => {
    const locale = parseLocale(text);
    return locale === null ? { problem: 'This is no language tag: write one such as de or pt-BR.' } : { value: locale };
  },
};

/** The value as it is stored (null: none), or what is wrong, in words with the cure. */
export type ParsedScalar = { readonly value: Scalar } | { readonly problem: string };

/** Whether a step may set a field of this name: one of the custom fields, or what everybody has except for what they are. */
export function isSettable(field: string): boolean {
  return !RESERVED_FIELD_NAMES.includes(field) || OWN[field] !== undefined;
}

/**
 * What a step writes into a field of a person: a custom field's value by its type, or one of the names, the time zone and
 * the locale that everybody has. A field that has no definition takes a value of any type.
 */
export function parseSetField(
  { field, value }: { readonly field: string; readonly value: Scalar },
  definitions: readonly FieldDefinition[],
): ParsedScalar {
  if (RESERVED_FIELD_NAMES.includes(field)) {
    const parse = OWN[field];
    if (parse === undefined) return { problem: `A step cannot change '${field}': choose another field.` };
    return value === null || value === '' ? { value: null } : parse(String(value).trim());
  }
  const definition = definitions.find(({ name }) => name === field) ?? {
    ...{ name: field, type: typeOfValue(value), choices: [] },
  };
  const parsed = parseFieldValue(definition, value);
  if ('problem' in parsed) return parsed;
  // a scalar is read as a scalar, whatever the type
  return { value: parsed.value as Scalar };
}

function parseName(text: string): ParsedScalar {
  if (text.includes('\u0000')) return { problem: 'It holds a NUL character: remove it.' };
  return text.length > NAME_LIMIT
    ? { problem: `The name has more than ${NAME_LIMIT} characters: shorten it.` }
    : { value: text };
}
