import type { ConsentEntry } from '@dripemails/contracts';
import { consentWords, sourceWords } from '../words/consent';
import { Moment } from './moment';
import { Pager } from './pager';
import { SectionCard } from './section-card';

interface ConsentLogProps {
  entries: readonly ConsentEntry[];
  /** Of the older lines; null where there are none. */
  nextCursor?: string | null;
  /** Names of lists by id; a list that is gone has none. */
  listNames?: ReadonlyMap<string, string>;
}

/** What a person agreed to and took back, newest first, with where it came from: what to show who asks for a proof. */
export function ConsentLog({ entries, nextCursor = null, listNames }: ConsentLogProps) {
  return (
    <SectionCard title="Consent">
      {entries.length === 0 ? (
        <p className="px-4 pb-4 text-text-quiet">
          Nothing is written down: the person was added without a record of their consent.
        </p>
      ) : (
        <ol role="list" aria-label="Consent log" className="divide-y divide-line border-t border-line">
          {entries.map(({ id, at, what, listId, text, source, by, ip, userAgent }) => (
            <li key={id} className="px-4 py-3">
              <div className="flex flex-wrap items-baseline justify-between gap-x-4">
                <p className="font-medium">
                  {consentWords[what]}
                  {listId !== null && listNames?.has(listId) ? `: ${listNames.get(listId)}` : ''}
                </p>
                <p className="text-xs text-text-quiet">
                  <Moment at={at} as="exact" />
                </p>
              </div>
              {text !== '' && <blockquote className="mt-1 border-l-2 border-line pl-3">{text}</blockquote>}
              <p className="text-xs text-text-quiet">
                {sourceWords({ source, by })}
                {ip !== null && `, from ${ip}`}
                {userAgent !== null && <span className="block truncate">{userAgent}</span>}
              </p>
            </li>
          ))}
        </ol>
      )}
      <div className="px-4 pb-3">
        <Pager nextCursor={nextCursor} name="consent" label="Pages of the consent log" />
      </div>
    </SectionCard>
  );
}
