import type { PublishResult, Step } from '@dripemails/contracts';
import { Link } from '@remix-run/react';
import { stepTitle } from '../../sequence/step-words';
import { placedSteps } from '../../sequence/step-tree';
import { people } from '../../words/count';
import { Choice } from '../choice';
import { Notice } from '../notice';

export interface DryRuns {
  keep: PublishResult;
  move: PublishResult;
}

/** What stands in the way of publishing, each with the way to its card. */
export function PublishProblems({
  sequenceId,
  steps,
  problems,
}: {
  sequenceId: string;
  steps: readonly Step[];
  problems: PublishResult['problems'];
}) {
  const titles = new Map(placedSteps(steps).map(({ step, place }) => [step.id, `Step ${place}, ${stepTitle(step)}`]));
  return (
    <>
      <p>
        It cannot be published yet. {problems.length === 1 ? 'One thing has' : `${problems.length} things have`} to be
        put right:
      </p>
      <ul role="list" className="space-y-2">
        {problems.map(({ stepId, path, message }) => (
          <li key={`${stepId} ${path} ${message}`}>
            <Notice tone="warn">
              {stepId && titles.has(stepId) ? (
                <Link to={`/sequences/${sequenceId}#step-${stepId}`} className="link block">
                  {titles.get(stepId)}
                </Link>
              ) : (
                path.startsWith('settings') && (
                  <Link to={`/sequences/${sequenceId}/settings`} className="link block">
                    Settings
                  </Link>
                )
              )}
              {message}
            </Notice>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Whether the people in it stay on their version or move, with what the dry run says about each. */
export function RunningChoice({ version, dryRuns: { keep, move } }: { version: string; dryRuns: DryRuns }) {
  return (
    <fieldset className="space-y-2">
      <legend className="sr-only">People already in it</legend>
      <Choice
        name="running"
        value="keep"
        defaultChecked
        label="They finish the version they are on"
        hint={`${people(keep.kept)} stay, nobody moves.`}
      />
      <Choice
        name="running"
        value="move"
        label={`They move to ${version}`}
        hint={`${people(move.moved)} move${move.moved === 1 ? 's' : ''}${
          move.kept > 0 ? `, ${people(move.kept)} stay` : ''
        }. The time they have waited counts.`}
      >
        <Effects effects={move.effects ?? []} />
      </Choice>
    </fieldset>
  );
}

function Effects({ effects }: { effects: PublishResult['effects'] }) {
  if (effects.length === 0) return null;
  return (
    <ul aria-label="What moving would do" className="mt-1 list-disc space-y-0.5 pl-5">
      {effects.map(({ kind, stepId, atOnce, what }) => (
        <li key={`${kind} ${stepId} ${what}`} className={lookOf(kind, atOnce)}>
          {what}
        </li>
      ))}
    </ul>
  );
}

/** Mail that the move itself sends stands out, and that nobody gets one again. */
function lookOf(kind: PublishResult['effects'][number]['kind'], atOnce: number): string | undefined {
  if (kind === 'resends') return 'font-medium text-bad';
  return atOnce > 0 ? 'font-medium' : undefined;
}
