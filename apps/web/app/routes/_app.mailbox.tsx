import { inboundKind } from '@dripemails/contracts';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Outlet, useLoaderData, useParams, useSearchParams } from '@remix-run/react';
import clsx from 'clsx';
import { Inbox } from 'lucide-react';
import { EmptyState } from '../components/empty-state';
import { FilterBar, SearchFilter, SelectFilter } from '../components/filter-bar';
import { MailRow } from '../components/mail-row';
import { PageHeader } from '../components/page-header';
import { Pager } from '../components/pager';
import { useLivePage } from '../components/use-live-page';
import { apiFor, load } from '../session/api.server';
import { pageOf, pick, pickWords } from '../session/query.server';

export const meta: MetaFunction = () => [{ title: 'Mailbox · DripEmails' }];

const perPage = 25;

export async function loader({ request }: LoaderFunctionArgs) {
  const query = { ...pageOf(request, perPage), ...pick(request, 'kind', inboundKind), ...pickWords(request, 'query') };
  return { page: await load(apiFor(request).GET('/api/v1/inbound', { params: { query } })) };
}

/** The list, and beside it (on a phone in its place) the mail that is open. */
export default function MailboxPage() {
  const { page } = useLoaderData<typeof loader>();
  const { id: openId } = useParams();
  const [params] = useSearchParams();
  useLivePage(2_000, !params.has('cursor'));
  const isFiltered = Boolean(params.get('query') ?? params.get('kind'));
  const isEmpty = page.items.length === 0;
  return (
    <>
      {/* On a phone an open mail takes the place of the list; the title stays for screen readers. */}
      <div className={clsx(openId && 'max-lg:sr-only')}>
        <PageHeader
          title="Mailbox"
          situation="Mail that our own mail server took: what the demo sends, and what people answer."
        />
      </div>
      <div className={clsx(openId && 'max-lg:hidden')}>
        <FilterBar label="Filter mail">
          <SearchFilter label="Find by address or subject" />
          <SelectFilter
            label="Kind"
            name="kind"
            any="Any kind"
            options={[
              { value: 'captured', label: 'Captured' },
              { value: 'reply', label: 'Replies' },
              { value: 'bounce', label: 'Bounces' },
              { value: 'complaint', label: 'Complaints' },
              { value: 'auto-reply', label: 'Automatic replies' },
              { value: 'unsubscribe', label: 'Unsubscribe requests' },
              { value: 'other', label: 'Other' },
            ]}
          />
        </FilterBar>
      </div>
      {isEmpty && !openId ? (
        <EmptyState icon={Inbox} title={isFiltered ? 'No mail matches' : 'No mail yet'}>
          {isFiltered
            ? 'Change or clear the search above.'
            : 'As long as no other relay is set, every mail a sequence sends is captured here instead of going out, so that you can see it arrive. Answers and bounces come here too.'}
        </EmptyState>
      ) : (
        <div className="grid items-start gap-4 lg:grid-cols-[22rem_minmax(0,1fr)]">
          <div className={clsx('min-w-0', openId && 'max-lg:hidden')}>
            <ul role="list" aria-label="Mail" className="card divide-y divide-line overflow-hidden">
              {page.items.map((mail) => (
                <MailRow key={mail.id} mail={mail} isOpen={mail.id === openId} />
              ))}
            </ul>
            <Pager nextCursor={page.nextCursor} />
          </div>
          <div className={clsx('min-w-0 lg:sticky lg:top-6', !openId && 'max-lg:hidden')}>
            <Outlet />
          </div>
        </div>
      )}
    </>
  );
}
