import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from './button';

/** Copies a text, and says so. `label` names what it copies where that is not plain from what stands beside it. */
export function CopyButton({ value, label }: { value: string; label?: string }) {
  const [isCopied, setCopied] = useState(false);
  return (
    <Button
      type="button"
      aria-label={label === undefined ? undefined : `Copy: ${label}`}
      onClick={() => {
        // Without TLS browsers give no clipboard; the text can still be selected by hand.
        void navigator.clipboard?.writeText(value).then(() => setCopied(true));
      }}
    >
      {isCopied ? <Check aria-hidden /> : <Copy aria-hidden />}
      <span role="status">{isCopied ? 'Copied' : 'Copy'}</span>
    </Button>
  );
}
