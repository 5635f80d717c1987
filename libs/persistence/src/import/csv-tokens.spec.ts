import { describe, expect, it } from '@jest/globals';
import type { FileRow } from '@dripemails/application';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { CsvTokens, delimiterOf } from './csv-tokens.js';
import { headerOf } from './file-header.js';

function records(text: string, size = 7): FileRow[] {
  const tokens = new CsvTokens();
  const all: FileRow[] = [];
  for (let at = 0; at < text.length; at += size) all.push(...tokens.push(text.slice(at, at + size), false));
  return [...all, ...tokens.push('', true)];
}
const lines = (text: string) => records(text).map(({ line, cells }) => [line, cells?.[0] ?? null]);

describe(CsvTokens, () => {
  it('counts lines as a text editor does: header 1, blank lines and line ends in cells included', () => {
    const text = 'email,note\na@x.com,one\n\n"b@x.com","two\nlines"\nc@x.com,last\n';
    expect(lines(text)).toEqual([
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
  ])('reads lines that end in %s', (_name, end) => {
    expect(lines(['email', 'a@x.com', 'b@x.com', ''].join(end))).toEqual([
      [1, 'email'],
      [2, 'a@x.com'],
      [3, 'b@x.com'],
    ]);
  });

  it('reads lines that end differently', () => {
    expect(lines('email\r\na\nb\r\rc')).toEqual([
      [1, 'email'],
      [2, 'a'],
      [3, 'b'],
      [5, 'c'],
    ]);
  });

  it('takes a quote in the middle of a cell as it stands', () => {
    const text = 'email,note\na@x.com,5" disk\n"b@x.com"x,one\nc@x.com,fine\n';
    expect(records(text).map(({ line, cells }) => [line, cells])).toEqual([
      [1, ['email', 'note']],
      [2, ['a@x.com', '5" disk']],
      [3, ['"b@x.com"x', 'one']],
      [4, ['c@x.com', 'fine']],
    ]);
  });

  it('is told the delimiter by the first line with text, or by the line that Excel writes', () => {
    expect(records('\n\nemail|name\na|b,c').map(({ cells }) => cells)).toEqual([
      ['email', 'name'],
      ['a', 'b,c'],
    ]);
    expect(records('sep=;\r\nemail;a,b,c\nx;y')).toEqual([
      { line: 2, cells: ['email', 'a,b,c'], fault: null },
      { line: 3, cells: ['x', 'y'], fault: null },
    ]);
  });

  it.each([
    ['an unclosed quote', 'email,note\n"a@x.com,one\nb@x.com,two\n', /opened at about line 2 is never closed/],
    ['a million columns', `email${',x'.repeat(1_000_000)}\n`, /line 1 is longer than 256 KiB/],
    ['a cell of 10 MB', `email,note\na@x.com,"${'y'.repeat(10_000_000)}"\n`, /line 2 is longer than 256 KiB/],
  ])('refuses a file with %s', (_name, text, reason) => {
    expect(() => records(text, 65_536)).toThrow(
      expect.objectContaining({ code: 'import.unreadable', message: expect.stringMatching(reason) }),
    );
  });

  const cell = fc.stringMatching(/^[ -~äß€\n]{0,12}$/);
  const tables = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 });
  const header = ['email', 'b', 'c', 'd'];

  it('reads back whatever a CSV writer wrote, wherever the pieces are cut', () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: 1, max: 40 }), (table, size) => {
        const text = stringify([header, ...table], { quoted: true });
        expect(records(text, size).map(({ cells }) => cells)).toEqual([header, ...table]);
      }),
      { numRuns: 100 },
    );
  });

  it('reads what a kept library reads, quotes where they are needed, with any delimiter and line end', () => {
    const words = fc.stringMatching(/^[a-c",;\n\r\t ]{0,6}$/);
    const rows = fc.array(fc.array(words, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    const signs = fc.constantFrom(',', ';', '\t', '|');
    const ends = fc.constantFrom('\n', '\r\n', '\r');
    fc.assert(
      fc.property(rows, signs, ends, fc.integer({ min: 1, max: 30 }), (table, delimiter, end, size) => {
        const text = stringify([header, ...table], { delimiter, record_delimiter: end, quoted_match: /[\r\n]/ });
        const theirs = parse(text, { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: true });
        expect(records(text, size).map(({ cells }) => cells)).toEqual(theirs);
      }),
      { numRuns: 200 },
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
    expect(header(['email', 'Email ', 'email', '', 'email (2)'])).toEqual([
      'email',
      'Email',
      'email (2)',
      'Column 4',
      'email (2) (2)',
    ]);
  });
  it('takes out what cannot be seen', () => {
    expect(header(['e\u202Email\u0007'])).toEqual(['e mail']);
  });
  it('asks for a header in an empty file', () => expect(() => headerOf(undefined)).toThrow(/empty/));
  it('takes no more than 500 columns', () => expect(() => header(Array<string>(501).fill('x'))).toThrow(/501 columns/));
});
