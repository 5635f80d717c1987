import { useState } from 'react';
import { waitUnits, type Period } from '../../sequence/wait-words';

interface PeriodFieldProps {
  /** Path of the two form fields, `amount` and `unit`. */
  name: string;
  /** What the period is, as in "How long step 3 waits". */
  label: string;
  unitLabel: string;
  value: Period | undefined;
  /** An empty amount means "no limit" where it is not required, and gives undefined. */
  required?: boolean;
  errors?: readonly string[] | undefined;
  isFirst?: boolean;
  onChange: (value: Period | undefined) => void;
}

/** An amount and its unit, side by side. */
export function PeriodField({
  name,
  label,
  unitLabel,
  value,
  required = false,
  errors = [],
  isFirst = false,
  onChange,
}: PeriodFieldProps) {
  // A unit that is chosen before the amount is remembered here, because no amount is no period.
  const [chosenUnit, setChosenUnit] = useState(value?.unit ?? 'days');
  const unit = value?.unit ?? chosenUnit;
  const errorId = `${name}-error`;
  return (
    <span className="inline-block">
      <span className="flex gap-2">
        <input
          type="number"
          data-first-field={isFirst || undefined}
          aria-label={label}
          aria-invalid={errors.length > 0 || undefined}
          aria-describedby={errors.length > 0 ? errorId : undefined}
          name={`${name}.amount`}
          value={value === undefined || !Number.isFinite(value.amount) ? '' : value.amount}
          min={0}
          max={100_000}
          step={1}
          required={required}
          onChange={({ target }) =>
            onChange(target.value === '' && !required ? undefined : { amount: target.valueAsNumber, unit })
          }
          className="input w-20"
        />
        <select
          aria-label={unitLabel}
          name={`${name}.unit`}
          value={unit}
          onChange={({ target }) => {
            const chosen = waitUnits.find((one) => one === target.value) ?? 'days';
            setChosenUnit(chosen);
            if (value) onChange({ ...value, unit: chosen });
          }}
          className="input w-auto"
        >
          {waitUnits.map((one) => (
            <option key={one} value={one}>
              {value?.amount === 1 ? one.slice(0, -1) : one}
            </option>
          ))}
        </select>
      </span>
      {errors.length > 0 && (
        <span id={errorId} className="mt-1 block text-xs font-medium text-bad">
          {errors.join(' ')}
        </span>
      )}
    </span>
  );
}
