import { classifyPieces, INLINE, isFormatting } from './classify-pieces.js';
import { CLOSE, hasForbiddenWord, OPEN } from './fixed-words.js';
import { type Place, type ProtectedTemplate, signatureOf } from './protect.js';
import { scanTemplate } from './scan-template.js';

/** Either the template with its protected parts back, or what the answer did wrong, in words for the model. */
export type Restored = { readonly text: string } | { readonly problem: string };

const MARK = new RegExp(`${OPEN}\\s*(/?)\\s*(\\d{1,9})\\s*${CLOSE}`, 'gu');
/** Control characters, and the private-use ones that the renderer works with. */
// eslint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uE000-\uF8FF\uFFFE\uFFFF]/;
/** Stands for a place while a text is looked at: no letter, so that no word grows over it. */
const GAP = '\u0001';

/** Puts what {@link protect} took out back into a model's answer, if the answer left all of it alone. */
export function restore(answer: string, original: ProtectedTemplate): Restored {
  if (UNPRINTABLE.test(answer)) return { problem: 'It holds control characters.' };
  const walk = new AnswerWalk(original);
  let at = 0;
  for (const match of answer.matchAll(MARK)) {
    const problem = walk.text(answer.slice(at, match.index)) ?? walk.mark(Number(match[2]), match[1] === '/');
    if (problem !== null) return { problem };
    at = match.index + match[0].length;
  }
  const problem = walk.text(answer.slice(at)) ?? walk.end();
  if (problem !== null) return { problem };
  // the proof: what is protected in the result is exactly what was protected before, however the pieces now adjoin
  const after = signatureOf(classifyPieces(walk.result, original.isHtml));
  return after === original.signature ? { text: walk.result } : { problem: 'Its text runs into the markers.' };
}

class AnswerWalk {
  result = '';
  private segment = 0;
  private readonly left: Map<number, Place>;
  private readonly fixed: number[];
  /** Elements and links that are open, innermost last; a link by its number. */
  private stack: (string | number)[] = [];
  /** Text of the segment as a reader sees it. */
  private shown = '';

  constructor(private readonly original: ProtectedTemplate) {
    this.left = new Map(original.places);
    this.fixed = [...original.places].filter(([, { kind }]) => kind === 'fixed').map(([number]) => number);
  }

  text(text: string): string | null {
    this.result += text;
    if (!this.original.isHtml) {
      this.shown += text;
      return /[\r\n]/.test(text) ? 'The subject has more than one line.' : null;
    }
    for (const piece of scanTemplate(text, true)) {
      if (piece.kind === 'text') {
        this.shown += piece.source;
        if (piece.source.includes('<')) return 'It has a "<" that begins no allowed tag; write &lt;.';
        continue;
      }
      const name = piece.name ?? '';
      if (piece.kind !== 'tag' || !isFormatting(name) || piece.hasAttributes === true)
        return `It adds ${piece.kind === 'tag' ? `the tag <${name.slice(0, 20)}>` : 'markup'}, which is not allowed.`;
      this.shown += INLINE.has(name) ? '' : ' ';
      if (name === 'br') continue;
      if (piece.isClosing !== true) this.stack.push(name);
      else if (this.stack.pop() !== name) return `It closes <${name}> in the wrong place.`;
    }
    return null;
  }

  mark(number: number, isEnd: boolean): string | null {
    const name = `${OPEN}${isEnd ? '/' : ''}${number}${CLOSE}`;
    const known = this.original.places.get(number);
    if (known === undefined || (isEnd && known.kind !== 'link')) return `It invents the marker ${name}.`;
    this.shown += GAP;
    if (isEnd) {
      if (this.stack.pop() !== number) return `It has the marker ${name} in the wrong place.`;
      this.result += known.kind === 'link' ? known.end : '';
      return null;
    }
    if (!this.left.delete(number)) return `It repeats the marker ${name}.`;
    this.result += known.source;
    if (known.kind === 'fixed') return this.fixed.shift() === number ? this.endSegment() : misplaced(name);
    if (known.segment !== this.segment) return misplaced(name);
    if (known.kind === 'free') return null;
    if (this.stack.some((one) => typeof one === 'number')) return `It has the link ${name} inside of another link.`;
    this.stack.push(number);
    return null;
  }

  /** What is wrong with the whole. */
  end(): string | null {
    const [missing] = this.left.keys();
    if (missing !== undefined) return `It drops the marker ${OPEN}${missing}${CLOSE}.`;
    return this.endSegment();
  }

  private endSegment(): string | null {
    this.segment++;
    const { shown, stack } = this;
    this.shown = '';
    this.stack = [];
    if (hasForbiddenWord(shown)) return 'It adds an address, a link, a brace or a character code.';
    const open = stack.at(-1);
    if (open === undefined) return null;
    return typeof open === 'number' ? `It drops the marker ${OPEN}/${open}${CLOSE}.` : `It does not close <${open}>.`;
  }
}

const misplaced = (name: string): string => `It moves the marker ${name} over another one that must stay before it.`;
