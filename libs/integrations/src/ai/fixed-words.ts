import type { Piece } from './scan-template.js';

/** Shows a place for what a model may not see: `⟦3⟧`. Two characters that no mail program and few people write. */
export const OPEN = '⟦';
export const CLOSE = '⟧';

const TOP_LEVEL = 'com|net|org|io|co|info|biz|dev|app|me|ru|cn|xyz|top|online|site|shop|click|link';
/**
 * What mail programs turn into a link by themselves: addresses with and without a scheme, and mail addresses. A full
 * stop without a space after it (`done.Next`) is none, unless a well-known top-level domain follows it.
 */
const ADDRESS = [
  String.raw`[a-z][a-z0-9+.-]{0,20}:\/\/[^\s<>"'${OPEN}${CLOSE}{}]+`,
  String.raw`(?:mailto|tel|sms|javascript|data|vbscript):[^\s<>"'${OPEN}${CLOSE}{}]+`,
  String.raw`\/\/[\p{L}\d-]{1,63}\.[^\s<>"'${OPEN}${CLOSE}{}]+`,
  String.raw`[^\s<>"'@${OPEN}${CLOSE}{}:;,()]{1,64}@[\p{L}\d.-]+`,
  String.raw`(?:[\p{L}\d-]{1,63}\.){1,8}(?:${TOP_LEVEL}|xn--[a-z0-9-]+)(?![\p{L}\d-])(?:\/[^\s<>"'${OPEN}${CLOSE}{}]*)?`,
].join('|');
const BARE_DOMAIN = String.raw`(?:[\p{Ll}\d-]{1,63}\.){1,8}\p{Ll}{2,63}(?![\p{L}\d-])(?:\/[^\s<>"'${OPEN}${CLOSE}{}]*)?`;
// Every repetition is bounded: the search stays linear in a text without spaces, which a mail may hold.
/** Braces could become Liquid beside other characters, and `<` a tag; our own brackets would be read as places. */
const SYMBOLS = String.raw`[{}<]+|[${OPEN}${CLOSE}]`;

const ADDRESSES = new RegExp(ADDRESS, 'giu');
const BARE_DOMAINS = new RegExp(BARE_DOMAIN, 'gu');
const SYMBOL = new RegExp(SYMBOLS, 'gu');
/** A character reference; they can hide any of the above (`&colon;`, `&#46;`). */
const REFERENCE = /&(?:#[xX]?[\da-fA-F]+|[a-zA-Z][a-zA-Z\d]*);?/g;
/** Those that stand for a character of a text and can spell no address and no markup. */
const HARMLESS =
  /^&(?:amp|lt|gt|quot|apos|nbsp|mdash|ndash|hellip|rsquo|lsquo|ldquo|rdquo|bull|middot|copy|reg|trade|euro|pound|[aeiouyncAEIOUYNC](?:acute|grave|circ|uml|tilde|ring|cedil)|szlig|oslash|Oslash|aelig|AElig|#39|#8211|#8212|#8217|#8230);$/;

/** Cuts words that must stay out of a text. */
export function splitText(text: string): Piece[] {
  const spans = [ADDRESSES, BARE_DOMAINS, SYMBOL].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => ({ from: match.index, to: match.index + match[0].length })),
  );
  const references = [...text.matchAll(REFERENCE)]
    .filter(([reference]) => !HARMLESS.test(reference))
    .map((match) => ({ from: match.index, to: match.index + match[0].length }));
  const pieces: Piece[] = [];
  let at = 0;
  for (const { from, to } of merged([...spans, ...references])) {
    if (from > at) pieces.push({ kind: 'text', source: text.slice(at, from) });
    pieces.push({ kind: 'word', source: text.slice(from, to) });
    at = to;
  }
  if (at < text.length) pieces.push({ kind: 'text', source: text.slice(at) });
  return pieces;
}

/** Whether a text has something that only the original may bring: an address, a brace, a hidden character. */
export function hasForbiddenWord(text: string): boolean {
  // as a mail program shows it: compatibility forms are the same letters, and these characters have no width
  const shown = text
    .normalize('NFKC')
    .replace(/[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/g, '')
    // a full stop in the address bar of a browser
    .replace(/\u3002(?=[a-z])/gi, '.');
  return [text, shown].some((form) => splitText(form).some(({ kind }) => kind === 'word'));
}

function merged(spans: readonly { from: number; to: number }[]): { from: number; to: number }[] {
  const result: { from: number; to: number }[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last !== undefined && span.from < last.to) last.to = Math.max(last.to, span.to);
    else result.push({ ...span });
  }
  return result;
}
