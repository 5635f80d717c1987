import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Api } from '../testing/api.js';

const FILE = 'email\nform@forms.example\n';

describe('forms of imports', () => {
  let api: Api;
  beforeAll(async () => {
    api = await Api.start();
  }, 90_000);
  afterAll(() => api.stop(), 60_000);

  const send = (path: string, body: string | FormData, contentType?: string) =>
    api.raw(`/api/v1/imports${path}`, {
      method: 'POST',
      body,
      headers: { authorization: `Bearer ${api.key}`, ...(contentType ? { 'content-type': contentType } : {}) },
    });
  /** A form whose options stand before the file or after it. */
  const form = (options: readonly (readonly [string, string])[], isBefore: boolean) => {
    const made = new FormData();
    if (!isBefore) made.append('file', new Blob([FILE]), 'people.csv');
    for (const [name, value] of options) made.append(name, value);
    if (isBefore) made.append('file', new Blob([FILE]), 'people.csv');
    return made;
  };
  const kept = async () => ({
    imports: ((await api.call('GET', '/imports')).body as { items: unknown[] }).items,
    chunks: await api.database.value('select count(*)::int from import_chunk'),
  });

  it.each([
    ['misspelt', [['dryrun', 'true']], 'dryrun', /Write it as `dryRun`/],
    ['misspelt with a capital', [['Conflict', 'skip']], 'Conflict', /Write it as `conflict`/],
    ['unknown', [['colour', 'blue']], 'colour', /There are: upload, .*dryRun/],
    [
      'given twice',
      [
        ['dryRun', 'true'],
        ['dryRun', 'false'],
      ],
      'dryRun',
      /2 times/,
    ],
    ['not to be stored', [['consentText', 'said\u0000yes']], 'consentText', /NUL/],
    ['too long', [['mapping', `{"a":"${'x'.repeat(70_000)}"}`]], 'mapping', /too long/],
    ['a file as a text', [['file', FILE]], 'file', /with a file name/],
  ] as const)('are refused where an option is %s, wherever it stands', async (_what, options, path, message) => {
    const before = await kept();
    for (const isBefore of [true, false])
      expect(await send('', form(options, isBefore))).toMatchObject({
        status: 422,
        body: { code: 'input.invalid', errors: [{ path, message: expect.stringMatching(message) }] },
      });
    expect(await kept()).toEqual(before);
  });

  it('take lists and tags that are repeated, and refuse in a preview what only an import has', async () => {
    const tags = [
      ['tags', 'one'],
      ['tags', 'two'],
    ] as const;
    expect(await send('', form(tags, false))).toMatchObject({
      status: 202,
      body: { options: { tags: ['one', 'two'] } },
    });
    expect(await send('/preview', form([['sheet', '']], true))).toMatchObject({ status: 200 });
    expect(await send('/preview', form([['dryRun', 'true']], true))).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'dryRun' }] },
    });
  });

  const part = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n';
  it.each([
    ['no form', 'garbage', 'multipart/form-data; boundary=x', /broke off/],
    ['no boundary', `${part}${FILE}\r\n--x--\r\n`, 'multipart/form-data', /boundary/],
    ['cut off in a header', '--x\r\ncontent-dispo', 'multipart/form-data; boundary=x', /broke off/],
    ['cut off in the file', `${part}${FILE}`, 'multipart/form-data; boundary=x', /broke off/],
    ['cut off after the file', `${part}${FILE}\r\n--x\r\n`, 'multipart/form-data; boundary=x', /broke off/],
    ['no form at all', FILE, 'text/csv', /multipart/],
  ])('are refused with the cure when they are %s', async (_what, body, type, message) => {
    const before = await kept();
    for (const path of ['', '/preview'])
      expect(await send(path, body, type)).toMatchObject({
        status: 422,
        body: { code: 'input.invalid', errors: [{ path: 'file', message: expect.stringMatching(message) }] },
      });
    expect(await kept()).toEqual(before);
  });
});
