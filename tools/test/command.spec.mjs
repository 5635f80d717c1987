import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { isAlive, waitForEnd } from '../start/processes.mjs';
import { run } from './command.mjs';

describe('run', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dripemails-command-'));
  const log = join(folder, 'out.log');
  after(() => rmSync(folder, { recursive: true }));
  const node = (code, timeoutMs = 20_000) => run([process.execPath, '-e', code], { log, timeoutMs });

  it('says how a command ended and keeps its output without colours', async () => {
    const result = await node("console.log('\\x1b[31mred\\x1b[0m'); console.error('npm error noise'); process.exit(3)");
    assert.equal(result.ok, false);
    assert.match(result.why, /exit 3$/);
    assert.match(result.tail, /^red\n/);
    assert.doesNotMatch(result.tail, /noise/);
    assert.match(readFileSync(log, 'utf8'), /red[^]*noise|noise[^]*red/);
  });

  it('keeps the end of a long output', async () => {
    const { ok, tail } = await node('for (let i = 1; i <= 500; i++) console.log(`line ${i}`)');
    assert.equal(ok, true);
    assert.match(tail, /line 500\n/);
    assert.doesNotMatch(tail, /line 1\n/);
  });

  it('ends a command that takes too long, and what it started', async () => {
    const grandchild = "require('child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']).pid";
    const result = await node(`console.log(${grandchild}); setTimeout(() => {}, 60000)`, 1_000);
    assert.equal(result.ok, false);
    assert.match(result.why, /not done after 1 s$/);
    const pid = Number.parseInt(result.tail, 10);
    await waitForEnd(pid, 5_000);
    assert.equal(isAlive(pid), false);
  });

  it('reports a program that does not exist', async () => {
    const result = await run(['no-such-program'], { log, timeoutMs: 5_000 });
    assert.equal(result.ok, false);
    assert.match(result.why, /ENOENT/);
  });
});
