import type { Enrollment, Revision, Step } from '@dripemails/contracts';
import { useState } from 'react';
import { type Names, stepTitle } from '../../sequence/step-words';
import { placedSteps } from '../../sequence/step-tree';
import { localOf } from '../../time/local-instant';
import { useWorkspaceNow } from '../../time/workspace-clock';
import { Choice } from '../choice';
import { SelectField, TextField } from '../field';
import { Moment } from '../moment';
import { Notice } from '../notice';
import { QuestionDialog } from '../question-dialog';
import { resumeModes } from '../../sequence/resume-modes';
import { ReasonField } from './reason-field';

interface QuestionProps {
  enrollment: Enrollment;
  name: string;
  /** The page whose action does it. */
  action: string;
}

/** The steps of the version that the person is on, and what they name. */
interface StepsToChoose {
  steps: readonly Step[];
  names: Names;
}

/** Goes on after a pause or a hold, with the wait counted in one of three ways. */
export function ResumeQuestion({ name, action }: QuestionProps) {
  return (
    <QuestionDialog title={`Resume ${name}?`} action={action} intent="resume" submit="Resume" busy="Resuming…">
      <fieldset className="space-y-2">
        <legend className="mb-1">How should the wait of {name} count?</legend>
        {resumeModes.map(({ mode, label, hint }) => (
          <Choice key={mode} name="mode" value={mode} defaultChecked={mode === 'freeze'} label={label} hint={hint} />
        ))}
      </fieldset>
      <ReasonField />
    </QuestionDialog>
  );
}

/** Passes what is waited for now. */
export function SkipQuestion({ enrollment: { next }, name, action, steps, names }: QuestionProps & StepsToChoose) {
  const placed = placedSteps(steps).find(({ step }) => step.id === next?.stepId);
  return (
    <QuestionDialog
      title={placed ? `Skip “${stepTitle(placed.step, names)}” for ${name}?` : `Skip the next step for ${name}?`}
      action={action}
      intent="skip"
      submit="Skip it"
      busy="Skipping…"
      look="danger"
    >
      {next?.stepId && <input type="hidden" name="stepId" value={next.stepId} />}
      <p>
        {name} does not get this step and goes on with what comes after it, at once if nothing is to be waited for. A
        mail that is skipped is not sent later either, unless you go back to it.
      </p>
      {next && <p className="text-text-quiet">Next now: {next.why}</p>}
      <ReasonField />
    </QuestionDialog>
  );
}

/** Goes back to an earlier step, with or without sending again what was sent. */
export function RewindQuestion({ name, action, steps, names }: QuestionProps & StepsToChoose) {
  const [isResend, setResend] = useState(false);
  const placed = placedSteps(steps);
  return (
    <QuestionDialog
      title={`Take ${name} back to an earlier step?`}
      action={action}
      intent="rewind"
      submit={isResend ? 'Go back and send again' : 'Go back'}
      busy="Going back…"
      look="danger"
      blocked={placed.length === 0}
    >
      {(refusal) =>
        placed.length === 0 ? (
          <p>The steps of this version could not be loaded. Close this and try again.</p>
        ) : (
          <>
            <SelectField id="rewind-step" name="stepId" label="Back to" errors={refusal?.fields['stepId']}>
              {placed.map(({ step, place }) => (
                <option key={step.id} value={step.id}>
                  {place} {stepTitle(step, names)}
                </option>
              ))}
            </SelectField>
            <fieldset className="space-y-2">
              <legend className="sr-only">Mails that were sent already</legend>
              <Choice
                name="resend"
                value="no"
                checked={!isResend}
                onChange={() => setResend(false)}
                label="Send nothing twice"
                hint="Waits, branches and other steps are gone through again; mails that were sent are passed over."
              />
              <Choice
                name="resend"
                value="yes"
                checked={isResend}
                onChange={() => setResend(true)}
                label="Send the mails again"
                hint={`${name} gets every mail from there on once more, also those that were sent already.`}
              />
            </fieldset>
            {isResend && <Notice tone="warn">The same mail will be in {name}’s inbox twice. Tell them why.</Notice>}
            <ReasonField />
          </>
        )
      }
    </QuestionDialog>
  );
}

/** Another instant for what comes next. Told and typed in the workspace's zone. */
export function DueQuestion({ enrollment: { next }, name, action }: QuestionProps) {
  const { now, timeZone } = useWorkspaceNow();
  const [before] = useState(() => localOf(next ? Date.parse(next.at) : now, timeZone));
  return (
    <QuestionDialog
      title={`When is the next step for ${name} due?`}
      action={action}
      intent="due"
      submit="Change it"
      busy="Changing…"
    >
      {(refusal) => (
        <>
          {next && (
            <p>
              Due now: <Moment at={next.at} as="exact" />. A time that is over means at once.
            </p>
          )}
          <input type="hidden" name="timeZone" value={timeZone} />
          <TextField
            id="due-at"
            name="at"
            type="datetime-local"
            required
            label="Due on"
            hint={`In ${timeZone}.`}
            defaultValue={before}
            errors={refusal?.fields['at']}
          />
          <ReasonField />
        </>
      )}
    </QuestionDialog>
  );
}

/** Tries again what failed, or what nobody knows. */
export function RetryQuestion({ name, action }: QuestionProps) {
  return (
    <QuestionDialog
      title={`Try again for ${name}?`}
      action={action}
      intent="retry"
      submit="Try again"
      busy="Trying…"
      look="danger"
    >
      <p>
        The step that failed is done once more. Of a mail whose fate is unknown nobody can say whether it arrived: when
        it did, {name} gets it twice.
      </p>
      <ReasonField />
    </QuestionDialog>
  );
}

/** The answer to a mail that waits for approval. */
export function ApproveQuestion({
  name,
  action,
  use,
  revision,
}: QuestionProps & { use: 'revised' | 'original'; revision: Revision | null }) {
  const isRevised = use === 'revised';
  const mail = isRevised ? (revision?.revised ?? revision?.original) : revision?.original;
  return (
    <QuestionDialog
      title={isRevised ? `Send the revised mail to ${name}?` : `Send the original to ${name}?`}
      action={action}
      intent="approve"
      submit={isRevised ? 'Approve and send' : 'Send the original'}
      busy="Sending…"
    >
      <input type="hidden" name="use" value={use} />
      <p>
        {mail ? `“${mail.subject}” goes` : 'It goes'} out as soon as it is due.{' '}
        {isRevised ? 'You have read it.' : 'The revision is put aside.'}
      </p>
      <ReasonField />
    </QuestionDialog>
  );
}
