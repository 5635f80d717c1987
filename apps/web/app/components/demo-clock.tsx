import type { Workspace } from '@dripemails/contracts';
import { FastForward } from 'lucide-react';
import { exactWords } from '../time/exact-words';
import { useWorkspaceNow } from '../time/workspace-clock';

/** Says that this workspace's time runs faster, and what its clock shows. */
export function DemoClock({ clock }: Pick<Workspace, 'clock'>) {
  const { now, timeZone } = useWorkspaceNow();
  if (clock.rate === 1) return null;
  const seconds = Math.round(clock.secondsPerDay * 10) / 10;
  return (
    <div className="rounded bg-warn-soft px-2.5 py-1.5 text-xs text-warn">
      <p className="flex items-center gap-1.5 font-medium">
        <FastForward aria-hidden className="size-3.5 flex-none" />
        Demo time · 1 day = {seconds} s
      </p>
      <p className="mt-0.5 whitespace-nowrap" suppressHydrationWarning>
        {exactWords(now, timeZone)}
      </p>
    </div>
  );
}
