import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ImportJob } from '@dripemails/contracts';
import fc from 'fast-check';
import { Api } from '../testing/api.js';
import { workbookParts, xlsxOf, zipOf, type Part } from './testing/make-xlsx.js';

const SHEETS = {
  People: [['Email', 'Since'], ...Array.from({ length: 40 }, (_, n) => [`n${n}@noise.example`, { date: 45_000 + n }])],
};
const GOOD = xlsxOf(SHEETS);
const PARTS = workbookParts(SHEETS, [{ name: 'xl/sharedStrings.xml', data: '<sst><si><t>text</t></si></sst>' }]);

const noise = fc.uint8Array({ minLength: 1, maxLength: 40 }).map((bytes) => Buffer.from(bytes));
/** Noise over a place of some bytes, in between, or in place of the rest. */
const damage = fc.record({ at: fc.nat(9999).map((n) => n / 10_000), how: fc.constantFrom('over', 'in', 'end') });

function damaged(bytes: Buffer, noisy: Buffer, { at, how }: { at: number; how: string }): Buffer {
  const from = Math.floor(at * bytes.length);
  const rest = { over: from + noisy.length, in: from, end: bytes.length }[how];
  return Buffer.concat([bytes.subarray(0, from), noisy, bytes.subarray(rest)]);
}

/** Noise in the archive as it is stored, or in a part before it is packed, so that every layer meets it. */
const files = fc.oneof(
  fc.tuple(noise, damage).map(([noisy, place]) => damaged(GOOD, noisy, place)),
  fc
    .tuple(noise, damage, fc.nat(PARTS.length - 1))
    .map(([noisy, place, which]) =>
      zipOf(
        PARTS.map((part, index): Part =>
          index === which ? { ...part, data: damaged(Buffer.from(part.data), noisy, place) } : part,
        ),
      ),
    ),
  // in a part that nobody reads it does no harm: these come in, however the others end
  noise.map((noisy) => zipOf([...PARTS, { name: 'docProps/app.xml', data: noisy }])),
);

describe('workbooks with noise in them', () => {
  let api: Api;
  let workspaceId: string;
  beforeAll(async () => {
    api = await Api.start();
    workspaceId = ((await api.call('GET', '/me')).body as { workspace: { id: string } }).workspace.id;
  }, 90_000);
  afterAll(() => api.stop(), 60_000);

  it('are refused with a reason, or come in with every row counted', async () => {
    const ends = { refused: 0, imported: 0 };
    await fc.assert(
      fc.asyncProperty(files, async (file) => {
        const answer = await api.upload(Uint8Array.from(file), {}, 'people.xlsx');
        if (answer.status !== 202) {
          ends.refused++;
          expect(answer).toMatchObject({
            status: 422,
            body: { code: 'import.unreadable', errors: [{ path: 'file', message: expect.stringMatching(/\w{3}/) }] },
          });
          return;
        }
        ends.imported++;
        const { id } = answer.body as ImportJob;
        await api.runtime.useCases.runImport.execute({ workspaceId, id });
        const job = (await api.call('GET', `/imports/${id}`)).body as ImportJob;
        expect(job).toMatchObject({ status: 'completed', processed: job.total });
        expect(job.created + job.updated + job.unchanged + job.rejected).toBe(job.total);
      }),
      { numRuns: 200 },
    );
    // neither by itself would show anything
    expect(ends.refused).toBeGreaterThan(20);
    expect(ends.imported).toBeGreaterThan(5);
    const left = await api.database.value(
      'select count(*)::int as n from import_chunk c where not exists (select 1 from import_job j where j.id = c.import_id)',
    );
    expect(left).toBe(0);
  }, 240_000);
});
