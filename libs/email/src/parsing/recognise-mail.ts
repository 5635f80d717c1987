import type { BouncedRecipient, MailContext, Recognised } from '@dripemails/application';
import { automaticBecause, type FieldReader } from './automatic-reply.js';
import { isUndeliveredSubject, readBounceText, readDeliveryStatus } from './delivery-report.js';
import { rawFields, readable } from './header-section.js';
import { mailParts, NO_PARTS, type MailParts } from './mail-parts.js';
import { asksToUnsubscribe } from './unsubscribe-request.js';

/** Message-IDs of one mail that are looked up: a thread names more, but the newest tell. */
const REFERENCE_LIMIT = 20;
/** RFC 5322 2.1.1. */
const LINE_LIMIT = 998;

/** Programs that return mail, by the address or the name that they write under. */
const DAEMON =
  /(mailer-?daemon|mail(er)?[-. ]?(delivery|system|robot)|postmaster|mdaemon|\bbounces?@|mail delivery (sub)?system)/i;
/** Complaints of RFC 5965 7.3 and RFC 6430; `not-spam` praises, `auth-failure` and `dmarc` speak of signatures. */
const NO_COMPLAINT = /^(not-spam|auth-failure|dmarc|dkim)/i;
const OPT_OUT = /^opt-out/i;

/**
 * Tells what a mail is: a bounce (RFC 3464, or in words), a complaint (RFC 5965), an automatic reply (RFC 3834), a
 * request to unsubscribe, or what a person wrote. Never fails: what is malformed is judged by what can be read.
 */
export async function recogniseMail(raw: Uint8Array, { mailFrom, isAddressed }: MailContext): Promise<Recognised> {
  const fields = new Map<string, string>();
  for (const { name, value } of rawFields(raw)) {
    const key = name.toLowerCase();
    if (!fields.has(key)) fields.set(key, value);
  }
  const field: FieldReader = (name) => fields.get(name);
  const subject = readable((field('subject') ?? '').slice(0, 30 * LINE_LIMIT)).slice(0, LINE_LIMIT);
  const references = referencesOf(field);
  const isNullSender = mailFrom === '' || /^<\s*>$/.test((field('return-path') ?? '').trim());
  // a mail that answers nothing of anybody's and reports nothing is not about us: taking it apart would be in vain
  const isWorthReading = isAddressed || references.length > 0 || isNullSender || mayBeReport(field, subject);
  const parts = isWorthReading ? await mailParts(raw) : NO_PARTS;
  const nothing = { references, ...returnedBy(parts), recipients: [], detail: null };

  if (parts.feedbackReport !== null) {
    const type = /^Feedback-Type[ \t]*:[ \t]*([\w-]+)/im.exec(parts.feedbackReport)?.[1]?.toLowerCase() ?? 'other';
    const kind = NO_COMPLAINT.test(type) ? 'other' : OPT_OUT.test(type) ? 'unsubscribe' : 'complaint';
    return { ...nothing, kind, detail: type };
  }
  const reported = parts.deliveryStatus.flatMap(readDeliveryStatus);
  if (reported.length > 0) {
    // a report of success (`delivered`, `relayed`, `expanded`) is good news and asks for nothing
    const recipients = reported.filter(({ action }) => action === 'failed' || action === 'delayed');
    return { ...nothing, kind: recipients.length > 0 ? 'bounce' : 'other', recipients };
  }
  if (/report-type="?disposition-notification/i.test(field('content-type') ?? '')) return { ...nothing, kind: 'other' };
  const told = bounceInWords({ field, subject, parts, isNullSender });
  if (told !== null) return { ...nothing, kind: 'bounce', recipients: [told] };

  const because = automaticBecause((name) => decoded(field, name), subject, isNullSender);
  if (because !== null) return { ...nothing, kind: 'auto-reply', detail: because };
  return { ...nothing, kind: asksToUnsubscribe(subject, parts.text) ? 'unsubscribe' : 'reply' };
}

function mayBeReport(field: FieldReader, subject: string): boolean {
  return (
    /^(multipart\/report|message\/)/i.test((field('content-type') ?? '').trim()) ||
    field('x-failed-recipients') !== undefined ||
    DAEMON.test(decoded(field, 'from') ?? '') ||
    isUndeliveredSubject(subject)
  );
}

/** A bounce without a report that can be read: a mail program that says in words, and with a code, what went wrong. */
function bounceInWords(mail: {
  field: FieldReader;
  subject: string;
  parts: MailParts;
  isNullSender: boolean;
}): BouncedRecipient | null {
  const { field, subject, parts, isNullSender } = mail;
  const from = decoded(field, 'from') ?? '';
  const isReport =
    /report-type="?delivery-status/i.test(field('content-type') ?? '') || field('x-failed-recipients') !== undefined;
  const isDaemon = DAEMON.test(from);
  const isLikely =
    isReport ||
    (isDaemon && (isNullSender || isUndeliveredSubject(subject))) ||
    (isNullSender && isUndeliveredSubject(subject));
  if (!isLikely) return null;
  // the report may stand in the text, where its boundary is broken or its type is wrong
  const inText = readDeliveryStatus(/^(Original|Final)-Recipient:[\s\S]*/im.exec(parts.text)?.[0] ?? '');
  return (
    inText.find(({ action }) => action === 'failed') ??
    inText[0] ??
    readBounceText(subject, parts.text, isDaemon && isUndeliveredSubject(subject))
  );
}

function decoded(field: FieldReader, name: string): string | undefined {
  const value = field(name);
  return value === undefined ? undefined : readable(value.slice(0, LINE_LIMIT));
}

/** In-Reply-To first, then References from the newest to the oldest (RFC 5322 3.6.4). */
function referencesOf(field: FieldReader): string[] {
  const replied = messageIdsIn(field('in-reply-to') ?? '');
  const thread = messageIdsIn((field('references') ?? '').slice(-16 * LINE_LIMIT)).reverse();
  return [...new Set([...replied, ...thread])].slice(0, REFERENCE_LIMIT);
}

/** The mails that came back with this one: their Message-IDs, and the signed addresses in their headers. */
function returnedBy(parts: MailParts): { returnedIds: string[]; returnedAddresses: string[] } {
  const sources = [
    ...parts.returned,
    ...(parts.feedbackReport === null ? [] : [parts.feedbackReport]),
    ...parts.deliveryStatus,
    parts.text,
  ];
  const ids = sources.flatMap((source) =>
    [...source.matchAll(/^[ \t>|]*Message-ID[ \t]*:\s*(<?[^\s<>]+@[^\s<>]+>?)/gim)].flatMap(([, id]) =>
      messageIdsIn(`<${(id ?? '').replace(/[<>]/g, '')}>`),
    ),
  );
  const addresses = sources.flatMap((source) =>
    [...source.matchAll(/\b[bru]\+[0-9a-f]{40,64}@/gi)].map(([address]) => address.slice(0, -1)),
  );
  return {
    returnedIds: [...new Set(ids)].slice(0, REFERENCE_LIMIT),
    returnedAddresses: [...new Set(addresses)].slice(0, REFERENCE_LIMIT),
  };
}

function messageIdsIn(value: string): string[] {
  return (value.match(/<[^\s<>]+@[^\s<>]+>/g) ?? []).filter((id) => id.length <= LINE_LIMIT);
}
