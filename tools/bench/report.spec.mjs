// @ts-check
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { summarize } from './report.mjs';

/** @param {'bare' | 'ours'} engine @param {number} stepsPerSecond @param {number} [eventsPerStep] */
const round = (engine, stepsPerSecond, eventsPerStep = 11) => ({
  ...{ engine, stepsPerSecond, eventsPerStep, cpuMs: { worker: 1000 / stepsPerSecond } },
});

describe('summarize', () => {
  it('compares neighbours, so that a machine that slows down counts for neither', () => {
    const { text, isGood } = summarize([
      ...[round('bare', 60), round('ours', 54)],
      ...[round('ours', 45), round('bare', 50)],
      ...[round('bare', 20), round('ours', 18)],
    ]);
    assert.match(text, /of each round: 0.90, 0.90, 0.90/);
    assert.match(text, /their median: 0.90/);
    assert.match(text, /by CPU time, bare\/ours, median: 0.90/);
    assert.equal(isGood, true);
  });

  it('misses the target below 0.85 of the bare workflow, or with more than 12 events a step', () => {
    assert.equal(summarize([round('bare', 100), round('ours', 84)]).isGood, false);
    assert.equal(summarize([round('bare', 100), round('ours', 85)]).isGood, true);
    assert.equal(summarize([round('bare', 100), round('ours', 90, 12.5)]).isGood, false);
  });

  it('tells of one engine alone without a ratio', () => {
    assert.doesNotMatch(summarize([round('ours', 50)]).text, /Ratio/);
    assert.equal(summarize([round('bare', 50)]).isGood, true);
  });
});
