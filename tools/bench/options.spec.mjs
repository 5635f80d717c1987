// @ts-check
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readOptions } from './options.mjs';

describe('readOptions', () => {
  it('has the size of each bench as its default', () => {
    const sizes = ['start', 'memory', 'pause'].map((bench) => readOptions([bench]).people);
    assert.deepEqual([sizes, readOptions(['enrollment']).enrollments], [[20_000, 1500, 10_000], 500]);
  });

  it('reads the size of an audience', () => {
    const { people, events } = readOptions(['segments', '--events', '3']);
    assert.deepEqual([people, events], [1_000_000, 3]);
  });

  it('reads the modes and the rate of a resume', () => {
    assert.deepEqual(readOptions(['pause']).modes, ['freeze', 'keepClock', 'skipOverdue']);
    assert.deepEqual(readOptions(['pause', '--modes', 'keepClock']).modes, ['keepClock']);
    assert.deepEqual(
      [readOptions(['pause']).ratePerMinute, readOptions(['pause', '--rate', '0']).ratePerMinute],
      [3000, undefined],
    );
  });

  for (const [args, words] of /** @type {[string[], RegExp][]} */ ([
    [[], /There are the benches/],
    [['everything'], /There are the benches/],
    [['pause', '--modes', 'wait'], /--modes wait is none of/],
    [['enrollment', '--only', 'theirs'], /neither ours nor bare/],
  ]))
    it(`refuses ${args.join(' ') || 'nothing'}`, () => assert.throws(() => readOptions(args), words));
});
