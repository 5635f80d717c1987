import { decodeWords } from 'postal-mime';

export interface HeaderField {
  /** As written, without the colon. */
  readonly name: string;
  /** Unfolded and decoded (RFC 2047), without control characters. */
  readonly value: string;
}

/** Bytes. Ordinary headers have 2 to 20 KB; what is longer is cut, because it would only be made to keep us busy. */
export const HEADER_LIMIT = 256 * 1024;

const LF = 0x0a;
const CR = 0x0d;

/** The bytes up to the empty line that ends the header (RFC 5322 2.1), at most `HEADER_LIMIT`. */
export function headerBytes(raw: Uint8Array): Uint8Array {
  const limit = Math.min(raw.length, HEADER_LIMIT);
  // An empty line is an LF that follows an LF, with or without a CR in between.
  for (let lf = raw.indexOf(LF); lf !== -1 && lf < limit; lf = raw.indexOf(LF, lf + 1)) {
    const next = raw[lf + 1] === CR ? lf + 2 : lf + 1;
    if (raw[next] === LF) return raw.subarray(0, lf + 1);
  }
  return raw.subarray(0, limit);
}

/** Header bytes as text: UTF-8 (RFC 6532), else the 8-bit text of programs that are older than that. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Not UTF-8: Windows-1252 maps every byte to some character, so this cannot fail.
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** All fields in order, not decoded. Lines that are no field are left out. */
export function rawFields(raw: Uint8Array): HeaderField[] {
  const unfolded = textOf(headerBytes(raw)).replace(/\r?\n[ \t]+/g, ' ');
  const fields: HeaderField[] = [];
  for (const line of unfolded.split(/\r?\n/)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trimEnd();
    if (colon > 0 && /^[!-9;-~]+$/.test(name)) fields.push({ name, value: line.slice(colon + 1).trim() });
  }
  return fields;
}

/** A field's value as people read it; NUL and its like are not for databases and terminals. */
export function readable(value: string): string {
  return decodeWords(value)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();
}
