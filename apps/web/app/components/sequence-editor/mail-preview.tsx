import type { Step } from '@dripemails/contracts';
import { previewPlaceholders } from '../../sequence/preview-placeholders';
import { MailFrame } from '../mail-frame';
import type { Sender } from './editor-world';

/** The mail as it is being written, for a made-up person. */
export function MailPreview({ step, sender }: { step: Extract<Step, { kind: 'email' }>; sender: Sender }) {
  return (
    <section aria-label="Preview" className="card overflow-hidden">
      <div className="border-b border-line p-3">
        <p className="truncate font-medium">{previewPlaceholders(step.subject, 'text')}</p>
        <p className="truncate text-xs text-text-quiet">
          {sender.sender.name} &lt;{sender.sender.email}&gt; to Ada Lovelace, a made-up person
        </p>
      </div>
      <MailFrame
        title={`Preview of ${step.subject}`}
        html={previewPlaceholders(step.html, 'html')}
        pictures
        className="h-96 rounded-none border-0"
      />
      <p className="border-t border-line p-3 text-xs text-text-quiet">{sender.postalAddress} · Unsubscribe</p>
    </section>
  );
}
