import type { PrivacyRequest } from '@dripemails/contracts';
import { Form, Link, useSearchParams } from '@remix-run/react';
import { Ban, Download, UserX } from 'lucide-react';
import { AskButton } from './ask-button';
import { buttonClass } from './button';
import { EraseConfirmation } from './erase-confirmation';
import { TextAreaField } from './field';
import { Notice } from './notice';
import { QuestionDialog } from './question-dialog';
import { SectionCard } from './section-card';
import { SubmitButton } from './submit-button';

interface PrivacyAnswerProps {
  item: PrivacyRequest;
  /** The id of a copy that the same person waits for. */
  copyWanted: string | null;
}

/** Yes or no to a person who waits for it. */
export function PrivacyAnswer({ item, copyWanted }: PrivacyAnswerProps) {
  const [params] = useSearchParams();
  const { id, kind, subscriberId } = item;
  return (
    <SectionCard title="Answer">
      <div className="space-y-4 px-4 pb-4">
        <p>
          It came by the link in a mail, and whoever was forwarded that mail has the link too: find out who asks, such
          as by writing to{' '}
          <Link to={`/people/${subscriberId}`} className="link break-all">
            {item.email ?? 'the person'}
          </Link>
          . Tell them the answer as well; it also stands on their preference page.
        </p>
        {kind === 'export' ? (
          <ol className="list-decimal space-y-3 pl-5">
            <li>
              <a href={`/privacy/people/${subscriberId}`} download className={buttonClass('secondary')}>
                <Download aria-hidden />
                Download the copy
              </a>
            </li>
            <li>Hand it out to them, by a way that nobody else reads.</li>
            <li>
              <Form method="post">
                <SubmitButton name="intent" value="fulfil" busy="Noting it…">
                  They have the copy
                </SubmitButton>
              </Form>
            </li>
          </ol>
        ) : (
          <AskButton ask="erase" look="danger">
            <UserX aria-hidden />
            Erase…
          </AskButton>
        )}
        <div className="border-t border-line pt-4">
          <AskButton ask="decline">
            <Ban aria-hidden />
            Decline…
          </AskButton>
        </div>
      </div>
      {params.get('ask') === 'erase' && kind === 'erase' && <EraseDialog item={item} copyWanted={copyWanted} />}
      {params.get('ask') === 'decline' && (
        <QuestionDialog
          title="Decline the request?"
          action={`/privacy/${id}`}
          intent="decline"
          submit="Decline"
          busy="Declining…"
        >
          {(refusal) => (
            <TextAreaField
              id="decline-reason"
              name="reason"
              label="Why"
              hint="The person reads it on their preference page. They may complain to an authority, so say it plainly."
              rows={4}
              maxLength={1000}
              required
              errors={refusal?.fields['reason']}
            />
          )}
        </QuestionDialog>
      )}
    </SectionCard>
  );
}

function EraseDialog({ item: { id, email }, copyWanted }: PrivacyAnswerProps) {
  return (
    <QuestionDialog
      title="Erase this person?"
      action={`/privacy/${id}`}
      intent="erase"
      submit="Erase for good"
      busy="Erasing…"
      look="danger"
    >
      {(refusal) => (
        <>
          {copyWanted !== null && (
            <Notice tone="warn">
              They also wait for a copy, which nobody can make afterwards.{' '}
              <Link to={`/privacy/${copyWanted}`} className="link">
                Hand that out first
              </Link>
              .
            </Notice>
          )}
          <EraseConfirmation email={email} errors={refusal?.fields['confirmation']} />
        </>
      )}
    </QuestionDialog>
  );
}
