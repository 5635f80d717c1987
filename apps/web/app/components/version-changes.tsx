import type { VersionDiff } from '@dripemails/contracts';
import { CircleMinus, CirclePlus, MoveVertical, PencilLine, SlidersHorizontal, type LucideIcon } from 'lucide-react';
import { Pill, type PillTone } from './pill';

const looks: Record<VersionDiff['changes'][number]['kind'], readonly [PillTone, LucideIcon, string]> = {
  added: ['good', CirclePlus, 'Added'],
  removed: ['bad', CircleMinus, 'Removed'],
  changed: ['accent', PencilLine, 'Changed'],
  moved: ['quiet', MoveVertical, 'Moved'],
  settings: ['quiet', SlidersHorizontal, 'Settings'],
};

/** The differences of two versions, one a line. */
export function VersionChanges({ diff: { from, to, changes } }: { diff: VersionDiff }) {
  if (changes.length === 0)
    return (
      <p className="text-text-quiet">
        Nothing: versions {from} and {to} are the same.
      </p>
    );
  return (
    <ul role="list" aria-label={`From version ${from} to version ${to}`} className="space-y-2">
      {changes.map(({ kind, stepId, what }, index) => {
        const [tone, icon, word] = looks[kind];
        return (
          <li key={`${kind} ${stepId} ${index}`} className="flex items-baseline gap-3">
            <span className="w-24 flex-none">
              <Pill tone={tone} icon={icon}>
                {word}
              </Pill>
            </span>
            <span className="min-w-0">{what}</span>
          </li>
        );
      })}
    </ul>
  );
}
