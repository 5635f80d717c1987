import { answer } from '@dripemails/api-client';
import type { PrivacyRequest } from '@dripemails/contracts';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { ShieldCheck } from 'lucide-react';
import { DataTable, type Column } from '../components/data-table';
import { EmptyState } from '../components/empty-state';
import { Moment } from '../components/moment';
import { PageHeader } from '../components/page-header';
import { Pager } from '../components/pager';
import { RetentionForm } from '../components/retention-form';
import { WorkPill } from '../components/state-pill';
import { useLivePage } from '../components/use-live-page';
import { apiFor, attempt, load } from '../session/api.server';
import { engineFor } from '../session/engine-api.server';
import { pageOf } from '../session/query.server';
import { readRetention } from '../session/retention-form';
import { redirectWithToast } from '../session/toast.server';

export const meta: MetaFunction = () => [{ title: 'Privacy · DripEmails' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const api = apiFor(request);
  const [page, me] = await Promise.all([
    load(api.GET('/api/v1/privacy/requests', { params: { query: pageOf(request) } })),
    load(api.GET('/api/v1/me')),
  ]);
  return { page, retention: me.workspace.retention };
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const api = apiFor(request);
  const text = (name: string) => String(form.get(name) ?? '').trim();
  if (form.get('intent') === 'erase') {
    if (text('confirmation').toLowerCase() !== text('email').toLowerCase()) {
      const message = 'Type the address exactly as it stands above.';
      return data({ refusal: { message, fields: { confirmation: [message] } } }, 422);
    }
    const path = { params: { path: { id: text('subscriberId') } } };
    const { ok, refusal, status } = await attempt(() => answer(api.POST('/api/v1/subscribers/{id}/erase', path)));
    if (refusal) return data({ refusal }, status);
    return redirectWithToast(`/privacy/${ok.requestId}`, 'They get no more mail. The rest is being removed.');
  }
  const body = readRetention(form);
  const { refusal, status } = await attempt(() => answer(engineFor(request).updateWorkspace(body)));
  if (refusal) return data({ refusal }, status);
  return redirectWithToast('/privacy', 'Saved.');
}

const columns: readonly Column<PrivacyRequest>[] = [
  {
    name: 'Request',
    cell: ({ id, kind, subscriberId }) => (
      <Link to={`/privacy/${id}`} prefetch="intent" className="link">
        {kind === 'erase' ? 'Erasure' : 'Export'} of …{subscriberId.slice(-6)}
      </Link>
    ),
  },
  { name: 'State', cell: ({ status }) => <WorkPill status={status} /> },
  { name: 'Asked', cell: ({ createdAt }) => <Moment at={createdAt} /> },
  { name: 'Done', cell: ({ completedAt }) => (completedAt ? <Moment at={completedAt} /> : 'not yet') },
];

export default function PrivacyPage() {
  const { page, retention } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  useLivePage(
    2_000,
    page.items.some(({ status }) => status === 'queued' || status === 'running'),
  );
  return (
    <>
      <PageHeader
        title="Privacy"
        situation="Who was erased, who was given what is held on them, and for how long things are kept."
      />
      <div className="space-y-6">
        {page.items.length === 0 ? (
          <EmptyState icon={ShieldCheck} title="No request yet">
            On the page of a person you can hand out everything that is held on them, or erase them. Each is listed here
            with its proof.
          </EmptyState>
        ) : (
          <DataTable caption="Privacy requests" columns={columns} rows={page.items} rowKey={({ id }) => id} />
        )}
        <Pager nextCursor={page.nextCursor} />
        <RetentionForm retention={retention} refusal={sent?.refusal} />
      </div>
    </>
  );
}
