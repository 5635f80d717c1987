import type { ExportJob, ImportJob, Operation } from '@dripemails/contracts';
import { Link } from '@remix-run/react';
import { bytes, count, listing, number, people } from '../words/count';
import { ExportPill } from './export-pill';
import { Moment } from './moment';
import { ProgressBar } from './progress-bar';
import { WorkPill } from './state-pill';

const isGoing = (status: string) => status === 'queued' || status === 'running' || status === 'paused';

export const isWorkGoing = (operations: readonly Operation[], imports: readonly ImportJob[]): boolean =>
  [...operations, ...imports].some(({ status }) => isGoing(status));

/** What became of the people of an operation: "997 done, 3 left out". */
export function operationWords({ total, done, failed, skipped }: Operation): string {
  const parts = [`${number(done)} of ${number(total)} done`];
  if (skipped > 0) parts.push(`${number(skipped)} left out`);
  if (failed > 0) parts.push(`${number(failed)} failed`);
  return listing(parts);
}

export function OperationRow({ operation }: { operation: Operation }) {
  const { title, status, total, done, skipped, failed, failures } = operation;
  return (
    <li className="px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="min-w-0 font-medium">{title}</span>
        <WorkPill status={status} />
      </div>
      <div className="mt-2">
        {isGoing(status) ? (
          <ProgressBar
            label={title}
            done={done + skipped + failed}
            total={total}
            words={operationWords(operation)}
            failed={failed > 0}
          />
        ) : (
          <p className="text-text-quiet">
            {operationWords(operation)}
            {operation.completedAt && (
              <>
                {' · '}
                <Moment at={operation.completedAt} />
              </>
            )}
          </p>
        )}
        {failures?.length > 0 && (
          <details className="mt-1">
            <summary className="link inline-block rounded">What failed</summary>
            <ul className="mt-1 space-y-1">
              {failures.map(({ id, message }) => (
                <li key={id}>
                  <Link to={`/enrollments/${id}`} className="link">
                    {id.slice(-8)}
                  </Link>{' '}
                  {message}
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </li>
  );
}

function ImportRow({ job }: { job: ImportJob }) {
  const { id, fileName, status, total, processed, created, updated, rejected } = job;
  const words = `${number(processed)} of ${count(total, 'row')}`;
  return (
    <li className="px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Link to={`/imports/${id}`} className="link min-w-0">
          Import of {fileName}
        </Link>
        <WorkPill status={status} />
      </div>
      <div className="mt-2">
        {isGoing(status) ? (
          <ProgressBar label={`Import of ${fileName}`} done={processed} total={total} words={words} />
        ) : (
          <p className="text-text-quiet">{`${number(created)} new, ${number(updated)} updated, ${number(
            rejected,
          )} rejected`}</p>
        )}
      </div>
    </li>
  );
}

function ExportRow({ job }: { job: ExportJob }) {
  const { id, format, status, total, processed, size } = job;
  const title = `Export to ${format === 'xlsx' ? 'Excel' : format.toUpperCase()}`;
  return (
    <li className="px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Link to={`/exports/${id}`} className="link min-w-0">
          {title}
        </Link>
        <ExportPill status={status} />
      </div>
      <div className="mt-2">
        {isGoing(status) ? (
          <ProgressBar
            label={title}
            done={processed}
            total={total}
            words={`${number(processed)} of ${people(total)}`}
          />
        ) : (
          <p className="text-text-quiet">
            {status === 'completed' ? `${people(total)}, ${bytes(size)}` : `${number(processed)} of ${people(total)}`}
          </p>
        )}
      </div>
    </li>
  );
}

/** Rows of the tray; what is going on is always among them. */
const rowsShown = 5;

/** Long work that is going on, and the last of what is done. */
export function WorkTray({
  operations,
  imports,
  exports,
}: {
  operations: readonly Operation[];
  imports: readonly ImportJob[];
  exports: readonly ExportJob[];
}) {
  if (operations.length + imports.length + exports.length === 0)
    return <p className="px-4 pb-4 text-text-quiet">Imports, exports and bulk work will show their progress here.</p>;
  const rows = [
    ...operations.map((operation) => ({
      at: operation.createdAt,
      isGoing: isGoing(operation.status),
      row: <OperationRow key={operation.id} operation={operation} />,
    })),
    ...imports.map((job) => ({
      at: job.createdAt,
      isGoing: isGoing(job.status),
      row: <ImportRow key={job.id} job={job} />,
    })),
    ...exports.map((job) => ({
      at: job.createdAt,
      isGoing: isGoing(job.status),
      row: <ExportRow key={job.id} job={job} />,
    })),
  ];
  return (
    <ul role="list" className="divide-y divide-line border-t border-line">
      {rows
        .sort((a, b) => Number(b.isGoing) - Number(a.isGoing) || b.at.localeCompare(a.at))
        .slice(0, rowsShown)
        .map(({ row }) => row)}
    </ul>
  );
}
