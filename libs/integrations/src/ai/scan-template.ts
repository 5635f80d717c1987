/** A piece of a template, in the order in which it stands there; all pieces together are the template. */
export interface Piece {
  /**
   * `liquidTag`: `{% … %}`; `output`: `{{ … }}`; `tag`: an HTML tag; `block`: what is no text although it lies between
   * tags (comments, doctype, style, script, head); `word`: characters of a text that must stay (a URL, a brace).
   */
  readonly kind: 'text' | 'liquidTag' | 'output' | 'tag' | 'block' | 'word';
  readonly source: string;
  /** Lower-case name of a `tag`. */
  readonly name?: string;
  readonly isClosing?: boolean;
  /** Whether a `tag` has attributes. */
  readonly hasAttributes?: boolean;
}

/** Elements whose content is no text of the mail. */
const OPAQUE = new Set([
  'head',
  'style',
  'script',
  'title',
  'textarea',
  'svg',
  'math',
  'template',
  'noscript',
  'iframe',
]);
/** Liquid tags whose content is not to be read as Liquid, or not shown at all. */
const OPAQUE_LIQUID = new Set(['raw', 'comment']);

/**
 * Cuts a template into pieces. Linear in its length, and total: what is no tag is text.
 * @param isHtml false for a subject, where `<` is a character like any other
 */
export function scanTemplate(source: string, isHtml: boolean): Piece[] {
  const pieces: Piece[] = [];
  let text = '';
  let at = 0;
  while (at < source.length) {
    const piece = liquidAt(source, at) ?? (isHtml ? markupAt(source, at) : null);
    if (piece === null) {
      text += source[at] ?? '';
      at++;
      continue;
    }
    if (text !== '') pieces.push({ kind: 'text', source: text });
    text = '';
    pieces.push(piece);
    at += piece.source.length;
  }
  if (text !== '') pieces.push({ kind: 'text', source: text });
  return pieces;
}

function liquidAt(source: string, at: number): Piece | null {
  if (source.startsWith('{{', at)) {
    const end = source.indexOf('}}', at + 2);
    return { kind: 'output', source: source.slice(at, end < 0 ? undefined : end + 2) };
  }
  if (!source.startsWith('{%', at)) return null;
  const end = source.indexOf('%}', at + 2);
  if (end < 0) return { kind: 'liquidTag', source: source.slice(at) };
  const name = /^\{%-?\s*(\w+)/.exec(source.slice(at, Math.min(end + 2, at + 60)))?.[1] ?? '';
  if (!OPAQUE_LIQUID.has(name)) return { kind: 'liquidTag', source: source.slice(at, end + 2) };
  const closing = new RegExp(`\\{%-?\\s*end${name}\\s*-?%\\}`, 'g');
  closing.lastIndex = end;
  const found = closing.exec(source);
  return { kind: 'liquidTag', source: source.slice(at, found === null ? undefined : closing.lastIndex) };
}

function markupAt(source: string, at: number): Piece | null {
  if (source[at] !== '<') return null;
  if (source.startsWith('<!--', at)) return blockTo(source, at, '-->');
  if (source[at + 1] === '!' || source[at + 1] === '?') return blockTo(source, at, '>');
  const opening = /^<(\/?)([a-zA-Z][^\s/>{]*)/.exec(source.slice(at, at + 80));
  if (opening === null) return null;
  const [start, slash = '', written = ''] = opening;
  const end = endOfTag(source, at + start.length);
  const name = written.toLowerCase();
  if (slash === '' && OPAQUE.has(name)) {
    const closing = new RegExp(`</${name}\\s*>`, 'gi');
    closing.lastIndex = end;
    return { kind: 'block', source: source.slice(at, closing.exec(source) === null ? undefined : closing.lastIndex) };
  }
  const inside = source.slice(at + start.length, end - 1).replace(/\/\s*$/, '');
  const hasAttributes = inside.trim() !== '' || source[end - 1] !== '>';
  return { kind: 'tag', source: source.slice(at, end), name, isClosing: slash === '/', hasAttributes };
}

function blockTo(source: string, at: number, terminator: string): Piece {
  const end = source.indexOf(terminator, at + 2);
  return { kind: 'block', source: source.slice(at, end < 0 ? undefined : end + terminator.length) };
}

/** Where a tag ends: behind the first `>` that stands neither in quotes nor in Liquid. */
function endOfTag(source: string, from: number): number {
  let quote = '';
  let at = from;
  while (at < source.length) {
    const liquid = liquidAt(source, at);
    const char = source[at] ?? '';
    if (liquid !== null) at += liquid.source.length;
    else if (quote === '' && char === '>') return at + 1;
    else {
      if (quote === '' && (char === '"' || char === "'")) quote = char;
      else if (char === quote) quote = '';
      at++;
    }
  }
  return source.length;
}
