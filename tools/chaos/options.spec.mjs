// @ts-check
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FAULTS } from './faults.mjs';
import { USAGE, readOptions } from './options.mjs';

describe('readOptions', () => {
  it('has defaults that do everything', () => {
    const { faults, times, kills, steps, workers, apis, stopSeconds, sink, enroll } = readOptions([]);
    assert.deepEqual(
      { faults, times, kills, steps, workers, apis, stopSeconds, sink, enroll },
      {
        ...{ faults: [...FAULTS], times: 2, kills: 2, steps: 'branched', workers: 2, apis: 2 },
        ...{ stopSeconds: [5, 20], sink: 'own', enroll: 'each' },
      },
    );
  });

  it('takes another number of kills than of the other faults', () => {
    const { times, kills } = readOptions(['--times', '3', '--kills', '10']);
    assert.deepEqual([times, kills, readOptions(['--times', '3']).kills], [3, 10, 3]);
  });

  for (const [args, words] of /** @type {[string[], RegExp][]} */ ([
    [['--steps', 'round'], /--steps round is neither branched nor linear/],
    [['--faults', 'fire'], /there are kill-worker/],
    [['--stop', '20-5'], /--stop 20-5 is no range/],
    [['--workers', '0'], /--workers 0 is not a whole number from 1 on/],
    [['--nonsense'], /npm run chaos/],
  ]))
    it(`refuses ${args.join(' ')}`, () => assert.throws(() => readOptions(args), words));

  it('names every fault in its help', () => {
    for (const fault of FAULTS) assert.ok(USAGE.includes(fault), fault);
  });
});
