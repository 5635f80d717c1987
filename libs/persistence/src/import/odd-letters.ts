/** Scripts that are not written in one word with Latin letters; halfwidth kana are what other encodings are misread as. */
const APART =
  /[\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thai}\u{FF61}-\u{FF9F}]/u;
const NOTHING = /[\p{Cc}\p{Co}\p{Cn}\uFFFD]/u;
const LETTER = /[\p{L}\p{M}]/u;
const UPPER = /\p{Lu}/u;
const LOWER = /\p{Ll}/u;
const LATIN = /[a-z]/i;
/** What stands next to a letter in well-set text. */
const SIGN = /[\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Pd}、。・·…]/u;

/**
 * How much of what is not ASCII stands where nobody would write it, 0 to 1: control characters, signs within a word,
 * capitals after small letters, Greek or Cyrillic letters in a Latin word. Text that was decoded wrongly is full of it.
 */
export function oddShare(text: string): number {
  const characters = [...text];
  let all = 0;
  let odd = 0;
  for (const [at, character] of characters.entries()) {
    if (character < '\u0080') continue;
    all++;
    if (isOdd(character, characters[at - 1] ?? '', characters[at + 1] ?? '')) odd++;
  }
  return all === 0 ? 0 : odd / all;
}

function isOdd(character: string, before: string, after: string): boolean {
  if (NOTHING.test(character)) return true;
  if (LETTER.test(character)) {
    if (APART.test(character) && (LATIN.test(before) || LATIN.test(after))) return true;
    return (UPPER.test(character) && LOWER.test(before)) || (LOWER.test(character) && UPPER.test(after));
  }
  // O’Neill, but no other sign between two small letters
  if (character !== '’' && LOWER.test(before) && LOWER.test(after)) return true;
  return !SIGN.test(character) && (LETTER.test(before) || LETTER.test(after));
}

/** The share of what is not ASCII that could not be decoded, 0 to 1. */
export function lostShare(text: string): number {
  const beyond = [...text].filter((character) => character >= '\u0080');
  return beyond.filter((character) => character === '\uFFFD').length / Math.max(1, beyond.length);
}

/** Whether there are letters beyond ASCII at all. */
export function hasForeignLetters(text: string): boolean {
  return [...text].some((character) => character >= '\u0080' && LETTER.test(character));
}
