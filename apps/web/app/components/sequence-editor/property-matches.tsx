import { Plus, Trash2 } from 'lucide-react';
import {
  operandOf,
  operatorWords,
  propertyOperators,
  valueFor,
  valueText,
  withPropertyOperator,
  type PropertyMatch,
} from '../../sequence/condition-rule';
import { Button } from '../button';
import { instead } from './editor-world';

interface PropertyMatchesProps {
  /** Path of the rows in the form. */
  name: string;
  value: readonly PropertyMatch[];
  onChange: (value: PropertyMatch[]) => void;
}

/** What the properties of an event must be; all of the rows have to hold. */
export function PropertyMatches({ name, value, onChange }: PropertyMatchesProps) {
  const replace = (at: number, match: PropertyMatch) =>
    onChange(value.map((one, index) => (index === at ? match : one)));
  return (
    <fieldset>
      <legend className="mb-1 font-medium">Only where</legend>
      <ul role="list" className="space-y-2">
        {value.map((match, index) => {
          const row = `${name}.${index}`;
          const which = `property ${index + 1}`;
          const operand = operandOf(match.op);
          return (
            <li key={index} className="flex flex-wrap gap-2">
              <input
                aria-label={`Name of ${which}`}
                name={`${row}.property`}
                value={match.property}
                onChange={({ target }) => replace(index, { ...match, property: target.value })}
                placeholder="total"
                className="input w-32"
              />
              <select
                aria-label={`Comparison of ${which}`}
                name={`${row}.op`}
                value={match.op}
                onChange={({ target }) =>
                  replace(
                    index,
                    withPropertyOperator(match, propertyOperators.find((op) => op === target.value) ?? 'is'),
                  )
                }
                className="input w-auto"
              >
                {propertyOperators.map((op) => (
                  <option key={op} value={op}>
                    {operatorWords[op]}
                  </option>
                ))}
              </select>
              {operand !== 'none' && (
                <ValueInput
                  isList={operand === 'list'}
                  label={`Value of ${which}`}
                  name={`${row}.value`}
                  value={valueText(match.value)}
                  onChange={(typed) => replace(index, { ...match, value: valueFor(match.op, typed) })}
                />
              )}
              <Button
                look="quiet"
                className="px-1.5"
                name="intent"
                value={`drop:${row}`}
                aria-label={`Delete ${which}`}
                onClick={instead(() => onChange(value.filter((_, at) => at !== index)))}
              >
                <Trash2 aria-hidden />
              </Button>
            </li>
          );
        })}
      </ul>
      <Button
        look="quiet"
        name="intent"
        value={`push:${name}`}
        onClick={instead(() => onChange([...value, { property: '', op: 'is', value: '' }]))}
      >
        <Plus aria-hidden />
        Add a property
      </Button>
    </fieldset>
  );
}

interface ValueInputProps {
  isList: boolean;
  isWrong?: true | undefined;
  label: string;
  name: string;
  value: string;
  onChange: (typed: string) => void;
}

/** One value, or several with one a line. The lines are kept as typed until the field is left, so that Enter makes a new one. */
export function ValueInput({ isList, isWrong, label, name, value, onChange }: ValueInputProps) {
  return isList ? (
    <textarea
      key={value}
      aria-label={`${label}, one a line`}
      aria-invalid={isWrong}
      name={name}
      defaultValue={value}
      rows={3}
      onBlur={({ target }) => onChange(target.value)}
      className="input w-48"
    />
  ) : (
    <input
      aria-label={label}
      aria-invalid={isWrong}
      name={name}
      value={value}
      onChange={({ target }) => onChange(target.value)}
      className="input w-40"
    />
  );
}
