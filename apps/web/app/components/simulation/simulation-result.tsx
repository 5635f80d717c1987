import type { Simulation } from '@dripemails/contracts';
import { ArrowDownRight, Clock, Flag, LogIn, MailCheck, MousePointerClick, type LucideIcon } from 'lucide-react';
import { Moment } from '../moment';
import { Notice } from '../notice';
import { SectionCard } from '../section-card';
import { outcomeWord } from '../state-pill';

const looks: Record<Simulation['timeline'][number]['kind'], readonly [LucideIcon, string]> = {
  entered: [LogIn, 'Enters'],
  sent: [MailCheck, 'Mail'],
  passed: [ArrowDownRight, 'Passes'],
  waited: [Clock, 'Waits'],
  assumed: [MousePointerClick, 'Supposed'],
  ended: [Flag, 'Ends'],
};

/** The dated timeline of a simulated run, what was taken for granted, and what was odd. */
export function SimulationResult({ simulation, personZone }: { simulation: Simulation; personZone: string | null }) {
  const { timeline, outcome, endsAt, assumptions, problems } = simulation;
  return (
    <SectionCard title="What would happen">
      <div className="space-y-4 px-4 pb-4">
        <p role="status">
          {outcome && endsAt ? (
            <>
              It ends with “{outcomeWord(outcome)}” on <Moment at={endsAt} as="exact" />.
            </>
          ) : (
            'It does not end within the time looked at.'
          )}
        </p>
        {problems.map(({ stepId, message }) => (
          <Notice key={`${stepId} ${message}`} tone="warn">
            {message}
          </Notice>
        ))}
        <ol role="list" aria-label="Simulated timeline" className="space-y-3">
          {timeline.map(({ at, kind, what, why }, index) => {
            const [Icon, word] = looks[kind];
            return (
              <li key={`${at} ${index}`} className="flex gap-3">
                <span
                  className={`grid size-7 flex-none place-items-center rounded-full ${
                    kind === 'sent' ? 'bg-accent-soft text-accent' : 'bg-surface-sunken text-text-quiet'
                  }`}
                >
                  <Icon aria-hidden className="size-4" />
                </span>
                <div className="min-w-0 flex-1">
                  <p className="flex flex-wrap items-baseline justify-between gap-x-4">
                    <span className={kind === 'sent' ? 'font-medium' : undefined}>
                      <span className="sr-only">{word}: </span>
                      {what}
                    </span>
                    <span className="text-xs text-text-quiet">
                      <Moment at={at} as="exact" personZone={personZone} />
                    </span>
                  </p>
                  {why && <p className="text-text-quiet">{why}</p>}
                </div>
              </li>
            );
          })}
        </ol>
        {assumptions.length > 0 && (
          <div>
            <h3 className="text-xs font-medium text-text-quiet">Taken for granted</h3>
            <ul className="list-disc pl-5 text-text-quiet">
              {assumptions.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </SectionCard>
  );
}
