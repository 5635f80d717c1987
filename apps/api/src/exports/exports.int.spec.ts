import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ExportJob } from '@dripemails/contracts';
import { Api, type Answer } from '../testing/api.js';

/** Runs an export as its workflow does, page by page. */
async function finish(api: Api, workspaceId: string, id: string): Promise<ExportJob> {
  for (let cursor: string | undefined = 'start'; cursor !== undefined;)
    cursor = (await api.runtime.useCases.runExport.execute({ workspaceId, id })).cursor;
  return (await api.call('GET', `/exports/${id}`)).body;
}

describe('exports', () => {
  let api: Api;
  let workspaceId: string;
  let listId: string;

  beforeAll(async () => {
    api = await Api.start();
    workspaceId = ((await api.call('GET', '/me')).body as { workspace: { id: string } }).workspace.id;
    listId = ((await api.call('POST', '/lists', { name: 'Exported' })).body as { id: string }).id;
    for (const [email, firstName, fields] of [
      ['one@example.com', '=cmd()', { plan: 'pro' }],
      ['two@example.com', 'Bob, "the" builder', {}],
    ] as const)
      await api.call('POST', '/subscribers', { email, firstName, fields, listIds: [listId], tags: ['x'] });
    await api.call('POST', '/subscribers', { email: 'three@example.com' });
  }, 120_000);
  afterAll(() => api.stop());

  const start = (body: object) => api.call('POST', '/exports', body);
  const startedId = (answer: Answer) => (answer.body as { id: string }).id;
  const text = async (id: string) => {
    const { body, headers, status } = await api.raw(`/api/v1/exports/${id}/file`, {
      headers: { authorization: `Bearer ${api.key}` },
    });
    return { body: body as unknown, headers, status };
  };

  it('writes a CSV file of a list that a spreadsheet can open safely', async () => {
    const started = await start({ format: 'csv', filter: { list: listId } });
    expect(started.status).toBe(202);
    const job = await finish(api, workspaceId, startedId(started));
    expect(job).toMatchObject({ status: 'completed', total: 2, processed: 2, format: 'csv', failure: null });
    const { body, headers } = await text(job.id);
    const [head, ...rows] = String(body).replace('\uFEFF', '').trim().split('\r\n');
    expect(head).toBe('email,firstName,lastName,status,timeZone,locale,lists,tags,plan,createdAt,updatedAt');
    expect(rows[0]).toContain("one@example.com,'=cmd(),,");
    expect(rows[1]).toContain('two@example.com,"Bob, ""the"" builder"');
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="subscribers-.*\.csv"$/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(Number(headers.get('content-length'))).toBe(job.size);
  });

  it('writes JSON as one array and XLSX as a zip archive', async () => {
    const json = await finish(
      api,
      workspaceId,
      startedId(await start({ format: 'json', columns: ['email', 'field:plan'] })),
    );
    const items = (await text(json.id)).body as { email: string; fields: object }[];
    expect(items.map(({ email, fields }) => ({ email, fields }))).toEqual(
      expect.arrayContaining([
        { email: 'one@example.com', fields: { plan: 'pro' } },
        { email: 'three@example.com', fields: {} },
      ]),
    );
    const xlsx = await finish(api, workspaceId, startedId(await start({ format: 'xlsx', filter: { tag: 'x' } })));
    expect(xlsx).toMatchObject({ status: 'completed', processed: 2 });
    expect(String((await text(xlsx.id)).body).slice(0, 2)).toBe('PK');
  });

  it('exports a segment, a status, a search and chosen people', async () => {
    const segment = await api.call('POST', '/segments', {
      name: 'Pro',
      condition: { field: 'plan', op: 'is', value: 'pro' },
    });
    expect(segment.status).toBe(201);
    const emails = async (filter: object) => {
      const job = await finish(
        api,
        workspaceId,
        startedId(await start({ format: 'json', columns: ['email'], filter })),
      );
      return ((await text(job.id)).body as { email: string }[]).map(({ email }) => email);
    };
    expect(await emails({ segment: startedId(segment) })).toEqual(['one@example.com']);
    expect(await emails({ query: 'two@' })).toEqual(['two@example.com']);
    expect(await emails({ status: 'bounced' })).toEqual([]);
    const found = await api.call('GET', '/subscribers?query=three@example.com');
    const [three] = (found.body as { items: { id: string }[] }).items;
    expect(await emails({ ids: [three?.id] })).toEqual(['three@example.com']);
  });

  it('names what in the filter does not exist', async () => {
    const answer = await start({ format: 'csv', filter: { segment: '01990000-0000-7000-8000-00000000dead' } });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: 'filter.segment' }] } });
  });

  it.each<[string, string[], string, string]>([
    ['a custom field that there is not', ['email', 'field:nope', 'field:plan'], 'columns.1', "no custom field 'nope'"],
    ['a column that there is not', ['plan'], 'columns.0', 'there is no column "plan": use email, '],
    ['a column that is named twice', ['email', 'tags', 'email'], 'columns.2', "'email' stands here twice"],
    ['a field that is named twice', ['field:plan', 'field:plan'], 'columns.1', "'field:plan' stands here twice"],
  ])('names %s, and begins no export', async (_, columns, path, message) => {
    const before = await api.database.value('select count(*)::int from export_job');
    expect(await start({ format: 'csv', columns })).toMatchObject({
      status: 422,
      body: { errors: [{ path, message: expect.stringContaining(message) }] },
    });
    expect(await api.database.value('select count(*)::int from export_job')).toBe(before);
  });

  it('keeps the columns in the order in which they were asked for', async () => {
    const columns = ['tags', 'field:plan', 'email'];
    const job = await finish(
      api,
      workspaceId,
      startedId(await start({ format: 'csv', columns, filter: { tag: 'x' } })),
    );
    expect(job.columns).toEqual(columns);
    expect(
      String((await text(job.id)).body)
        .replace('\uFEFF', '')
        .split('\r\n')[0],
    ).toBe('tags,plan,email');
  });

  it('takes the column of a field that people still have values of', async () => {
    await api.database.query(
      `update subscriber set fields = fields || '{"legacy": "x"}' where workspace_id = $1 and email = 'three@example.com'`,
      [workspaceId],
    );
    expect(await start({ format: 'csv', columns: ['field:legacy'] })).toMatchObject({ status: 202 });
  });

  it('hands the file out by a signed link until it expires, then says 410', async () => {
    const job = await finish(api, workspaceId, startedId(await start({ format: 'csv' })));
    const path = new URL(job.downloadUrl ?? '').pathname;
    const answer = await api.raw(path, {});
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toContain('attachment');
    expect(answer.headers.get('cache-control')).toContain('no-store');
    expect((await api.raw(`${path.slice(0, -2)}AA`, {})).status).toBe(404);
    await api.database.query("update export_job set expires_at = now() - interval '1 second' where id = $1", [job.id]);
    expect(await api.raw(path, {})).toMatchObject({ status: 410, body: { code: 'export.expired' } });
    expect((await text(job.id)).status).toBe(410);
    expect((await api.call('GET', `/exports/${job.id}`)).body).toMatchObject({ status: 'expired', downloadUrl: null });
    await api.runtime.useCases.runRetention.execute();
    expect(await api.database.value('select count(*)::int from export_chunk where export_id = $1', [job.id])).toBe(0);
    expect((await api.raw(path, {})).status).toBe(410);
  });

  it('goes on after the last page that was written, and never writes one twice', async () => {
    const { runExport } = api.runtime.useCases;
    const id = startedId(await start({ format: 'json', filter: { list: listId } }));
    await Promise.all([runExport.execute({ workspaceId, id }), runExport.execute({ workspaceId, id })]);
    const job = await finish(api, workspaceId, id);
    expect(job).toMatchObject({ status: 'completed', processed: 2 });
    expect((await text(id)).body).toHaveLength(2);
  });

  it('begins a workbook anew after a crash', async () => {
    const id = startedId(await start({ format: 'xlsx', filter: { list: listId } }));
    await api.database.query(
      "update export_job set status = 'running', attempt = 1, columns = '{email}', total = 2 where id = $1",
      [id],
    );
    await api.database.query(
      "insert into export_chunk select workspace_id, id, 0, 'half a file' from export_job where id = $1",
      [id],
    );
    const job = await finish(api, workspaceId, id);
    expect(job).toMatchObject({ status: 'completed', processed: 2 });
    expect(String((await text(id)).body).slice(0, 2)).toBe('PK');
  });

  it('cancels, and has no file then', async () => {
    const id = startedId(await start({ format: 'csv' }));
    expect((await text(id)).status).toBe(409);
    expect(await api.call('POST', `/exports/${id}/cancel`)).toMatchObject({
      status: 200,
      body: { status: 'cancelled' },
    });
    expect(await finish(api, workspaceId, id)).toMatchObject({ status: 'cancelled', downloadUrl: null });
    expect((await text(id)).status).toBe(409);
  });
});
