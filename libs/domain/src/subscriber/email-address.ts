import { toASCII, toUnicode } from 'tr46';
import validator from 'validator';
import { isAscii } from '../ascii.js';
import { DomainError } from '../errors.js';

// A lone surrogate is no character: neither UTF-8 nor the database can hold it.
const ATEXT =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u0080-\uD7FF\uE000-\u{10FFFF}-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u0080-\uD7FF\uE000-\u{10FFFF}-]+)*$/u;
const LABEL = /^[\p{L}\p{N}]([\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])?$/u;
const PLAIN_LOCAL = /^[\x21-\x7E]+$/;
const BEYOND_ASCII = /[\u{80}-\u{10ffff}]/gu;
const PLAIN_DOMAIN = /^[a-z0-9.-]+$/;

/**
 * A mailbox in the form we store: trimmed, the domain in lower case and in Unicode (UTS 46), so that `bücher.example` and
 * `xn--bcher-kva.example` are one; Unicode in composed form (NFC). The local part keeps the case of its ASCII letters
 * (RFC 5321 2.4), which every database lowers alike; other letters are in lower case, because databases differ in them.
 * Two addresses are one where `foldAddress` of them is, or in SQL `lower` of what is stored. Quoted local parts, comments and address literals are refused: no list of
 * people has them, and header injection does.
 * @throws DomainError `input.invalid` on path `email`
 */
export function parseEmailAddress(text: string): string {
  const address = text.trim().normalize('NFC');
  if (address.length > 254) throw invalid('is longer than 254 characters');
  const at = address.lastIndexOf('@');
  if (at < 0) throw invalid('has no @');
  const local = address.slice(0, at);
  if (local === '') throw invalid('has no name before the @');
  if (local.length > 64) throw invalid('has more than 64 characters before the @');
  if (!ATEXT.test(local)) throw invalid('has characters before the @ that an address cannot have');
  const domain = judged(loweredLetters(address.slice(at + 1)).toLowerCase());
  if ('fault' in domain) throw invalid(domain.fault);
  // of ASCII before the @ the library says what the pattern said
  if (!PLAIN_LOCAL.test(local) && !validator.isEmail(`${local}@${domain.ascii}`)) throw invalid(UNMAILABLE);
  const name = loweredLetters(local)
    .replaceAll('ς', 'σ')
    .replaceAll(/(?<=[\p{L}\p{M}])σ(?![\p{L}\p{M}])/gu, 'ς');
  if (name.length > 64) throw invalid('has more than 64 characters before the @');
  const parsed = `${name}@${domain.name}`;
  if (parsed.length > 254) throw invalid('is longer than 254 characters');
  return parsed;
}

/**
 * The letters beyond ASCII in lower case, each by itself and without rules of whole words, so that no database finds
 * anything left to lower. The two Greek sigmas that one capital stands for are one before the @; at the end of a word it
 * is written as Greeks do. Of domains they are two, as they are in DNS.
 */
function loweredLetters(text: string): string {
  if (isAscii(text)) return text;
  return text.replaceAll(BEYOND_ASCII, (letter) => letter.toLowerCase()).normalize('NFC');
}

/** An address that was parsed, in the form that addresses compare and are hashed in: what SQL `lower` makes of it. */
export function foldAddress(address: string): string {
  return address.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}

const UNMAILABLE = 'is no address that mail can be sent to';

type JudgedDomain = { readonly name: string; readonly ascii: string } | { readonly fault: string };

/** Verdicts on domains: a million addresses have few, and each takes the library longer than all the rest. */
const verdicts = new Map<string, JudgedDomain>();
const MOST_VERDICTS = 5000;

function judged(domain: string): JudgedDomain {
  const known = verdicts.get(domain);
  if (known !== undefined) return known;
  const verdict = judge(domain);
  if (verdicts.size >= MOST_VERDICTS) verdicts.clear();
  verdicts.set(domain, verdict);
  return verdict;
}

/** @param domain in lower case */
function judge(domain: string): JudgedDomain {
  const name = unicodeDomain(domain);
  if (name === null) return { fault: 'has a domain that cannot exist' };
  const labels = name.split('.');
  if (labels.length < 2) return { fault: 'has no full domain after the @, such as example.com' };
  if (!labels.every((label) => LABEL.test(label))) return { fault: 'has a domain that cannot exist' };
  if (/^\d+$/.test(labels.at(-1) ?? '')) return { fault: 'has a number where the top-level domain should be' };
  const ascii = asciiDomain(name);
  // the library knows rules of its own; it is asked with the form of the domain that a mail system sees
  return ascii === null || !validator.isEmail(`a@${ascii}`) ? { fault: UNMAILABLE } : { name, ascii };
}

function invalid(why: string): DomainError {
  const message = `The email address ${why}.`;
  return new DomainError('input.invalid', message, [{ path: 'email', message }]);
}

/** A domain in lower case and Unicode; null where UTS 46 knows no such name. */
function unicodeDomain(domain: string): string | null {
  const lower = domain.toLowerCase();
  // nearly every domain: nothing to map
  if (PLAIN_DOMAIN.test(lower) && !lower.includes('xn--')) return lower;
  const mapped = toUnicode(lower, IDNA);
  // the mapping has capitals of Cherokee, which databases would lower
  return mapped.error ? null : loweredLetters(mapped.domain.normalize('NFC'));
}

/** A domain of ours as DNS and mail headers spell it; null where it has no such form. */
function asciiDomain(domain: string): string | null {
  return PLAIN_DOMAIN.test(domain) ? domain : toASCII(domain, { ...IDNA, verifyDNSLength: true });
}

/** Hyphens are not checked: hosts such as `r3---sn.example.com` exist. */
const IDNA = { checkBidi: true, checkJoiners: true, checkHyphens: false, useSTD3ASCIIRules: true } as const;

/** The domain of an address that was parsed, in lower case. */
export function emailDomain(address: string): string {
  return foldAddress(address.slice(address.lastIndexOf('@') + 1));
}
