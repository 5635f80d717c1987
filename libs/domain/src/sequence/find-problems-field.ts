import { noSuchField } from '../segment/find-rule-problems.js';
import type { FieldDefinition } from '../subscriber/field-value.js';

/**
 * What is wrong with a custom field whose date is asked for.
 * @returns nothing where the workspace has the field
 */
export function dateFieldProblem(name: string, fields: readonly FieldDefinition[]): string[] {
  return fields.some((field) => field.name === name) ? [] : [noSuchField(name, 'the date')];
}
