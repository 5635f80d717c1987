import type { Sequence } from '@dripemails/contracts';
import { QuestionDialog } from '../question-dialog';
import { PublishProblems, RunningChoice, type DryRuns } from './publish-outcome';

interface PublishDialogProps {
  sequence: Sequence;
  dryRuns: DryRuns;
}

/** What publishing would do, in numbers, before it is done. */
export function PublishDialog({ sequence, dryRuns }: PublishDialogProps) {
  const next = (sequence.version ?? 0) + 1;
  const { problems } = dryRuns.keep;
  const inIt = sequence.counts.active + sequence.counts.held + sequence.counts.paused;
  return (
    <QuestionDialog
      title={`Publish version ${next}`}
      action={`/sequences/${sequence.id}`}
      intent="publish"
      submit={`Publish version ${next}`}
      busy="Publishing…"
      blocked={problems.length > 0}
    >
      {problems.length > 0 ? (
        <PublishProblems sequenceId={sequence.id} steps={sequence.steps} problems={problems} />
      ) : inIt === 0 ? (
        <p>
          Nobody is in it, so nothing changes for anybody.{' '}
          {sequence.state === 'draft' ? 'After publishing, activate it to add people.' : 'New people get this version.'}
          <input type="hidden" name="running" value="keep" />
        </p>
      ) : (
        <>
          <p>New people get version {next}. What about those already in it? Either way nobody gets a mail twice.</p>
          <RunningChoice version={`version ${next}`} dryRuns={dryRuns} />
        </>
      )}
    </QuestionDialog>
  );
}
