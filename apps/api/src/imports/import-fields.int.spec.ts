import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ImportJob } from '@dripemails/contracts';
import { Api } from '../testing/api.js';
import { workbookParts, xlsxOf, zipOf } from './testing/make-xlsx.js';

describe('imports into typed fields', () => {
  let api: Api;
  let workspaceId: string;
  beforeAll(async () => {
    api = await Api.start();
    workspaceId = ((await api.call('GET', '/me')).body as { workspace: { id: string } }).workspace.id;
    const types = { seats: 'number', paid: 'boolean', since: 'date', size: 'choice', extra: 'json' };
    for (const [name, type] of Object.entries(types)) {
      const choices = type === 'choice' ? { choices: ['Small', 'Large'] } : {};
      const made = await api.call('POST', '/fields', { name, type, ...choices });
      expect(made.status).toBeLessThan(300);
    }
  }, 90_000);
  afterAll(() => api.stop(), 60_000);

  const imported = async (content: string | Buffer, fields: Record<string, string> = {}): Promise<ImportJob> => {
    const answer = await api.upload(typeof content === 'string' ? content : Uint8Array.from(content), fields);
    expect(answer.status).toBe(202);
    const { id } = answer.body as ImportJob;
    await api.runtime.useCases.runImport.execute({ workspaceId, id });
    return (await api.call('GET', `/imports/${id}`)).body;
  };
  const fieldsOf = async (email: string) =>
    ((await api.call('GET', `/subscribers?query=${encodeURIComponent(email)}`)).body as { items: { fields: object }[] })
      .items[0]?.fields;

  it('are stored by their type', async () => {
    const job = await imported(
      'email,seats,paid,since,size,extra\ntyped@fields.example,12.50,Yes,2026-03-01,LARGE,"{""plan"": [1, null]}"\n',
    );
    expect(job).toMatchObject({ created: 1, rejected: 0 });
    expect(await fieldsOf('typed@fields.example')).toEqual({
      ...{ seats: 12.5, paid: true, since: '2026-03-01', size: 'Large', extra: { plan: [1, null] } },
    });
  });

  it.each([
    ['seats', 'many', /number/],
    ['paid', 'perhaps', /yes or no/],
    ['since', '31.12.2026', /date/],
    ['size', 'Medium', /Small, Large/],
    ['extra', '{plan: 1}', /JSON/],
  ])('reject a row whose %s is wrong, in words that name the column, also in a dry run', async (name, wrong, words) => {
    const file = `email,${name}\nwrong-${name}@fields.example,"${wrong}"\nempty-${name}@fields.example,\n`;
    for (const dryRun of ['true', 'false']) {
      const job = await imported(file, { dryRun });
      expect(job).toMatchObject({ created: 1, rejected: 1 });
      expect(job.errors).toEqual([{ line: 2, reason: expect.stringMatching(words) }]);
      expect(job.errors[0]?.reason).toContain(`Column '${name}' holds '${wrong}'`);
    }
    expect(await fieldsOf(`wrong-${name}@fields.example`)).toBeUndefined();
    expect(await fieldsOf(`empty-${name}@fields.example`)).toEqual({});
  });

  it('read the sheet that is asked for, with numbers, booleans and dates as the workbook has them', async () => {
    const book = xlsxOf({
      Notes: [['Nothing here'], ['to import']],
      People: [
        ['email', 'seats', 'paid', 'since'],
        ['sheet@fields.example', 7, true, { date: 46_082 }],
        ['off@fields.example', 'seven', false, { date: 46_082 }],
      ],
    });
    expect((await api.upload(Uint8Array.from(book))).status).toBe(422);
    const missing = await api.upload(Uint8Array.from(book), { sheet: 'Staff' });
    expect(missing.status).toBe(422);
    const dry = await imported(book, { sheet: 'People', dryRun: 'true' });
    expect(dry).toMatchObject({ created: 1, rejected: 1, format: { kind: 'xlsx', sheet: 'People' } });
    expect(await fieldsOf('sheet@fields.example')).toBeUndefined();
    const real = await imported(book, { sheet: 'People' });
    expect(real).toMatchObject({ created: 1, rejected: 1 });
    expect(real.errors[0]?.reason).toContain("Column 'seats' holds 'seven'");
    expect(await fieldsOf('sheet@fields.example')).toEqual({ seats: 7, paid: true, since: '2026-03-01' });
  });

  it('take the first sheet that is visible, also where the workbook says so of it', async () => {
    const sheets = { Hidden: 'hidden', Secret: 'veryHidden', Shown: 'visible', Plain: undefined };
    const rows = Object.keys(sheets).map((name) => [name, [['email'], [`${name}@sheets.example`]]] as const);
    const parts = workbookParts(Object.fromEntries(rows)).map((part) =>
      part.name === 'xl/workbook.xml' ? { ...part, data: withStates(String(part.data), sheets) } : part,
    );
    const job = await imported(zipOf(parts));
    expect(job.format).toMatchObject({ sheet: 'Shown', sheets: ['Shown', 'Plain', 'Hidden', 'Secret'] });
    expect(await fieldsOf('Shown@sheets.example')).toEqual({});
    expect(await fieldsOf('Hidden@sheets.example')).toBeUndefined();
  });
});

/** A workbook's list of sheets, with the state of each. */
function withStates(xml: string, states: Readonly<Record<string, string | undefined>>): string {
  return xml.replaceAll(/<sheet name="(\w+)"/g, (sheet, name: string) => {
    const state = states[name];
    return state === undefined ? sheet : `${sheet} state="${state}"`;
  });
}
