import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ImportJob } from '@dripemails/contracts';
import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { Api } from '../testing/api.js';
import { sheetXml, workbookParts, xlsxOf, zipOf } from './testing/make-xlsx.js';

/** Files that nobody would write by hand; each must end in words that help, and none may come in by half. */
type Hostile = readonly [name: string, content: string | Buffer, end: Refused | Imported];
/** Nothing is imported; the answer says why. */
interface Refused {
  readonly refused: RegExp;
}
/** Every row is either in or listed with its reason. */
interface Imported {
  readonly people: readonly string[];
  readonly rejected?: readonly RegExp[];
}

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const utf16 = (text: string, isBig = false) => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
};
const repeated = (count: number, text: (n: number) => string, between = ',') =>
  Array.from({ length: count }, (_, n) => text(n)).join(between);
const sheet = [
  ['Email', 'Name'],
  ['x@sheet.example', 'X'],
];
const good = xlsxOf({ People: sheet });
const ole = (inside: Buffer) => Buffer.concat([latin1('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), Buffer.alloc(600), inside]);
const zeros = Buffer.alloc(40_000_000);

const TEXT: readonly Hostile[] = [
  ['an empty file', '', { refused: /empty/ }],
  ['a byte order mark alone', '\uFEFF', { refused: /empty/ }],
  ['blank lines alone', '\n\n\r\n\n', { refused: /empty/ }],
  ['spaces alone', '   \n  \n', { refused: /email address/ }],
  ['a header alone', 'email,name\n', { refused: /no people/ }],
  ['a header alone without a line end', 'email', { refused: /no people/ }],
  ['no header', 'a@noheader.example,Ada\nb@noheader.example,Bob\n', { refused: /header/ }],
  ['no column with an address', 'name,city\nAda,London\n', { refused: /email address/ }],
  ['NUL bytes in a cell', 'email,name\na@nul.example,A\u0000da\n', { refused: /NUL/ }],
  ['NUL bytes at the end', `email\na@nul.example\n${'\u0000'.repeat(4096)}`, { refused: /NUL/ }],
  ['UTF-16 without a byte order mark', utf16('email\na@utf.example\n').subarray(2), { refused: /NUL/ }],
  ['noise', randomBytes(20_000), { refused: /./ }],
  [
    'mixed encodings',
    Buffer.concat([Buffer.from('email,name\na@mix.example,Björn\n'), latin1('b@mix.example,J\xfcrgen\n')]),
    { refused: /mixes encodings/ },
  ],
  [
    'mixed encodings, the other way round',
    Buffer.concat([latin1('email,name\na@mix.example,J\xfcrgen\n'), Buffer.from('b@mix.example,Björn\n')]),
    { refused: /mixes encodings/ },
  ],
  [
    'a cell of 10 MB',
    `email,name\na@big.example,${'x'.repeat(4_500_000)}\n`,
    { refused: /line 2 is longer than 256 KiB/ },
  ],
  [
    'a quoted cell of many MB',
    `email,name\na@big.example,"${'x\n'.repeat(2_000_000)}"\n`,
    { refused: /line 2 is longer/ },
  ],
  ['a header of many MB', `email${'y'.repeat(3_000_000)}\na@big.example\n`, { refused: /line 1 is longer/ }],
  ['one line that never ends', 'x'.repeat(4_000_000), { refused: /line 1 is longer/ }],
  [
    '600 columns',
    `email,${repeated(599, (n) => `c${n}`)}\na@wide.example${','.repeat(599)}\n`,
    { refused: /600 columns/ },
  ],
  ['a million commas', `email${','.repeat(1_000_000)}\n`, { refused: /columns/ }],
  [
    'an unclosed quote',
    'email,name\na@quote.example,"Ada\nb@quote.example,Bob\n',
    { refused: /opened at about line 2 is never closed/ },
  ],
  ['an unclosed quote in the header', '"email,name\na@quote.example,Ada\n', { refused: /line 1 is never closed/ }],
  ['a quote alone at the end', 'email,name\na@quote.example,Ada\n"', { refused: /line 3 is never closed/ }],
  [
    '100 columns of the same name',
    `${repeated(100, () => 'email')}\na@same.example${','.repeat(99)}\n`,
    { people: ['a@same.example'] },
  ],
  ['duplicate headers', 'email,name,name,Email\na@dup.example,A,B,other\n', { people: ['a@dup.example'] }],
  ['headers without names', 'email,,,\na@blank.example,1,2,3\n', { people: ['a@blank.example'] }],
  [
    'headers with names that objects have',
    'email,__proto__,constructor,toString\na@proto.example,1,2,3\n',
    { people: ['a@proto.example'] },
  ],
  ['a UTF-8 byte order mark', '\uFEFFemail,name\na@bom.example,Ä\n', { people: ['a@bom.example'] }],
  ['two byte order marks', '\uFEFF\uFEFFemail,name\na@boms.example,Ä\n', { people: ['a@boms.example'] }],
  ['UTF-16LE', utf16('email,name\na@le.example,Ä€\n'), { people: ['a@le.example'] }],
  ['UTF-16BE', utf16('email\tname\na@be.example\tÄ€\n', true), { people: ['a@be.example'] }],
  [
    'UTF-16 cut in the middle of a character',
    utf16('email,name\na@cut.example,Ä').subarray(0, -1),
    { people: ['a@cut.example'] },
  ],
  ['Windows-1252', latin1('email;name\na@ansi.example;J\xfcrgen \x80\n'), { people: ['a@ansi.example'] }],
  [
    'UTF-8 cut in the middle of a character',
    Buffer.from('email,name\na@cut8.example,Bjö').subarray(0, -1),
    { people: ['a@cut8.example'] },
  ],
  [
    'lines that end in CR alone',
    'email,name\ra@cr.example,Ada\rb@cr.example,Bob\r',
    { people: ['a@cr.example', 'b@cr.example'] },
  ],
  [
    'mixed line ends',
    'email\r\na@ends.example\nb@ends.example\rc@ends.example',
    { people: ['a@ends.example', 'b@ends.example', 'c@ends.example'] },
  ],
  ['leading blank lines', '\n\r\n\nemail,name\na@lead.example,Ada\n', { people: ['a@lead.example'] }],
  [
    'quotes in the middle',
    'email,note\na@mid.example,5" disk\n"b@mid.example"x,y\n',
    { people: ['a@mid.example'], rejected: [/address/] },
  ],
  [
    'formulas in cells',
    'email,name\n"=cmd|\' /C calc\'!A0",x\na@formula.example,"=HYPERLINK(""http://evil"")"\n+1@formula.example,y\n',
    { people: ['a@formula.example', '+1@formula.example'], rejected: [/address/] },
  ],
  ['formulas in the header', 'email,=1+1,@SUM(A1),-2\na@fh.example,1,2,3\n', { people: ['a@fh.example'] }],
  [
    'control characters',
    'email,name\na@ctl.example,\u0007bell\u001b[31m\nb\u0001@ctl.example,x\n',
    { people: ['a@ctl.example'], rejected: [/address/] },
  ],
  [
    'right-to-left overrides and emoji',
    'email,name\na@rtl.example,\u202Egnp.exe 👩‍👩‍👧\n\u202Ea@rtl.example,x\n',
    { people: ['a@rtl.example'], rejected: [/address/] },
  ],
  [
    'addresses in other scripts',
    'email\nada@bücher.example\nada@xn--bcher-kva.example\n用户@例子.example\n',
    { people: ['ada@bücher.example', '用户@例子.example'] },
  ],
  [
    'addresses that want to be headers',
    'email\n"a@inj.example\r\nBcc: b@inj.example"\n"Ada <a@inj.example>"\na@inj.example\n',
    { people: ['a@inj.example'], rejected: [/address/, /address/] },
  ],
  [
    'addresses that want to be SQL',
    "email\n'; drop table subscriber; --@sql.example\no'hara@sql.example\n",
    { people: ["o'hara@sql.example"], rejected: [/address/] },
  ],
  [
    'an address that is too long',
    `email\n${'x'.repeat(65)}@long.example\na@long.example\n`,
    { people: ['a@long.example'], rejected: [/64 characters/] },
  ],
  [
    'rows that are too short and too long',
    'email,name\na@ragged.example\nb@ragged.example,B,C\nc@ragged.example,C\n',
    { people: ['c@ragged.example'], rejected: [/1 cells/, /3 cells/] },
  ],
  [
    'backslashes and tabs',
    'email,name\na@back.example,\\N\\.\\t"\nb@back.example,"\t\\"\n\\.,x\n',
    { people: ['a@back.example', 'b@back.example'], rejected: [/@/] },
  ],
  [
    'one address a thousand times',
    `email,n\n${repeated(1000, (n) => `${n % 2 ? 'A' : 'a'}@often.example,${n}`, '\n')}\n`,
    { people: ['a@often.example'] },
  ],
  [
    'a text cell of 100 KB',
    `email,note\na@note.example,${'x'.repeat(100_000)}\nb@note.example,y\n`,
    { people: ['b@note.example'], rejected: [/more than 2000 characters/] },
  ],
  ["Excel's own line for the delimiter", 'sep=|\nemail|name\na@sep.example|x,y;z\n', { people: ['a@sep.example'] }],
];

const OTHER: readonly Hostile[] = [
  ['a PDF', '%PDF-1.7\n%âãÏÓ\n', { refused: /PDF/ }],
  ['a picture', latin1('\x89PNG\r\n\x1a\n\x00\x00'), { refused: /picture/ }],
  ['a compressed file', gzipSync('email\na@gz.example\n'), { refused: /GZIP/ }],
  ['a web page that calls itself CSV', '<html><table><tr><td>email</td></tr></table></html>', { refused: /web page/ }],
  ['JSON', '\uFEFF[\n  { "email": "a@json.example" }\n]\n', { refused: /is JSON.*CSV or XLSX/ }],
  ['JSON in lines', '{"email":"a@json.example"}\n{"email":"b@json.example"}\n', { refused: /is JSON/ }],
  ['an old XLS file', ole(Buffer.from('Workbook', 'utf16le')), { refused: /old Excel/ }],
  ['an XLSX file with a password', ole(Buffer.from('EncryptedPackage', 'utf16le')), { refused: /password/ }],
  [
    'a ZIP archive that is no workbook',
    zipOf([{ name: 'people.csv', data: 'email\na@zip.example\n' }]),
    { refused: /no Excel workbook/ },
  ],
  ['a truncated XLSX file', good.subarray(0, good.length - 60), { refused: /damaged/ }],
  ['the beginning of an XLSX file', good.subarray(0, 100), { refused: /damaged/ }],
  [
    'an XLSX file with noise in the middle',
    Buffer.concat([good.subarray(0, 60), Buffer.alloc(40, 0xa5), good.subarray(100)]),
    { refused: /damaged/ },
  ],
  [
    'a zip bomb',
    zipOf(
      [...workbookParts({ People: sheet }), { name: 'x', data: '' }].map((part) =>
        part.name.endsWith('sheet1.xml')
          ? { ...part, data: Buffer.concat([Buffer.from(String(part.data).slice(0, -30)), zeros.map(() => 32)]) }
          : part,
      ),
    ),
    { refused: /zip bomb/ },
  ],
  [
    'a zip bomb that lies of its size',
    zipOf(workbookParts({ People: sheet }, [{ name: 'xl/worksheets/sheet1.xml', data: zeros, size: 1000 }])),
    { refused: /zip bomb|damaged/ },
  ],
  [
    'a zip bomb of shared texts',
    xlsxOf({ People: sheet }, [
      { name: 'xl/sharedStrings.xml', data: `<sst><si><t>${'a'.repeat(30_000_000)}</t></si></sst>` },
    ]),
    { refused: /zip bomb/ },
  ],
  [
    'a workbook with 6,000 parts',
    zipOf([
      ...workbookParts({ People: sheet }),
      ...Array.from({ length: 6000 }, (_, n) => ({ name: `p${n}`, data: '' })),
    ]),
    { refused: /zip bomb/ },
  ],
  [
    'entities that multiply',
    xlsxOf({ People: sheet }, [
      {
        name: 'xl/sharedStrings.xml',
        data: '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><sst><si><t>&b;</t></si></sst>',
      },
    ]),
    { refused: /damaged/ },
  ],
  [
    'a sheet that is no XML',
    xlsxOf({ People: sheet }, [{ name: 'xl/worksheets/sheet1.xml', data: 'email,name\na@b.example,x' }]),
    { refused: /damaged/ },
  ],
  [
    'a sheet that breaks off',
    xlsxOf({ People: sheet }, [{ name: 'xl/worksheets/sheet1.xml', data: sheetXml(sheet).slice(0, -20) }]),
    { refused: /damaged/ },
  ],
  [
    'an encrypted part',
    zipOf(workbookParts({ People: sheet }).map((part) => ({ ...part, flags: 1 }))),
    { refused: /password/ },
  ],
  ['a workbook without sheets', xlsxOf({}), { refused: /no sheet/ }],
  ['an empty sheet', xlsxOf({ Empty: [] }), { refused: /empty/ }],
  ['a sheet with a header alone', xlsxOf({ People: [['Email']] }), { refused: /no people/ }],
  [
    'a cell beyond the last column',
    xlsxOf({ People: sheet }, [
      {
        name: 'xl/worksheets/sheet1.xml',
        data: '<worksheet><sheetData><row r="1"><c r="ZZZZ1"><v>1</v></c></row></sheetData></worksheet>',
      },
    ]),
    { refused: /columns/ },
  ],
  [
    'an XLSX file that calls itself CSV',
    xlsxOf({
      People: [
        ['Email', 'Since', 'Paid', 'Note'],
        ['a@sheet.example', { date: 45_292 }, true, { formula: '1+1', value: '=2' }],
        [],
        ['', '', '', 'nobody'],
        ['b@sheet.example', 3.5],
      ],
    }),
    { people: ['a@sheet.example', 'b@sheet.example'], rejected: [/missing/] },
  ],
];

describe('hostile files', () => {
  let api: Api;
  let workspaceId: string;
  beforeAll(async () => {
    api = await Api.start();
    workspaceId = ((await api.call('GET', '/me')).body as { workspace: { id: string } }).workspace.id;
  }, 90_000);
  afterAll(async () => {
    await api.stop();
  }, 60_000);

  /** Everybody, in the order in which they came in. */
  const people = async () => {
    const { items } = (await api.call('GET', '/subscribers?limit=200')).body as {
      items: { id: string; email: string }[];
    };
    return items.sort((one, other) => (one.id < other.id ? -1 : 1)).map(({ email }) => email);
  };

  const imports = async () =>
    ((await api.call('GET', '/imports?limit=200')).body as { items: ImportJob[] }).items.map(({ id }) => id);

  it('are 60 and more', () => expect(TEXT.length + OTHER.length).toBeGreaterThanOrEqual(60));

  it.each([...TEXT, ...OTHER])(
    '%s',
    async (name, content, end) => {
      const before = await people();
      const importsBefore = await imports();
      const answer = await api.upload(typeof content === 'string' ? content : Uint8Array.from(content));
      if ('refused' in end) {
        expect(answer).toMatchObject({
          status: 422,
          body: {
            code: 'import.unreadable',
            detail: expect.stringMatching(end.refused),
            errors: [expect.objectContaining({ path: 'file', message: expect.stringMatching(/\w{3}/) })],
          },
        });
        expect(await people()).toEqual(before);
        expect(await imports()).toEqual(importsBefore);
        return;
      }
      expect({ name, ...answer }).toMatchObject({ name, status: 202 });
      const { id } = answer.body as ImportJob;
      await api.runtime.useCases.runImport.execute({ workspaceId, id });
      const job = (await api.call('GET', `/imports/${id}`)).body as ImportJob;
      const rejected = end.rejected ?? [];
      expect(job).toMatchObject({ status: 'completed', rejected: rejected.length, processed: job.total });
      expect(job.created + job.updated + job.unchanged + job.rejected).toBe(job.total);
      expect(job.errors.map(({ reason }) => reason)).toEqual(rejected.map((reason) => expect.stringMatching(reason)));
      expect((await people()).slice(before.length)).toEqual(end.people);
      const list = String((await api.call('GET', `/imports/${id}/rejected.csv`)).body);
      expect(list).not.toMatch(/(^|,)"?[=+@-]/m);
    },
    60_000,
  );
});
