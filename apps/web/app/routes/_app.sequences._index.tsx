import { sequenceState, type Sequence } from '@dripemails/contracts';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { Plus, Workflow } from 'lucide-react';
import { LinkButton } from '../components/button';
import { DataTable, type Column } from '../components/data-table';
import { EmptyState } from '../components/empty-state';
import { FilterBar, SelectFilter } from '../components/filter-bar';
import { Moment } from '../components/moment';
import { PageHeader } from '../components/page-header';
import { Pager } from '../components/pager';
import { SequencePill } from '../components/state-pill';
import { useLivePage } from '../components/use-live-page';
import { placedSteps } from '../sequence/step-tree';
import { load } from '../session/api.server';
import { engineFor } from '../session/engine-api.server';
import { pageOf, pick } from '../session/query.server';
import { count, number } from '../words/count';

export const meta: MetaFunction = () => [{ title: 'Sequences · DripEmails' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const query = { ...pageOf(request), ...pick(request, 'state', sequenceState) };
  return { page: await load(engineFor(request).sequences(query)) };
}

const columns: readonly Column<Sequence>[] = [
  {
    name: 'Name',
    cell: ({ id, name, steps }) => (
      <>
        <Link to={`/sequences/${id}`} prefetch="intent" className="link">
          {name}
        </Link>
        <span className="block text-xs text-text-quiet">
          {count(placedSteps(steps).filter(({ step }) => step.kind === 'email').length, 'email')}
        </span>
      </>
    ),
  },
  { name: 'State', cell: ({ state }) => <SequencePill state={state} /> },
  { name: 'In it', number: true, cell: ({ counts }) => number(counts.active + counts.held + counts.paused) },
  {
    name: 'Held',
    number: true,
    cell: ({ counts }) => (counts.held > 0 ? <span className="font-medium text-bad">{number(counts.held)}</span> : '0'),
  },
  { name: 'Ended', wide: true, number: true, cell: ({ counts }) => number(counts.ended) },
  { name: 'Mails sent', number: true, cell: ({ counts }) => number(counts.sent) },
  { name: 'Changed', wide: true, cell: ({ updatedAt }) => <Moment at={updatedAt} /> },
];

export default function SequencesPage() {
  const { page } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  useLivePage(5_000);
  const isFiltered = params.has('state') && params.get('state') !== '';
  const newButton = (
    <LinkButton look="primary" to="/sequences/new">
      <Plus aria-hidden />
      New sequence
    </LinkButton>
  );
  const teaching = page.items.length === 0 && !isFiltered;
  return (
    <>
      <PageHeader
        title="Sequences"
        situation="Mails with waits between them. Every person walks through at their own pace."
        actions={!teaching && newButton}
      />
      {teaching ? (
        <EmptyState icon={Workflow} title="No sequence yet" action={newButton}>
          A sequence is a series like “welcome now, wait 2 days, three tips, wait 3 days, ask how it goes”. Write one,
          publish it, add people, and watch each of them move through it here.
        </EmptyState>
      ) : (
        <>
          <FilterBar label="Filter sequences">
            <SelectFilter
              label="State"
              name="state"
              any="Any state"
              options={[
                { value: 'draft', label: 'Draft' },
                { value: 'active', label: 'Active' },
                { value: 'paused', label: 'Paused' },
                { value: 'archived', label: 'Archived' },
              ]}
            />
          </FilterBar>
          {page.items.length === 0 ? (
            <EmptyState icon={Workflow} title="None in this state">
              Choose another state above to see more.
            </EmptyState>
          ) : (
            <DataTable caption="Sequences" columns={columns} rows={page.items} rowKey={({ id }) => id} />
          )}
          <Pager nextCursor={page.nextCursor} />
        </>
      )}
    </>
  );
}
