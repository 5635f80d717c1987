import type { Sequence } from '@dripemails/contracts';
import { QuestionDialog } from '../question-dialog';
import { PublishProblems, RunningChoice, type DryRuns } from './publish-outcome';

interface RollbackDialogProps {
  sequence: Sequence;
  /** The earlier version to go back to. */
  version: number;
  dryRuns: DryRuns;
}

/** Makes an earlier version the newest again, with what that would do before it is done. */
export function RollbackDialog({ sequence, version, dryRuns }: RollbackDialogProps) {
  const next = (sequence.version ?? 0) + 1;
  const { problems } = dryRuns.keep;
  return (
    <QuestionDialog
      title={`Go back to version ${version}?`}
      action={`/sequences/${sequence.id}`}
      intent="rollback"
      submit={`Go back to version ${version}`}
      busy="Going back…"
      look="danger"
      blocked={problems.length > 0}
    >
      {problems.length > 0 ? (
        <PublishProblems sequenceId={sequence.id} steps={sequence.steps} problems={problems} />
      ) : (
        <>
          <input type="hidden" name="version" value={version} />
          <p>
            What version {version} was becomes version {next}, which new people get, and your draft becomes the same:
            {sequence.hasUnpublishedChanges
              ? ' changes of the draft that are not published yet are lost.'
              : ' it has no unpublished changes to lose.'}{' '}
            No version is deleted, and nobody gets a mail twice.
          </p>
          <RunningChoice version={`version ${next}`} dryRuns={dryRuns} />
        </>
      )}
    </QuestionDialog>
  );
}
