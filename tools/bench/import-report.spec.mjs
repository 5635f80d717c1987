// @ts-check
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeImport } from './import-report.mjs';
import { copyPieces, csvPieces } from './import-rows.mjs';

const run = (/** @type {number} */ seconds, growthMb = 100) => ({ seconds, uploadSeconds: 1, peakMb: 300, growthMb });
const base = { count: 1000, killed: { processed: 500, seconds: 2 } };

describe('describeImport', () => {
  it('meets the targets at 0.35 of the speed and a flat memory', () => {
    const { text, isGood } = describeImport({ ...base, bare: [3.5], ours: [run(10)] });
    assert.ok(isGood);
    assert.match(text, /0\.35 \(at least 0\.35: met\)/);
  });
  it('misses them when it is slow or fat', () => {
    assert.ok(!describeImport({ ...base, bare: [3], ours: [run(10)] }).isGood);
    assert.ok(!describeImport({ ...base, bare: [9], ours: [run(10, 301)] }).isGood);
  });
});

describe('the rows', () => {
  it('are the same people in both formats, each once', () => {
    const csv = [...csvPieces(50)].join('').trim().split('\n').slice(1);
    const copy = [...copyPieces(50, { workspaceId: 'w', newId: () => 'id' })].join('').trim().split('\n');
    const emails = csv.map((line) => line.split(',')[0]);
    assert.deepEqual(
      emails,
      copy.map((line) => line.split('\t')[2]),
    );
    assert.equal(new Set(emails).size, 50);
  });
});
