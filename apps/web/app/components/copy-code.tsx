import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from './button';

/** Code of several lines to take elsewhere, with a button that copies it. */
export function CopyCode({ label, value }: { label: string; value: string }) {
  const [isCopied, setCopied] = useState(false);
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
      <Button
        type="button"
        aria-label={`Copy: ${label}`}
        onClick={() => {
          // Without TLS browsers give no clipboard; the text can still be selected by hand.
          void navigator.clipboard?.writeText(value).then(() => setCopied(true));
        }}
      >
        {isCopied ? <Check aria-hidden /> : <Copy aria-hidden />}
        <span role="status">{isCopied ? 'Copied' : 'Copy'}</span>
      </Button>
    </div>
  );
}
