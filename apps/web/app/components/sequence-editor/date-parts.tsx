import type { Trigger } from '@dripemails/contracts';
import { waitUnits, type Period } from '../../sequence/wait-words';
import { TextField } from '../field';

type Parts = Pick<Extract<Trigger, { on: 'dateReached' }>, 'at' | 'offset' | 'yearly'>;

interface DatePartsProps {
  name: string;
  value: Parts;
  errors(field: string): readonly string[] | undefined;
  onChange: (value: Parts) => void;
}

/** How far from a date, at what time, and whether every year: for a wait until a date and for the trigger of a date. */
export function DateParts({ name, value, errors, onChange }: DatePartsProps) {
  const { at, offset, yearly } = value;
  const far: Period = offset ?? { amount: 0, unit: 'days' };
  const way = far.amount < 0 || Object.is(far.amount, -0) ? 'before' : 'after';
  const signed = (amount: number, to: string) => (to === 'before' ? -Math.abs(amount) : Math.abs(amount));
  const problems = errors('offset') ?? [];
  return (
    <div className="space-y-3">
      <fieldset>
        <legend className="mb-1 font-medium">Days off the date</legend>
        <div className="flex flex-wrap gap-2">
          <input
            type="number"
            aria-label="How far off the date"
            name={`${name}.offset.amount`}
            min={0}
            max={100_000}
            value={Number.isFinite(far.amount) ? Math.abs(far.amount) : ''}
            onChange={({ target }) =>
              onChange({ ...value, offset: { ...far, amount: signed(target.valueAsNumber, way) } })
            }
            className="input w-20"
          />
          <select
            aria-label="Unit of how far off the date"
            name={`${name}.offset.unit`}
            value={far.unit}
            onChange={({ target }) =>
              onChange({ ...value, offset: { ...far, unit: waitUnits.find((one) => one === target.value) ?? 'days' } })
            }
            className="input w-auto"
          >
            {waitUnits.map((unit) => (
              <option key={unit}>{unit}</option>
            ))}
          </select>
          <select
            aria-label="Before or after the date"
            name={`${name}.offset.way`}
            value={way}
            onChange={({ target }) =>
              onChange({ ...value, offset: { ...far, amount: signed(far.amount, target.value) } })
            }
            className="input w-auto"
          >
            <option value="before">before it</option>
            <option value="after">after it</option>
          </select>
        </div>
        <p className="mt-1 text-xs text-text-quiet">0 is the day itself.</p>
        {problems.length > 0 && <p className="mt-1 text-xs font-medium text-bad">{problems.join(' ')}</p>}
      </fieldset>
      <TextField
        id={`${name}.at`}
        name={`${name}.at`}
        type="time"
        label="At (their local time)"
        hint="Without a time, as soon as the day begins."
        value={at ?? ''}
        onChange={({ target }) => {
          const { at: _before, ...rest } = value;
          onChange(target.value === '' ? rest : { ...value, at: target.value.slice(0, 5) });
        }}
        errors={errors('at')}
        className="w-36"
      />
      <label className="flex items-center gap-2">
        <input
          type="checkbox"
          name={`${name}.yearly`}
          value="yes"
          checked={yearly ?? false}
          onChange={({ target }) => onChange({ ...value, yearly: target.checked })}
          className="size-4 accent-accent"
        />
        Every year, as for a birthday
      </label>
    </div>
  );
}
