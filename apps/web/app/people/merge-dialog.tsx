import type { Subscriber } from '@dripemails/contracts';
import { Choice } from '../components/choice';
import { Notice } from '../components/notice';
import { QuestionDialog } from '../components/question-dialog';
import { TextField } from '../components/field';
import { personName } from '../words/person';

interface MergeDialogProps {
  person: Subscriber;
  /** Profiles found by the words that were searched for; without words none. */
  found: readonly Subscriber[];
  words: string;
}

/** Asks which other profile goes into this one, and says what becomes of both. */
export function MergeDialog({ person, found, words }: MergeDialogProps) {
  const others = found.filter(({ id }) => id !== person.id);
  const name = personName(person);
  return (
    <QuestionDialog
      title={`Merge another profile into ${name}`}
      action={`/people/${person.id}`}
      intent="merge"
      submit="Merge"
      busy="Merging…"
      look="danger"
    >
      {(refusal) => (
        <>
          <p>
            What is filled in here stays, and blanks are filled from the other profile. Lists, tags, history and mails
            come over. Of consent the lower counts: if either said no, {name} is not mailed.
          </p>
          <Notice tone="warn">The other profile is removed. This cannot be undone.</Notice>
          {others.length > 0 ? (
            <fieldset className="space-y-2">
              <legend className="mb-1 font-medium">
                {others.some(({ id }) => id === words) ? 'The other profile' : `Profiles found by “${words}”`}
              </legend>
              {others.map((other, index) => (
                <Choice
                  key={other.id}
                  name="from"
                  value={other.id}
                  defaultChecked={index === 0}
                  label={personName(other)}
                  hint={`${other.email}, ${other.status}`}
                />
              ))}
            </fieldset>
          ) : (
            <TextField
              id="merge-email"
              name="email"
              type="email"
              label="Address of the other profile"
              required
              autoComplete="off"
              errors={refusal?.fields['from'] ?? refusal?.fields['email']}
            />
          )}
        </>
      )}
    </QuestionDialog>
  );
}
