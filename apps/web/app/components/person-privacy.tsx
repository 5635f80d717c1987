import type { Subscriber } from '@dripemails/contracts';
import { useSearchParams } from '@remix-run/react';
import { Download, UserX } from 'lucide-react';
import { AskButton } from './ask-button';
import { buttonClass } from './button';
import { EraseConfirmation } from './erase-confirmation';
import { QuestionDialog } from './question-dialog';
import { SectionCard } from './section-card';

/** What a person can ask for: everything that is held on them, and to be forgotten. */
export function PersonPrivacy({ subscriber }: { subscriber: Pick<Subscriber, 'id' | 'email' | 'status'> }) {
  const [params] = useSearchParams();
  const { id, email, status } = subscriber;
  return (
    <SectionCard title="Privacy">
      <div className="space-y-3 px-4 pb-4">
        {status === 'erased' ? (
          <p className="text-text-quiet">
            This person was erased. What stays says that something happened, not to whom.
          </p>
        ) : (
          <>
            <p className="text-text-quiet">Both are noted under Privacy.</p>
            <div className="flex flex-wrap gap-2">
              <a href={`/privacy/people/${id}`} download className={buttonClass('secondary')}>
                <Download aria-hidden />
                Everything held
              </a>
              <AskButton ask="erase-person" look="danger">
                <UserX aria-hidden />
                Erase…
              </AskButton>
            </div>
          </>
        )}
      </div>
      {params.get('ask') === 'erase-person' && status !== 'erased' && (
        <QuestionDialog
          title="Erase this person?"
          action="/privacy?index"
          intent="erase"
          submit="Erase for good"
          busy="Erasing…"
          look="danger"
        >
          {(refusal) => (
            <>
              <input type="hidden" name="subscriberId" value={id} />
              <input type="hidden" name="email" value={email} />
              <EraseConfirmation email={email} errors={refusal?.fields['confirmation']} />
            </>
          )}
        </QuestionDialog>
      )}
    </SectionCard>
  );
}
