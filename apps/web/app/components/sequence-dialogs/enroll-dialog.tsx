import type { List, Segment, Sequence } from '@dripemails/contracts';
import { useState, type ReactNode } from 'react';
import { people } from '../../words/count';
import { SelectField, TextField } from '../field';
import { Notice } from '../notice';
import { QuestionDialog } from '../question-dialog';

type Who = 'list' | 'segment' | 'one';
const kinds: Record<Who, { label: string; submit: string }> = {
  list: { label: 'A list', submit: 'Add the list' },
  segment: { label: 'A segment', submit: 'Add the segment' },
  one: { label: 'One person', submit: 'Add the person' },
};

/** Adds everybody on a list or in a segment, or one person, to a running sequence. */
export function EnrollDialog({
  sequence,
  lists,
  segments,
}: {
  sequence: Sequence;
  lists: readonly List[];
  segments: readonly Segment[];
}) {
  const [who, setWho] = useState<Who>(lists.length > 0 ? 'list' : segments.length > 0 ? 'segment' : 'one');
  const isEmpty = (who === 'list' && lists.length === 0) || (who === 'segment' && segments.length === 0);
  return (
    <QuestionDialog
      title={`Add people to ${sequence.name}`}
      action={`/sequences/${sequence.id}`}
      intent={`enroll-${who}`}
      submit={kinds[who].submit}
      busy="Adding…"
      blocked={isEmpty}
    >
      {(refusal) => (
        <>
          <fieldset className="flex rounded bg-surface-sunken p-1">
            <legend className="sr-only">Whom to add</legend>
            {(Object.keys(kinds) as Who[]).map((kind) => (
              <label
                key={kind}
                className="flex-1 cursor-pointer rounded px-3 py-1.5 text-center font-medium has-checked:bg-surface-raised has-checked:shadow-sm has-focus-visible:outline-2 has-focus-visible:outline-focus"
              >
                <input
                  type="radio"
                  name="who"
                  value={kind}
                  checked={who === kind}
                  onChange={() => setWho(kind)}
                  className="sr-only"
                />
                {kinds[kind].label}
              </label>
            ))}
          </fieldset>
          {who === 'one' && (
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
          {who === 'list' && (
            <Audience
              key="list"
              name="list"
              label="List"
              choices={lists.map(({ id, name, subscribers }) => ({ id, name, people: subscribers }))}
              errors={refusal?.fields['listId']}
              empty="There is no list yet. Import people or make a list first."
            />
          )}
          {who === 'segment' && (
            <Audience
              key="segment"
              name="segment"
              label="Segment"
              choices={segments.map(({ id, name, mailable }) => ({ id, name, people: mailable }))}
              errors={refusal?.fields['segmentId']}
              empty="There is no segment yet. Make one under Segments."
            />
          )}
        </>
      )}
    </QuestionDialog>
  );
}

interface AudienceProps {
  name: string;
  label: string;
  /** `people` is null where counting took too long. */
  choices: readonly { id: string; name: string; people: number | null }[];
  errors: readonly string[] | undefined;
  empty: ReactNode;
}

/** A list or a segment to choose, and what choosing it would do. */
function Audience({ name, label, choices, errors, empty }: AudienceProps) {
  const [chosen, setChosen] = useState(choices[0]?.id ?? '');
  const one = choices.find(({ id }) => id === chosen);
  if (choices.length === 0) return <Notice>{empty}</Notice>;
  return (
    <>
      <SelectField
        id={`enroll-${name}`}
        name={name}
        label={label}
        value={chosen}
        onChange={(event) => setChosen(event.target.value)}
        errors={errors}
      >
        {choices.map(({ id, name: title, people: size }) => (
          <option key={id} value={id}>
            {size === null ? title : `${title} (${people(size)})`}
          </option>
        ))}
      </SelectField>
      {one && (
        <p className="text-text-quiet">
          {one.people === null
            ? 'Everybody in it now starts.'
            : `Up to ${people(one.people)} ${one.people === 1 ? 'starts' : 'start'} now.`}{' '}
          Left out: whoever is in the sequence already, and whoever unsubscribed or bounced.
        </p>
      )}
    </>
  );
}
