import { type FieldDefinition, RESERVED_FIELD_NAMES, typeOfValue } from '../subscriber/field-value.js';
import { flattenSteps, type Step } from './step.js';

/** The custom fields that come into being when these steps are published: each of the type of its first value. */
export function fieldsMade(steps: readonly Step[], known: readonly FieldDefinition[]): readonly FieldDefinition[] {
  const made = new Map<string, FieldDefinition>();
  const names = new Set([...RESERVED_FIELD_NAMES, ...known.map(({ name }) => name)]);
  for (const { step } of flattenSteps(steps)) {
    if (step.kind !== 'setField' || step.value === null || step.value === '' || names.has(step.field)) continue;
    names.add(step.field);
    made.set(step.field, { name: step.field, type: typeOfValue(step.value), choices: [] });
  }
  return [...made.values()];
}
