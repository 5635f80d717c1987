import { answer } from '@dripemails/api-client';
import type { PrivacyRequest } from '@dripemails/contracts';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { Notice } from '../components/notice';
import { PageHeader } from '../components/page-header';
import { SectionCard } from '../components/section-card';
import { WorkPill } from '../components/state-pill';
import { SubmitButton } from '../components/submit-button';
import { useLivePage } from '../components/use-live-page';
import { apiFor, attempt, load } from '../session/api.server';
import { idOf } from '../session/id-of.server';
import { redirectWithToast } from '../session/toast.server';
import { number } from '../words/count';

export const meta: MetaFunction = () => [{ title: 'Privacy request · DripEmails' }];

const requestOf = async (request: Request, id: string) =>
  await load(apiFor(request).GET('/api/v1/privacy/requests/{id}', { params: { path: { id } } }));

export async function loader({ request, params }: LoaderFunctionArgs) {
  return { item: await requestOf(request, idOf(params)) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const id = idOf(params);
  const { subscriberId } = await requestOf(request, id);
  const path = { params: { path: { id: subscriberId } } };
  const { refusal, status } = await attempt(() => answer(apiFor(request).POST('/api/v1/subscribers/{id}/erase', path)));
  if (refusal) return data({ refusal }, status);
  return redirectWithToast(`/privacy/${id}`, 'It is being done again.');
}

function situation({ kind, status, error, report }: PrivacyRequest): string {
  if (kind === 'export') return 'Everything that is held on the person was handed out as a file.';
  if (status === 'failed') return error ?? 'It could not be finished.';
  if (status !== 'completed') return 'The person gets no more mail. What is held on them is being removed.';
  const { scanned } = report;
  if (scanned === null) return 'It is done.';
  return `Nothing was found in ${number(scanned.rows)} rows of ${number(scanned.tables)} tables and ${number(scanned.workflows)} workflow histories.`;
}

export default function PrivacyRequestPage() {
  const { item } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  useLivePage(2_000, item.status === 'queued' || item.status === 'running');
  const { kind, status, report, subscriberId } = item;
  const removed = Object.entries(report.removed);
  return (
    <>
      <PageHeader
        up={{ to: '/privacy', label: 'Privacy' }}
        title={`${kind === 'erase' ? 'Erasure' : 'Export'} of …${subscriberId.slice(-6)}`}
        beside={<WorkPill status={status} />}
        situation={situation(item)}
      />
      {sent?.refusal && (
        <Notice tone="bad" className="mb-4">
          {sent.refusal.message}
        </Notice>
      )}
      <div className="max-w-2xl space-y-6">
        {report.found.length > 0 && (
          <SectionCard title="Where traces are left">
            <ul className="list-disc space-y-1 pr-4 pb-4 pl-8">
              {report.found.map(({ table, column, rows, what }) => (
                <li key={`${table} ${column} ${what}`}>
                  The {what} in <span className="font-mono">{`${table}.${column}`}</span>, {number(rows)} times
                </li>
              ))}
            </ul>
          </SectionCard>
        )}
        {kind === 'erase' && status === 'failed' && (
          <Form method="post">
            <SubmitButton busy="Starting…">Erase again</SubmitButton>
          </Form>
        )}
        {removed.length > 0 && (
          <SectionCard title="What was removed">
            <dl className="grid grid-cols-2 gap-2 px-4 pb-4 sm:grid-cols-3">
              {removed.map(([table, rows]) => (
                <div key={table}>
                  <dt className="text-text-quiet">{table.replaceAll('_', ' ')}</dt>
                  <dd className="font-semibold">{number(rows)}</dd>
                </div>
              ))}
            </dl>
          </SectionCard>
        )}
      </div>
    </>
  );
}
