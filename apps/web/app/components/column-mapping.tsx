import { useState } from 'react';
import type { CsvHead } from '../imports/csv-head';
import { fieldNameOf, guessMapping } from '../imports/guess-mapping';
import { Notice } from './notice';

const personFields = [
  { value: 'email', label: 'Email' },
  { value: 'firstName', label: 'First name' },
  { value: 'lastName', label: 'Last name' },
  { value: 'timeZone', label: 'Time zone' },
  { value: 'locale', label: 'Language' },
] as const;

/** What becomes of each column, with the first values of the file beside it. */
export function ColumnMapping({ head }: { head: CsvHead }) {
  const [targets, setTargets] = useState<readonly string[]>(() => guessMapping(head.headers));
  const hasEmail = targets.includes('email');
  const twice = personFields.find(({ value }) => targets.filter((target) => target === value).length > 1);
  return (
    <fieldset>
      <legend className="mb-1 font-medium">What the columns are</legend>
      {!hasEmail && (
        <Notice tone="warn" className="mb-2">
          Choose the column that holds the email address. Without one nobody can be imported.
        </Notice>
      )}
      {twice && (
        <Notice tone="warn" className="mb-2">
          Two columns are chosen as “{twice.label}”. Keep one of them.
        </Notice>
      )}
      <ul role="list" className="card divide-y divide-line">
        {head.headers.map((header, column) => {
          const name = header || `Column ${column + 1}`;
          const custom = `field:${fieldNameOf(header, column)}`;
          return (
            <li key={column} className="grid gap-x-4 gap-y-1 p-3 sm:grid-cols-[minmax(0,1fr)_14rem] sm:items-center">
              <div className="min-w-0">
                <p className="truncate font-medium">{name}</p>
                <p className="truncate text-text-quiet">
                  {head.rows
                    .map((row) => row[column])
                    .filter(Boolean)
                    .join(' · ') || 'empty in the first rows'}
                </p>
              </div>
              <input type="hidden" name="header" value={header} />
              <select
                name="target"
                aria-label={`${name} becomes`}
                value={targets[column]}
                onChange={(event) =>
                  setTargets(targets.map((target, index) => (index === column ? event.target.value : target)))
                }
                className="input"
              >
                {personFields.map(({ value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
                <option value={custom}>Custom field “{custom.slice('field:'.length)}”</option>
                <option value="ignore">Leave out</option>
              </select>
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}
