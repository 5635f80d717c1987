import type { List, Sequence } from '@dripemails/contracts';
import { useState } from 'react';
import { count } from '../../words/count';
import { SelectField, TextField } from '../field';
import { Notice } from '../notice';
import { QuestionDialog } from '../question-dialog';

/** Adds everybody on a list, or one person, to a running sequence. */
export function EnrollDialog({ sequence, lists }: { sequence: Sequence; lists: readonly List[] }) {
  const [isList, setList] = useState(lists.length > 0);
  const [chosen, setChosen] = useState(lists[0]?.id ?? '');
  const list = lists.find(({ id }) => id === chosen);
  const tab = (label: string, value: boolean) => (
    <label className="flex-1 cursor-pointer rounded px-3 py-1.5 text-center font-medium has-checked:bg-surface-raised has-checked:shadow-sm has-focus-visible:outline-2 has-focus-visible:outline-focus">
      <input type="radio" name="who" checked={isList === value} onChange={() => setList(value)} className="sr-only" />
      {label}
    </label>
  );
  return (
    <QuestionDialog
      title={`Add people to ${sequence.name}`}
      action={`/sequences/${sequence.id}`}
      intent={isList ? 'enroll-list' : 'enroll-one'}
      submit={isList ? 'Add the list' : 'Add the person'}
      busy="Adding…"
      blocked={isList && lists.length === 0}
    >
      {(refusal) => (
        <>
          <fieldset className="flex rounded bg-surface-sunken p-1">
            <legend className="sr-only">Whom to add</legend>
            {tab('A list', true)}
            {tab('One person', false)}
          </fieldset>
          {!isList && (
            <TextField
              id="enroll-email"
              name="email"
              type="email"
              required
              label="Email"
              hint="Somebody who is a subscriber already."
              autoComplete="off"
              errors={refusal?.fields['email']}
            />
          )}
          {isList && lists.length === 0 && <Notice>There is no list yet. Import people or make a list first.</Notice>}
          {isList && lists.length > 0 && (
            <>
              <SelectField
                id="enroll-list"
                name="list"
                label="List"
                value={chosen}
                onChange={(event) => setChosen(event.target.value)}
                errors={refusal?.fields['listId']}
              >
                {lists.map(({ id, name, subscribers }) => (
                  <option key={id} value={id}>
                    {`${name} (${count(subscribers, 'subscriber')})`}
                  </option>
                ))}
              </SelectField>
              {list && (
                <p className="text-text-quiet">
                  Up to {count(list.subscribers, 'person', 'people')} start now. Left out: whoever is in it already, and
                  whoever unsubscribed or bounced.
                </p>
              )}
            </>
          )}
        </>
      )}
    </QuestionDialog>
  );
}
