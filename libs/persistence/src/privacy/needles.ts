import { domainToASCII, domainToUnicode } from 'node:url';
import type { Needles } from '@dripemails/application';

/** What was known of a person who is erased, for as long as the erasure lasts. */
export interface Identity {
  /** The current one and those of before, in lower case. */
  readonly addresses: readonly string[];
  readonly firstName: string | null;
  readonly lastName: string | null;
}

/**
 * What a person can be found by, in lower case: each address as it is written, with its domain as DNS spells it, and both as
 * they stand in web addresses; the full name, if it has two parts (a first name alone names nobody).
 */
export function needlesOf({ addresses, firstName, lastName }: Identity): Needles {
  const names = [firstName, lastName].map((name) => name?.trim().toLowerCase() ?? '');
  const isFull = names.every((name) => name.length > 1);
  return { address: [...new Set(addresses.flatMap(formsOf))], name: isFull ? [names.join(' ')] : [] };
}

function formsOf(email: string): readonly string[] {
  const address = email.toLowerCase();
  const at = address.lastIndexOf('@');
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)];
  const domains = [domain, domainToASCII(domain), domainToUnicode(domain)].filter((one) => one !== '');
  const plain = domains.map((one) => `${local}@${one}`);
  return [...plain, ...plain.map((one) => encodeURIComponent(one).toLowerCase())];
}

// What may stand before an address without being part of it although it looks like a letter or digit: an escape of JSON, of
// PostgreSQL's bytea, of quoted-printable, of a URL.
const AFTER_ESCAPE = String.raw`(?<=\\[nrtbf])|(?<=\\[0-7]{3})|(?<==[0-9a-f]{2})|(?<=%[0-9a-f]{2})`;
/** Not in the middle of a longer address: `ada@x.org` is not in `nada@x.org`, nor in `ada@x.organic` or `ada@x.org.uk`. */
const BEFORE = `(?:(?<![[:alnum:]_.+-])|${AFTER_ESCAPE})`;
// An ending of files that is no top-level domain ends an address too: `ada@x.org.csv`.
const ENDINGS = 'csv|tsv|txt|xlsx?|ods|json|pdf|docx?|eml|vcf';
const AFTER = String.raw`(?![[:alnum:]-]|\.(?!(?:${ENDINGS})(?![[:alnum:]]))[[:alnum:]])`;

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);

/**
 * Whether a file is named after the person: it has an address in it, also in the middle of a word, or the full name in any
 * spelling that files have (`Ada-Lovelace_2026.csv`). Rather one too many: nothing depends on what a file was called.
 */
export function isNamedAfter(fileName: string, needles: Needles): boolean {
  const text = fileName.toLowerCase();
  const names = needles.name.map((name) => new RegExp(name.split(/\s+/).map(escaped).join('[\\s_.+-]*'), 'u'));
  return needles.address.some((address) => text.includes(address)) || names.some((name) => name.test(text));
}

/** A text as `encode(bytea, 'escape')` shows it. */
export function asBytea(text: string): string {
  return [...Buffer.from(text, 'utf8')]
    .map((byte) => {
      if (byte === 0x5c) return String.raw`\\`;
      return byte >= 0x80 || byte === 0 ? `\\${byte.toString(8).padStart(3, '0')}` : String.fromCharCode(byte);
    })
    .join('');
}

/** A regular expression of PostgreSQL for texts in lower case that hold one of the needles whole. */
export function needlePattern(needles: readonly string[]): string {
  return `${BEFORE}(?:${needles.map(escaped).join('|')})${AFTER}`;
}

/** Patterns for `like any`, a quick no for nearly every row. */
export function likePatterns(needles: readonly string[]): string[] {
  return needles.map((needle) => `%${needle.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`);
}
