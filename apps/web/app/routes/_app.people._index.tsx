import { id as idSchema, subscriberStatus, type Subscriber } from '@dripemails/contracts';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { Plus, Upload, Users } from 'lucide-react';
import { LinkButton } from '../components/button';
import { DataTable, type Column } from '../components/data-table';
import { EmptyState } from '../components/empty-state';
import { FilterBar, SearchFilter, SelectFilter } from '../components/filter-bar';
import { Moment } from '../components/moment';
import { PageHeader } from '../components/page-header';
import { Pager } from '../components/pager';
import { SubscriberPill } from '../components/state-pill';
import { apiFor, load } from '../session/api.server';
import { pageOf, pick, pickWords } from '../session/query.server';
import { count, number } from '../words/count';
import { personName } from '../words/person';

export const meta: MetaFunction = () => [{ title: 'People · DripEmails' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const api = apiFor(request);
  const query = {
    ...pageOf(request),
    ...pick(request, 'status', subscriberStatus),
    ...pick(request, 'list', idSchema),
    ...pickWords(request, 'query'),
  };
  const [page, lists, { subscribers }] = await Promise.all([
    load(api.GET('/api/v1/subscribers', { params: { query } })),
    load(api.GET('/api/v1/lists', { params: { query: { limit: 200 } } })),
    load(api.GET('/api/v1/overview')),
  ]);
  return { page, lists: lists.items, totals: subscribers };
}

const columns: readonly Column<Subscriber>[] = [
  {
    name: 'Person',
    cell: (person) => (
      <>
        <Link to={`/people/${person.id}`} prefetch="intent" className="link">
          {personName(person)}
        </Link>
        {personName(person) !== person.email && <span className="block text-xs text-text-quiet">{person.email}</span>}
      </>
    ),
  },
  { name: 'Status', cell: ({ status }) => <SubscriberPill status={status} /> },
  {
    name: 'Lists',
    cell: ({ lists }) =>
      lists.length === 0 ? <span className="text-text-quiet">none</span> : lists.map(({ name }) => name).join(', '),
  },
  {
    name: 'Time zone',
    wide: true,
    cell: ({ timeZone }) => timeZone ?? <span className="text-text-quiet">workspace</span>,
  },
  { name: 'Added', cell: ({ createdAt }) => <Moment at={createdAt} /> },
];

export default function PeoplePage() {
  const { page, lists, totals } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const isFiltered = ['query', 'status', 'list'].some((name) => params.get(name));
  const actions = (
    <>
      <LinkButton to="/people/new">
        <Plus aria-hidden />
        Add a person
      </LinkButton>
      <LinkButton look="primary" to="/imports/new">
        <Upload aria-hidden />
        Import
      </LinkButton>
    </>
  );
  if (totals.total === 0 && !isFiltered) {
    return (
      <>
        <PageHeader title="People" />
        <EmptyState icon={Users} title="Nobody here yet" action={actions}>
          Bring in your subscribers from a CSV file, or add them one at a time. Each has a profile with everything that
          was sent and what they did.
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <PageHeader
        title="People"
        situation={`${count(totals.total, 'subscriber')}: ${number(totals.active)} active, ${number(
          totals.unsubscribed,
        )} unsubscribed, ${number(totals.bounced)} bounced.`}
        actions={actions}
      />
      <FilterBar label="Filter people">
        <SearchFilter label="Find by name or email" />
        <SelectFilter
          label="Status"
          name="status"
          any="Any status"
          options={[
            { value: 'active', label: 'Active' },
            { value: 'unsubscribed', label: 'Unsubscribed' },
            { value: 'bounced', label: 'Bounced' },
            { value: 'complained', label: 'Complained' },
            { value: 'erased', label: 'Erased' },
          ]}
        />
        <SelectFilter
          label="List"
          name="list"
          any="Any list"
          options={lists.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </FilterBar>
      {page.items.length === 0 ? (
        <EmptyState icon={Users} title="Nobody matches">
          No subscriber fits the filters above.
        </EmptyState>
      ) : (
        <DataTable caption="Subscribers" columns={columns} rows={page.items} rowKey={({ id }) => id} />
      )}
      <Pager nextCursor={page.nextCursor} />
    </>
  );
}
