import type { Sequence } from '@dripemails/contracts';
import { resumeModes } from '../../sequence/resume-modes';
import { people } from '../../words/count';
import { Choice } from '../choice';
import { TextField } from '../field';
import { QuestionDialog } from '../question-dialog';

/** How the waits count after a pause, and how fast people are let go. */
export function ResumeDialog({ sequence }: { sequence: Sequence }) {
  const inIt = sequence.counts.active + sequence.counts.held + sequence.counts.paused;
  return (
    <QuestionDialog
      title={`Resume ${sequence.name}?`}
      action={`/sequences/${sequence.id}`}
      intent="resume"
      submit="Resume"
      busy="Resuming…"
    >
      {(refusal) => (
        <>
          <p>
            {inIt === 0
              ? 'Nobody waits in it now. Whoever was to be added meanwhile starts.'
              : `${people(inIt)} ${inIt === 1 ? 'waits' : 'wait'} in it. How should the waits count?`}
          </p>
          <fieldset className="space-y-2">
            <legend className="sr-only">How waits count</legend>
            {resumeModes.map(({ mode, label, hint }) => (
              <Choice
                key={mode}
                name="mode"
                value={mode}
                defaultChecked={mode === 'freeze'}
                label={label}
                hint={hint}
              />
            ))}
          </fieldset>
          <TextField
            id="resume-rate"
            name="rate"
            type="number"
            min={1}
            max={1_000_000}
            step={1}
            label="At most so many people a minute (optional)"
            hint="So that a long pause does not end in a flood. Empty lets all go at once."
            errors={refusal?.fields['ratePerMinute']}
            className="w-40"
          />
        </>
      )}
    </QuestionDialog>
  );
}
