import { DomainError } from '@dripemails/domain';
import { encodeWord, quoteString } from 'nodemailer/lib/mime-funcs';
import { fieldValue } from './header-field.js';

export interface MarketingHeaderInput {
  /** Where a mail program POSTs to unsubscribe with one click; https in production (RFC 8058 3.1). */
  readonly unsubscribeUrl: string;
  /** Address to which a mail unsubscribes, or null where there is none. */
  readonly unsubscribeMailto: string | null;
  /** The list in words, and its identifier: a domain name below one of ours (RFC 2919 2). */
  readonly listId: { readonly name: string; readonly domain: string };
  /** `campaign:workspace:kind:sender`; Gmail reports complaints by each of the four. */
  readonly feedbackId: string;
}

const LIST_ID = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i;

/** `Name <id>`; encoded by itself, because an encoded word over the whole would hide the id. */
function listIdField({ name, domain }: MarketingHeaderInput['listId']): string {
  if (!LIST_ID.test(domain)) throw invalid('List-Id', 'needs an identifier of letters, digits, hyphens and dots');
  const words = name.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
  if (words === '') return `<${domain}>`;
  return `${/^[\x20-\x7e]*$/.test(words) ? quoteString(words) : encodeWord(words, 'Q', 52)} <${domain}>`;
}

function unsubscribeField({ unsubscribeUrl, unsubscribeMailto }: MarketingHeaderInput): string {
  if (!/^https?:\/\/[^\s<>]+$/i.test(unsubscribeUrl))
    throw invalid('List-Unsubscribe', 'needs an http or https address');
  if (unsubscribeMailto === null) return `<${unsubscribeUrl}>`;
  if (!/^[^\s<>@?&]+@[^\s<>@?&]+$/.test(unsubscribeMailto))
    throw invalid('List-Unsubscribe', 'needs a plain mail address');
  return `<${unsubscribeUrl}>, <mailto:${unsubscribeMailto}?subject=unsubscribe>`;
}

function invalid(field: string, what: string): DomainError {
  return new DomainError('input.invalid', `The header field ${field} ${what}.`, [
    { path: `headers.${field}`, message: what },
  ]);
}

/**
 * The header fields that every marketing mail carries: how to unsubscribe (RFC 2369, RFC 8058), which list it belongs
 * to (RFC 2919), and that a machine sent it (RFC 3834). A DKIM signature has to cover all of them.
 *
 * Receipts are suppressed, answers are not: the return date in an out-of-office moves the next step, and a bounce is how
 * we learn of a dead address.
 * @throws DomainError `input.invalid`
 */
export function marketingHeaders(input: MarketingHeaderInput): Record<string, string> {
  return {
    'List-Unsubscribe': unsubscribeField(input),
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'List-Id': listIdField(input.listId),
    'Feedback-ID': fieldValue(input.feedbackId, 'headers.Feedback-ID'),
    'Auto-Submitted': 'auto-generated',
    Precedence: 'bulk',
    'X-Auto-Response-Suppress': 'DR, RN, NRN',
  };
}
