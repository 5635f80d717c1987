import type { SegmentPreview } from '@dripemails/contracts';
import { Link } from '@remix-run/react';
import { problemsOf } from '../../segment/segment-form';
import type { Refusal } from '../../session/refusal';
import { number, people } from '../../words/count';
import { personName } from '../../words/person';
import { SubscriberPill } from '../state-pill';

interface AudiencePreviewProps {
  preview: SegmentPreview | undefined;
  /** Why nobody could be counted. */
  refusal: Refusal | undefined;
  /** Whether nothing was typed into the rule yet. */
  isUntouched: boolean;
  isBusy: boolean;
}

/** How many people fit a rule and who the newest of them are. The number is announced when it changes. */
export function AudiencePreview({ preview, refusal, isUntouched, isBusy }: AudiencePreviewProps) {
  // what is wrong with a rule is said beside it
  const isUnfinished = isUntouched || problemsOf(refusal).size > 0;
  return (
    <div className="px-4 pb-4">
      <div role="status" aria-busy={isBusy}>
        {isUnfinished ? (
          <p className="text-text-quiet">Finish the rule to see who is in it.</p>
        ) : refusal && Object.keys(refusal.fields).length === 0 ? (
          <p className="text-text-quiet">{refusal.message}</p>
        ) : preview ? (
          <>
            <p className="text-xl font-semibold tabular-nums">{people(preview.count)}</p>
            <p className="text-text-quiet">{`${number(preview.mailable)} of them can be mailed.`}</p>
          </>
        ) : (
          <p className="text-text-quiet">Press Count to see who fits the rule.</p>
        )}
      </div>
      <p className="mt-1 min-h-5 text-xs text-text-quiet" aria-hidden>
        {isBusy ? 'Counting…' : ''}
      </p>
      {!isUnfinished && preview && preview.sample.length > 0 && (
        <>
          <h3 className="mb-1 font-medium">The newest of them</h3>
          <ul role="list" className="divide-y divide-line">
            {preview.sample.map((person) => (
              <li key={person.id} className="flex items-center justify-between gap-3 py-2">
                <span className="min-w-0">
                  <Link to={`/people/${person.id}`} className="link block truncate">
                    {personName(person)}
                  </Link>
                  {personName(person) !== person.email && (
                    <span className="block truncate text-xs text-text-quiet">{person.email}</span>
                  )}
                </span>
                <SubscriberPill status={person.status} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
