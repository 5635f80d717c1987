import type { Enrollment } from '@dripemails/contracts';
import { personName } from '../words/person';
import { TextField } from './field';
import { QuestionDialog } from './question-dialog';

/** The question that the address asks about one person in a sequence. */
export function EnrollmentDialog({ ask, enrollment }: { ask: string | null; enrollment: Enrollment }) {
  const name = personName(enrollment.subscriber);
  const action = `/enrollments/${enrollment.id}`;
  if (enrollment.state === 'ended') return null;
  switch (ask) {
    case 'pause':
      return (
        <QuestionDialog title={`Pause ${name}?`} action={action} intent="pause" submit="Pause" busy="Pausing…">
          <p>
            {name} stays at this point of {enrollment.sequenceName} and gets no mail from it until you resume. Nobody
            else is touched.
          </p>
          <TextField
            id="reason"
            name="reason"
            label="Why (optional)"
            maxLength={500}
            hint="Shown in the timeline."
            autoComplete="off"
          />
        </QuestionDialog>
      );
    case 'resume':
      return (
        <QuestionDialog title={`Resume ${name}?`} action={action} intent="resume" submit="Resume" busy="Resuming…">
          <p>{name} goes on where it stopped: the time that was left of a wait is still to come.</p>
        </QuestionDialog>
      );
    case 'stop':
      return (
        <QuestionDialog
          title={`Stop ${enrollment.sequenceName} for ${name}?`}
          action={action}
          intent="stop"
          submit="Stop for good"
          busy="Stopping…"
          look="danger"
        >
          <p>
            {name} leaves the sequence and gets no more of it. This cannot be undone; to go on later, pause instead.
          </p>
          <TextField
            id="reason"
            name="reason"
            label="Why (optional)"
            maxLength={500}
            hint="Shown in the timeline."
            autoComplete="off"
          />
        </QuestionDialog>
      );
    default:
      return null;
  }
}
