import type { TimelineEntry } from '@dripemails/contracts';
import { Link } from '@remix-run/react';
import clsx from 'clsx';
import { Moment } from './moment';

interface TimelineLine {
  at: string;
  what: string;
  why?: string | null;
  to?: string | undefined;
}

/** Lines from top to bottom, each with its instant. `quiet` is for what has not happened yet. */
export function Timeline({
  label,
  lines,
  quiet = false,
  personZone,
}: {
  label: string;
  lines: readonly TimelineLine[];
  quiet?: boolean;
  personZone?: string | null;
}) {
  return (
    <ol role="list" aria-label={label} className="relative ml-1.5 border-l-2 border-line">
      {lines.map(({ at, what, why, to }, index) => (
        <li key={`${at} ${index}`} className="relative pb-5 pl-6 last:pb-1">
          <span
            aria-hidden
            className={clsx(
              'absolute top-1.5 -left-[7px] size-3 rounded-full border-2',
              quiet ? 'border-dashed border-line-strong bg-surface-raised' : 'border-accent bg-accent',
            )}
          />
          <div className={clsx('flex flex-wrap items-baseline justify-between gap-x-4', quiet && 'text-text-quiet')}>
            <p className={clsx('min-w-0', !quiet && 'font-medium')}>
              {to ? (
                <Link to={to} className="link">
                  {what}
                </Link>
              ) : (
                what
              )}
            </p>
            <p className="text-xs text-text-quiet">
              <Moment at={at} as="exact" personZone={personZone ?? null} />
            </p>
          </div>
          {why && <p className="text-text-quiet">{why}</p>}
        </li>
      ))}
    </ol>
  );
}

/** The page that tells more about a line of a person's history. */
export function lineOf({ at, what, why, enrollmentId }: TimelineEntry, linkEnrollment: boolean): TimelineLine {
  return { at, what, why, to: linkEnrollment && enrollmentId ? `/enrollments/${enrollmentId}` : undefined };
}
