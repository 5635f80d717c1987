import type { SendingDomain } from '@dripemails/contracts';
import { Form } from '@remix-run/react';
import { RefreshCw } from 'lucide-react';
import { CopyText } from './copy-text';
import { Moment } from './moment';
import { SpfPill } from './state-pill';
import { SubmitButton } from './submit-button';

/** One sending domain: what its SPF says, the record as it is, and what to publish instead. */
export function DomainCard({ domain: { id, name, spf } }: { domain: SendingDomain }) {
  return (
    <li className="card p-4" aria-label={name}>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="flex flex-wrap items-center gap-3 text-base font-semibold">
          <span className="break-all">{name}</span>
          <SpfPill verdict={spf.verdict} />
        </h2>
        <Form method="post">
          <input type="hidden" name="of" value={id} />
          <SubmitButton
            look="secondary"
            busy="Checking…"
            name="intent"
            value={`check:${id}`}
            aria-label={`Check now: ${name}`}
          >
            <RefreshCw aria-hidden />
            Check now
          </SubmitButton>
        </Form>
      </div>
      <p className="mt-1">{spf.explanation}</p>
      <p className="text-xs text-text-quiet">
        {spf.lastChecked ? (
          <>
            Checked <Moment at={spf.lastChecked} />
          </>
        ) : (
          'Not checked yet'
        )}
      </p>
      <dl className="mt-3 space-y-3 [&>div>dt]:text-text-quiet">
        <div>
          <dt>The TXT record as it is</dt>
          <dd className="font-mono text-xs break-all">{spf.record ?? 'none that begins with v=spf1'}</dd>
        </div>
        {spf.missingIncludes.length > 0 && (
          <div>
            <dt>Missing in it</dt>
            <dd className="font-mono text-xs break-all">{spf.missingIncludes.join(' ')}</dd>
          </div>
        )}
        {spf.suggestedRecord && spf.suggestedRecord !== spf.record && (
          <div>
            <dt className="mb-1">Publish this TXT record instead, at {name}</dt>
            <dd>
              <CopyText label={`TXT record for ${name}`} value={spf.suggestedRecord} />
            </dd>
          </div>
        )}
      </dl>
    </li>
  );
}
