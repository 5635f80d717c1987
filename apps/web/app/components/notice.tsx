import clsx from 'clsx';
import { AlertTriangle, CircleAlert, CircleCheck, Info, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

type Tone = 'info' | 'good' | 'warn' | 'bad';

const tones: Record<Tone, { icon: LucideIcon; box: string; mark: string }> = {
  info: { icon: Info, box: 'bg-accent-soft', mark: 'text-accent' },
  good: { icon: CircleCheck, box: 'bg-good-soft', mark: 'text-good' },
  warn: { icon: AlertTriangle, box: 'bg-warn-soft', mark: 'text-warn' },
  bad: { icon: CircleAlert, box: 'bg-bad-soft', mark: 'text-bad' },
};

/** A remark in the flow of a page. Errors of a form are announced (`role="alert"`). */
export function Notice({
  tone = 'info',
  id,
  children,
  className,
}: {
  tone?: Tone;
  id?: string;
  children: ReactNode;
  className?: string;
}) {
  const { icon: Icon, box, mark } = tones[tone];
  return (
    <div id={id} role={tone === 'bad' ? 'alert' : undefined} className={clsx('flex gap-3 rounded p-3', box, className)}>
      <Icon aria-hidden className={clsx('mt-0.5 size-4 flex-none', mark)} />
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}
