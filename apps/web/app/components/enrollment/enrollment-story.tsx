import type { EnrollmentDetail } from '@dripemails/contracts';
import { Link } from '@remix-run/react';
import { SectionCard } from '../section-card';
import { lineOf, Timeline } from '../timeline';

interface EnrollmentStoryProps {
  enrollment: EnrollmentDetail;
  /** Puts this person's values into words that hold placeholders. */
  filled(words: string): string;
}

/** What happened and why, the line "now", and what comes if nothing changes. */
export function EnrollmentStory({ enrollment, filled }: EnrollmentStoryProps) {
  const { state, reason, next, timeline, forecast, forecastAssumptions, subscriber, sequenceId, subscriberId } =
    enrollment;
  const isStill = state === 'paused' || state === 'held';
  return (
    <SectionCard title="What happened, and what comes next">
      <div className="px-4 pb-4">
        {timeline.length === 0 ? (
          <p className="text-text-quiet">Nothing yet.</p>
        ) : (
          <Timeline
            label="What happened"
            lines={timeline.map((entry) => ({
              ...lineOf(entry, false),
              what: filled(entry.what),
              why: entry.why && filled(entry.why),
            }))}
          />
        )}
        {state !== 'ended' && (
          <>
            <p className="my-3 flex items-center gap-3 text-xs font-medium text-accent" aria-label="Now">
              <span aria-hidden className="size-3.5 rounded-full bg-accent ring-4 ring-accent-soft" />
              Now
              <span aria-hidden className="h-px flex-1 bg-accent" />
            </p>
            {(next ?? reason) && <p className="mb-3">{filled(next?.why ?? reason ?? '')}</p>}
            {forecast.length > 0 && (
              <Timeline
                quiet
                label={`What comes next, if ${state === 'paused' ? 'it is resumed now' : 'nothing changes'}`}
                lines={forecast.map((entry) => ({ ...entry, what: filled(entry.what) }))}
                personZone={subscriber.timeZone}
              />
            )}
            {isStill && (
              <p className="mt-2 text-xs text-text-quiet">
                Nothing happens while it is {state}.
                {state === 'paused' && forecast.length > 0 && ' The dates are those of a resume now.'}
              </p>
            )}
            <Assumptions assumptions={forecastAssumptions ?? []} />
            <Link to={`/sequences/${sequenceId}/simulate?person=${subscriberId}`} className="link text-xs">
              Try other assumptions
            </Link>
          </>
        )}
      </div>
    </SectionCard>
  );
}

/** What the forecast takes for granted. */
function Assumptions({ assumptions }: { assumptions: readonly string[] }) {
  if (assumptions.length === 0)
    return <p className="mt-2 text-xs text-text-quiet">Below “now” is what comes if nothing changes.</p>;
  return (
    <details className="mt-2 text-xs text-text-quiet">
      <summary className="inline-block rounded">What the forecast takes for granted</summary>
      <ul className="mt-1 list-disc pl-5">
        {assumptions.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </details>
  );
}
