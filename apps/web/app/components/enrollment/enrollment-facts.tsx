import type { EnrollmentDetail } from '@dripemails/contracts';
import { Link } from '@remix-run/react';
import { ExternalLink } from 'lucide-react';
import { Moment } from '../moment';
import { SectionCard } from '../section-card';

/** Who, which version, since when, and the way to the workflow. */
export function EnrollmentFacts({ enrollment, workflowUrl }: { enrollment: EnrollmentDetail; workflowUrl: string }) {
  const { subscriber, subscriberId, version, enrolledAt, endedAt, state, next } = enrollment;
  return (
    <SectionCard title="Facts">
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 px-4 pb-4 [&>dt]:text-text-quiet">
        <dt>Person</dt>
        <dd className="min-w-0">
          <Link to={`/people/${subscriberId}`} className="link break-all">
            {subscriber.email}
          </Link>
        </dd>
        <dt>Version</dt>
        <dd>{version}</dd>
        <dt>Time zone</dt>
        <dd>{subscriber.timeZone ?? 'that of the workspace'}</dd>
        <dt>Added</dt>
        <dd>
          <Moment at={enrolledAt} as="both" />
        </dd>
        {endedAt && (
          <>
            <dt>Ended</dt>
            <dd>
              <Moment at={endedAt} as="both" />
            </dd>
          </>
        )}
        {state === 'active' && next && (
          <>
            <dt>Next due</dt>
            <dd>
              <Moment at={next.at} as="due" />
              <span className="block text-xs text-text-quiet">
                <Moment at={next.at} as="exact" personZone={subscriber.timeZone} />
              </span>
            </dd>
          </>
        )}
      </dl>
      <p className="border-t border-line px-4 py-3">
        <a href={workflowUrl} target="_blank" rel="noreferrer" className="link inline-flex items-center gap-1.5">
          Its workflow in Temporal Web
          <ExternalLink aria-hidden className="size-3.5" />
        </a>
      </p>
    </SectionCard>
  );
}
