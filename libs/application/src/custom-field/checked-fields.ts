import { DomainError, type FieldProblem, parseFieldValue, RESERVED_FIELD_NAMES, typeOfValue } from '@dripemails/domain';
import type { FieldValues } from '../subscriber/subscriber-port.js';
import type { CustomFieldRepository } from './custom-field-port.js';

/**
 * Values of custom fields as they are stored, each checked against its field. A name that is new makes a field of the type
 * of its value; null stands for no value.
 * @param path where the values stand in the input
 * @throws DomainError `input.invalid` that names every field at fault
 */
export async function checkedFields(
  customFields: Pick<CustomFieldRepository, 'ensure'>,
  workspaceId: string,
  fields: FieldValues,
  path = 'fields',
): Promise<FieldValues> {
  const names = Object.keys(fields);
  if (names.length === 0) return {};
  const problems: FieldProblem[] = names
    .filter((name) => RESERVED_FIELD_NAMES.includes(name))
    .map((name) => ({
      path: `${path}.${name}`,
      message: `Everybody has '${name}': give it beside the custom fields.`,
    }));
  refuse(problems);
  // a removed value makes no field
  const wanted = names.map((name) => ({ name, type: typeOfValue(fields[name]) }));
  const definitions = await customFields.ensure(
    workspaceId,
    wanted.filter(({ name }) => fields[name] !== null),
  );
  const parsed: Record<string, FieldValues[string]> = {};
  for (const name of names) {
    const definition = definitions.find((one) => one.name === name);
    const value = definition === undefined ? { value: null } : parseFieldValue(definition, fields[name]);
    if ('problem' in value) problems.push({ path: `${path}.${name}`, message: value.problem });
    else parsed[name] = value.value;
  }
  refuse(problems);
  return parsed;
}

function refuse(problems: readonly FieldProblem[]): void {
  if (problems.length > 0) throw new DomainError('input.invalid', 'Some custom fields have problems.', problems);
}
