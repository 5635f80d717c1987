/** Headers of a recorded mail by lower-case name; of a repeated one, the first. */
export type MessageHeaders = ReadonlyMap<string, string>;

const ENCODED_WORD = /=\?utf-8\?([bq])\?([^?]*)\?=/gi;

function decodeWord(encoding: string, text: string): string {
  if (encoding.toLowerCase() === 'b') return Buffer.from(text, 'base64').toString('utf8');
  const bytes = text
    .replaceAll('_', ' ')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** Decodes the UTF-8 encoded words of RFC 2047; the white space between two of them does not count. */
const decode = (value: string): string =>
  value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(ENCODED_WORD, (_, encoding: string, text: string) => decodeWord(encoding, text));

/** Reads the header section of a mail: unfolded and decoded, as far as a test asks. */
export function parseHeaders(raw: Buffer): MessageHeaders {
  const [section = ''] = raw.toString('utf8').split(/\r?\n\r?\n/, 1);
  const headers = new Map<string, string>();
  for (const line of section.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    if (!headers.has(name)) headers.set(name, decode(line.slice(colon + 1).trim()));
  }
  return headers;
}
