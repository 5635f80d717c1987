// @ts-check
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createRelay } from './console-relay.mjs';

describe('createRelay', () => {
  let lines = /** @type {string[]} */ ([]);
  let now = 0;
  const newRelay = () =>
    createRelay({ label: 'Worker', logFile: 'worker.log', log: (line) => lines.push(line), now: () => now });
  beforeEach(() => {
    lines = [];
    now = 1_000_000;
  });

  it('shows warnings and errors of pino, and nothing else', () => {
    const relay = newRelay();
    for (const line of ['plain words', '{"level":30,"msg":"fine"}', '{"level":', '{"other":1}']) relay(line);
    relay('{"level":40,"msg":"slow\\nrelay"}');
    relay('{"level":50,"msg":"could not send","err":{"message":"timeout"}}');
    assert.deepEqual(lines, ['Worker: warning: slow relay', 'Worker: error: could not send: timeout']);
  });

  it('shows the first of a flood, and again after a while', () => {
    const relay = newRelay();
    for (let i = 0; i < 50; i++) relay('{"level":40,"msg":"again"}');
    assert.equal(lines.length, 6);
    assert.equal(lines.at(-1), 'Worker: more of them in worker.log');
    now += 11_000;
    relay('{"level":40,"msg":"later"}');
    assert.equal(lines.at(-1), 'Worker: warning: later');
  });
});
