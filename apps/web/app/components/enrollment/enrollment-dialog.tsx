import type { Enrollment, Revision, Step } from '@dripemails/contracts';
import type { Names } from '../../sequence/step-words';
import { personName } from '../../words/person';
import { QuestionDialog } from '../question-dialog';
import { ReasonField } from './reason-field';
import {
  ApproveQuestion,
  DueQuestion,
  ResumeQuestion,
  RetryQuestion,
  RewindQuestion,
  SkipQuestion,
} from './repair-questions';

interface EnrollmentDialogProps {
  ask: string | null;
  enrollment: Enrollment;
  /** The steps of the version that this person is on; only for going back. */
  steps: readonly Step[];
  names: Names;
  revision: Revision | null;
}

/** The question that the address asks about one person in a sequence. */
export function EnrollmentDialog({ ask, enrollment, steps, names, revision }: EnrollmentDialogProps) {
  const name = personName(enrollment.subscriber);
  const action = `/enrollments/${enrollment.id}`;
  const about = { enrollment, name, action };
  if (enrollment.state === 'ended') return null;
  switch (ask) {
    case 'skip':
      return <SkipQuestion {...about} steps={steps} names={names} />;
    case 'retry':
      return <RetryQuestion {...about} />;
    case 'rewind':
      return <RewindQuestion {...about} steps={steps} names={names} />;
    case 'due':
      return <DueQuestion {...about} />;
    case 'approve':
    case 'decline':
      return (
        enrollment.awaitingApproval && (
          <ApproveQuestion {...about} use={ask === 'approve' ? 'revised' : 'original'} revision={revision} />
        )
      );
    case 'pause':
      return (
        <QuestionDialog title={`Pause ${name}?`} action={action} intent="pause" submit="Pause" busy="Pausing…">
          <p>
            {name} stays at this point of {enrollment.sequenceName} and gets no mail from it until you resume. Nobody
            else is touched.
          </p>
          <ReasonField />
        </QuestionDialog>
      );
    case 'resume':
      return <ResumeQuestion {...about} />;
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
          <ReasonField />
        </QuestionDialog>
      );
    default:
      return null;
  }
}
