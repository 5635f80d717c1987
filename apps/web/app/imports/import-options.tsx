import { useState } from 'react';
import { SelectField, TextField } from '../components/field';
import type { Refusal } from '../session/refusal';

/** What is to happen to the people of a file: lists, tags, conflicts, consent. */
export function ImportOptionFields({
  lists,
  refusal,
}: {
  lists: readonly { id: string; name: string }[];
  refusal: Refusal | null | undefined;
}) {
  const [list, setList] = useState<string>(lists.length > 0 ? '' : 'new');
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          id="list"
          name="list"
          label="Put them on a list"
          value={list}
          onChange={(event) => setList(event.target.value)}
          errors={refusal?.fields['list']}
        >
          <option value="">No list</option>
          <option value="new">A new list</option>
          {lists.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        {/* Before JavaScript the field is always there, because nothing could bring it. */}
        <div hidden={list !== 'new'} className="shown-without-script">
          <TextField
            id="newList"
            name="newList"
            label="Name of the new list"
            maxLength={120}
            required={list === 'new'}
            autoComplete="off"
            errors={refusal?.fields['name']}
          />
        </div>
      </div>
      <TextField
        id="tags"
        name="tags"
        label="Tags"
        hint="With commas between them."
        autoComplete="off"
        errors={refusal?.fields['tags']}
      />
      <SelectField id="conflict" name="conflict" label="People who are here already" defaultValue="overwrite">
        <option value="overwrite">Take the values of the file</option>
        <option value="fillBlanks">Only fill what is empty</option>
        <option value="skip">Skip them: change nothing, lists and tags included</option>
      </SelectField>
      <SelectField id="consent" name="consent" label="Consent" defaultValue="">
        <option value="">As the list wants it</option>
        <option value="single">I have their consent</option>
        <option value="doubleOptIn">Ask new people to confirm by mail</option>
      </SelectField>
      <TextField
        id="consentText"
        name="consentText"
        label="What they agreed to, and where"
        hint="Stands in the consent log with your name. Whoever said no stays unsubscribed in any case."
        maxLength={2000}
        autoComplete="off"
        errors={refusal?.fields['consentText']}
      />
    </>
  );
}
