import type { CustomField, JsonValue } from '@dripemails/contracts';

/** What was typed for a field as the API takes it; null for nothing. The API checks it against the field's type. */
export function typedValue(field: Pick<CustomField, 'type'>, text: string): { value: JsonValue } | { problem: string } {
  const trimmed = text.trim();
  if (trimmed === '') return { value: null };
  if (field.type !== 'json') return { value: trimmed };
  try {
    return { value: JSON.parse(trimmed) as JsonValue };
  } catch {
    // the text is no JSON: the cure is told at the field
    return { problem: 'Write JSON, like {"plan": "pro"}, with double quotes.' };
  }
}

/** What a person has in a field, which may be called as something that every object has, such as `constructor`. */
export function storedValue(
  fields: Readonly<Record<string, JsonValue>> | undefined,
  name: string,
): JsonValue | undefined {
  return fields !== undefined && Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** A stored value as its input shows it. */
export function inputText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value, null, 2) : String(value);
}

/** A stored value for reading. */
export function shownValue(field: Pick<CustomField, 'type'> | undefined, value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return new Intl.NumberFormat('en-GB', { maximumFractionDigits: 20 }).format(value);
  if (typeof value === 'object') return JSON.stringify(value);
  return field?.type === 'date' ? String(value).replace('T', ' ') : String(value);
}

const PREFIX = 'field.';
export const fieldInputName = (name: string): string => `${PREFIX}${name}`;

/** The custom fields of a form: values for the API, and what is wrong by the API's paths. */
export function readFieldInputs(
  form: FormData,
  fields: readonly CustomField[],
): { values: Record<string, JsonValue>; problems: Record<string, string[]> } {
  const values: Record<string, JsonValue> = {};
  const problems: Record<string, string[]> = {};
  for (const field of fields) {
    const text = form.get(fieldInputName(field.name));
    if (typeof text !== 'string') continue;
    const typed = typedValue(field, text);
    if ('problem' in typed) problems[`fields.${field.name}`] = [typed.problem];
    else values[field.name] = typed.value;
  }
  return { values, problems };
}
