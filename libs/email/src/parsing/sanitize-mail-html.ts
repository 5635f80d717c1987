import sanitizeHtml, { type Attributes, type IOptions, type Tag } from 'sanitize-html';

/** Characters. Beyond this a mail is not something to read, and cleaning it would hold up everything else. */
const HTML_LIMIT = 512 * 1024;

/** Characters of a data: URL, about 190 KB of picture: enough for a logo or a signature. */
const INLINE_IMAGE_LIMIT = 256 * 1024;

/** Pictures that cannot hold script, inside of the mail itself. */
const INLINE_IMAGE = /^data:image\/(png|jpe?g|gif|webp);base64,[a-z0-9+/=\s]+$/i;

/** A value without functions, so without url(), expression() and image-set(); or a colour function. */
const SAFE_STYLE = [/^[^()\\:;@<>]*$/, /^(rgb|hsl)a?\([\d\s%.,/]+\)$/i];

const words = (list: string): string[] => list.trim().split(/\s+/);

const STYLED = words(`
  color background-color font font-family font-size font-style font-weight line-height letter-spacing text-align
  text-decoration text-transform vertical-align white-space width max-width min-width height margin margin-top
  margin-right margin-bottom margin-left padding padding-top padding-right padding-bottom padding-left border
  border-top border-right border-bottom border-left border-color border-radius border-collapse border-spacing
  list-style-type display
`);

const TAGS = words(`
  a abbr address article b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn div dl dt em
  figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q s section small
  span strike strong sub sup table tbody td tfoot th thead time tr tt u ul wbr
`);

const LAYOUT = words(`
  align valign width height bgcolor border cellpadding cellspacing colspan rowspan dir lang title style
`);

/** Finds the picture that the mail brings along under a Content-ID, as a data: URL. */
export type InlineImages = (contentId: string) => string | undefined;

function imageOf(attributes: Attributes, inlineImages: InlineImages): Tag {
  const { src = '', ...kept } = attributes;
  const source = /^cid:/i.test(src) ? (inlineImages(src.slice(4)) ?? '') : src;
  const isShown = source.length <= INLINE_IMAGE_LIMIT && INLINE_IMAGE.test(source);
  return { tagName: 'img', attribs: isShown ? { ...kept, src: source } : kept };
}

function optionsFor(inlineImages: InlineImages): IOptions {
  return {
    allowedTags: TAGS,
    allowedAttributes: {
      '*': LAYOUT,
      a: ['href', 'name', 'rel', 'target'],
      img: ['src', 'alt'],
      font: ['color', 'face', 'size'],
    },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['data'] },
    allowProtocolRelative: false,
    allowedStyles: { '*': Object.fromEntries(STYLED.map((property) => [property, SAFE_STYLE])) },
    // What these hold is not text for readers.
    nonTextTags: [
      'script',
      'style',
      'textarea',
      'option',
      'noscript',
      'title',
      'template',
      'iframe',
      'object',
      'svg',
      'math',
    ],
    transformTags: {
      a: (_tag, attribs) => ({ tagName: 'a', attribs: { ...attribs, rel: 'noopener noreferrer', target: '_blank' } }),
      img: (_tag, attribs) => imageOf(attribs, inlineImages),
    },
  };
}

/**
 * HTML of a stranger's mail, made safe to show: no scripts, forms, frames or style sheets, and nothing that is fetched
 * from elsewhere when it is looked at, which would tell the sender. Pictures inside of the mail stay, of others the
 * alternative text does. Show it in a sandbox all the same.
 */
export function sanitizeMailHtml(html: string, inlineImages: InlineImages = () => undefined): string {
  return sanitizeHtml(html.slice(0, HTML_LIMIT), optionsFor(inlineImages));
}
