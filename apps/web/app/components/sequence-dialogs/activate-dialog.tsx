import type { List, Sequence } from '@dripemails/contracts';
import { count, listing } from '../../words/count';
import { Choice } from '../choice';
import { QuestionDialog } from '../question-dialog';

/** Starts a sequence; with a list among its triggers it asks about those who are on the list already. */
export function ActivateDialog({ sequence, lists }: { sequence: Sequence; lists: readonly List[] }) {
  const { triggers } = sequence.settings;
  const listIds = triggers.flatMap((trigger) => (trigger.on === 'listJoined' ? [trigger.listId] : []));
  const theirs = lists.filter(({ id }) => listIds.includes(id));
  const onThem = theirs.reduce((sum, { subscribers }) => sum + subscribers, 0);
  return (
    <QuestionDialog
      title={`Activate ${sequence.name}?`}
      action={`/sequences/${sequence.id}`}
      intent="activate"
      submit="Activate"
      busy="Activating…"
    >
      <p>
        From then on people can be added{triggers.length > 0 && ' and its triggers add them'}, and version{' '}
        {sequence.version} is what they get. Nobody is in it yet
        {listIds.length === 0 ? ', so no mail goes out now.' : '.'}
      </p>
      {listIds.length > 0 && (
        <fieldset className="space-y-2">
          <legend className="mb-1 font-medium">
            And those who are on {theirs.length > 0 ? listing(theirs.map(({ name }) => name)) : 'its lists'} already?
          </legend>
          <Choice
            name="existing"
            value="no"
            defaultChecked
            label="Only who joins from now on"
            hint="Nobody starts now."
          />
          <Choice
            name="existing"
            value="yes"
            label="Add them too"
            hint={`Up to ${count(onThem, 'person', 'people')} start now. Left out: whoever unsubscribed or bounced.`}
          />
        </fieldset>
      )}
    </QuestionDialog>
  );
}
