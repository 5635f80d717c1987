import type { Inbound } from '@dripemails/contracts';
import { Link, useSearchParams } from '@remix-run/react';
import clsx from 'clsx';
import { InboundPill } from './inbound-pill';
import { Moment } from './moment';

/** One mail of the list. A captured mail is told by whom it went to, an incoming one by whom it came from. */
export function MailRow({ mail, isOpen }: { mail: Inbound; isOpen: boolean }) {
  const [params] = useSearchParams();
  const kept = new URLSearchParams([...params].filter(([name]) => ['query', 'kind', 'cursor'].includes(name)));
  const { id, kind, from, to, subject, receivedAt } = mail;
  return (
    <li>
      <Link
        to={{ pathname: `/mailbox/${id}`, search: kept.toString() }}
        preventScrollReset
        aria-current={isOpen ? 'true' : undefined}
        className={clsx('block px-4 py-2.5', isOpen ? 'bg-accent-soft' : 'hover:bg-surface-hover')}
      >
        <span className="flex items-baseline justify-between gap-3">
          <span className="min-w-0 truncate font-medium">{subject || '(no subject)'}</span>
          <span className="flex-none text-xs text-text-quiet">
            <Moment at={receivedAt} />
          </span>
        </span>
        <span className="mt-0.5 flex items-center justify-between gap-3 text-text-quiet">
          <span className="min-w-0 truncate">{kind === 'captured' ? `to ${to.join(', ')}` : `from ${from}`}</span>
          {kind !== 'captured' && <InboundPill kind={kind} />}
        </span>
      </Link>
    </li>
  );
}
