import { classifyPieces, type RoledPiece } from './classify-pieces.js';
import { CLOSE, OPEN } from './fixed-words.js';

/** What stands behind a number in a masked text. */
export type Place =
  | { readonly kind: 'fixed'; readonly source: string }
  | { readonly kind: 'free'; readonly source: string; readonly segment: number }
  | { readonly kind: 'link'; readonly source: string; readonly end: string; readonly segment: number };

/** A template as a model sees it: what it may not touch is a numbered place, `⟦3⟧`, or around a link's text `⟦3⟧…⟦/3⟧`. */
export interface ProtectedTemplate {
  readonly masked: string;
  readonly places: ReadonlyMap<number, Place>;
  readonly isHtml: boolean;
  /** What must be the same afterwards; see {@link signatureOf}. */
  readonly signature: string;
}

/**
 * Takes out of a template what a model may not touch: Liquid, links and addresses, and all markup but plain formatting.
 * @param first the first number to give, so that two templates in one request share none
 */
export function protect(source: string, isHtml: boolean, first = 1): ProtectedTemplate {
  const pieces = classifyPieces(source, isHtml);
  const places = new Map<number, Place>();
  const linkEnds = new Map<number, number>();
  let segment = 0;
  let number = first;
  let masked = '';
  const put = (place: Place): void => {
    places.set(number, place);
    masked += `${OPEN}${number}${CLOSE}`;
    number++;
  };
  for (let at = 0; at < pieces.length; at++) {
    const piece = pieces[at];
    if (piece === undefined) break;
    if (piece.role === 'shown') masked += piece.source;
    else if (piece.role === 'free') put({ kind: 'free', source: piece.source, segment });
    else if (piece.role === 'link') {
      const begun = linkEnds.get(at);
      if (begun !== undefined) masked += `${OPEN}/${begun}${CLOSE}`;
      else {
        const end = piece.partner ?? at;
        linkEnds.set(end, number);
        put({ kind: 'link', source: piece.source, end: pieces[end]?.source ?? '', segment });
      }
    } else {
      const run = fixedRun(pieces, at);
      put({ kind: 'fixed', source: run.map((one) => one.source).join('') });
      at += run.length - 1;
      segment++;
    }
  }
  return { masked, places, isHtml, signature: signatureOf(pieces) };
}

/** Fixed pieces from `at` on with nothing but white space between them: one place, so that the model has few to copy. */
function fixedRun(pieces: readonly RoledPiece[], at: number): RoledPiece[] {
  const isBlank = (piece: RoledPiece) => piece.kind === 'text' && piece.source.trim() === '';
  let end = at;
  for (let next = at + 1; next < pieces.length; next++) {
    const piece = pieces[next];
    if (piece === undefined || !(piece.role === 'fixed' || isBlank(piece))) break;
    if (piece.role === 'fixed') end = next;
  }
  return pieces.slice(at, end + 1);
}

/**
 * All that is protected in a template, as one string: the fixed pieces in order and, in each segment between two of them,
 * the others regardless of order. Two templates with the same signature have the same Liquid, links, addresses and layout.
 */
export function signatureOf(pieces: readonly RoledPiece[]): string {
  const fixed: string[] = [];
  const segments: string[][] = [[]];
  for (const piece of pieces) {
    if (piece.role === 'fixed') {
      fixed.push(piece.source);
      segments.push([]);
    } else if (piece.role !== 'shown') {
      segments.at(-1)?.push(`${piece.role} ${piece.source}`);
    }
  }
  return JSON.stringify([fixed, segments.map((segment) => segment.sort())]);
}
