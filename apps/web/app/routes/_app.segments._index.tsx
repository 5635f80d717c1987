import type { Segment } from '@dripemails/contracts';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { Filter, Plus } from 'lucide-react';
import { LinkButton } from '../components/button';
import { DataTable, type Column } from '../components/data-table';
import { EmptyState } from '../components/empty-state';
import { Moment } from '../components/moment';
import { PageHeader } from '../components/page-header';
import { Pager } from '../components/pager';
import { load } from '../session/api.server';
import { engineFor } from '../session/engine-api.server';
import { pageOf } from '../session/query.server';
import { number } from '../words/count';

export const meta: MetaFunction = () => [{ title: 'Segments · DripEmails' }];

export async function loader({ request }: LoaderFunctionArgs) {
  return { page: await load(engineFor(request).segments(pageOf(request))) };
}

const counted = (value: number | null) => (value === null ? <span className="text-text-quiet">?</span> : number(value));

const columns: readonly Column<Segment>[] = [
  {
    name: 'Name',
    cell: ({ id, name, words, problems }) => (
      <>
        <Link to={`/segments/${id}`} prefetch="intent" className="link">
          {name}
        </Link>
        <span className="line-clamp-2 text-xs text-text-quiet">{words}</span>
        {problems.length > 0 && (
          <span className="block text-xs font-medium text-bad">The rule no longer fits what it names.</span>
        )}
      </>
    ),
  },
  { name: 'People', number: true, cell: ({ count }) => counted(count) },
  { name: 'Can be mailed', number: true, cell: ({ mailable }) => counted(mailable) },
  {
    name: 'Counted',
    wide: true,
    cell: ({ countedAt }) =>
      countedAt === null ? <span className="text-text-quiet">not yet</span> : <Moment at={countedAt} />,
  },
];

export default function SegmentsPage() {
  const { page } = useLoaderData<typeof loader>();
  const newButton = (
    <LinkButton look="primary" to="/segments/new">
      <Plus aria-hidden />
      New segment
    </LinkButton>
  );
  return (
    <>
      <PageHeader
        title="Segments"
        situation="A segment is a rule. Whoever fits it is in it, from the moment they do until they do not."
        actions={page.items.length > 0 && newButton}
      />
      {page.items.length === 0 ? (
        <EmptyState icon={Filter} title="No segment yet" action={newButton}>
          Describe people by what you know of them and what they did, such as “plan is pro, and clicked in the last 30
          days”. Use it in branches, goals and triggers, or add everybody who fits it to a sequence.
        </EmptyState>
      ) : (
        <DataTable caption="Segments" columns={columns} rows={page.items} rowKey={({ id }) => id} />
      )}
      <Pager nextCursor={page.nextCursor} />
    </>
  );
}
