import type { List, PublishResult, Sequence } from '@dripemails/contracts';
import { count, people } from '../../words/count';
import { Choice } from '../choice';
import { TextField } from '../field';
import { QuestionDialog } from '../question-dialog';
import { EnrollDialog } from './enroll-dialog';
import { PublishDialog } from './publish-dialog';

interface SequenceDialogProps {
  ask: string | null;
  sequence: Sequence;
  lists: readonly List[];
  dryRuns: { keep: PublishResult; move: PublishResult } | null;
}

/** The question that the address asks about a sequence. */
export function SequenceDialog({ ask, sequence, lists, dryRuns }: SequenceDialogProps) {
  const action = `/sequences/${sequence.id}`;
  const inIt = sequence.counts.active + sequence.counts.held + sequence.counts.paused;
  switch (ask) {
    case 'publish':
      return dryRuns && <PublishDialog sequence={sequence} dryRuns={dryRuns} />;
    case 'enroll':
      return <EnrollDialog sequence={sequence} lists={lists} />;
    case 'activate':
      return (
        <QuestionDialog
          title={`Activate ${sequence.name}?`}
          action={action}
          intent="activate"
          submit="Activate"
          busy="Activating…"
        >
          <p>
            From then on people can be added, and version {sequence.version} is what they get. Nobody is in it yet, so
            no mail goes out now.
          </p>
        </QuestionDialog>
      );
    case 'pause':
      return (
        <QuestionDialog
          title={`Pause ${sequence.name}?`}
          action={action}
          intent="pause"
          submit={inIt === 0 ? 'Pause' : `Pause ${people(inIt)}`}
          busy="Pausing…"
        >
          <p>
            {inIt === 0
              ? 'Nobody is in it now. Whoever is added meanwhile waits'
              : `${people(inIt)} ${inIt === 1 ? 'stops' : 'stop'} where they are`}
            , and nobody gets mail from it until you resume. Nobody is removed, and nothing that was sent is undone.
          </p>
        </QuestionDialog>
      );
    case 'resume':
      return (
        <QuestionDialog
          title={`Resume ${sequence.name}?`}
          action={action}
          intent="resume"
          submit="Resume"
          busy="Resuming…"
        >
          <p>
            {inIt === 0
              ? 'Nobody waits in it now.'
              : `${people(inIt)} ${inIt === 1 ? 'waits' : 'wait'} in it. How should the waits count?`}
          </p>
          <fieldset className="space-y-2">
            <legend className="sr-only">How waits count</legend>
            <Choice
              name="mode"
              value="freeze"
              defaultChecked
              label="Go on where each person was"
              hint="The time of the pause does not count: whoever had 2 days left, still has 2 days left."
            />
            <Choice
              name="mode"
              value="keepClock"
              label="Keep the dates"
              hint="Due dates stand as if there had been no pause. Mail that fell due meanwhile goes out at once."
            />
          </fieldset>
        </QuestionDialog>
      );
    case 'archive':
      return (
        <QuestionDialog
          title={`Archive ${sequence.name}?`}
          action={action}
          intent="archive"
          submit="Archive"
          busy="Archiving…"
          look="danger"
        >
          <p>
            It leaves your daily view and nobody can be added any more.{' '}
            {inIt > 0 ? `${people(inIt)} in it get no further mail. ` : ''}
            {count(sequence.counts.sent, 'mail')} and its results stay readable.
          </p>
        </QuestionDialog>
      );
    case 'rename':
      return (
        <QuestionDialog title="Rename the sequence" action={action} intent="rename" submit="Rename" busy="Renaming…">
          {(refusal) => (
            <TextField
              id="rename"
              name="name"
              label="Name"
              required
              maxLength={200}
              defaultValue={sequence.name}
              autoComplete="off"
              errors={refusal?.fields['name']}
            />
          )}
        </QuestionDialog>
      );
    default:
      return null;
  }
}
