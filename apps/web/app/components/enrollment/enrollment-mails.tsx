import type { Message } from '@dripemails/contracts';
import { Link } from '@remix-run/react';
import { count } from '../../words/count';
import { Moment } from '../moment';
import { MessagePill } from '../state-pill';

/** The mails of one enrollment, as the ledger knows them. */
export function EnrollmentMails({ messages }: { messages: readonly Message[] }) {
  if (messages.length === 0)
    return <p className="px-4 pb-4 text-text-quiet">None yet. Every mail stands here with what became of it.</p>;
  return (
    <ul role="list" className="divide-y divide-line border-t border-line">
      {messages.map(({ id, subject, status, sentAt, error, attempts, to }) => (
        <li key={id} className="px-4 py-3">
          <div className="flex items-start justify-between gap-3">
            <Link
              to={`/mailbox?query=${encodeURIComponent(to)}`}
              className="link min-w-0"
              title="Look for it in the Mailbox"
            >
              {subject || 'Not written yet'}
            </Link>
            <MessagePill status={status} />
          </div>
          <p className="text-xs text-text-quiet">
            {sentAt ? <Moment at={sentAt} as="exact" /> : 'Not sent'}
            {attempts > 1 && ` · ${count(attempts, 'attempt')}`}
          </p>
          {error && <p className="mt-1 text-bad">{error}</p>}
        </li>
      ))}
    </ul>
  );
}
