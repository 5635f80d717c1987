import type { PublishResult, Sequence } from '@dripemails/contracts';
import { Link } from '@remix-run/react';
import { stepTitle } from '../../sequence/wait-words';
import { people } from '../../words/count';
import { Choice } from '../choice';
import { Notice } from '../notice';
import { QuestionDialog } from '../question-dialog';

interface PublishDialogProps {
  sequence: Sequence;
  dryRuns: { keep: PublishResult; move: PublishResult };
}

/** What publishing would do, in numbers, before it is done. */
export function PublishDialog({ sequence, dryRuns }: PublishDialogProps) {
  const next = (sequence.version ?? 0) + 1;
  const { problems } = dryRuns.keep;
  const inIt = sequence.counts.active + sequence.counts.held + sequence.counts.paused;
  const titles = new Map(sequence.steps.map((step, index) => [step.id, `Step ${index + 1}, ${stepTitle(step)}`]));
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
        <>
          <p>
            It cannot be published yet. {problems.length === 1 ? 'One thing has' : `${problems.length} things have`} to
            be put right:
          </p>
          <ul role="list" className="space-y-2">
            {problems.map(({ stepId, path, message }) => (
              <li key={`${stepId} ${path} ${message}`}>
                <Notice tone="warn">
                  {stepId && titles.has(stepId) && (
                    <Link to={`/sequences/${sequence.id}#step-${stepId}`} className="link block">
                      {titles.get(stepId)}
                    </Link>
                  )}
                  {message}
                </Notice>
              </li>
            ))}
          </ul>
        </>
      ) : inIt === 0 ? (
        <p>
          Nobody is in it, so nothing changes for anybody.{' '}
          {sequence.state === 'draft' ? 'After publishing, activate it to add people.' : 'New people get this version.'}
          <input type="hidden" name="running" value="keep" />
        </p>
      ) : (
        <>
          <p>New people get version {next}. What about those already in it? Either way nobody gets a mail twice.</p>
          <fieldset className="space-y-2">
            <legend className="sr-only">People already in it</legend>
            <Choice
              name="running"
              value="keep"
              defaultChecked
              label="They finish the version they are on"
              hint={`${people(dryRuns.keep.kept)} stay, nobody moves.`}
            />
            <Choice
              name="running"
              value="move"
              label={`They move to version ${next}`}
              hint={`${people(dryRuns.move.moved)} move${dryRuns.move.moved === 1 ? 's' : ''}${
                dryRuns.move.kept > 0 ? `, ${people(dryRuns.move.kept)} stay` : ''
              }. The time they have waited counts.`}
            />
          </fieldset>
        </>
      )}
    </QuestionDialog>
  );
}
