import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from './button';

/** A text to take elsewhere, such as a DNS record, with a button that copies it. */
export function CopyText({ label, value }: { label: string; value: string }) {
  const [isCopied, setCopied] = useState(false);
  return (
    <div className="flex items-center gap-2">
      <input
        aria-label={label}
        readOnly
        value={value}
        onFocus={(event) => event.target.select()}
        className="input font-mono text-xs"
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
