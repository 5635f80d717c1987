import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { CopyCheck } from 'lucide-react';
import { LinkButton } from '../components/button';
import { EmptyState } from '../components/empty-state';
import { Moment } from '../components/moment';
import { PageHeader } from '../components/page-header';
import { Pager } from '../components/pager';
import { SubscriberPill } from '../components/state-pill';
import { peopleFor } from '../people/people-api.server';
import { load } from '../session/api.server';
import { pageOf } from '../session/query.server';
import { personName } from '../words/person';

export const meta: MetaFunction = () => [{ title: 'Duplicates · DripEmails' }];

export async function loader({ request }: LoaderFunctionArgs) {
  return { page: await load(peopleFor(request).duplicates(pageOf(request, 20))) };
}

const reasons = {
  address: 'One mailbox in several spellings',
  name: 'The same name at the same domain',
} as const;

export default function DuplicatesPage() {
  const { page } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        up={{ to: '/people', label: 'People' }}
        title="Duplicates"
        situation="Profiles that may be one person. Merging keeps everything, and of consent the lower."
      />
      {page.items.length === 0 ? (
        <EmptyState icon={CopyCheck} title="No duplicates found">
          Compared are spellings of one mailbox, such as ada+shop@example.com, and equal names at one company.
        </EmptyState>
      ) : (
        <ul role="list" className="space-y-4">
          {page.items.map(({ reason, subscribers }) => {
            const [first, ...others] = subscribers;
            return (
              <li key={`${reason} ${first?.id ?? ''}`} className="card">
                <h2 className="px-4 pt-3 pb-2 text-text-quiet">{reasons[reason]}</h2>
                <ul role="list" className="divide-y divide-line border-t border-line">
                  {subscribers.map((person) => {
                    const other = person.id === first?.id ? others[0] : first;
                    return (
                      <li key={person.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2">
                        <span className="min-w-0 flex-1 basis-48">
                          <Link to={`/people/${person.id}`} className="link">
                            {personName(person)}
                          </Link>
                          <span className="block text-xs break-all text-text-quiet">{person.email}</span>
                        </span>
                        <SubscriberPill status={person.status} />
                        <span className="text-xs text-text-quiet">
                          <Moment at={person.createdAt} />
                        </span>
                        {other && (
                          <LinkButton
                            to={`/people/${person.id}?ask=merge&merge=${other.id}`}
                            aria-label={`Keep ${person.email}, merge ${other.email} into it`}
                          >
                            Keep this one…
                          </LinkButton>
                        )}
                      </li>
                    );
                  })}
                </ul>
              </li>
            );
          })}
        </ul>
      )}
      <Pager nextCursor={page.nextCursor} />
    </>
  );
}
