import type { ExportJob } from '@dripemails/contracts';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { Download } from 'lucide-react';
import { LinkButton } from '../components/button';
import { DataTable, type Column } from '../components/data-table';
import { EmptyState } from '../components/empty-state';
import { ExportPill } from '../components/export-pill';
import { Moment } from '../components/moment';
import { PageHeader } from '../components/page-header';
import { Pager } from '../components/pager';
import { RealMoment } from '../components/real-moment';
import { useLivePage } from '../components/use-live-page';
import { apiFor, load } from '../session/api.server';
import { pageOf } from '../session/query.server';
import { number } from '../words/count';

export const meta: MetaFunction = () => [{ title: 'Exports · DripEmails' }];

export async function loader({ request }: LoaderFunctionArgs) {
  return { page: await load(apiFor(request).GET('/api/v1/exports', { params: { query: pageOf(request) } })) };
}

const columns: readonly Column<ExportJob>[] = [
  {
    name: 'File',
    cell: ({ id, format }) => (
      <Link to={`/exports/${id}`} prefetch="intent" className="link">
        {format === 'xlsx' ? 'Excel' : format.toUpperCase()} …{id.slice(-6)}
      </Link>
    ),
  },
  { name: 'State', cell: ({ status }) => <ExportPill status={status} /> },
  { name: 'People', number: true, cell: ({ processed }) => number(processed) },
  { name: 'Started', cell: ({ createdAt }) => <Moment at={createdAt} /> },
  {
    name: 'File is deleted',
    cell: ({ status, expiresAt }) =>
      status === 'completed' && expiresAt !== null ? (
        <RealMoment at={expiresAt} />
      ) : status === 'expired' ? (
        'it is'
      ) : (
        '–'
      ),
  },
];

export default function ExportsPage() {
  const { page } = useLoaderData<typeof loader>();
  useLivePage(
    2_000,
    page.items.some(({ status }) => status === 'queued' || status === 'running'),
  );
  const exportButton = (
    <LinkButton look="primary" to="/exports/new">
      <Download aria-hidden />
      Export people
    </LinkButton>
  );
  return (
    <>
      <PageHeader
        title="Exports"
        situation="Files of people. Each is deleted by itself once its link has expired."
        actions={page.items.length > 0 && exportButton}
      />
      {page.items.length === 0 ? (
        <EmptyState icon={Download} title="No export yet" action={exportButton}>
          Choose who is to be in it and what kind of file; it is written in the background.
        </EmptyState>
      ) : (
        <DataTable caption="Exports" columns={columns} rows={page.items} rowKey={({ id }) => id} />
      )}
      <Pager nextCursor={page.nextCursor} />
    </>
  );
}
