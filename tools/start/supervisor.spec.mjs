// @ts-check
import assert from 'node:assert/strict';
import process from 'node:process';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startChild } from './child.mjs';
import { isAlive } from './processes.mjs';
import { HopelessPart, Supervisor } from './supervisor.mjs';

const backOff = { firstMs: 20, maxMs: 80, healthyMs: 10_000 };

/**
 * @param {string} name
 * @param {string} code that the process runs
 * @param {number} [stage]
 * @returns {import('./supervisor.mjs').Part}
 */
function nodePart(name, code, stage = 0) {
  return {
    ...{ name, label: name, stage },
    async launch(onSpawn) {
      const child = await startChild({ command: process.execPath, args: ['-e', code], graceMs: 500 });
      onSpawn(child);
      return child;
    },
  };
}

const FOR_EVER = 'setInterval(() => {}, 1000)';

/** @param {() => boolean} condition */
async function eventually(condition) {
  for (let i = 0; i < 500 && !condition(); i++) await sleep(10);
  assert.ok(condition());
}

describe('Supervisor', () => {
  it('starts a part again when it is killed, and says so', async () => {
    /** @type {string[]} */
    const lines = [];
    const supervisor = new Supervisor({ log: (line) => lines.push(line), backOff });
    const first = await supervisor.start(nodePart('api', FOR_EVER));
    process.kill(first.pid, 'SIGKILL');
    await eventually(() => lines.includes('api is back.'));
    assert.match(lines[0] ?? '', /^api ended unexpectedly \(killed by SIGKILL\)\. Starting it again in 0\.02 s\./);
    const second = supervisor.pidOf('api');
    assert.ok(second && second !== first.pid);
    await supervisor.stop();
    assert.equal(isAlive(second), false);
  });

  it('lengthens the pauses up to the longest', async () => {
    /** @type {string[]} */
    const lines = [];
    const supervisor = new Supervisor({ log: (line) => lines.push(line), backOff });
    await supervisor.start(nodePart('api', 'process.exit(3)'));
    await eventually(() => lines.filter((line) => line.includes('exit code 3')).length >= 5);
    await supervisor.stop();
    const pauses = lines.flatMap((line) => /again in ([\d.]+) s/.exec(line)?.[1] ?? []);
    assert.deepEqual(pauses.slice(0, 5), ['0.02', '0.04', '0.08', '0.08', '0.08']);
  });

  it('stops the highest stage first, and kills what does not end in time', async () => {
    const supervisor = new Supervisor({ log: () => undefined, backOff });
    const database = await supervisor.start(nodePart('database', FOR_EVER, 0));
    const stubborn = await supervisor.start(nodePart('app', `process.on('SIGTERM', () => {}); ${FOR_EVER}`, 2));
    /** @type {string[]} */
    const order = [];
    void database.exited.then(() => order.push('database'));
    void stubborn.exited.then(() => order.push('app'));
    await sleep(200); // until the app ignores the signal
    await supervisor.stop();
    assert.deepEqual(order, ['app', 'database']);
  });

  it('tries a first start as often as it is told, except where there is no hope', async () => {
    const supervisor = new Supervisor({ log: () => undefined, backOff });
    let attempts = 0;
    const failing = (/** @type {Error} */ error) => ({
      ...nodePart('api', ''),
      launch: () => (attempts++, Promise.reject(error)),
    });
    await assert.rejects(supervisor.start(failing(new Error('no')), { attempts: 3 }), /no/);
    assert.equal(attempts, 3);
    await assert.rejects(supervisor.start(failing(new HopelessPart('bad config')), { attempts: 3 }), /bad config/);
    assert.equal(attempts, 4);
  });

  it('ends a part that was being started when the stop came', async () => {
    const supervisor = new Supervisor({ log: () => undefined, backOff });
    let pid = 0;
    const starting = supervisor.start({
      ...nodePart('api', ''),
      async launch(onSpawn) {
        await sleep(100);
        const child = await startChild({ command: process.execPath, args: ['-e', FOR_EVER] });
        pid = child.pid;
        onSpawn(child);
        await child.exited;
        throw new Error('ended');
      },
    });
    const refused = assert.rejects(starting);
    await supervisor.stop();
    await refused;
    assert.ok(pid > 0);
    assert.equal(isAlive(pid), false);
  });
});
