import type { CustomField } from '@dripemails/contracts';
import { SelectField, TextAreaField, TextField } from '../components/field';
import { inputText } from './field-value-form';

interface CustomFieldInputProps {
  field: CustomField;
  id: string;
  name: string;
  value?: unknown;
  errors?: readonly string[] | undefined;
}

/** The input that fits the type of a field. Left empty it means no value. */
export function CustomFieldInput({ field, id, name, value, errors }: CustomFieldInputProps) {
  const common = { id, name, label: field.label, errors, defaultValue: inputText(value) };
  switch (field.type) {
    case 'boolean':
    case 'choice': {
      const choices =
        field.type === 'choice'
          ? field.choices.map((choice) => ({ value: choice, label: choice }))
          : [
              { value: 'true', label: 'Yes' },
              { value: 'false', label: 'No' },
            ];
      return (
        <SelectField {...common}>
          <option value="">No value</option>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </SelectField>
      );
    }
    case 'json':
      return (
        <TextAreaField
          {...common}
          rows={4}
          spellCheck={false}
          className="font-mono"
          hint='JSON, like {"plan": "pro"}. At most 10 KB.'
        />
      );
    case 'number':
      return <TextField {...common} type="text" inputMode="decimal" autoComplete="off" hint="A number, like 1234.5." />;
    case 'date': {
      // a date with a time of day, or an instant, does not fit the browser's own date input
      const isDay = /^(\d{4}-\d{2}-\d{2})?$/.test(common.defaultValue);
      return isDay ? (
        <TextField {...common} type="date" />
      ) : (
        <TextField {...common} type="text" autoComplete="off" hint="Like 2026-12-31 or 2026-12-31T09:00." />
      );
    }
    case 'text':
      return <TextField {...common} type="text" maxLength={2000} autoComplete="off" />;
  }
}
