// @ts-check
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { after, describe, it } from 'node:test';
import { startChild } from './child.mjs';
import { isAlive } from './processes.mjs';
import { claimRun, currentRun } from './run-file.mjs';

const folders = /** @type {string[]} */ ([]);
const newFolder = () => folders[folders.push(mkdtempSync(path.join(os.tmpdir(), 'dripemails-run-'))) - 1] ?? '';
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const quiet = () => undefined;
const sleeper = () =>
  startChild({ command: process.execPath, args: ['-e', 'setInterval(() => {}, 1000)', 'marker-of-a-part'] });

/**
 * @param {string} folder
 * @param {{ pid: number, match: string[] }} supervisor
 * @param {{ name: string, pid: number, match: string[] }[]} parts
 */
function leaveRun(folder, supervisor, parts) {
  writeFileSync(path.join(folder, 'run.json'), JSON.stringify({ ...supervisor, startedAt: '', parts }));
}

describe('claimRun', () => {
  it('ends what a killed start left running, and only that', async () => {
    const folder = newFolder();
    const [survivor, stranger] = await Promise.all([sleeper(), sleeper()]);
    const dead = await startChild({ command: process.execPath, args: ['-e', ''] });
    await dead.exited;
    leaveRun(folder, { pid: dead.pid, match: ['node'] }, [
      { name: 'api', pid: survivor.pid, match: ['marker-of-a-part'] },
      { name: 'worker', pid: stranger.pid, match: ['another command: this id was used again'] },
    ]);
    const claim = await claimRun(folder, quiet);
    assert.equal(isAlive(survivor.pid), false);
    assert.equal(isAlive(stranger.pid), true);
    claim.release();
    await stranger.stop();
    assert.equal(existsSync(path.join(folder, 'run.json')), false);
  });

  it('refuses a folder that another start uses', async () => {
    const folder = newFolder();
    const other = await sleeper();
    leaveRun(folder, { pid: other.pid, match: ['marker-of-a-part'] }, []);
    await assert.rejects(claimRun(folder, quiet), new RegExp(`already running.*process ${other.pid}`));
    assert.equal(currentRun(folder)?.pid, other.pid);
    await other.stop();
  });

  it('waits for a start that is stopping', async () => {
    const folder = newFolder();
    const other = await sleeper();
    writeFileSync(
      path.join(folder, 'run.json'),
      JSON.stringify({ pid: other.pid, match: ['marker-of-a-part'], isStopping: true, parts: [] }),
    );
    const claiming = claimRun(folder, quiet);
    await other.stop();
    (await claiming).release();
  });

  it('takes over a file that a crash cut off', async () => {
    const folder = newFolder();
    writeFileSync(path.join(folder, 'run.json'), '{"pid":');
    (await claimRun(folder, quiet)).release();
  });
});
