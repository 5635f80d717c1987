import type { OptIn, Subscriber } from '@dripemails/contracts';
import { Form } from '@remix-run/react';
import { Ban, CircleCheck, Clock, MailQuestion, TimerOff, type LucideIcon } from 'lucide-react';
import { useRef } from 'react';
import { TextField } from '../components/field';
import { Moment } from '../components/moment';
import { Pill, type PillTone } from '../components/pill';
import { SectionCard } from '../components/section-card';
import { SubmitButton } from '../components/submit-button';
import { useFocusOnRefusal } from '../components/use-focus-on-refusal';
import type { Refusal } from '../session/refusal';
import { sourceWords } from '../words/consent';
import { count } from '../words/count';

const looks: Record<OptIn['state'], readonly [PillTone, LucideIcon, string]> = {
  pending: ['accent', Clock, 'Waiting'],
  confirmed: ['good', CircleCheck, 'Confirmed'],
  expired: ['quiet', TimerOff, 'Expired'],
  cancelled: ['quiet', Ban, 'Cancelled'],
};

/** Somebody unsubscribed at this address before, whose profile has another one now. */
const isLeftAddress = ({ suppressed }: Subscriber) => suppressed?.reason === 'unsubscribed';

/** Who may be asked whether they want mail; whoever complained or was erased may not. */
const mayBeAsked = (person: Subscriber) =>
  ['unconfirmed', 'unsubscribed', 'bounced'].includes(person.status) ||
  (person.status === 'active' && isLeftAddress(person));

/** What a person was asked to confirm by mail, newest first, with a way to ask them. */
export function PersonOptIns({
  person,
  optIns,
  refusal,
}: {
  person: Subscriber;
  optIns: readonly OptIn[];
  refusal: Refusal | undefined;
}) {
  const form = useRef<HTMLFormElement>(null);
  useFocusOnRefusal(form, refusal);
  const waiting = optIns.find(({ state }) => state === 'pending');
  const canAsk = waiting !== undefined || mayBeAsked(person);
  // of somebody who said no it takes their own wish; a request that waits already is one
  const errors = refusal?.fields.evidence;
  const saidNo = person.status === 'unsubscribed' || isLeftAddress(person);
  const needsEvidence = errors !== undefined || (waiting === undefined && saidNo);
  if (optIns.length === 0 && !canAsk) return null;
  return (
    <SectionCard title="Confirmations">
      {optIns.length === 0 ? (
        <p className="px-4 pb-4 text-text-quiet">Nobody has asked this person to confirm yet.</p>
      ) : (
        <ol role="list" aria-label="Confirmations" className="divide-y divide-line border-t border-line">
          {optIns.map((one) => (
            <OptInLine key={one.id} optIn={one} />
          ))}
        </ol>
      )}
      {canAsk && (
        <Form ref={form} method="post" className="space-y-3 px-4 py-3">
          {waiting?.list && <input type="hidden" name="listId" value={waiting.list.id} />}
          {needsEvidence && (
            <TextField
              id="opt-in-evidence"
              name="evidence"
              label="How they asked for it"
              hint={`${person.status === 'unsubscribed' ? 'They' : 'Somebody with this address'} unsubscribed, so it takes their own wish. Stands in the consent log.`}
              placeholder="By phone on 3 May"
              maxLength={1000}
              errors={errors}
            />
          )}
          <SubmitButton look="secondary" busy="Asking…" name="intent" value="askToConfirm">
            <MailQuestion aria-hidden />
            {waiting ? 'Send the mail again' : 'Ask whether they want mail'}
          </SubmitButton>
          {refusal !== undefined && errors === undefined && (
            <p role="alert" className="text-xs font-medium text-bad">
              {refusal.message}
            </p>
          )}
        </Form>
      )}
    </SectionCard>
  );
}

function OptInLine({ optIn }: { optIn: OptIn }) {
  const { list, state, source, by, sent, requestedAt, nextMailAt, expiresAt, endedAt, workflowUrl } = optIn;
  const [tone, icon, word] = looks[state];
  return (
    <li className="space-y-1 px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <p className="min-w-0 font-medium">{list === null ? 'Mail as a whole' : `List ${list.name}`}</p>
        <Pill tone={tone} icon={icon}>
          {word}
        </Pill>
      </div>
      <p className="text-text-quiet">
        {sourceWords({ source, by })}, <Moment at={requestedAt} />. {count(sent, 'mail')} sent
        {state === 'pending' && nextMailAt !== null && (
          <>
            , the next <Moment at={nextMailAt} as="due" />
          </>
        )}
        {state === 'pending' ? (
          <>
            ; the link expires <Moment at={expiresAt} />.
          </>
        ) : endedAt === null ? (
          '.'
        ) : (
          <>
            ; {word.toLowerCase()} <Moment at={endedAt} />.
          </>
        )}
      </p>
      <a href={workflowUrl} className="link text-xs" target="_blank" rel="noreferrer">
        Its workflow
      </a>
    </li>
  );
}
