import { decodeEntities } from './html-entities.js';
import { htmlTags } from './html-tags.js';

/** Elements that are seen without any text. */
const SEEN = /^(img|svg|picture|image|video|object|embed|iframe|input|textarea|button|xmp)$/;
const BACKGROUND = /url\(|\bbackground\s*=/i;
const DECLARATION = /<[!?/][^<>]*>/g;
const BLANKS =
  /^(nbsp|ensp|emsp|emsp13|emsp14|numsp|puncsp|thinsp|hairsp|zwnj|zwj|shy|lrm|rlm|zerowidthspace|nobreak|tab|newline)$/i;
/** Neither a space nor a character that only joins or parts others. */
const VISIBLE = /[^\s\p{Cc}\p{Cf}\u034f]/u;

/** Whether a mail in HTML has neither a text nor a picture. Placeholders and tags of Liquid are taken to show something. */
export function showsNothing(html: string): boolean {
  let text = '';
  let from = 0;
  for (const { name, start, end } of htmlTags(html)) {
    if (name !== null && (SEEN.test(name) || (name !== 'style' && BACKGROUND.test(html.slice(start, end)))))
      return false;
    text += html.slice(from, start);
    from = end;
  }
  text += html.slice(from);
  const read = decodeEntities(text.replace(DECLARATION, ''), (name) => (BLANKS.test(name) ? ' ' : undefined));
  return !VISIBLE.test(read.text);
}
