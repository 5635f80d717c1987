import { describe, expect, it } from '@jest/globals';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { csvRecords, type CsvRecord, decodeText, delimiterOf, headerOf, toRow } from './csv-rows.js';

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
async function records(text: string | Uint8Array, size = 7): Promise<CsvRecord[]> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const all: CsvRecord[] = [];
  for await (const record of csvRecords(decodeText(pieces(bytes, size)))) all.push(record);
  return all;
}
const lines = async (text: string) => (await records(text)).map(({ line, cells }) => [line, cells?.[0] ?? null]);

describe(csvRecords, () => {
  it('counts lines as a text editor does: header 1, blank lines and line ends in cells included', async () => {
    const text = 'email,note\na@x.com,one\n\n"b@x.com","two\nlines"\nc@x.com,last\n';
    expect(await lines(text)).toEqual([
      [1, 'email'],
      [2, 'a@x.com'],
      [4, 'b@x.com'],
      [6, 'c@x.com'],
    ]);
  });

  it.each([
    ['CRLF', '\r\n'],
    ['LF', '\n'],
    ['CR', '\r'],
  ])('reads lines that end in %s', async (_name, end) => {
    expect(await lines(['email', 'a@x.com', 'b@x.com', ''].join(end))).toEqual([
      [1, 'email'],
      [2, 'a@x.com'],
      [3, 'b@x.com'],
    ]);
  });

  it('drops a byte order mark', async () => {
    expect((await records('\uFEFFemail\na@x.com'))[0]?.cells).toEqual(['email']);
  });

  it('takes a quote in the middle of a cell as it stands', async () => {
    const text = 'email,note\na@x.com,5" disk\n"b@x.com"x,one\nc@x.com,fine\n';
    expect((await records(text)).map(({ line, cells }) => [line, cells])).toEqual([
      [1, ['email', 'note']],
      [2, ['a@x.com', '5" disk']],
      [3, ['"b@x.com"x', 'one']],
      [4, ['c@x.com', 'fine']],
    ]);
  });

  it.each([
    ['an unclosed quote', 'email,note\n"a@x.com,one\nb@x.com,two\n', /never closed/],
    ['a million columns', `email${',x'.repeat(1_000_000)}\n`, /longer than 256 KiB/],
  ])('refuses a file with %s', async (_name, text, reason) => {
    await expect(records(text, 4096)).rejects.toMatchObject({
      code: 'import.unreadable',
      message: expect.stringMatching(reason),
    });
  });

  it.each([
    ['UTF-16', Buffer.from('\uFEFFemail\na@x.com', 'utf16le'), /UTF-16/],
    ['Latin-1', Buffer.from('email,name\na@x.com,Bj\xf6rn', 'latin1'), /not UTF-8/],
    ['an Excel file', Buffer.from('PK\u0003\u0004'), /ZIP or Excel/],
    ['NUL bytes', Buffer.from('email\na\u0000b@x.com'), /NUL/],
  ])('refuses %s with the cure', async (_name, bytes, reason) => {
    await expect(records(bytes)).rejects.toMatchObject({
      code: 'import.unreadable',
      message: expect.stringMatching(reason),
      errors: [expect.objectContaining({ path: 'file' })],
    });
  });

  it('reads back whatever a CSV writer wrote, wherever the pieces are cut', async () => {
    const cell = fc.stringMatching(/^[ -~äß€\n]{0,12}$/);
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 40 }), async (table, size) => {
        const header = ['email', 'b', 'c', 'd'];
        const text = stringify([header, ...table], { quoted: true });
        expect((await records(text, size)).map(({ cells }) => cells)).toEqual([header, ...table]);
      }),
      { numRuns: 60 },
    );
  });
});

describe(delimiterOf, () => {
  it.each([
    ['email;name;city', ';'],
    ['email\tname', '\t'],
    ['email,"a;b;c;d",x', ','],
    ['email', ','],
  ])('%j has %j', (line, delimiter) => expect(delimiterOf(line)).toBe(delimiter));
});

describe(headerOf, () => {
  const header = (cells: string[]) => headerOf({ line: 1, cells, fault: null });
  it('makes every name one of its own', () => {
    expect(header(['email', 'Email ', 'email', ''])).toEqual(['email', 'Email', 'email (2)', 'Column 4']);
  });
  it('asks for a header in an empty file', () => expect(() => headerOf(undefined)).toThrow(/empty/));
  it('takes no more than 500 columns', () => expect(() => header(Array<string>(501).fill('x'))).toThrow(/501 columns/));
});

describe(toRow, () => {
  it('rejects a row whose cells do not fit the header', () => {
    expect(toRow({ line: 9, cells: ['a'], fault: null }, ['email', 'name'])).toEqual({
      line: 9,
      values: null,
      fault: 'The row has 1 cells and the header 2. Check commas and quotes.',
    });
  });
});
