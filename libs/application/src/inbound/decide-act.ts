import type { InboundKind } from '@dripemails/contracts';
import { bounceClass, type BounceClass } from '@dripemails/domain';
import type { TokenPurpose } from '../message/token-port.js';
import type { BouncedRecipient, InboundAct, MessageAbout, Recognised } from './inbound-port.js';

/** Characters of a detail; it is one line on a page. */
const DETAIL_LIMIT = 200;

const BOUNCED: Record<BounceClass | 'delayed', string> = {
  hard: 'The address bounced',
  soft: 'The mail bounced, for now',
  policy: 'The mail was refused; the address is good',
  delayed: 'The mail is late',
};

/** What a mail is about a message of ours, what it says in short, and what it does; null where it does nothing. */
export interface InboundDecision {
  readonly kind: InboundKind;
  readonly detail: string | null;
  readonly act: InboundAct | null;
}

/**
 * Decides what a mail does to the person whose message it is about. Only a bounce that condemns the address, a complaint
 * and a request to unsubscribe take consent away; an automatic reply never does anything.
 * @param purpose of the signed address that it came to; null where it was found by a Message-ID
 * @param now real ms
 */
export function decideAct(
  about: MessageAbout,
  recognised: Recognised,
  purpose: TokenPurpose | null,
  now: number,
): InboundDecision {
  const kind = kindFor(recognised, purpose);
  switch (kind) {
    case 'bounce':
      return bounce(about, recognised, now);
    case 'complaint': {
      const withdrawal = { status: 'complained', outcome: 'complained', what: 'The subscriber complained', why: recognised.detail, at: now } as const; // prettier-ignore
      const event = {
        kind: 'complained',
        what: 'Complained about the mail',
        why: recognised.detail,
        name: null,
      } as const;
      return { kind, detail: recognised.detail, act: { about, event, then: withdrawal } };
    }
    case 'unsubscribe': {
      const evidence = {
        source: sourceOfNo(about, purpose),
        text: '',
        ip: null,
        userAgent: null,
        reason: null,
        at: now,
      };
      const withdrawal = { status: 'unsubscribed', outcome: 'unsubscribed', what: 'Unsubscribed', why: 'By mail', at: now, evidence } as const; // prettier-ignore
      const event = { kind: 'unsubscribed', what: 'Unsubscribed', why: 'By mail', name: null } as const;
      return { kind, detail: null, act: { about, event, then: withdrawal } };
    }
    case 'auto-reply': {
      const event = { kind: 'auto-replied', what: 'An automatic reply came', why: null, name: null } as const;
      return { kind, detail: recognised.detail, act: { about, event, then: 'record' } };
    }
    case 'reply': {
      const event = { kind: 'replied', what: 'Replied to the mail', why: null, name: null } as const;
      return { kind, detail: null, act: { about, event, then: 'reply' } };
    }
    case 'other':
      return { kind, detail: recognised.detail, act: null };
  }
}

/**
 * The address that a mail came to says what its sender meant, where the mail itself leaves a choice: nobody writes to an
 * unsubscribe address but to unsubscribe (some mail programs mark that as automatic), and to a return path, which people
 * never see, only machines answer.
 */
function kindFor({ kind }: Recognised, purpose: TokenPurpose | null): Recognised['kind'] {
  if (purpose === 'unsubscribe') return kind === 'auto-reply' || kind === 'reply' ? 'unsubscribe' : kind;
  if (purpose === 'bounce') return kind === 'reply' ? 'auto-reply' : kind;
  return kind;
}

/** Where a no came from, for the consent log: by which way, and to a mail of which sequence and list. */
function sourceOfNo({ sequenceName, listName }: MessageAbout, purpose: TokenPurpose | null): string {
  const way = purpose === 'unsubscribe' ? 'Unsubscribe by mail' : 'Unsubscribe by reply';
  const to = [
    ...(sequenceName === null ? [] : [`sequence '${sequenceName}'`]),
    ...(listName === null ? [] : [`list '${listName}'`]),
  ];
  return to.length === 0 ? way : `${way}: ${to.join(', ')}`;
}

function bounce(about: MessageAbout, recognised: Recognised, now: number): InboundDecision {
  const recipient = recipientOf(about, recognised.recipients);
  const shown = detailOf(recipient);
  const isDelayed = recipient?.action === 'delayed';
  const meaning = isDelayed ? 'soft' : bounceClass(recipient?.status ?? null, recipient?.diagnostic ?? '');
  const what = BOUNCED[isDelayed ? 'delayed' : meaning];
  const event = { kind: 'bounced', what, why: shown, name: isDelayed ? 'delayed' : meaning } as const;
  const withdrawal = { status: 'bounced', outcome: 'bounced', what, why: shown, at: now } as const;
  return { kind: 'bounce', detail: shown, act: { about, event, then: meaning === 'hard' ? withdrawal : 'record' } };
}

/** Who was not reached: the one we wrote to, else the first that failed, as a forwarder's report names another address. */
function recipientOf(about: MessageAbout, recipients: readonly BouncedRecipient[]): BouncedRecipient | undefined {
  const to = about.to.toLowerCase();
  return (
    recipients.find(({ addresses }) => addresses.some((address) => address.toLowerCase() === to)) ??
    recipients.find(({ action }) => action === 'failed') ??
    recipients[0]
  );
}

/** `5.1.1 user unknown`. It stands in lists and logs, where addresses have no place. */
function detailOf(recipient: BouncedRecipient | undefined): string | null {
  const status = recipient?.status ?? '';
  const words = (recipient?.diagnostic ?? '')
    .replace(/[^\s<>@]{1,64}@[^\s<>@]{1,255}/g, '…')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  const told = status === '' ? words : words.replace(/^[45]\d\d[ -]+/, '');
  const reason = told.startsWith(status) ? told.slice(status.length).trim() : told;
  const detail = `${status} ${reason}`.trim();
  return detail === '' ? null : detail.slice(0, DETAIL_LIMIT);
}
