import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ImportJob } from '@dripemails/contracts';
import { Api, type Answer } from '../testing/api.js';

/** Runs an import as the worker's activity does. */
async function run(api: Api, answer: Answer): Promise<ImportJob> {
  expect(answer.status).toBe(202);
  const { id } = answer.body as ImportJob;
  const me = (await api.call('GET', '/me')).body as { workspace: { id: string } };
  await api.runtime.useCases.runImport.execute({ workspaceId: me.workspace.id, id });
  return (await api.call('GET', `/imports/${id}`)).body;
}

describe('imports', () => {
  let api: Api;
  beforeAll(async () => {
    api = await Api.start();
  }, 90_000);
  afterAll(() => api.stop(), 60_000);

  it('keeps good rows, reports bad ones with line and reason, and changes nothing when it is run again', async () => {
    const { id: list } = (await api.call('POST', '/lists', { name: 'Imported' })).body as { id: string };
    const file = [
      'Email;First name;Plan',
      'ada@example.com;Ada;pro',
      'not-an-email;Bob;',
      'grace@example.com;"Grace; Admiral";free',
      'ADA@example.com;;team',
      'only-one-cell',
      '',
    ].join('\n');
    const first = await run(api, await api.upload(file, { list }));
    expect(first).toMatchObject({
      status: 'completed',
      total: 5,
      processed: 5,
      created: 2,
      updated: 1,
      unchanged: 0,
      rejected: 2,
    });
    expect(first.errors).toEqual([
      { line: 3, reason: 'The email address has no @.' },
      { line: 6, reason: 'The row has 1 cells and the header 3. Check commas and quotes.' },
    ]);
    const again = await run(api, await api.upload(file, { list }));
    expect(again).toMatchObject({ created: 0, rejected: 2 });
    expect((await api.call('GET', `/lists/${list}`)).body).toMatchObject({ subscribers: 2 });
    expect((await api.call('GET', '/subscribers?query=ada')).body).toMatchObject({
      items: [{ email: 'ada@example.com', firstName: 'Ada', fields: { Plan: 'team' } }],
    });
    const rejected = await api.call('GET', `/imports/${first.id}/rejected.csv`);
    expect(rejected.headers.get('content-type')).toContain('text/csv');
    expect(rejected.body).toContain('3,The email address has no @.,"not-an-email,Bob,"');
  });

  it('goes on after the last committed batch when it was interrupted, and counts every row once', async () => {
    const rows = Array.from({ length: 2500 }, (_, n) => `many${n}@example.com`);
    const answer = await api.upload(['email', ...rows].join('\n'));
    const { id } = answer.body as ImportJob;
    const { workspace } = (await api.call('GET', '/me')).body as { workspace: { id: string } };
    const interrupted = api.runtime.useCases.runImport.execute({ workspaceId: workspace.id, id }, (processed) => {
      if (processed >= 1000) throw new Error('the worker died');
    });
    await expect(interrupted).rejects.toThrow('the worker died');
    expect((await api.call('GET', `/imports/${id}`)).body).toMatchObject({
      status: 'running',
      processed: 1000,
      created: 1000,
    });
    expect(await run(api, answer)).toMatchObject({ status: 'completed', processed: 2500, created: 2500, unchanged: 0 });
  });

  it('neutralises what a spreadsheet would run in the list of rejected rows', async () => {
    const job = await run(api, await api.upload('email\n"=HYPERLINK(""http://evil"")"\ngood@example.com\n'));
    const { body } = await api.call('GET', `/imports/${job.id}/rejected.csv`);
    expect(body).not.toMatch(/(^|,)"?=/m);
  });

  it('maps columns as told', async () => {
    const job = await run(
      api,
      await api.upload('Contact,Nick\nmapped@example.com,Ace\n', {
        mapping: '{"Contact":"email","Nick":"field:nick"}',
      }),
    );
    expect(job).toMatchObject({ created: 1 });
    expect((await api.call('GET', '/subscribers?query=mapped')).body).toMatchObject({
      items: [{ fields: { nick: 'Ace' } }],
    });
  });

  const big = `email\n${'x'.repeat(200)}@example.com\n`.repeat(30_000);
  it.each<[string, string | Uint8Array<ArrayBuffer>, number, RegExp]>([
    ['nothing', '', 422, /empty/],
    ['a header only', 'email,name\n', 422, /no people/],
    ['binary data', Uint8Array.from({ length: 5000 }, (_, n) => (n * 7) % 256), 422, /text|NUL/],
    ['no column with an address', 'name,city\nAda,London\n', 422, /email/],
    ['a million columns', `email${',x'.repeat(1_000_000)}\na@example.com\n`, 422, /columns/],
    ['an unclosed quote', 'email,name\n"a@example.com,Ada\n', 422, /never closed/],
    ['UTF-16', Uint8Array.from(Buffer.from('\uFEFFemail\na@example.com\n', 'utf16le')), 422, /UTF-16/],
    ['more bytes than are allowed', big, 413, /larger/],
  ])('answers %s with a problem that says the cure, and keeps nothing', async (_name, content, status, reason) => {
    const answer = await api.upload(content);
    expect(answer).toMatchObject({
      status,
      body: { status, detail: expect.stringMatching(reason), errors: [expect.objectContaining({ path: 'file' })] },
    });
  });

  it.each([
    ['a list that does not exist', { list: '01990000-0000-7000-8000-00000000ffff' }, 404, 'list.not_found'],
    ['a list that is no id', { list: 'nope' }, 422, 'input.invalid'],
    ['a mapping that is no JSON', { mapping: '{' }, 422, 'input.invalid'],
    ['a mapping to nowhere', { mapping: '{"email":"shoe size"}' }, 422, 'input.invalid'],
    ['a mapping of a missing column', { mapping: '{"Mail":"email"}' }, 422, 'input.invalid'],
  ])('refuses %s', async (_name, fields, status, code) => {
    expect(await api.upload('email\nx@example.com\n', fields)).toMatchObject({ status, body: { code } });
  });

  it('asks for the file', async () => {
    const form = new FormData();
    form.set('list', '');
    const answer = await api.raw('/api/v1/imports', {
      method: 'POST',
      body: form,
      headers: { authorization: `Bearer ${api.key}` },
    });
    expect(answer).toMatchObject({ status: 422, body: { errors: [expect.objectContaining({ path: 'file' })] } });
  });
});
