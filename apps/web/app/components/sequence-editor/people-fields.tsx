import { scalarFrom, scalarType, scalarTypes, type ScalarType } from '../../sequence/step-form';
import { SelectField, TextField } from '../field';
import { useEditorWorld, type Named } from './editor-world';
import type { FieldsProps } from './step-fields';

export function TagFields({ step, path, errors, onChange }: FieldsProps<'tag' | 'untag'>) {
  return (
    <TextField
      id={`${path}.tag`}
      name={`${path}.tag`}
      type="text"
      data-first-field
      label="Tag"
      value={step.tag}
      onChange={({ target }) => onChange({ ...step, tag: target.value })}
      errors={errors('tag')}
      maxLength={100}
      autoComplete="off"
    />
  );
}

const typeWords: Record<ScalarType, string> = { text: 'Text', number: 'Number', yesNo: 'Yes or no', empty: 'Nothing' };

type Scalar = FieldsProps<'setField'>['step']['value'];

/** A value with its type. */
export function ScalarFields({
  path,
  value,
  errors,
  onChange,
}: {
  path: string;
  value: Scalar;
  errors?: readonly string[] | undefined;
  onChange: (value: Scalar) => void;
}) {
  const type = scalarType(value);
  const shown = value === null || (typeof value === 'number' && Number.isNaN(value)) ? '' : String(value);
  return (
    <div className="flex flex-wrap gap-3">
      <SelectField
        id={`${path}.type`}
        name={`${path}.type`}
        label="Kind of value"
        value={type}
        onChange={({ target }) =>
          onChange(scalarFrom(scalarTypes.find((one) => one === target.value) ?? 'text', shown))
        }
      >
        {scalarTypes.map((one) => (
          <option key={one} value={one}>
            {typeWords[one]}
          </option>
        ))}
      </SelectField>
      {type === 'yesNo' && (
        <SelectField
          id={`${path}.value`}
          name={`${path}.value`}
          label="Value"
          value={shown}
          onChange={({ target }) => onChange(target.value === 'true')}
        >
          <option value="true">Yes</option>
          <option value="false">No</option>
        </SelectField>
      )}
      {(type === 'text' || type === 'number') && (
        <TextField
          id={`${path}.value`}
          name={`${path}.value`}
          type={type}
          label="Value"
          value={shown}
          step={type === 'number' ? 'any' : undefined}
          onChange={({ target }) => onChange(scalarFrom(type, target.value))}
          errors={errors}
          autoComplete="off"
        />
      )}
    </div>
  );
}

export function SetFieldFields({ step, path, errors, onChange }: FieldsProps<'setField'>) {
  return (
    <div className="space-y-3">
      <TextField
        id={`${path}.field`}
        name={`${path}.field`}
        type="text"
        data-first-field
        label="Field"
        hint="A custom field; it is made when nobody has it yet."
        value={step.field}
        onChange={({ target }) => onChange({ ...step, field: target.value })}
        errors={errors('field')}
        autoComplete="off"
      />
      <ScalarFields
        path={path}
        value={step.value}
        errors={errors('value')}
        onChange={(value) => onChange({ ...step, value })}
      />
    </div>
  );
}

/** A select over things with names that keeps, and shows, an id that is not among them. */
export function NamedSelect({
  id,
  label,
  value,
  options,
  none,
  unknown = 'One that is gone',
  errors,
  hint,
  isFirst = false,
  onChange,
}: {
  id: string;
  label: string;
  value: string;
  options: readonly Named[];
  /** What stands for "not chosen". */
  none: string;
  /** What a value is that is none of the options. */
  unknown?: string;
  errors?: readonly string[] | undefined;
  hint?: string;
  isFirst?: boolean;
  onChange: (value: string) => void;
}) {
  const isKnown = value === '' || options.some((one) => one.id === value);
  return (
    <SelectField
      id={id}
      name={id}
      data-first-field={isFirst || undefined}
      label={label}
      hint={hint}
      value={value}
      errors={errors}
      onChange={({ target }) => onChange(target.value)}
    >
      <option value="">{none}</option>
      {!isKnown && (
        <option value={value}>
          {unknown} ({value})
        </option>
      )}
      {options.map((one) => (
        <option key={one.id} value={one.id}>
          {one.name}
        </option>
      ))}
    </SelectField>
  );
}

export function ListFields({ step, path, errors, onChange }: FieldsProps<'addToList' | 'removeFromList'>) {
  const { choices } = useEditorWorld();
  return (
    <NamedSelect
      id={`${path}.listId`}
      label="List"
      value={step.listId}
      options={choices.lists}
      none={choices.lists.length === 0 ? 'Make a list first' : 'Choose a list'}
      errors={errors('listId')}
      isFirst
      onChange={(listId) => onChange({ ...step, listId })}
    />
  );
}

export function EnrollFields({ step, path, errors, onChange }: FieldsProps<'enroll'>) {
  const { choices } = useEditorWorld();
  return (
    <NamedSelect
      id={`${path}.sequenceId`}
      label="Sequence"
      hint="They stay in this one too. The rules of re-entry of the other one hold."
      value={step.sequenceId}
      options={choices.sequences}
      none={choices.sequences.length === 0 ? 'There is no other sequence' : 'Choose a sequence'}
      errors={errors('sequenceId')}
      isFirst
      onChange={(sequenceId) => onChange({ ...step, sequenceId })}
    />
  );
}
