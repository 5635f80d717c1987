import clsx from 'clsx';

interface ProgressBarProps {
  label: string;
  done: number;
  total: number;
  /** Said in words by screen readers and shown beside the bar: "412 of 1,000 rows". */
  words: string;
  failed?: boolean;
}

/** A bar that moves; the words beside it are announced politely as they change. */
export function ProgressBar({ label, done, total, words, failed }: ProgressBarProps) {
  const percent = total > 0 ? Math.min(100, Math.round((100 * done) / total)) : 0;
  return (
    <div>
      <div className="mb-1 flex justify-between gap-4 text-text-quiet">
        <span>{words}</span>
        <span>{percent}%</span>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={words}
        className="h-2 overflow-hidden rounded-full bg-surface-sunken"
      >
        <div
          className={clsx('h-full rounded-full transition-[width] duration-150', failed ? 'bg-bad' : 'bg-accent')}
          style={{ width: `${percent}%` }}
        />
      </div>
    </div>
  );
}
