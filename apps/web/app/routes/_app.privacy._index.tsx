import { answer } from '@dripemails/api-client';
import { privacyRequestKind, privacyRequestStatus, type PrivacyRequest } from '@dripemails/contracts';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { ShieldCheck } from 'lucide-react';
import { DataTable, type Column } from '../components/data-table';
import { DueDay } from '../components/due-day';
import { EmptyState } from '../components/empty-state';
import { FilterBar, SelectFilter } from '../components/filter-bar';
import { Moment } from '../components/moment';
import { Notice } from '../components/notice';
import { PageHeader } from '../components/page-header';
import { Pager } from '../components/pager';
import { RetentionForm } from '../components/retention-form';
import { PrivacyPill } from '../components/privacy-pill';
import { useLivePage } from '../components/use-live-page';
import { apiFor, attempt, load } from '../session/api.server';
import { engineFor } from '../session/engine-api.server';
import { pageOf, pick } from '../session/query.server';
import { readRetention } from '../session/retention-form';
import { redirectWithToast } from '../session/toast.server';
import { askedBy, privacyKinds, privacyStates, privacyTitle, waitingWords } from '../words/privacy';

export const meta: MetaFunction = () => [{ title: 'Privacy · DripEmails' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const api = apiFor(request);
  const query = {
    ...pageOf(request),
    ...pick(request, 'status', privacyRequestStatus),
    ...pick(request, 'kind', privacyRequestKind),
  };
  const requests = (of: typeof query) => load(api.GET('/api/v1/privacy/requests', { params: { query: of } }));
  const [page, waiting, me] = await Promise.all([
    requests(query),
    requests({ limit: query.limit, status: 'waiting' }),
    load(api.GET('/api/v1/me')),
  ]);
  const { items, nextCursor } = waiting;
  return {
    page,
    // newest first, so the last is due first, unless there are more
    waiting: { count: items.length, isMore: nextCursor !== null, dueAt: items.at(-1)?.dueAt ?? null },
    retention: me.workspace.retention,
  };
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
    cell: (request) => (
      <Link to={`/privacy/${request.id}`} prefetch="intent" className="link break-all">
        {privacyTitle(request)}
      </Link>
    ),
  },
  { name: 'State', cell: ({ status }) => <PrivacyPill status={status} /> },
  { name: 'Asked by', wide: true, cell: askedBy },
  { name: 'Asked', cell: ({ createdAt }) => <Moment at={createdAt} /> },
  {
    name: 'Answer due',
    cell: ({ dueAt, status }) => (dueAt !== null && status === 'waiting' ? <DueDay at={dueAt} /> : '–'),
  },
  { name: 'Done', cell: ({ completedAt }) => (completedAt ? <Moment at={completedAt} /> : 'not yet') },
];

export default function PrivacyPage() {
  const { page, waiting, retention } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const [params] = useSearchParams();
  const isFiltered = ['status', 'kind', 'cursor'].some((name) => params.get(name));
  useLivePage(
    2_000,
    page.items.some(({ status }) => status === 'queued' || status === 'running'),
  );
  return (
    <>
      <PageHeader
        title="Privacy"
        situation="Who asks for their data or to be erased, what became of it, and for how long things are kept."
      />
      <div className="space-y-6">
        {waiting.count > 0 && (
          <Notice tone="warn">
            {waitingWords(waiting.count, waiting.isMore)}
            {waiting.dueAt !== null && (
              <>
                {' '}
                {waiting.isMore ? 'One of them is due' : 'The first is due'} <DueDay at={waiting.dueAt} />.
              </>
            )}{' '}
            {params.get('status') !== 'waiting' && (
              <Link to="?status=waiting" className="link">
                Show what waits
              </Link>
            )}
          </Notice>
        )}
        {page.items.length === 0 && !isFiltered ? (
          <EmptyState icon={ShieldCheck} title="No request yet">
            By the link “Preferences” in your mails, people ask for a copy of their data or to be erased. It waits here
            for your answer, with the day by which you owe it. On the page of a person you can do both at once.
          </EmptyState>
        ) : (
          <div>
            <FilterBar label="Filter the requests">
              <SelectFilter
                label="State"
                name="status"
                any="Any state"
                options={privacyRequestStatus.options.map((value) => ({ value, label: privacyStates[value] }))}
              />
              <SelectFilter
                label="Kind"
                name="kind"
                any="Copies and erasures"
                options={privacyRequestKind.options.map((value) => ({ value, label: privacyKinds[value] }))}
              />
            </FilterBar>
            {page.items.length === 0 ? (
              <EmptyState icon={ShieldCheck} title="Nothing matches">
                No request fits the filters above.
              </EmptyState>
            ) : (
              <DataTable caption="Privacy requests" columns={columns} rows={page.items} rowKey={({ id }) => id} />
            )}
            <Pager nextCursor={page.nextCursor} />
          </div>
        )}
        <RetentionForm retention={retention} refusal={sent?.refusal} />
      </div>
    </>
  );
}
