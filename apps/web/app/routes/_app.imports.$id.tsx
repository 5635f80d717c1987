import type { ImportJob } from '@dripemails/contracts';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { Download, Users } from 'lucide-react';
import { buttonClass, LinkButton } from '../components/button';
import { DataTable, type Column } from '../components/data-table';
import { Notice } from '../components/notice';
import { PageHeader } from '../components/page-header';
import { ProgressBar } from '../components/progress-bar';
import { WorkPill } from '../components/state-pill';
import { useLivePage } from '../components/use-live-page';
import { isWorkGoing } from '../components/work-tray';
import { SubmitButton } from '../components/submit-button';
import { controlImport } from '../imports/start-import.server';
import { apiFor, load } from '../session/api.server';
import { idOf } from '../session/id-of.server';
import { count, number } from '../words/count';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Import of ${data?.job.fileName ?? 'a file'} · DripEmails` },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  return {
    job: await load(apiFor(request).GET('/api/v1/imports/{id}', { params: { path: { id: idOf(params) } } })),
  };
}

export const action = controlImport;

function situation({ status, total, failure, rejected, options }: ImportJob): string {
  if (options.dryRun && status === 'completed') return 'A dry run: this is what would happen. Nothing was changed.';
  switch (status) {
    case 'queued':
      return 'It starts in a moment.';
    case 'running':
      return 'You can leave this page; the import goes on.';
    case 'paused':
      return 'It is paused.';
    case 'completed':
      return `All of ${count(total, 'row')} ${total === 1 ? 'is' : 'are'} read${
        rejected > 0 ? `; ${number(rejected)} could not be taken` : ''
      }.`;
    case 'failed':
      return failure ?? 'It failed. Rows that were read before are kept; importing the file again is harmless.';
    case 'cancelled':
      return 'It was cancelled. Rows that were read before are kept.';
  }
}

const columns: readonly Column<ImportJob['errors'][number]>[] = [
  { name: 'Line', cell: ({ line }) => `Line ${number(line)}` },
  { name: 'Reason', bare: true, cell: ({ reason }) => reason },
];

export default function ImportPage() {
  const { job } = useLoaderData<typeof loader>();
  useLivePage(1_000, isWorkGoing([], [job]));
  const refusal = useActionData<typeof action>()?.refusal;
  const { status, fileName, total, processed, created, updated, unchanged, rejected, errors, listId, failure } = job;
  const facts = [
    { label: 'New', value: created },
    { label: 'Updated', value: updated },
    { label: 'Unchanged', value: unchanged },
    { label: 'Rejected', value: rejected },
    { label: 'Said no before', value: job.withheld },
  ];
  return (
    <>
      <PageHeader
        up={{ to: '/imports', label: 'Imports' }}
        title={fileName}
        beside={<WorkPill status={status} />}
        situation={situation(job)}
        actions={
          <LinkButton
            look={status === 'completed' ? 'primary' : 'secondary'}
            to={listId ? `/people?list=${listId}` : '/people'}
          >
            <Users aria-hidden />
            See the people
          </LinkButton>
        }
      />
      {refusal && (
        <Notice tone="bad" className="mb-4">
          {refusal.message}
        </Notice>
      )}
      <ImportControls job={job} />
      {failure && (
        <Notice tone="bad" className="mb-4">
          {failure}
        </Notice>
      )}
      <section aria-label="Progress" className="card mb-6 p-4">
        <ProgressBar
          label={`Import of ${fileName}`}
          done={processed}
          total={total}
          words={`${number(processed)} of ${count(total, 'row')}`}
          failed={status === 'failed'}
        />
        <p role="status" className="sr-only">
          {status === 'completed'
            ? `The import is completed: ${created} new, ${updated} updated, ${rejected} rejected.`
            : ''}
        </p>
        <dl className="mt-4 grid grid-cols-2 gap-4 sm:grid-cols-5">
          {facts.map(({ label, value }) => (
            <div key={label}>
              <dt className="text-text-quiet">{label}</dt>
              <dd className="text-lg font-semibold">{number(value)}</dd>
            </div>
          ))}
        </dl>
      </section>
      {errors.length > 0 && (
        <section aria-labelledby="rejected">
          <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
            <h2 id="rejected" className="text-base font-semibold">
              Rows that could not be taken
            </h2>
            <a href={`/imports/${job.id}/rejected.csv`} download className={buttonClass('secondary')}>
              <Download aria-hidden />
              All {number(rejected)} as CSV
            </a>
          </div>
          <DataTable
            caption="Rejected rows"
            columns={columns}
            rows={errors}
            rowKey={({ line, reason }) => `${line} ${reason}`}
          />
          {rejected > errors.length && (
            <p className="mt-2 text-text-quiet">The first {number(errors.length)} are shown.</p>
          )}
        </section>
      )}
    </>
  );
}

/** What can be done with an import as it stands. */
function ImportControls({ job: { status, options } }: { job: ImportJob }) {
  const actions = {
    queued: ['pause', 'cancel'],
    running: ['pause', 'cancel'],
    paused: ['resume', 'cancel'],
    completed: options.dryRun ? ['run'] : [],
    failed: [],
    cancelled: [],
  }[status];
  if (actions.length === 0) return null;
  const words: Record<string, string> = {
    pause: 'Pause',
    resume: 'Resume',
    cancel: 'Cancel the import',
    run: 'Import for real',
  };
  return (
    <Form method="post" className="mb-4 flex gap-2">
      {/* Pause and Resume take turns at one place, so that the focus stays on it. */}
      {actions.map((intent, place) => (
        <SubmitButton
          key={place}
          name="intent"
          value={intent}
          look={intent === 'run' ? 'primary' : 'secondary'}
          busy="One moment…"
        >
          {words[intent]}
        </SubmitButton>
      ))}
    </Form>
  );
}
