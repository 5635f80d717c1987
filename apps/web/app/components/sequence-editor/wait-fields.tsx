import { waitMode, waitModeWords, waitModes, withWaitMode } from '../../sequence/wait-form';
import { TextField } from '../field';
import { DateParts } from './date-parts';
import { PeriodField } from './period-field';
import { PropertyMatches } from './property-matches';
import type { FieldsProps } from './step-fields';

export function WaitFields({ step, path, place, errors, onChange }: FieldsProps<'wait'>) {
  const mode = waitMode(step);
  const { until } = step;
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-start gap-2">
        <select
          aria-label={`What step ${place} waits for`}
          name={`${path}.mode`}
          value={mode}
          onChange={({ target }) =>
            onChange(withWaitMode(step, waitModes.find((one) => one === target.value) ?? 'for'))
          }
          className="input w-auto"
        >
          {waitModes.map((one) => (
            <option key={one} value={one}>
              {waitModeWords[one]}
            </option>
          ))}
        </select>
        {mode === 'for' && (
          <PeriodField
            name={path}
            label={`How long step ${place} waits`}
            unitLabel={`Unit of the wait of step ${place}`}
            value={step.for}
            required
            isFirst
            errors={errors('for')}
            onChange={(period) => onChange({ ...step, for: period ?? { amount: Number.NaN, unit: 'days' } })}
          />
        )}
      </div>
      {until && mode === 'date' && (
        <TextField
          id={`${path}.date`}
          name={`${path}.date`}
          type="date"
          label="Date"
          value={until.date ?? ''}
          onChange={({ target }) => onChange({ ...step, until: { ...until, date: target.value } })}
          errors={errors('until.date')}
          className="w-44"
        />
      )}
      {until && mode === 'field' && (
        <TextField
          id={`${path}.field`}
          name={`${path}.field`}
          label="Field with the date"
          hint="A custom field such as trialEnds, with a date like 2026-12-24. Who has none does not wait."
          value={until.field ?? ''}
          onChange={({ target }) => onChange({ ...step, until: { ...until, field: target.value } })}
          errors={errors('until.field')}
          autoComplete="off"
        />
      )}
      {until && (
        <DateParts
          name={path}
          value={until}
          errors={(field) => errors(`until.${field}`)}
          onChange={({ at, offset, yearly }) => {
            const { date, field } = until;
            onChange({
              ...step,
              until: {
                ...(field === undefined ? { date } : { field }),
                ...(at !== undefined && { at }),
                ...(offset && { offset }),
                ...(yearly && { yearly }),
              },
            });
          }}
        />
      )}
      {errors('until') && !errors('until.date') && !errors('until.field') && (
        <p className="text-xs font-medium text-bad">{errors('until')?.join(' ')}</p>
      )}
      <p className="text-text-quiet">
        Days, weeks and months are counted on the calendar of each person; the send window of the settings comes on top.
      </p>
    </div>
  );
}

export function WaitForEventFields({ step, path, place, errors, onChange }: FieldsProps<'waitForEvent'>) {
  return (
    <div className="space-y-3">
      <TextField
        id={`${path}.event`}
        name={`${path}.event`}
        data-first-field
        type="text"
        label="Event"
        hint="Its name as your systems send it to POST /events, such as order.placed."
        value={step.event}
        onChange={({ target }) => onChange({ ...step, event: target.value })}
        errors={errors('event')}
        autoComplete="off"
      />
      <PropertyMatches
        name={`${path}.match`}
        value={step.match ?? []}
        onChange={(match) => {
          const { match: _before, ...rest } = step;
          onChange(match.length === 0 ? rest : { ...step, match });
        }}
      />
      <div>
        <p className="mb-1 font-medium">At most</p>
        <PeriodField
          name={`${path}.timeout`}
          label={`How long step ${place} waits for the event`}
          unitLabel={`Unit of the longest wait of step ${place}`}
          value={step.timeout}
          required
          errors={errors('timeout')}
          onChange={(timeout) => onChange({ ...step, timeout: timeout ?? { amount: Number.NaN, unit: 'days' } })}
        />
      </div>
    </div>
  );
}
