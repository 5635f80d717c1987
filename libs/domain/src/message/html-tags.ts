/** Where a comment or a tag begins; what else begins with `<` is text or of no interest here. */
const MARKUP = /<(?:!--|(\/?[a-z][^\s/>]*))/gi;

/** One attribute of a tag, or the end of the tag; read as browsers do, so that a quote in a bare value is part of it. */
const ATTRIBUTE = /[\s/]*(?:(>)|([^\s/>][^\s/>=]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>][^\s>]*))?)/y;

/** Elements in which there are no tags. */
const RAW_TEXT = new Set(['script', 'style', 'textarea', 'title', 'xmp']);

/** Where the value of an attribute stands in the HTML, quotes included, and the value without them. */
export interface AttributeValue {
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

/** A tag, or a comment. */
export interface HtmlTag {
  /** In lower case, with a `/` before it where it ends an element; null of a comment. */
  readonly name: string | null;
  readonly start: number;
  /** Behind it, and behind the text of an element that holds no tags, such as a style. */
  readonly end: number;
  readonly href: AttributeValue | null;
}

/**
 * The tags and comments of HTML as browsers see them, in time that grows with its length, however broken it is. One that
 * the HTML ends in goes to its end, as a comment.
 */
export function* htmlTags(html: string): Generator<HtmlTag> {
  const markup = new RegExp(MARKUP);
  for (let found = markup.exec(html); found !== null; found = markup.exec(html)) {
    const start = found.index;
    const name = found[1]?.toLowerCase() ?? null;
    const tag = name === null ? { end: endOfComment(html, start), href: null } : readTag(html, markup.lastIndex);
    if (tag.end === null) return yield { name: null, start, end: html.length, href: null };
    const end = name !== null && RAW_TEXT.has(name) ? endOfRawText(html, name, tag.end) : tag.end;
    yield { name, start, end, href: tag.href };
    markup.lastIndex = end;
  }
}

/** Null where there is none; `<!-->` is a whole comment. */
function endOfComment(html: string, start: number): number | null {
  const end = html.indexOf('-->', start + 2);
  return end === -1 ? null : end + 3;
}

/** Reads attributes up to the end of the tag, which is null where there is none; of two of a name the first counts. */
function readTag(html: string, from: number): { href: AttributeValue | null; end: number | null } {
  const attribute = new RegExp(ATTRIBUTE);
  attribute.lastIndex = from;
  let href: AttributeValue | null = null;
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
