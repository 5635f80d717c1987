import chardet from 'chardet';
import iconv from 'iconv-lite';
import { hasCode } from '../database.js';
import { unreadable } from './unreadable.js';

/** Of the text that is not ASCII, as much as is needed to tell its encoding. */
const SAMPLE_BYTES = 64 * 1024;
/** Below this the detector guesses; Windows-1252 is what a spreadsheet in Western Europe or America writes. */
const MIN_CONFIDENCE = 60;
const FALLBACK = 'windows-1252';
const UTF8 = 'UTF-8';
/** Decoded at once: what is made of it is gone again before it costs a large collection. */
const PIECE_BYTES = 64 * 1024;

/** The encoding that a byte order mark tells; UTF-8 where there is none, which is to be proven by reading the file. */
export function encodingByMark(start: Uint8Array): string {
  const [a, b] = start;
  if (a === 0xff && b === 0xfe) return 'UTF-16LE';
  if (a === 0xfe && b === 0xff) return 'UTF-16BE';
  return UTF8;
}

/** The bytes of a file are no text in the encoding that was assumed. */
export class WrongEncoding extends Error {}

/**
 * Decodes a file as it streams and drops its byte order mark.
 * @throws WrongEncoding where the bytes are no UTF-8
 * @throws DomainError `import.unreadable` for NUL bytes
 */
export async function* decodeText(stream: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<string> {
  const decode = decoderOf(encoding);
  const isWide = encoding.startsWith('UTF-16');
  let isFirst = true;
  const open = (text: string) => {
    if (text.includes('\u0000'))
      throw unreadable('The file holds NUL bytes, so it is no text file. Save it as CSV in UTF-8 or as XLSX.');
    if (!isFirst || text === '') return text;
    isFirst = false;
    return text.replace(/^\uFEFF/, '');
  };
  try {
    for await (const chunk of stream) {
      if (!isWide && chunk.includes(0)) open('\u0000');
      for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
        const text = open(decode(chunk.subarray(at, at + PIECE_BYTES)));
        if (text !== '') yield text;
      }
    }
    const text = open(decode(null));
    if (text !== '') yield text;
  } catch (error) {
    if (hasCode(error, 'ERR_ENCODING_INVALID_ENCODED_DATA')) throw new WrongEncoding(encoding);
    throw error;
  }
}

/** Null ends the text. */
function decoderOf(encoding: string): (chunk: Uint8Array | null) => string {
  if (encoding === UTF8 || encoding.startsWith('UTF-16')) {
    const decoder = new TextDecoder(encoding, { fatal: encoding === UTF8, ignoreBOM: true });
    return (chunk) => (chunk === null ? decoder.decode() : decoder.decode(chunk, { stream: true }));
  }
  const decoder = iconv.getDecoder(encoding);
  return (chunk) => (chunk === null ? decoder.end() : decoder.write(Buffer.from(chunk))) ?? '';
}

/**
 * The encoding of a file that is no UTF-8.
 * @throws DomainError `import.unreadable` when a good part of it is UTF-8 all the same: then no one encoding is right
 */
export async function legacyEncoding(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const sample: number[] = [];
  let valid = 0;
  let stray = 0;
  for await (const chunk of stream) {
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0;
      if (byte < 0x80) continue;
      const length = sequenceLength(chunk, at);
      if (length > 1) valid++;
      else stray++;
      if (sample.length < SAMPLE_BYTES) sample.push(...chunk.subarray(Math.max(0, at - 8), at + 8));
      at += length - 1;
    }
  }
  if (valid * 4 >= stray)
    throw unreadable(
      'The file mixes encodings: some of it is UTF-8 and some is not, so names would come out wrong. Open it, check names with accents, and save it as CSV in UTF-8 (in Excel: "CSV UTF-8").',
    );
  const [best] = chardet.analyse(Uint8Array.from(sample));
  if (best === undefined || best.confidence < MIN_CONFIDENCE || !iconv.encodingExists(best.name)) return FALLBACK;
  // Windows-1252 is ISO-8859-1 with more signs; Unicode was ruled out
  return best.name === 'ISO-8859-1' || best.name.startsWith('UTF') ? FALLBACK : best.name;
}

/** The length of the UTF-8 sequence of more than one byte that begins here; 1 where there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  const length =
    lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 1;
  for (let next = 1; next < length; next++) if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 1;
  return length;
}
