import { decodeEntities } from './html-entities.js';
import { type AttributeValue, htmlTags } from './html-tags.js';

const NAMED = new Map([
  ['amp', '&'],
  ['apos', "'"],
  ['gt', '>'],
  ['lt', '<'],
  ['quot', '"'],
]);

/** A link (`href` of `a`), and where its value stands. What is in comments or in styles is none. */
export interface HtmlLink extends AttributeValue {
  /** The http or https URL, entities resolved; null where there is none, or where we cannot be sure which one it is. */
  readonly url: string | null;
}

/** The links of HTML. */
export function* htmlLinks(html: string): Generator<HtmlLink> {
  for (const { name, href } of htmlTags(html)) if (name === 'a' && href !== null) yield { ...href, url: urlOf(href) };
}

function urlOf({ value }: AttributeValue): string | null {
  const { text, isSure } = decodeEntities(value, (name) => NAMED.get(name));
  // browsers drop line breaks and tabs wherever they are, and other spaces around the URL
  const url = text.replaceAll(/[\t\n\r]/g, '').trim();
  return isSure && /^https?:\/\//i.test(url) ? url : null;
}

/**
 * Whether a mail that is made from a template can have a link to an address.
 * @param template HTML with Liquid, of whose output nothing is known
 * @param link an address, or its beginning with a `*` behind it; any when left out
 */
export function canHaveLink(template: string, link = '*'): boolean {
  // a tag of Liquid can write any attribute
  if (/<a\s[^<>]*\{%/i.test(template)) return true;
  const isBeginning = link.endsWith('*');
  const wanted = isBeginning ? link.slice(0, -1) : link;
  for (const { value, url } of htmlLinks(template)) {
    const [known = '', ...unknown] = value.split(/\{[{%]/);
    if (unknown.length > 0) {
      // only as far as it is plain
      const start = known.split('&')[0]?.trim() ?? '';
      if (wanted.startsWith(start) || (isBeginning && start.startsWith(wanted))) return true;
    } else if (url !== null && (isBeginning ? url.startsWith(wanted) : url === wanted)) return true;
  }
  return false;
}
