import { describe, expect, it } from '@jest/globals';
import type { ExportRow } from '@dripemails/application';
import excel from 'exceljs';
import { parse } from 'csv-parse/sync';
import { encodePage, headOf } from './export-table.js';
import { writeWorkbook } from './workbook-stream.js';

const row = (change: Partial<ExportRow> = {}): ExportRow => ({
  ...{ id: '01990000-0000-7000-8000-000000000001', email: 'ada@example.com', firstName: 'Ada', lastName: null },
  ...{ status: 'active', timeZone: 'Europe/London', locale: 'en', tags: ['a', 'b'], lists: ['News'], fields: {} },
  ...{ createdAt: '2026-11-26T10:00:00.000Z', updatedAt: '2026-11-26T10:00:00.000Z' },
  ...change,
});
const COLUMNS = ['email', 'firstName', 'lastName', 'lists', 'tags', 'field:plan', 'field:email'];
const END = { at: 0, expiresAt: 1 };
/** What spreadsheets run as formulas. */
const FORMULAS = ['=1+1', '+1', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("http://x")'];

describe(encodePage, () => {
  const csv = (rows: readonly ExportRow[]) => {
    const text = encodePage('csv', { columns: COLUMNS, isFirst: true }, { rows, end: END }).toString();
    expect(text.startsWith('\uFEFF')).toBe(true);
    return parse(text, { bom: true }) as string[][];
  };

  it('writes a header and one line a person, quoted where it has to be', () => {
    const person = row({ fields: { plan: 'a "b", c\nd', email: 'other' }, lastName: 'Lovelace' });
    expect(csv([person])).toEqual([
      ['email', 'firstName', 'lastName', 'lists', 'tags', 'plan', 'field:email'],
      ['ada@example.com', 'Ada', 'Lovelace', 'News', 'a; b', 'a "b", c\nd', 'other'],
    ]);
  });

  it.each(FORMULAS)('makes text of the formula %j', (formula) => {
    expect(csv([row({ firstName: formula })])[1]?.[1]).toBe(`'${formula}`);
  });

  it.each(['constructor', 'toString'])('has an empty cell for the field %s of who has no value in it', (name) => {
    const page = (fields: ExportRow['fields']) => ({ rows: [row({ fields })], end: null });
    const options = { columns: [`field:${name}`], isFirst: false };
    expect(encodePage('csv', options, page({})).toString()).toBe('\r\n');
    expect(encodePage('csv', options, page({ [name]: 'x' })).toString()).toBe('x\r\n');
    expect(encodePage('json', options, page({})).toString()).toContain('"fields":{}');
  });

  it('writes the header on the first page alone', () => {
    const page = { rows: [row()], end: null };
    expect(encodePage('csv', { columns: ['email'], isFirst: false }, page).toString()).toBe('ada@example.com\r\n');
  });

  it.each([
    [[0], []],
    [[1], [1]],
    [
      [2, 1],
      [2, 1],
    ],
    [[2, 0], [2]],
  ])('writes one JSON array over pages of %j rows', (sizes) => {
    const text = sizes
      .map((size, index) => {
        const rows = Array.from({ length: size }, () => row({ fields: { plan: { deep: [1] } } }));
        const end = index === sizes.length - 1 ? END : null;
        return encodePage('json', { columns: COLUMNS, isFirst: index === 0 }, { rows, end }).toString();
      })
      .join('');
    const items = JSON.parse(text) as Record<string, unknown>[];
    expect(items).toHaveLength(sizes.reduce((sum, n) => sum + n, 0));
    for (const item of items)
      expect(item).toMatchObject({ email: 'ada@example.com', tags: ['a', 'b'], fields: { plan: { deep: [1] } } });
  });
});

describe(headOf, () => {
  it('tells a custom field from a column of ours with the same name', () => {
    expect(headOf(['status', 'field:status', 'field:plan'])).toEqual(['status', 'field:status', 'plan']);
  });
});

describe(writeWorkbook, () => {
  async function sheetsOf(pages: ExportRow[][]): Promise<{ values: string[][]; types: Set<excel.ValueType> }> {
    const pieces: Buffer[] = [];
    const seen: number[] = [];
    const size = await writeWorkbook(
      COLUMNS,
      (async function* () {
        yield* pages;
      })(),
      {
        store: async (piece) => void pieces.push(piece),
        onProgress: async (rows) => void seen.push(rows),
      },
    );
    const file = Buffer.concat(pieces);
    expect(file.byteLength).toBe(size);
    expect(seen.at(-1)).toBe(pages.flat().length);
    const workbook = new excel.Workbook();
    await workbook.xlsx.load(file as unknown as ArrayBuffer);
    const values: string[][] = [];
    const types = new Set<excel.ValueType>();
    workbook.worksheets[0]?.eachRow((line) => {
      values.push((line.values as string[]).slice(1));
      line.eachCell((cell) => types.add(cell.type));
    });
    return { values, types };
  }

  it('can be read back, with every cell as text', async () => {
    const { values, types } = await sheetsOf([
      FORMULAS.map((firstName) => row({ firstName, fields: { plan: 'ä€<&>' } })),
    ]);
    expect(values[0]?.slice(0, 2)).toEqual(['email', 'firstName']);
    expect(values.slice(1).map((cells) => cells[1]?.trim())).toEqual(FORMULAS.map((formula) => formula.trim()));
    expect(values[1]?.[5]).toBe('ä€<&>');
    expect([...types]).not.toContain(excel.ValueType.Formula);
    expect([...types]).not.toContain(excel.ValueType.Number);
  });

  it('leaves out what XML cannot hold and cuts what a cell cannot', async () => {
    const { values } = await sheetsOf([[row({ firstName: 'a\u0000\u0007b', lastName: 'x'.repeat(40_000) })]]);
    expect(values[1]?.[1]).toBe('ab');
    expect(values[1]?.[2]).toHaveLength(32_767);
  });

  it('stops when the file cannot be stored', async () => {
    const many = Array.from({ length: 30_000 }, (_, n) => row({ firstName: `${n} ${Math.random()}`.repeat(20) }));
    const writing = writeWorkbook(
      COLUMNS,
      (async function* () {
        yield many;
        yield many;
      })(),
      { store: () => Promise.reject(new Error('the disk is full')), onProgress: () => Promise.resolve() },
    );
    await expect(writing).rejects.toThrow('the disk is full');
  }, 60_000);
});
