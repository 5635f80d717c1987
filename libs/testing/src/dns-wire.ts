/** Types of records that the fake name server can answer, with their numbers (RFC 1035 section 3.2.2, RFC 3596). */
export const RECORD_TYPES = { A: 1, CNAME: 5, PTR: 12, MX: 15, TXT: 16, AAAA: 28 } as const;
export type RecordType = keyof typeof RECORD_TYPES;

/** A record to put into an answer, with its data as bytes. */
export interface WireRecord {
  readonly name: string;
  readonly type: RecordType;
  readonly data: Buffer;
}

export interface DnsQuestion {
  readonly name: string;
  /** Null for a type that the server knows nothing of. */
  readonly type: RecordType | null;
}

/** Response codes (RFC 1035 section 4.1.1). */
export const RCODE = { ok: 0, servfail: 2, nxdomain: 3, refused: 5 } as const;

const HEADER_BYTES = 12;
const CLASS_IN = 1;

/** Reads the one question of a query (RFC 1035 section 4.1). @throws RangeError on a query that is cut off */
export function readQuestion(query: Buffer): DnsQuestion & { readonly end: number } {
  const labels: string[] = [];
  let at = HEADER_BYTES;
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  const number = query.readUInt16BE(at + 1);
  const type = (Object.keys(RECORD_TYPES) as RecordType[]).find((one) => RECORD_TYPES[one] === number) ?? null;
  return { name: labels.join('.'), type, end: at + 5 };
}

/** The answer to a query, with its question repeated. */
export function writeAnswer(
  query: Buffer,
  { end }: { end: number },
  rcode: number,
  records: readonly WireRecord[],
): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  query.copy(header, 0, 0, 2);
  // a response, authoritative, recursion available, with the client's wish for recursion
  header.writeUInt16BE(0x8480 | (query.readUInt16BE(2) & 0x0100) | rcode, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(records.length, 6);
  return Buffer.concat([header, query.subarray(HEADER_BYTES, end), ...records.map(recordBytes)]);
}

function recordBytes({ name, type, data }: WireRecord): Buffer {
  const fixed = Buffer.alloc(10);
  fixed.writeUInt16BE(RECORD_TYPES[type], 0);
  fixed.writeUInt16BE(CLASS_IN, 2);
  fixed.writeUInt32BE(0, 4);
  fixed.writeUInt16BE(data.length, 8);
  return Buffer.concat([nameBytes(name), fixed, data]);
}

/** A name as labels; one that is empty is the root. */
export function nameBytes(name: string): Buffer {
  const labels = name.split('.').filter((label) => label !== '');
  const parts = labels.flatMap((label) => [Buffer.from([label.length]), Buffer.from(label, 'latin1')]);
  return Buffer.concat([...parts, Buffer.from([0])]);
}

/** Text as character strings of at most 255 bytes (RFC 1035 section 3.3); one character is one byte. */
export function textBytes(strings: readonly string[]): Buffer {
  const chunks = strings.flatMap((text) => {
    const bytes = Buffer.from(text, 'latin1');
    const count = Math.max(1, Math.ceil(bytes.length / 255));
    return Array.from({ length: count }, (_, index) => bytes.subarray(index * 255, index * 255 + 255));
  });
  return Buffer.concat(chunks.flatMap((chunk) => [Buffer.from([chunk.length]), chunk]));
}

/** @throws Error when the text is no address of the kind */
export function addressBytes(address: string, type: 'A' | 'AAAA'): Buffer {
  if (type === 'A') return Buffer.from(address.split('.').map(Number));
  // the URL parser writes every form of an IPv6 address as hexadecimal groups with at most one `::`
  const [before = '', after] = new URL(`http://[${address}]/`).hostname.slice(1, -1).split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':'));
  const tail = groups(after ?? '');
  const head = groups(before);
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return Buffer.from([...head, ...zeros, ...tail].map((group) => group.padStart(4, '0')).join(''), 'hex');
}
