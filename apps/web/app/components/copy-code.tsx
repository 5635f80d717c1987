import { CopyButton } from './copy-button';

/** Code of several lines to take elsewhere, with a button that copies it. */
export function CopyCode({ label, value }: { label: string; value: string }) {
  return (
    <div className="space-y-2">
      <textarea
        aria-label={label}
        readOnly
        rows={Math.min(12, Math.max(3, value.split('\n').length))}
        value={value}
        wrap="off"
        spellCheck={false}
        onFocus={(event) => event.target.select()}
        className="input resize-y overflow-x-auto font-mono text-xs"
      />
      <CopyButton value={value} label={label} />
    </div>
  );
}
