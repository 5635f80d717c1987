import type { Enrollment, Message } from '@dripemails/contracts';
import { CalendarClock, RotateCcw, SkipForward, Undo2, type LucideIcon } from 'lucide-react';
import { AskButton } from '../ask-button';
import { SectionCard } from '../section-card';

interface Repair {
  ask: string;
  label: string;
  hint: string;
  icon: LucideIcon;
}

/** What an operator can put right for this person. Each asks before it does anything. */
export function EnrollmentRepairs({
  enrollment: { state },
  messages,
}: {
  enrollment: Enrollment;
  messages: readonly Message[];
}) {
  const isBroken = state === 'held' || messages.some(({ status }) => status === 'failed' || status === 'unknown');
  const repairs: Repair[] = [
    { ask: 'skip', label: 'Skip', hint: 'Pass the step that is waited for.', icon: SkipForward },
    { ask: 'rewind', label: 'Go back', hint: 'Return to an earlier step, with or without mail.', icon: Undo2 },
    { ask: 'due', label: 'Change due time', hint: 'Make the next step earlier or later.', icon: CalendarClock },
    ...(isBroken
      ? [{ ask: 'retry', label: 'Try again', hint: 'Do once more what failed or is unknown.', icon: RotateCcw }]
      : []),
  ];
  return (
    <SectionCard title="Repair">
      {state === 'ended' ? (
        <p className="px-4 pb-4 text-text-quiet">
          It has ended, so there is nothing to repair. To go on, add the person to the sequence again.
        </p>
      ) : (
        <ul role="list" className="divide-y divide-line border-t border-line">
          {repairs.map(({ ask, label, hint, icon: Icon }) => (
            <li key={ask} className="flex flex-wrap items-center justify-between gap-2 px-4 py-2">
              <span className="min-w-0 flex-1 text-text-quiet">{hint}</span>
              <AskButton ask={ask}>
                <Icon aria-hidden />
                {label}
              </AskButton>
            </li>
          ))}
        </ul>
      )}
    </SectionCard>
  );
}
