import { answer } from '@dripemails/api-client';
import type { ExportJob } from '@dripemails/contracts';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { buttonClass } from '../components/button';
import { CopyText } from '../components/copy-text';
import { ExportPill } from '../components/export-pill';
import { Notice } from '../components/notice';
import { PageHeader } from '../components/page-header';
import { ProgressBar } from '../components/progress-bar';
import { RealMoment } from '../components/real-moment';
import { SectionCard } from '../components/section-card';
import { SubmitButton } from '../components/submit-button';
import { useLivePage } from '../components/use-live-page';
import { apiFor, attempt, load } from '../session/api.server';
import { idOf } from '../session/id-of.server';
import { redirectWithToast } from '../session/toast.server';
import { bytes, number, people } from '../words/count';

export const meta: MetaFunction = () => [{ title: 'Export · DripEmails' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  return {
    job: await load(apiFor(request).GET('/api/v1/exports/{id}', { params: { path: { id: idOf(params) } } })),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const id = idOf(params);
  const path = { params: { path: { id } } };
  const { refusal, status } = await attempt(() => answer(apiFor(request).POST('/api/v1/exports/{id}/cancel', path)));
  if (refusal) return data({ refusal }, status);
  return redirectWithToast(`/exports/${id}`, 'Cancelled. What was written of the file is deleted.');
}

function situation({ status, failure, total, expiresAt }: ExportJob): ReactNode {
  switch (status) {
    case 'queued':
      return 'It starts in a moment.';
    case 'running':
      return 'You can leave this page; the export goes on.';
    case 'completed':
      return (
        <>
          {people(total)}.{' '}
          {expiresAt !== null && (
            <>
              The file is deleted <RealMoment at={expiresAt} />.
            </>
          )}
        </>
      );
    case 'failed':
      return failure ?? 'It failed. Start it again.';
    case 'cancelled':
      return failure ?? 'It was cancelled; there is no file.';
    case 'expired':
      return 'Its link has expired and the file is deleted. Start it again if you need it.';
  }
}

export default function ExportPage() {
  const { job } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const isGoing = job.status === 'queued' || job.status === 'running';
  useLivePage(1_000, isGoing);
  return (
    <>
      <PageHeader
        up={{ to: '/exports', label: 'Exports' }}
        title={`Export to ${job.format === 'xlsx' ? 'Excel' : job.format.toUpperCase()}`}
        beside={<ExportPill status={job.status} />}
        situation={situation(job)}
        actions={
          job.status === 'completed' && (
            <a href={`/exports/${job.id}/file`} download className={buttonClass('primary')}>
              <Download aria-hidden />
              Download ({bytes(job.size)})
            </a>
          )
        }
      />
      {sent?.refusal && (
        <Notice tone="bad" className="mb-4">
          {sent.refusal.message}
        </Notice>
      )}
      <section aria-label="Progress" className="card mb-6 p-4">
        <ProgressBar
          label="Export"
          done={job.processed}
          total={job.total}
          words={`${number(job.processed)} of ${people(job.total)}`}
          failed={job.status === 'failed'}
        />
        <p role="status" className="sr-only">
          {job.status === 'completed' ? 'The export is completed.' : ''}
        </p>
        {isGoing && (
          <Form method="post" className="mt-4">
            <SubmitButton look="secondary" busy="Cancelling…" name="intent" value="cancel">
              Cancel the export
            </SubmitButton>
          </Form>
        )}
      </section>
      {job.downloadUrl && (
        <SectionCard title="Link for somebody without an account">
          <div className="space-y-3 px-4 pb-4">
            <p className="text-text-quiet">
              Whoever has this link has the file, until it expires. Send it the way you would send the file.
            </p>
            <CopyText value={job.downloadUrl} label="Link to the file" />
          </div>
        </SectionCard>
      )}
    </>
  );
}
