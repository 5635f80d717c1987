import type { Assumption } from '@dripemails/contracts';
import { Plus, Trash2 } from 'lucide-react';
import { deeds, deedWords, newAssumption } from '../../sequence/assumption-form';
import { headersFrom, headersText } from '../../sequence/step-form';
import { Button } from '../button';
import { instead, type Named } from '../sequence-editor/editor-world';
import { ScalarFields } from '../sequence-editor/people-fields';
import { PeriodField } from '../sequence-editor/period-field';

interface AssumptionRowsProps {
  value: readonly Assumption[];
  emails: readonly Named[];
  onChange: (value: Assumption[]) => void;
}

/** What the person is taken to do, and when, counted from entering the sequence. */
export function AssumptionRows({ value, emails, onChange }: AssumptionRowsProps) {
  const first = emails[0]?.id ?? '';
  const replace = (at: number, one: Assumption) => onChange(value.map((old, index) => (index === at ? one : old)));
  return (
    <fieldset>
      <legend className="mb-1 font-medium">Suppose that this person</legend>
      {value.length === 0 && (
        <p className="text-text-quiet">does nothing: opens, clicks and answers no mail, and no event comes in.</p>
      )}
      <ul role="list" className="space-y-2">
        {value.map((one, index) => (
          <li key={index} className="flex flex-wrap items-center gap-2 rounded bg-surface-sunken p-2">
            <select
              aria-label={`What happens in assumption ${index + 1}`}
              name={`assume.${index}.does`}
              value={one.does}
              onChange={({ target }) =>
                replace(index, newAssumption(deeds.find((does) => does === target.value) ?? 'open', one.after, first))
              }
              className="input w-auto"
            >
              {deeds.map((does) => (
                <option key={does} value={does}>
                  {deedWords[does]}
                </option>
              ))}
            </select>
            <Details
              name={`assume.${index}`}
              which={`assumption ${index + 1}`}
              one={one}
              emails={emails}
              onChange={(next) => replace(index, next)}
            />
            <PeriodField
              name={`assume.${index}.after`}
              label={`When assumption ${index + 1} happens`}
              unitLabel={`Unit of when assumption ${index + 1} happens`}
              value={one.after}
              required
              onChange={(after) => replace(index, { ...one, after: after ?? { amount: Number.NaN, unit: 'days' } })}
            />
            <span className="text-text-quiet">after entering</span>
            <Button
              look="quiet"
              className="ml-auto px-1.5"
              name="intent"
              value={`drop:assume.${index}`}
              aria-label={`Delete assumption ${index + 1}`}
              onClick={instead(() => onChange(value.filter((_, at) => at !== index)))}
            >
              <Trash2 aria-hidden />
            </Button>
          </li>
        ))}
      </ul>
      <Button
        look="quiet"
        name="intent"
        value="push:assume"
        onClick={instead(() =>
          onChange([...value, newAssumption(first === '' ? 'event' : 'click', { amount: 1, unit: 'days' }, first)]),
        )}
      >
        <Plus aria-hidden />
        Add an assumption
      </Button>
    </fieldset>
  );
}

interface DetailsProps {
  name: string;
  which: string;
  one: Assumption;
  emails: readonly Named[];
  onChange: (one: Assumption) => void;
}

function Details({ name, which, one, emails, onChange }: DetailsProps) {
  const text = (field: string, label: string, value: string, put: (value: string) => Assumption) => (
    <input
      aria-label={`${label} of ${which}`}
      name={`${name}.${field}`}
      placeholder={label.toLowerCase()}
      value={value}
      onChange={({ target }) => onChange(put(target.value))}
      className="input w-40"
    />
  );
  const mail = (value: string, put: (step: string) => Assumption, none?: string) => (
    <select
      aria-label={`Mail of ${which}`}
      name={`${name}.step`}
      value={value}
      onChange={({ target }) => onChange(put(target.value))}
      className="input w-auto max-w-full"
    >
      {none !== undefined && <option value="">{none}</option>}
      {emails.map(({ id, name: title }) => (
        <option key={id} value={id}>
          {title}
        </option>
      ))}
    </select>
  );
  switch (one.does) {
    case 'open':
      return mail(one.step, (step) => ({ ...one, step }));
    case 'click':
      return (
        <>
          {mail(one.step, (step) => ({ ...one, step }))}
          {text('link', 'Link', one.link ?? '', (link) => {
            const { link: _before, ...rest } = one;
            return link === '' ? rest : { ...one, link };
          })}
        </>
      );
    case 'reply':
      return mail(
        one.step ?? '',
        (step) => {
          const { step: _before, ...rest } = one;
          return step === '' ? rest : { ...one, step };
        },
        'any mail',
      );
    case 'unsubscribe':
      return null;
    case 'event':
      return (
        <>
          {text('name', 'Event', one.name, (event) => ({ ...one, name: event }))}
          <textarea
            aria-label={`Properties of ${which}, one a line as name: value`}
            name={`${name}.properties`}
            placeholder="total: 40"
            defaultValue={headersText(
              Object.fromEntries(Object.entries(one.properties).map(([key, value]) => [key, String(value)])),
            )}
            onBlur={({ target }) => onChange({ ...one, properties: headersFrom(target.value) })}
            rows={1}
            className="input w-40"
          />
        </>
      );
    case 'getTag':
      return text('tag', 'Tag', one.tag, (tag) => ({ ...one, tag }));
    case 'setField':
      return (
        <>
          {text('field', 'Field', one.field, (field) => ({ ...one, field }))}
          <ScalarFields path={name} value={one.value} onChange={(value) => onChange({ ...one, value })} />
        </>
      );
  }
}
