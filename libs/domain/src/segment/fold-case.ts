/**
 * Letters that texts are compared without regard to the case of. ASCII, and those letters of Latin, Greek, Cyrillic and
 * Armenian that one letter stands for in lower case: a fixed table, because `toLowerCase` knows rules of whole words
 * and PostgreSQL's `lower` goes by the locale of the database, and an audience has to be the same in both.
 */
const TABLE = new Map<string, string>();
for (const [from, to] of [
  [0x41, 0x5a],
  [0xc0, 0x556],
  [0x1e00, 0x1eff],
] as const) {
  for (let code = from; code <= to; code++) {
    const [upper, lower] = [String.fromCharCode(code), String.fromCharCode(code).toLowerCase()];
    if (lower !== upper && lower.length === 1 && lower > '\u007f' === code > 0x7f) TABLE.set(upper, lower);
  }
}

const BEYOND_ASCII = [...TABLE].filter(([upper]) => upper > '\u007f');

/** The pairs of the table beyond ASCII, as PostgreSQL's `translate` takes them: letter by letter at the same place. */
export const FOLDED_LETTERS = {
  upper: BEYOND_ASCII.map(([upper]) => upper).join(''),
  lower: BEYOND_ASCII.map(([, lower]) => lower).join(''),
};

/** The text in lower case, letter by letter, as SQL can do it too. */
export function foldCase(text: string): string {
  return text.replaceAll(/[A-Z\u00c0-\u0556\u1e00-\u1eff]/g, (letter) => TABLE.get(letter) ?? letter);
}

/** Negative, 0 or positive, by code points: the order of PostgreSQL's collation `C`. */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const [x, y] = [a.charCodeAt(at), b.charCodeAt(at)];
    // half of a surrogate pair stands for a letter that comes after all of U+E000 to U+FFFF
    if (x !== y) return isSurrogate(x) === isSurrogate(y) ? x - y : isSurrogate(x) ? 1 : -1;
  }
  return a.length - b.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}
