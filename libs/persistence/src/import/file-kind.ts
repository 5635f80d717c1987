import { unreadable } from './unreadable.js';

const SIGNATURES: readonly { readonly bytes: string; readonly say: string }[] = [
  { bytes: '%PDF', say: 'The file is a PDF document. Export the people as CSV or XLSX.' },
  { bytes: '{\\rtf', say: 'The file is a text document (RTF). Save the people as CSV or XLSX.' },
  { bytes: '\x1f\x8b', say: 'The file is compressed (GZIP). Unpack it and import what is in it.' },
  { bytes: 'Rar!', say: 'The file is an archive (RAR). Unpack it and import what is in it.' },
  { bytes: "7z\xbc\xaf'\x1c", say: 'The file is an archive (7-Zip). Unpack it and import what is in it.' },
  { bytes: '\x89PNG', say: 'The file is a picture. Export the people as CSV or XLSX.' },
  { bytes: '\xff\xd8\xff', say: 'The file is a picture. Export the people as CSV or XLSX.' },
  { bytes: 'GIF8', say: 'The file is a picture. Export the people as CSV or XLSX.' },
  { bytes: 'SQLite format 3', say: 'The file is a database. Export the people as CSV or XLSX.' },
  { bytes: 'PAR1', say: 'The file is a Parquet file. Export the people as CSV or XLSX.' },
];
const OLE = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';
/** The name of the stream in which a password-protected workbook lies, as OLE spells names. */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');

/**
 * What a file is by its first bytes, whatever it is called.
 * @param start its first piece
 * @throws DomainError `import.unreadable` for what is no list of people, with the cure
 */
export function kindOf(start: Uint8Array): 'text' | 'zip' {
  const bytes = Buffer.from(start.buffer, start.byteOffset, start.byteLength);
  const begins = bytes.subarray(0, 512).toString('latin1');
  if (begins.startsWith('PK\x03\x04') || begins.startsWith('PK\x05\x06')) return 'zip';
  if (begins.startsWith(OLE)) {
    throw unreadable(
      bytes.includes(ENCRYPTED)
        ? 'The file is protected by a password. Remove the password (in Excel: File, Info, Protect Workbook) and import it again.'
        : 'The file is an old Excel or Office file (XLS, DOC). Save it as XLSX or CSV and import it again.',
    );
  }
  const found = SIGNATURES.find((one) => begins.startsWith(one.bytes));
  if (found !== undefined) throw unreadable(found.say);
  if (/^(\xef\xbb\xbf)?\s*<(!doctype|html|\?xml|table|head|body|style|meta)/i.test(begins))
    throw unreadable('The file is a web page or XML, whatever its name says. Save the table as CSV or XLSX.');
  if (/^(\xef\xbb\xbf)?\s*(\[\s*[{["]|\{\s*["}])/.test(begins))
    throw unreadable('The file is JSON. Save the people as CSV or XLSX, one on each row under a header.');
  return 'text';
}
