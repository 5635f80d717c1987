import type { ImportJob } from '@dripemails/contracts';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { Upload } from 'lucide-react';
import { LinkButton } from '../components/button';
import { DataTable, type Column } from '../components/data-table';
import { EmptyState } from '../components/empty-state';
import { Moment } from '../components/moment';
import { PageHeader } from '../components/page-header';
import { Pager } from '../components/pager';
import { WorkPill } from '../components/state-pill';
import { useLivePage } from '../components/use-live-page';
import { isWorkGoing } from '../components/work-tray';
import { apiFor, load } from '../session/api.server';
import { pageOf } from '../session/query.server';
import { number } from '../words/count';

export const meta: MetaFunction = () => [{ title: 'Imports · DripEmails' }];

export async function loader({ request }: LoaderFunctionArgs) {
  return { page: await load(apiFor(request).GET('/api/v1/imports', { params: { query: pageOf(request) } })) };
}

const columns: readonly Column<ImportJob>[] = [
  {
    name: 'File',
    cell: ({ id, fileName }) => (
      <Link to={`/imports/${id}`} prefetch="intent" className="link">
        {fileName}
      </Link>
    ),
  },
  { name: 'State', cell: ({ status }) => <WorkPill status={status} /> },
  { name: 'Rows', wide: true, number: true, cell: ({ total }) => number(total) },
  { name: 'New', number: true, cell: ({ created }) => number(created) },
  { name: 'Updated', wide: true, number: true, cell: ({ updated }) => number(updated) },
  {
    name: 'Rejected',
    number: true,
    cell: ({ rejected }) => (rejected > 0 ? <span className="font-medium text-warn">{number(rejected)}</span> : '0'),
  },
  { name: 'Started', cell: ({ createdAt }) => <Moment at={createdAt} /> },
];

export default function ImportsPage() {
  const { page } = useLoaderData<typeof loader>();
  useLivePage(2_000, isWorkGoing([], page.items));
  const importButton = (
    <LinkButton look="primary" to="/imports/new">
      <Upload aria-hidden />
      Import people
    </LinkButton>
  );
  return (
    <>
      <PageHeader
        title="Imports"
        situation="Every file that was imported, with what became of its rows."
        actions={page.items.length > 0 && importButton}
      />
      {page.items.length === 0 ? (
        <EmptyState icon={Upload} title="No import yet" action={importButton}>
          Choose a CSV file, say which column is what, and watch it come in. Rows that cannot be taken are listed with
          their line and the reason.
        </EmptyState>
      ) : (
        <DataTable caption="Imports" columns={columns} rows={page.items} rowKey={({ id }) => id} />
      )}
      <Pager nextCursor={page.nextCursor} />
    </>
  );
}
