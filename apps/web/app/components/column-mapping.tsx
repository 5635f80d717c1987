import type { ImportPreview } from '@dripemails/contracts';
import { useState } from 'react';
import { fieldNameOf, firstTargets } from '../imports/column-mapping';
import { Notice } from './notice';

const personFields = [
  { value: 'email', label: 'Email' },
  { value: 'firstName', label: 'First name' },
  { value: 'lastName', label: 'Last name' },
  { value: 'timeZone', label: 'Time zone' },
  { value: 'locale', label: 'Language' },
] as const;

/** What becomes of each column, with the first values of the file beside it. */
export function ColumnMapping({
  preview,
  fields,
}: {
  preview: ImportPreview;
  fields: readonly { name: string; label: string }[];
}) {
  const guessed = firstTargets(preview, fields);
  const [targets, setTargets] = useState<readonly string[]>(guessed);
  const hasEmail = targets.includes('email');
  const known = [...personFields, ...fields.map(({ name, label }) => ({ value: `field:${name}`, label }))];
  const twice = targets.find((target, column) => target !== 'ignore' && targets.indexOf(target) !== column);
  const twiceName = known.find(({ value }) => value === twice)?.label ?? twice?.slice('field:'.length);
  return (
    <fieldset>
      <legend className="mb-1 font-medium">What the columns are</legend>
      {preview.mappingFrom === 'lastImport' && (
        <p className="mb-2 text-text-quiet">As in your last import of a file with these columns.</p>
      )}
      {!hasEmail && (
        <Notice tone="warn" className="mb-2">
          Choose the column that holds the email address. Without one nobody can be imported.
        </Notice>
      )}
      {twice && (
        <Notice tone="warn" className="mb-2">
          Two columns are chosen as “{twiceName}”. Keep one of them.
        </Notice>
      )}
      <ul role="list" className="card divide-y divide-line">
        {preview.header.map((name, column) => {
          const guess = guessed[column] ?? 'ignore';
          const custom = guess.startsWith('field:') ? guess : `field:${fieldNameOf(name, column)}`;
          return (
            <li key={column} className="grid gap-x-4 gap-y-1 p-3 sm:grid-cols-[minmax(0,1fr)_14rem] sm:items-center">
              <div className="min-w-0">
                <p className="truncate font-medium">{name}</p>
                <p className="truncate text-text-quiet">
                  {preview.rows
                    .slice(0, 3)
                    .map(({ cells }) => cells[column])
                    .filter(Boolean)
                    .join(' · ') || 'empty in the first rows'}
                </p>
              </div>
              <input type="hidden" name="header" value={name} />
              <select
                name="target"
                aria-label={`${name} becomes`}
                value={targets[column]}
                onChange={(event) =>
                  setTargets(targets.map((target, index) => (index === column ? event.target.value : target)))
                }
                className="input"
              >
                {known.map(({ value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
                {!known.some(({ value }) => value === custom) && (
                  <option value={custom}>New field “{custom.slice('field:'.length)}”</option>
                )}
                <option value="ignore">Leave out</option>
              </select>
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}
