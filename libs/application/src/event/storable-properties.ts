import { storableText } from '@dripemails/domain';

/**
 * Properties of an event in a form that PostgreSQL can store as JSON: it knows no NUL and no half of a surrogate pair, so
 * each of them becomes U+FFFD.
 */
export function storableProperties(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [storableText(key), storable(value)]));
}

function storable(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== 'object' || value === null) return value;
  return storableProperties(value as Record<string, unknown>);
}
