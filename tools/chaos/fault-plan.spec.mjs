// @ts-check
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planStrikes } from './fault-plan.mjs';
import { FAULTS, STRIKES, readFaults } from './faults.mjs';
import { seededRandom } from './seeded-random.mjs';

/** @param {number} seed @returns {import('./fault-plan.mjs').PlannedStrike[]} */
const planOf = (seed) =>
  planStrikes({
    random: seededRandom(seed),
    faults: FAULTS,
    timesOf: (fault) => (fault === 'kill-worker' ? 10 : 2),
    mails: 1000,
    stopSeconds: [5, 20],
  });

describe('planStrikes', () => {
  it('has every fault as often as asked, without those of the proxy', () => {
    for (let seed = 0; seed < 50; seed++) {
      const names = planOf(seed).map(({ fault }) => fault);
      const counts = Object.fromEntries(STRIKES.map((name) => [name, names.filter((one) => one === name).length]));
      assert.deepEqual(counts, { ...Object.fromEntries(STRIKES.map((name) => [name, 2])), 'kill-worker': 10 });
    }
  });

  it('spreads them in order over the time in which mails are on their way', () => {
    for (let seed = 0; seed < 50; seed++) {
      const moments = planOf(seed).map(({ afterMails }) => afterMails);
      assert.deepEqual(
        moments,
        moments.slice().sort((a, b) => a - b),
      );
      assert.ok((moments[0] ?? 0) >= 20 && (moments[0] ?? 0) < 60);
      assert.ok((moments.at(-1) ?? 0) > 800 && (moments.at(-1) ?? 0) <= 850);
    }
  });

  it('stays within its limits', () => {
    for (const { delayMs, victim, holdMs } of planOf(3)) {
      assert.ok(delayMs >= 0 && delayMs < 40);
      assert.ok(victim >= 0 && victim < 1);
      assert.ok(holdMs >= 5000 && holdMs <= 20_000);
    }
  });

  it('is the same for the same seed and another for another', () => {
    assert.deepEqual(planOf(5), planOf(5));
    assert.notDeepEqual(planOf(5), planOf(6));
  });

  it('is empty without faults', () => {
    const options = { random: Math.random, timesOf: () => 2, mails: 10 };
    assert.deepEqual(planStrikes({ ...options, faults: [], stopSeconds: [1, 2] }), []);
  });
});

describe('readFaults', () => {
  it('reads names in any order, and all or none of them', () => {
    assert.deepEqual(readFaults('cut-in-data, kill-api,kill-api'), ['kill-api', 'cut-in-data']);
    assert.deepEqual([readFaults(), readFaults('all'), readFaults('none')], [[...FAULTS], [...FAULTS], []]);
  });

  it('refuses what it does not know', () => {
    assert.throws(() => readFaults('kill-api,fire'), /--faults fire: there are kill-worker, /);
  });
});
