import { splitText } from './fixed-words.js';
import { type Piece, scanTemplate } from './scan-template.js';

/**
 * What a model may do with a piece. `shown`: it reads and rewrites it. `fixed`: it stays where it is, in the same order
 * as all others. `free`: it stays once in the same segment, the stretch between two fixed pieces. `link`: as `free`, with
 * its text rewritten.
 */
export type Role = 'shown' | 'fixed' | 'free' | 'link';

export interface RoledPiece extends Piece {
  readonly role: Role;
  /** Of an opening link: where its end stands. */
  readonly partner?: number;
}

/** Elements that a model may use by itself, always without attributes; the second list breaks the line. */
export const INLINE = new Set(['b', 'strong', 'i', 'em', 'u', 'span']);
const BLOCKS = new Set(['p', 'br', 'ul', 'ol', 'li', 'h1', 'h2', 'h3', 'blockquote']);
export const isFormatting = (name: string): boolean => INLINE.has(name) || BLOCKS.has(name);

interface Pair {
  readonly open: number;
  readonly close: number;
  readonly isLink: boolean;
}

/** Cuts a template into pieces and says of each what a model may do with it. */
export function classifyPieces(source: string, isHtml: boolean): RoledPiece[] {
  const pieces = scanTemplate(source, isHtml).flatMap((piece) =>
    piece.kind === 'text' ? splitText(piece.source) : [piece],
  );
  const roles = pieces.map(roleAlone);
  let open = pairsOf(pieces);
  // a pair around something fixed is fixed itself, and that may make the pair around it so
  for (;;) {
    const before = countFixed(pieces, roles, open);
    const whole = open.filter(({ open: from, close: to }) => before(to) - before(from + 1) === 0);
    if (whole.length === open.length) break;
    open = whole;
  }
  const partners = new Map(open.filter(({ isLink }) => isLink).map((pair) => [pair.open, pair.close]));
  const paired = new Map(
    open.flatMap(({ open: from, close: to, isLink }) => [from, to].map((at) => [at, isLink] as const)),
  );
  return pieces.map((piece, index) => {
    const isLink = paired.get(index);
    const role = isLink === undefined ? (roles[index] ?? 'fixed') : isLink ? 'link' : 'shown';
    const partner = partners.get(index);
    return partner === undefined ? { ...piece, role } : { ...piece, role, partner };
  });
}

function roleAlone(piece: Piece): Role {
  if (piece.kind === 'text') return 'shown';
  if (piece.kind === 'word' || piece.kind === 'output') return 'free';
  return piece.name === 'br' && piece.hasAttributes === false ? 'shown' : 'fixed';
}

/** Open elements that are remembered; one that lies deeper than any mail has them is fixed. Keeps the search linear. */
const MOST_OPEN = 200;

/** Elements of formatting, and links, with their ends; one that is not closed where it should be is none. */
function pairsOf(pieces: readonly Piece[]): Pair[] {
  const pairs: Pair[] = [];
  const stack: { name: string; at: number; mayBeShown: boolean }[] = [];
  for (const [at, { kind, name = '', isClosing, hasAttributes }] of pieces.entries()) {
    if (kind !== 'tag' || name === 'br' || !(isFormatting(name) || name === 'a')) continue;
    if (isClosing !== true) {
      stack.push({ name, at, mayBeShown: name === 'a' || hasAttributes === false });
      if (stack.length > MOST_OPEN) stack.shift();
      continue;
    }
    const index = stack.findLastIndex((one) => one.name === name);
    const opening = stack[index];
    if (opening === undefined) continue;
    stack.length = index;
    if (opening.mayBeShown) pairs.push({ open: opening.at, close: at, isLink: name === 'a' });
  }
  return pairs;
}

/** How many fixed pieces stand before an index, as it is with these pairs not fixed. */
function countFixed(pieces: readonly Piece[], roles: readonly Role[], open: readonly Pair[]): (at: number) => number {
  const loose = new Set(open.flatMap((pair) => [pair.open, pair.close]));
  const sums = [0];
  for (const index of pieces.keys()) {
    sums.push((sums[index] ?? 0) + (roles[index] === 'fixed' && !loose.has(index) ? 1 : 0));
  }
  return (at) => sums[at] ?? 0;
}
