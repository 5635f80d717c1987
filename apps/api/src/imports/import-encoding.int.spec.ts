import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ImportJob, ImportPreview } from '@dripemails/contracts';
import { Api } from '../testing/api.js';
import { xlsxOf } from './testing/make-xlsx.js';

const RUSSIAN = ['Иван;Петров', 'Мария;Сидорова', 'Ольга;Щербакова', 'Юлия;Жукова', 'Пётр;Соколов', 'Яна;Ершова'];
const LATIN1 = ['José;Núñez', 'Jörg;Müller', 'Zoé;Lefèvre'];

/** windows-1251 of Russian letters and ASCII. */
function cp1251(text: string): Buffer {
  const byteOf = (code: number) =>
    code < 0x80 ? code : code === 0x401 ? 0xa8 : code === 0x451 ? 0xb8 : code - 0x410 + 0xc0;
  return Buffer.from([...text].map((character) => byteOf(character.codePointAt(0) ?? 0)));
}
const fileOf = (names: readonly string[], host: string) =>
  ['email;first name;last name', ...names.map((name, n) => `p${n}@${host};${name}`), ''].join('\n');

describe('encodings of imports', () => {
  let api: Api;
  let workspaceId: string;
  beforeAll(async () => {
    api = await Api.start();
    workspaceId = ((await api.call('GET', '/me')).body as { workspace: { id: string } }).workspace.id;
  }, 90_000);
  afterAll(() => api.stop(), 60_000);

  const send = (path: string, file: Uint8Array | null, fields: Record<string, string> = {}) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    if (file !== null) form.set('file', new Blob([Uint8Array.from(file)]), 'people.csv');
    const headers = { authorization: `Bearer ${api.key}` };
    return api.raw(`/api/v1/imports${path}`, { method: 'POST', body: form, headers });
  };
  const run = async (answer: Awaited<ReturnType<typeof send>>): Promise<ImportJob> => {
    expect(answer).toMatchObject({ status: 202 });
    const { id } = answer.body as ImportJob;
    await api.runtime.useCases.runImport.execute({ workspaceId, id });
    return (await api.call('GET', `/imports/${id}`)).body;
  };
  const nameOf = async (email: string) =>
    ((await api.call('GET', `/subscribers?query=${email}`)).body as { items: { firstName: string }[] }).items[0]
      ?.firstName;

  it('are detected, and said to be', async () => {
    const bytes = cp1251(fileOf(RUSSIAN, 'russian.example'));
    expect(await send('/preview', bytes)).toMatchObject({
      status: 200,
      body: {
        format: { encoding: 'windows-1251', encodingFound: 'likely' },
        warning: null,
        rows: [{ cells: ['p0@russian.example', 'Иван', 'Петров'] }, {}, {}, {}, {}, {}],
      },
    });
    const job = await run(await send('', bytes));
    expect(job).toMatchObject({
      options: { encoding: null },
      format: { encoding: 'windows-1251', encodingFound: 'likely' },
    });
    expect(await nameOf('p3@russian.example')).toBe('Юлия');
    const utf8 = Buffer.from(fileOf(RUSSIAN, 'utf8.example'));
    expect(await send('/preview', utf8)).toMatchObject({
      body: { format: { encoding: 'UTF-8', encodingFound: 'certain' }, warning: null },
    });
  });

  it('that are unsure come with a warning and its cure', async () => {
    const bytes = Buffer.from(fileOf(LATIN1.slice(0, 1), 'few.example'), 'latin1');
    const { format, warning } = (await send('/preview', bytes)).body as ImportPreview;
    expect(format.encodingFound).toBe('unsure');
    expect(warning).toMatch(/choose another encoding, or save the file as CSV in UTF-8/);
  });

  it('can be chosen by any label, for the preview and for the imports that follow from it', async () => {
    const bytes = Buffer.from(fileOf(LATIN1, 'chosen.example'), 'latin1');
    const seen = await send('/preview', bytes, { encoding: 'CP1251' });
    expect(seen.body).toMatchObject({
      format: { encoding: 'windows-1251', encodingFound: 'chosen' },
      warning: null,
      rows: [{ cells: ['p0@chosen.example', 'Josй', 'Nъсez'] }, {}, {}],
    });
    const { uploadId } = seen.body as ImportPreview;
    const dry = await run(await send('', null, { upload: uploadId, dryRun: 'true' }));
    expect(dry.format).toMatchObject({ encoding: 'windows-1251', encodingFound: 'chosen' });
    const real = await run(await send('', null, { upload: dry.id, encoding: 'latin1' }));
    expect(real).toMatchObject({
      options: { encoding: 'windows-1252' },
      format: { encoding: 'windows-1252', encodingFound: 'chosen' },
    });
    expect(await nameOf('p0@chosen.example')).toBe('José');
  });

  it.each([
    ['that nobody knows', 'klingon', /There are: UTF-8, .*windows-1250/],
    ['in which the file is no text', 'utf-8', /no text in UTF-8/],
    ['with gaps that the file falls into', 'windows-1253', /no text in windows-1253/],
  ])('%s are refused, and nothing is kept', async (_what, encoding, message) => {
    const bytes = Buffer.from('email;name\na@refused.example;J\xfcr\xffgen\xd2\n', 'latin1');
    const chunks = () => api.database.value('select count(*)::int from import_chunk');
    const before = await chunks();
    for (const path of ['', '/preview'])
      expect(await send(path, bytes, { encoding })).toMatchObject({
        status: 422,
        body: { errors: [{ path: 'encoding', message: expect.stringMatching(message) }] },
      });
    expect(await chunks()).toBe(before);
  });

  it('are none of a workbook', async () => {
    const book = xlsxOf({ People: [['email'], ['a@book.example']] });
    expect(await send('/preview', book, { encoding: 'utf-8' })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'encoding' }] },
    });
    expect((await send('/preview', book)).body).toMatchObject({ format: { encoding: null, encodingFound: null } });
  });

  it('may be UTF-16 without a mark, when that is chosen', async () => {
    const bytes = Buffer.from(fileOf(RUSSIAN, 'wide.example'), 'utf16le');
    expect((await send('/preview', bytes)).status).toBe(422);
    await run(await send('', bytes, { encoding: 'utf-16le' }));
    expect(await nameOf('p0@wide.example')).toBe('Иван');
  });
});
