import { Form, useSearchParams } from '@remix-run/react';
import { Button } from '../components/button';
import { dialogParams } from '../components/modal-dialog';
import { people } from '../words/count';
import { bulkActNames, bulkActs } from './bulk-actions';

/** The form that the checkboxes of the table belong to. */
export const peopleBulkFormId = 'people-bulk';

interface PeopleBulkBarProps {
  selected: number;
  isAll: boolean;
  onAll: (isAll: boolean) => void;
  /** What "all" means, such as "All 412 people who match". */
  all: string;
}

/** What to do with the people ticked, or with all that match. Sends to the dialog, which asks first. */
export function PeopleBulkBar({ selected, isAll, onAll, all }: PeopleBulkBarProps) {
  const [params] = useSearchParams();
  const kept = [...params].filter(([name]) => !dialogParams.includes(name) && name !== 'operation');
  const isEmpty = selected === 0 && !isAll;
  return (
    <Form
      id={peopleBulkFormId}
      method="get"
      action="/people"
      preventScrollReset
      aria-label="With the people selected"
      className="card mb-3 flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2"
    >
      {kept.map(([name, value], index) => (
        <input key={index} type="hidden" name={name} value={value} />
      ))}
      <p role="status" className={isEmpty ? 'text-text-quiet' : 'font-medium'}>
        {isAll ? 'Everybody selected' : selected === 0 ? 'Nobody selected' : `${people(selected)} selected`}
      </p>
      <label className="flex items-center gap-2">
        <input
          type="checkbox"
          name="all"
          value="yes"
          checked={isAll}
          onChange={({ target }) => onAll(target.checked)}
          className="size-4 accent-accent"
        />
        {all}
      </label>
      <div className="ml-auto flex flex-wrap gap-2">
        <select name="do" aria-label="What to do with them" className="input w-auto max-w-full">
          {bulkActNames.map((act) => (
            <option key={act} value={act}>
              {bulkActs[act].label}
            </option>
          ))}
        </select>
        <Button name="ask" value="bulk" aria-haspopup="dialog">
          Continue…
        </Button>
      </div>
    </Form>
  );
}
