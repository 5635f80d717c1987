import type { ImportEncoding } from '@dripemails/contracts';
import iconv from 'iconv-lite';
import { hasCode } from '../database.js';
import { unreadable } from './unreadable.js';

/** Decoded at once: what is made of it is gone again before it costs a large collection. */
const PIECE_BYTES = 64 * 1024;

/** The encoding that a byte order mark tells; null where there is none. */
export function encodingByMark(start: Uint8Array): ImportEncoding | null {
  const [a, b, c] = start;
  if (a === 0xff && b === 0xfe) return 'UTF-16LE';
  if (a === 0xfe && b === 0xff) return 'UTF-16BE';
  return a === 0xef && b === 0xbb && c === 0xbf ? 'UTF-8' : null;
}

/** The bytes of a file are no text in the encoding that was assumed. */
export class WrongEncoding extends Error {}

/**
 * Decodes a file as it streams and drops its byte order mark. Bytes that an old encoding does not know become U+FFFD.
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

/** The text of bytes in an old encoding; what it does not know becomes U+FFFD. */
export function decodeOld(bytes: Buffer, encoding: ImportEncoding): string {
  return iconv.decode(bytes, codecOf(encoding));
}

/** The one that the decoder knows by another name. */
const codecOf = (encoding: string): string => (encoding === 'x-mac-cyrillic' ? 'maccyrillic' : encoding);

/** Null ends the text. */
function decoderOf(encoding: string): (chunk: Uint8Array | null) => string {
  if (encoding.startsWith('UTF-')) {
    const decoder = new TextDecoder(encoding, { fatal: encoding === 'UTF-8', ignoreBOM: true });
    return (chunk) => (chunk === null ? decoder.decode() : decoder.decode(chunk, { stream: true }));
  }
  const decoder = iconv.getDecoder(codecOf(encoding));
  return (chunk) => (chunk === null ? decoder.end() : decoder.write(Buffer.from(chunk))) ?? '';
}
