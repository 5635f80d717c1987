import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ImportJob } from '@dripemails/contracts';
import { Api, type Answer } from '../testing/api.js';

async function workspaceOf(api: Api): Promise<string> {
  return ((await api.call('GET', '/me')).body as { workspace: { id: string } }).workspace.id;
}

function formOf(fields: Record<string, string | Blob>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

/** An import of a file that is there already. */
async function again(api: Api, fields: Record<string, string>): Promise<Answer> {
  return await api.raw('/api/v1/imports', {
    method: 'POST',
    body: formOf(fields),
    headers: { authorization: `Bearer ${api.key}` },
  });
}

/** Runs an import as the worker's activity does. */
async function run(api: Api, answer: Answer): Promise<ImportJob> {
  expect(answer.status).toBe(202);
  const { id } = answer.body as ImportJob;
  await api.runtime.useCases.runImport.execute({ workspaceId: await workspaceOf(api), id });
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
      { line: 6, reason: 'The row has 1 cells and the header 3. Check the delimiters and quotes.' },
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
    const rows = Array.from({ length: 12_500 }, (_, n) => `many${n}@example.com`);
    const answer = await api.upload(['email', ...rows].join('\n'));
    const { id } = answer.body as ImportJob;
    const interrupted = api.runtime.useCases.runImport.execute({ workspaceId: await workspaceOf(api), id }, () => {
      throw new Error('the worker died');
    });
    await expect(interrupted).rejects.toThrow('the worker died');
    const { processed, created } = (await api.call('GET', `/imports/${id}`)).body as ImportJob;
    expect(processed).toBeLessThan(12_500);
    expect([processed % 5000, created]).toEqual([0, processed]);
    expect(await run(api, answer)).toMatchObject({
      status: 'completed',
      processed: 12_500,
      created: 12_500,
      unchanged: 0,
    });
  }, 60_000);

  it('previews a file, counts in a dry run, and imports it for real, all from one upload', async () => {
    const form = new FormData();
    form.set('file', new Blob(['Email|Alter\nage@example.com|x\nage2@example.com|4\n']), 'ages.csv');
    const preview = await api.raw('/api/v1/imports/preview', {
      method: 'POST',
      body: form,
      headers: { authorization: `Bearer ${api.key}` },
    });
    expect(preview).toMatchObject({
      status: 200,
      body: {
        format: { kind: 'csv', delimiter: '|', encoding: 'UTF-8' },
        total: 2,
        mapping: { Email: 'email', Alter: 'field:Alter' },
        mappingFrom: 'names',
        rows: [{ line: 2, fault: null }, { line: 3 }],
      },
    });
    const { uploadId } = preview.body as { uploadId: string };
    const dry = await run(api, await again(api, { upload: uploadId, dryRun: 'true', tags: 'fair' }));
    expect(dry).toMatchObject({ status: 'completed', created: 2, options: { dryRun: true, tags: ['fair'] } });
    expect(dry.fileName).toBe('ages.csv');
    expect((await api.call('GET', '/subscribers?query=age')).body).toMatchObject({ items: [] });
    const real = await run(api, await again(api, { upload: dry.id, tags: 'fair', mapping: '{"Alter":"ignore"}' }));
    expect(real).toMatchObject({ status: 'completed', created: 2, fileName: 'ages.csv' });
    const source = "select count(*)::int from consent where source like 'Import of ''ages.csv''%'";
    expect(await api.database.value(source)).toBeGreaterThan(0);
    const remembered = await api.raw('/api/v1/imports/preview', {
      method: 'POST',
      body: formOf({ file: new Blob(['Email|Alter\nb@example.com|1\n']) }),
      headers: { authorization: `Bearer ${api.key}` },
    });
    expect(remembered.body).toMatchObject({ mappingFrom: 'lastImport', mapping: { Alter: 'ignore' } });
    expect((await again(api, { upload: uploadId })).status).toBe(422);
  }, 60_000);

  it('keeps the name that an upload was given in between', async () => {
    const dry = await run(api, await api.upload('email\nnamed@example.com\n', { dryRun: 'true' }, 'old.csv'));
    const renamed = await run(api, await again(api, { upload: dry.id, fileName: 'may.csv', dryRun: 'true' }));
    expect(await run(api, await again(api, { upload: renamed.id }))).toMatchObject({ fileName: 'may.csv' });
  });

  it('counts an address that stands in many batches of a dry run as new once, and keeps nothing of it', async () => {
    const rows = Array.from({ length: 11_000 }, (_, n) => `Again${n % 6_000}@example.com`);
    const file = ['email', 'known@example.com', ...rows, ...rows.slice(0, 500).map((row) => row.toLowerCase())].join(
      '\n',
    );
    await run(api, await api.upload('email\nknown@example.com\n'));
    const upload = await api.upload(file, { dryRun: 'true' });
    const { id } = upload.body as ImportJob;
    const interrupted = api.runtime.useCases.runImport.execute({ workspaceId: await workspaceOf(api), id }, () => {
      throw new Error('the worker died');
    });
    await expect(interrupted).rejects.toThrow('the worker died');
    const counts = { status: 'completed', processed: 11_501, created: 6_000, updated: 0, unchanged: 5_501 };
    const dry = await run(api, upload);
    expect(dry).toMatchObject(counts);
    const twice = await run(api, await again(api, { upload: dry.id, dryRun: 'true' }));
    expect(twice).toMatchObject(counts);
    expect(await run(api, await again(api, { upload: twice.id }))).toMatchObject(counts);
    expect(await api.database.value('select count(*)::int from import_seen')).toBe(0);
  }, 60_000);

  it('gives nobody their consent back, and follows the policy for conflicts', async () => {
    const people = 'email,first name,note\ngone@example.com,New,x\nstays@example.com,New,y\n';
    await run(api, await api.upload('email,first name\ngone@example.com,Old\nstays@example.com,Old\n'));
    const { items } = (await api.call('GET', '/subscribers?query=gone@')).body as { items: { id: string }[] };
    await api.call('POST', `/subscribers/${items[0]?.id ?? ''}/unsubscribe`, {});
    const blanks = await run(api, await api.upload(people, { conflict: 'fillBlanks', consent: 'single' }));
    expect(blanks).toMatchObject({ created: 0, updated: 2, withheld: 1 });
    expect((await api.call('GET', '/subscribers?query=gone@')).body).toMatchObject({
      items: [{ status: 'unsubscribed', firstName: 'Old', fields: { note: 'x' } }],
    });
    expect(await run(api, await api.upload(people, { conflict: 'skip' }))).toMatchObject({ unchanged: 2, withheld: 1 });
    expect(await run(api, await api.upload(people))).toMatchObject({ updated: 2, withheld: 1 });
  }, 60_000);

  it('is paused, resumed and cancelled', async () => {
    const answer = await api.upload('email\npause@example.com\n');
    const { id } = answer.body as ImportJob;
    expect((await api.call('POST', `/imports/${id}/pause`)).body).toMatchObject({ status: 'paused' });
    expect(await run(api, answer)).toMatchObject({ status: 'paused', processed: 0 });
    expect((await api.call('POST', `/imports/${id}/resume`)).body).toMatchObject({ status: 'queued' });
    expect(await run(api, answer)).toMatchObject({ status: 'completed', created: 1 });
    expect((await api.call('POST', `/imports/${id}/cancel`)).status).toBe(422);
    const other = await api.upload('email\ncancel@example.com\n');
    await api.call('POST', `/imports/${(other.body as ImportJob).id}/cancel`);
    expect(await run(api, other)).toMatchObject({ status: 'cancelled', created: 0 });
  }, 60_000);

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
