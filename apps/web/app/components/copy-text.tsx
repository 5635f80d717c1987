import { CopyButton } from './copy-button';

/** A text to take elsewhere, such as a DNS record, with a button that copies it. */
export function CopyText({ label, value }: { label: string; value: string }) {
  return (
    <div className="flex items-center gap-2">
      <input
        aria-label={label}
        readOnly
        value={value}
        onFocus={(event) => event.target.select()}
        className="input font-mono text-xs"
      />
      <CopyButton value={value} label={label} />
    </div>
  );
}
