import { Form, useLocation, useSearchParams } from '@remix-run/react';
import { people } from '../../words/count';
import { Button } from '../button';
import { dialogParams } from '../modal-dialog';

/** The form that the checkboxes of a table belong to. */
export const bulkFormId = 'bulk';

interface BulkBarProps {
  /** What can be done: the value of each action with its words. */
  acts: Readonly<Record<string, { label: string }>>;
  selected: number;
  isAll: boolean;
  onAll: (isAll: boolean) => void;
  /** What "all" means, such as "all 412 who are held"; null where the filter cannot be given to a bulk action. */
  all: string | null;
}

/** What to do with the people ticked, or with all that match. Sends to the dialog, which asks before anything is done. */
export function BulkBar({ acts, selected, isAll, onAll, all }: BulkBarProps) {
  const { pathname } = useLocation();
  const [params] = useSearchParams();
  const kept = [...params].filter(([name]) => !dialogParams.includes(name) && name !== 'operation');
  const isEmpty = selected === 0 && !isAll;
  return (
    <Form
      id={bulkFormId}
      method="get"
      action={pathname}
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
      {all !== null && (
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
      )}
      <div className="ml-auto flex flex-wrap gap-2">
        <select name="do" aria-label="What to do with them" className="input w-auto max-w-full">
          {Object.entries(acts).map(([value, { label }]) => (
            <option key={value} value={value}>
              {label}
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
