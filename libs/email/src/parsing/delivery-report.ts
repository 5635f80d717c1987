import type { BouncedRecipient } from '@dripemails/application';
import { enhancedStatusIn, replyCodeIn } from '@dripemails/domain';

/** Recipients of one report that are looked at; a mail of ours has one. */
const RECIPIENT_LIMIT = 100;
/** Lines of a text that are looked at: the reason stands near its top. */
const LINE_COUNT = 500;
/** Characters of an explanation that are kept. */
const DIAGNOSTIC_LIMIT = 1_000;

/**
 * Reads `message/delivery-status` (RFC 3464): blocks of fields, the first about the message and one for each recipient.
 * Reports that run the blocks together or leave the first one out are read too.
 */
export function readDeliveryStatus(report: string): BouncedRecipient[] {
  const lines = report
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]+(?=\S)/g, ' ')
    .split('\n');
  const recipients: BouncedRecipient[] = [];
  let fields = new Map<string, string>();
  const close = (): void => {
    const recipient = recipientOf(fields);
    if (recipient !== null && recipients.length < RECIPIENT_LIMIT) recipients.push(recipient);
    fields = new Map();
  };
  for (const line of lines) {
    const match = /^([A-Za-z][\w-]*)[ \t]*:[ \t]*(.*)$/.exec(line);
    if (match === null) {
      if (line.trim() === '' && fields.has('final-recipient')) close();
      continue;
    }
    const name = (match[1] ?? '').toLowerCase();
    if (name === 'final-recipient' && fields.has(name)) close();
    if (!fields.has(name)) fields.set(name, (match[2] ?? '').trim());
  }
  close();
  return recipients;
}

function recipientOf(fields: ReadonlyMap<string, string>): BouncedRecipient | null {
  const action = /^[a-z]+/.exec((fields.get('action') ?? '').toLowerCase())?.[0] ?? null;
  const status = enhancedStatusIn(fields.get('status') ?? '');
  const addresses = ['original-recipient', 'final-recipient', 'x-actual-recipient']
    .map((name) => addressIn(fields.get(name) ?? ''))
    .filter((address) => address !== null);
  if (action === null && status === null && !fields.has('final-recipient')) return null;
  const diagnostic = (fields.get('diagnostic-code') ?? '').replace(/^(smtp|x-[\w-]+|dns|unix)\s*;\s*/i, '');
  return {
    addresses,
    action: action ?? (status?.startsWith('4.') === true ? 'delayed' : 'failed'),
    status,
    diagnostic: diagnostic.slice(0, DIAGNOSTIC_LIMIT),
  };
}

/** `rfc822; <ada@example.net>` or `utf-8; …` (RFC 6533) without what stands around the address. */
function addressIn(field: string): string | null {
  return /[^\s<>;,"()@]{1,64}@[^\s<>;,"()@]{1,255}/.exec(field.slice(0, DIAGNOSTIC_LIMIT))?.[0] ?? null;
}

/** What systems write who return mail in words of their own. */
const UNDELIVERED =
  /\b(undeliver(ed|able)|returned mail|failed delivery|(e-?)?mail (delivery )?(failed|failure|error)|delivery (status|failure|failed|has failed|report|problem|error|not(ification)?|incomplete|delayed?)|failure (notice|delivery)|(could|can) ?not (be )?deliver(ed)?|non-?deliver(y|able)|unzustellbar|non remis|non recapitabile|no se (pudo|ha podido) entregar|não (foi )?entregue|niet bezorgd|配信不能|エラー)/i;
const REFUSED =
  /\b(user unknown|unknown user|no such user|mailbox (is )?(full|unavailable)|does not exist|address not found|could not be delivered|couldn't be delivered|permanent (fatal )?error|recipient rejected|host (unknown|not found)|not our customer|unrouteable)/i;

/** Whether a subject tells of a mail that did not arrive. */
export function isUndeliveredSubject(subject: string): boolean {
  return UNDELIVERED.test(subject);
}

/** Only a warning: the mail is still on its way. */
const DELAYED = /\b(delay(ed)?|warning|still (being )?(retr|try)|not yet been delivered|temporar(y|ily))\b/i;

/**
 * A bounce in free text, as qmail, Exim and many others write it: the reply code and the words beside it.
 * @param isSure whether sender and subject say already that it is one: then a text without a reason is the reason
 * @returns null where nothing says that a mail was refused
 */
export function readBounceText(subject: string, text: string, isSure: boolean): BouncedRecipient | null {
  const lines = beforeReturnedMail(text.split(/\r?\n/, LINE_COUNT))
    .map((line) => line.trim().slice(0, DIAGNOSTIC_LIMIT))
    .filter((line) => line !== '');
  const action = DELAYED.test(subject) ? 'delayed' : 'failed';
  const at = lines.findIndex(
    (line) => REFUSED.test(line) || enhancedStatusIn(line) !== null || replyCodeIn(line) !== null,
  );
  if (at === -1) {
    const words = lines.slice(0, 8).join(' ').slice(0, DIAGNOSTIC_LIMIT);
    return isSure || UNDELIVERED.test(words) ? { addresses: [], action, status: null, diagnostic: words } : null;
  }
  // the reason often goes on in the next lines, and the address stands above it
  const diagnostic = lines
    .slice(at, at + 4)
    .join(' ')
    .slice(0, DIAGNOSTIC_LIMIT);
  const named = lines.slice(Math.max(0, at - 3), at + 1).filter((line) => line.includes('@'));
  const address = addressIn(named.at(-1) ?? '')?.replace(/[:.]+$/, '');
  return {
    addresses: address === undefined ? [] : [address],
    action,
    status: enhancedStatusIn(diagnostic),
    diagnostic,
  };
}

/** Where the mail that came back begins. Only the first characters of a line are looked at. */
const RETURNED_MAIL =
  /^\s{0,8}-{2,40}.{0,40}\b(copy of|original|returned|headers?|included is)\b|^(Return-Path|Received): /i;

/** The lines up to the mail that the text returns. */
function beforeReturnedMail(lines: readonly string[]): readonly string[] {
  const at = lines.findIndex((line) => RETURNED_MAIL.test(line.slice(0, 160)));
  return at > 0 ? lines.slice(0, at) : lines;
}
