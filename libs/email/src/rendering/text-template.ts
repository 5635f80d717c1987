import { escapeHtml } from '@dripemails/domain';
import { compile, type FormatCallback } from 'html-to-text';
import { TagToken, TokenKind, Tokenizer, type TopLevelToken } from 'liquidjs';

/** Private-use characters: no mail has them, and no step of html-to-text changes them. */
const OPEN = '\uE000';
const CLOSE = '\uE001';
const SENTINELS = /[\uE000\uE001]/g;
const PLACEHOLDER = /\uE000(\d+)\uE001/g;

const altText: FormatCallback = (element, _walk, builder) => {
  // Without it a tracking pixel or a logo becomes a long address in the text.
  const alt: unknown = element.attribs?.['alt'];
  if (typeof alt === 'string') builder.addInline(alt.trim());
};

const toText = compile({
  // A line is as long as the names in it, which nobody knows here; quoted-printable wraps what mail systems need wrapped.
  wordwrap: false,
  formatters: { altText },
  selectors: [
    { selector: 'img', format: 'altText' },
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true, noAnchorUrl: true, linkBrackets: ['<', '>'] } },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
  ],
});

/** Literal braces of the page (`&#123;&#123;`, or in `raw`) must not become Liquid once the entities are decoded. */
const escapeBraces = (text: string): string => text.replace(/\{\{|\{%/g, (braces) => `{{ "${braces}" }}`);

/** Not needed once the braces in it are escaped one by one. */
const isRawTag = (token: TopLevelToken): boolean => token instanceof TagToken && /^(end)?raw$/.test(token.name);

/**
 * Makes a Liquid template for the text part from the one for the HTML part. Placeholders and tags are kept as they
 * stand, so that a mail needs no HTML parsed. Tags inside of an element (`<td {% if … %}>`) vanish with it.
 * @param html a Liquid template that parses
 */
export function textTemplateOf(html: string): string {
  const liquid: string[] = [];
  const marked = new Tokenizer(html.replace(SENTINELS, ''))
    .readTopLevelTokens()
    .filter((token) => !isRawTag(token))
    .map((token) =>
      token.kind === TokenKind.HTML ? token.getText() : OPEN + String(liquid.push(token.getText()) - 1) + CLOSE,
    )
    .join('');
  return escapeBraces(toText(marked)).replace(PLACEHOLDER, (_, index: string) => liquid[Number(index)] ?? '');
}

/** The other way round, for a mail that was only written as text: its Liquid stays, its characters become HTML. */
export function htmlTemplateOf(text: string): string {
  const escaped = new Tokenizer(text)
    .readTopLevelTokens()
    .map((token) => (token.kind === TokenKind.HTML ? escapeHtml(token.getText()) : token.getText()))
    .join('');
  return `<div style="white-space:pre-wrap">${escaped}</div>`;
}

/** The text of finished HTML, for templates whose tags do not survive {@link textTemplateOf}. */
export function textOfHtml(html: string): string {
  return toText(html);
}

/** Takes out the empty lines that tags leave behind when they render nothing. */
export function tidyText(text: string): string {
  return text
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
