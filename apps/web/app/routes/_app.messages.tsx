import { id as idSchema, messageStatus, type Message } from '@dripemails/contracts';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { Send } from 'lucide-react';
import { DataTable, type Column } from '../components/data-table';
import { EmptyState } from '../components/empty-state';
import { FilterBar, SelectFilter } from '../components/filter-bar';
import { Moment } from '../components/moment';
import { Notice } from '../components/notice';
import { PageHeader } from '../components/page-header';
import { Pager } from '../components/pager';
import { MessagePill } from '../components/state-pill';
import { useLivePage } from '../components/use-live-page';
import { apiFor, load } from '../session/api.server';
import { pageOf, pick } from '../session/query.server';

export const meta: MetaFunction = () => [{ title: 'Messages · DripEmails' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const api = apiFor(request);
  const query = {
    ...pageOf(request),
    ...pick(request, 'status', messageStatus),
    ...pick(request, 'sequenceId', idSchema),
  };
  const [page, sequences] = await Promise.all([
    load(api.GET('/api/v1/messages', { params: { query } })),
    load(api.GET('/api/v1/sequences', { params: { query: { limit: 200 } } })),
  ]);
  return { page, sequences: sequences.items.map(({ id, name }) => ({ value: id, label: name })) };
}

const columns: readonly Column<Message>[] = [
  {
    name: 'Subject',
    cell: ({ subject, enrollmentId, subscriberId, error }) => (
      <>
        <Link
          to={enrollmentId ? `/enrollments/${enrollmentId}` : `/people/${subscriberId}`}
          prefetch="intent"
          className="link"
        >
          {subject || 'Not written yet'}
        </Link>
        {error && <span className="line-clamp-2 text-xs text-bad">{error}</span>}
      </>
    ),
  },
  { name: 'Status', cell: ({ status }) => <MessagePill status={status} /> },
  { name: 'To', cell: ({ to }) => <span className="break-all">{to}</span> },
  { name: 'Attempts', wide: true, number: true, cell: ({ attempts }) => attempts },
  { name: 'Sent', cell: ({ sentAt }) => (sentAt ? <Moment at={sentAt} /> : '–') },
];

export default function MessagesPage() {
  const { page, sequences } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  useLivePage(3_000, !params.has('cursor'));
  const isFiltered = ['status', 'sequenceId'].some((name) => params.get(name));
  return (
    <>
      <PageHeader
        title="Messages"
        situation="The ledger: one line for each mail to one person, and what became of it."
      />
      <FilterBar label="Filter messages">
        <SelectFilter
          label="Status"
          name="status"
          any="Any status"
          options={[
            { value: 'pending', label: 'Pending' },
            { value: 'queued', label: 'Queued' },
            { value: 'sent', label: 'Sent' },
            { value: 'failed', label: 'Failed' },
            { value: 'unknown', label: 'Unknown' },
          ]}
        />
        <SelectFilter label="Sequence" name="sequenceId" any="Any sequence" options={sequences} />
      </FilterBar>
      {params.get('status') === 'unknown' && page.items.length > 0 && (
        <Notice tone="warn" className="mb-4">
          The relay was handed these mails and never said what it did with them. They may have arrived, so they are not
          sent again by themselves.
        </Notice>
      )}
      {page.items.length === 0 ? (
        <EmptyState icon={Send} title={isFiltered ? 'No message matches' : 'Nothing sent yet'}>
          {isFiltered
            ? 'Choose another status or sequence above.'
            : 'As soon as a sequence sends its first mail, it stands here with its status.'}
        </EmptyState>
      ) : (
        <DataTable caption="Messages" columns={columns} rows={page.items} rowKey={({ id }) => id} />
      )}
      <Pager nextCursor={page.nextCursor} />
    </>
  );
}
