import clsx from 'clsx';
import type { LucideIcon } from 'lucide-react';

export type PillTone = 'quiet' | 'accent' | 'good' | 'warn' | 'bad';

const tones: Record<PillTone, string> = {
  quiet: 'bg-surface-sunken text-text-quiet',
  accent: 'bg-accent-soft text-accent',
  good: 'bg-good-soft text-good',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
};

/** A state as icon and word, never by colour alone. */
export function Pill({ tone, icon: Icon, children }: { tone: PillTone; icon: LucideIcon; children: string }) {
  return (
    <span
      className={clsx(
        'inline-flex items-center gap-1 rounded-full px-2 py-0.5 text-xs font-medium whitespace-nowrap',
        tones[tone],
      )}
    >
      <Icon aria-hidden className="size-3.5" />
      {children}
    </span>
  );
}
