import type { SequenceSettings } from '@dripemails/contracts';
import { datesFrom, untilMidnight, usualWindow, weekdayNames } from '../../sequence/settings-form';
import { TextAreaField, TextField } from '../field';

type Window = SequenceSettings['window'];

interface WindowFieldsProps {
  value: Window;
  errors(field: string): readonly string[] | undefined;
  onChange: (value: Window) => void;
}

/** When mail may go out: days, hours, whose clock, and days without mail. */
export function WindowFields({ value, errors, onChange }: WindowFieldsProps) {
  return (
    <div className="space-y-4">
      <label className="flex items-center gap-2">
        <input
          type="checkbox"
          name="hasWindow"
          value="yes"
          checked={value !== null}
          onChange={({ target }) => onChange(target.checked ? usualWindow : null)}
          className="size-4 accent-accent"
        />
        Send only on some days and at some hours
      </label>
      {value ? (
        <Hours value={value} errors={errors} onChange={onChange} />
      ) : (
        <p className="text-text-quiet">Mail goes out whenever it is due, also at night and on weekends.</p>
      )}
    </div>
  );
}

function Hours({ value, errors, onChange }: WindowFieldsProps & { value: NonNullable<Window> }) {
  const { weekdays, from, to, timeZone, skipDates } = value;
  const dayErrors = errors('weekdays');
  const isTheirs = timeZone === 'subscriber';
  return (
    <>
      <fieldset>
        <legend className="mb-1 font-medium">Days</legend>
        <div className="flex flex-wrap gap-x-4 gap-y-2">
          {weekdayNames.map((name, index) => (
            <label key={name} className="flex items-center gap-1.5">
              <input
                type="checkbox"
                name="window.weekdays"
                value={index + 1}
                checked={weekdays.includes(index + 1)}
                onChange={({ target }) =>
                  onChange({
                    ...value,
                    weekdays: target.checked
                      ? [...weekdays, index + 1].sort((a, b) => a - b)
                      : weekdays.filter((day) => day !== index + 1),
                  })
                }
                className="size-4 accent-accent"
              />
              {name}
            </label>
          ))}
        </div>
        {dayErrors && <p className="mt-1 text-xs font-medium text-bad">{dayErrors.join(' ')}</p>}
      </fieldset>
      <div className="flex flex-wrap gap-4">
        <TextField
          id="window.from"
          name="window.from"
          type="time"
          label="From"
          value={from}
          onChange={({ target }) => onChange({ ...value, from: target.value.slice(0, 5) })}
          errors={errors('from')}
          className="w-36"
        />
        <TextField
          id="window.to"
          name="window.to"
          type="time"
          label="To"
          hint="00:00 is midnight."
          value={to === '24:00' ? '00:00' : to}
          onChange={({ target }) => onChange({ ...value, to: untilMidnight(target.value.slice(0, 5)) })}
          errors={errors('to')}
          className="w-36"
        />
      </div>
      <fieldset className="space-y-2">
        <legend className="mb-1 font-medium">Whose clock</legend>
        <label className="flex items-center gap-2">
          <input
            type="radio"
            name="window.zone"
            value="subscriber"
            checked={isTheirs}
            onChange={() => onChange({ ...value, timeZone: 'subscriber' })}
            className="size-4 accent-accent"
          />
          Each person’s own
        </label>
        <label className="flex items-center gap-2">
          <input
            type="radio"
            name="window.zone"
            value="one"
            checked={!isTheirs}
            onChange={() => onChange({ ...value, timeZone: 'UTC' })}
            className="size-4 accent-accent"
          />
          One time zone for everybody
        </label>
        {!isTheirs && (
          <TextField
            id="window.timeZone"
            name="window.timeZone"
            label="Time zone"
            hint="Like Europe/Paris."
            value={timeZone}
            onChange={({ target }) => onChange({ ...value, timeZone: target.value })}
            errors={errors('timeZone')}
            autoComplete="off"
          />
        )}
      </fieldset>
      <TextAreaField
        key={skipDates.join()}
        id="window.skipDates"
        name="window.skipDates"
        label="Days without mail"
        hint="One a line: 2026-12-24 for that day, 12-25 for every year."
        defaultValue={skipDates.join('\n')}
        onBlur={({ target }) => onChange({ ...value, skipDates: datesFrom(target.value) })}
        errors={errors('skipDates')}
        rows={3}
      />
    </>
  );
}
