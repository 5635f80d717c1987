export interface CsvHead {
  headers: string[];
  /** The first data rows, each as long as the header. */
  rows: string[][];
}

/** How much of a file is looked at: enough for wide rows, little enough to be read at once. */
export const headBytes = 64 * 1024;

/**
 * The header and the first rows of a CSV file, for a preview and to guess the mapping. The API reads the file itself and is the judge.
 * Knows quotes (RFC 4180), byte order marks, LF, CRLF and CR, and takes comma, semicolon or tab, whichever the header has most of.
 */
export function csvHead(text: string, rowCount = 3): CsvHead {
  const records = readRecords(text.replace(/^\uFEFF/, ''), rowCount + 1);
  const [first = [], ...rest] = records;
  const headers = first.map((name) => name.trim());
  if (headers.every((name) => name === '')) return { headers: [], rows: [] };
  return { headers, rows: rest.map((row) => headers.map((_, column) => row[column] ?? '')) };
}

/** The beginning of a file as text; UTF-16 is known by its byte order mark. */
export async function readHead(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.slice(0, headBytes).arrayBuffer());
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

function delimiterOf(text: string): string {
  const line = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const counted = [',', ';', '\t'].map((sign) => ({ sign, times: line.split(sign).length }));
  return counted.reduce((best, one) => (one.times > best.times ? one : best)).sign;
}

function readRecords(text: string, limit: number): string[][] {
  const delimiter = delimiterOf(text);
  const records: string[][] = [];
  let record: string[] = [];
  let field = '';
  let inQuotes = false;
  const endRecord = () => {
    record.push(field);
    if (record.length > 1 || field.trim() !== '') records.push(record);
    record = [];
    field = '';
  };
  for (let at = 0; at < text.length && records.length < limit; at++) {
    const sign = text.charAt(at);
    if (inQuotes) {
      if (sign !== '"') field += sign;
      else if (text.charAt(at + 1) === '"') field += text.charAt(++at);
      else inQuotes = false;
    } else if (sign === '"' && field === '') inQuotes = true;
    else if (sign === delimiter) {
      record.push(field);
      field = '';
    } else if (sign === '\n' || sign === '\r') {
      if (sign === '\r' && text.charAt(at + 1) === '\n') at++;
      endRecord();
    } else field += sign;
  }
  if (records.length < limit) endRecord();
  return records;
}
