import { type FieldDefinition, RESERVED_FIELD_NAMES } from '../subscriber/field-value.js';

/**
 * What is wrong with a custom field whose date is asked for.
 * @returns nothing where the workspace has the field
 */
export function dateFieldProblem(name: string, fields: readonly FieldDefinition[]): string[] {
  return fields.some((field) => field.name === name) ? [] : [noSuchField(name, 'the date')];
}

/** What is wrong with a field that a rule compares: it is neither a custom field nor one that everybody has. */
export function comparedFieldProblem(name: string, fields: readonly FieldDefinition[]): string[] {
  const isKnown = RESERVED_FIELD_NAMES.includes(name) || fields.some((field) => field.name === name);
  return isKnown ? [] : [noSuchField(name, 'a value in it')];
}

function noSuchField(name: string, lacking: string): string {
  return `There is no custom field '${name}', so nobody has ${lacking}: define the field, or choose one that exists.`;
}
