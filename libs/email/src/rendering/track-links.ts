import { escapeHtml } from '@dripemails/domain';

/** Where a comment or a tag begins; what else begins with `<` is text or of no interest here. */
const MARKUP = /<(?:!--|(\/?[a-z][^\s/>]*))/gi;

/** One attribute of a tag, or the end of the tag; read as browsers do, so that a quote in a bare value is part of it. */
const ATTRIBUTE = /[\s/]*(?:(>)|([^\s/>][^\s/>=]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>][^\s>]*))?)/y;

/** Elements in which there are no tags. */
const RAW_TEXT = new Set(['script', 'style', 'textarea', 'title', 'xmp']);

const ENTITY = /&(?:#x([\da-f]{1,6})|#(\d{1,7})|([a-z][a-z\d]*));/gi;
const NAMED = new Map([
  ['amp', '&'],
  ['apos', "'"],
  ['gt', '>'],
  ['lt', '<'],
  ['quot', '"'],
]);

/**
 * Gives the links (`href` of `a`) of finished HTML other addresses; every other character stays as it is. What is in
 * comments (such as those for Outlook alone) and in styles is no link.
 * @param linkUrl asked with each http or https URL as its author wrote it, entities resolved; null leaves the link alone
 */
export function withLinks(html: string, linkUrl: (url: string) => string | null): string {
  let result = '';
  let copied = 0;
  for (const { start, end, value } of hrefsOf(html)) {
    const url = urlOf(value);
    const tracked = url === null ? null : linkUrl(url);
    if (tracked === null) continue;
    result += `${html.slice(copied, start)}"${escapeHtml(tracked)}"`;
    copied = end;
  }
  return result + html.slice(copied);
}

/** Where the value of a link stands in the HTML, quotes included, and the value without them. */
interface Href {
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

function* hrefsOf(html: string): Generator<Href> {
  const markup = new RegExp(MARKUP);
  for (let found = markup.exec(html); found !== null; found = markup.exec(html)) {
    const name = found[1]?.toLowerCase();
    if (name === undefined) {
      // `<!-->` is a whole comment
      const end = html.indexOf('-->', found.index + 2);
      if (end === -1) return;
      markup.lastIndex = end + 3;
      continue;
    }
    const { href, end } = readTag(html, markup.lastIndex);
    // a tag that the HTML ends in is none
    if (end === null) return;
    if (name === 'a' && href !== null) yield href;
    markup.lastIndex = RAW_TEXT.has(name) ? endOfRawText(html, name, end) : end;
  }
}

/** Reads attributes up to the end of the tag, which is null where there is none; of two of a name the first counts. */
function readTag(html: string, from: number): { href: Href | null; end: number | null } {
  const attribute = new RegExp(ATTRIBUTE);
  attribute.lastIndex = from;
  let href: Href | null = null;
  let isSeen = false;
  for (let found = attribute.exec(html); found !== null; found = attribute.exec(html)) {
    const [, close, name, raw] = found;
    const end = attribute.lastIndex;
    if (close !== undefined) return { href, end };
    if (name?.toLowerCase() !== 'href' || isSeen) continue;
    isSeen = true;
    if (raw === undefined) continue;
    const isQuoted = raw.startsWith('"') || raw.startsWith("'");
    href = { start: end - raw.length, end, value: isQuoted ? raw.slice(1, -1) : raw };
  }
  return { href: null, end: null };
}

function endOfRawText(html: string, name: string, from: number): number {
  const close = new RegExp(`</${name}[\\s/>]`, 'gi');
  close.lastIndex = from;
  return close.exec(html)?.index ?? html.length;
}

/** The http or https URL in an attribute; null where there is none, or where we cannot be sure which one it is. */
function urlOf(attribute: string): string | null {
  let isSure = true;
  const text = attribute.replaceAll(ENTITY, (entity, hex?: string, decimal?: string, name?: string) => {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    const character = name === undefined ? characterOf(code) : NAMED.get(name);
    isSure &&= character !== undefined;
    return character ?? entity;
  });
  // browsers drop line breaks and tabs wherever they are, and other spaces around the URL
  const url = text.replaceAll(/[\t\n\r]/g, '').trim();
  return isSure && /^https?:\/\//i.test(url) ? url : null;
}

function characterOf(code: number): string | undefined {
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : undefined;
}
