import { DomainError } from '../errors.js';

const ATEXT =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u0080-\u{10FFFF}-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u0080-\u{10FFFF}-]+)*$/u;
const LABEL = /^[\p{L}\p{N}]([\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])?$/u;

/** Why a text is no mailbox that we can mail, or null if it is one. */
function fault(address: string): string | null {
  if (address.length > 254) return 'is longer than 254 characters';
  const at = address.lastIndexOf('@');
  if (at < 0) return 'has no @';
  if (at === 0) return 'has no name before the @';
  const local = address.slice(0, at);
  const domain = address.slice(at + 1);
  if (local.length > 64) return 'has more than 64 characters before the @';
  if (!ATEXT.test(local)) return 'has characters before the @ that an address cannot have';
  const labels = domain.split('.');
  if (labels.length < 2) return 'has no full domain after the @, such as example.com';
  if (!labels.every((label) => LABEL.test(label))) return 'has a domain that cannot exist';
  if (/^\d+$/.test(labels.at(-1) ?? '')) return 'has a number where the top-level domain should be';
  return null;
}

/**
 * A mailbox in the form we store: trimmed, the domain in lower case, Unicode in composed form (NFC). The local part
 * keeps its case (RFC 5321 2.4), while the database compares the whole without case. Quoted local parts, comments and
 * address literals are refused: no list of people has them, and header injection does.
 * @throws DomainError `input.invalid` on path `email`
 */
export function parseEmailAddress(text: string): string {
  const address = text.trim().normalize('NFC');
  const why = fault(address);
  if (why !== null)
    throw new DomainError('input.invalid', `The email address ${why}.`, [
      { path: 'email', message: `The email address ${why}.` },
    ]);
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}@${address.slice(at + 1).toLowerCase()}`;
}

/** The domain of an address that was parsed, in lower case. */
export function emailDomain(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}
