import type { List, Segment, Sequence } from '@dripemails/contracts';
import { count, people } from '../../words/count';
import { TextField } from '../field';
import { QuestionDialog } from '../question-dialog';
import { ActivateDialog } from './activate-dialog';
import { EnrollDialog } from './enroll-dialog';
import { PublishDialog } from './publish-dialog';
import type { DryRuns } from './publish-outcome';
import { ResumeDialog } from './resume-dialog';
import { RollbackDialog } from './rollback-dialog';

interface SequenceDialogProps {
  ask: string | null;
  sequence: Sequence;
  lists: readonly List[];
  segments: readonly Segment[];
  dryRuns: DryRuns | null;
  /** The earlier version that the address names. */
  version: number | null;
}

/** The question that the address asks about a sequence. */
export function SequenceDialog({ ask, sequence, lists, segments, dryRuns, version }: SequenceDialogProps) {
  const action = `/sequences/${sequence.id}`;
  const inIt = sequence.counts.active + sequence.counts.held + sequence.counts.paused;
  switch (ask) {
    case 'publish':
      return dryRuns && <PublishDialog sequence={sequence} dryRuns={dryRuns} />;
    case 'enroll':
      return <EnrollDialog sequence={sequence} lists={lists} segments={segments} />;
    case 'activate':
      return <ActivateDialog sequence={sequence} lists={lists} />;
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
      return <ResumeDialog sequence={sequence} />;
    case 'rollback':
      return dryRuns && version !== null && <RollbackDialog {...{ sequence, version, dryRuns }} />;
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
