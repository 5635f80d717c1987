// @ts-check
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkPause, mostWithin } from './pause-check.mjs';

const [PAUSED, RESUMED] = [100_000, 170_000];
const PAUSE = RESUMED - PAUSED;
/** Of the second mail: that of `over` falls due after the pause too. */
const WAIT = 60_000;
/** `over` falls due during the pause, `later` after it. */
const WAITING = [
  { address: 'over', due: 120_000 },
  { address: 'later', due: 200_000 },
];
const mail = (/** @type {string} */ to, /** @type {number} */ at, step = 'first') => ({ to, step, at });
const seconds = [mail('over', 900_000, 'second'), mail('later', 900_000, 'second')];

/**
 * @param {import('./pause-check.mjs').ResumeMode} mode
 * @param {ReturnType<typeof mail>[]} mails
 * @param {Partial<import('./pause-check.mjs').PauseRun>} [more]
 */
const check = (mode, mails, more = {}) =>
  checkPause({
    ...{ mode, waiting: WAITING, mails: [...mails, ...seconds], steps: ['first', 'second'], waitMs: WAIT },
    ...{ pausedAt: [PAUSED, PAUSED], resumedAt: [RESUMED, RESUMED], ratePerMinute: undefined, ...more },
  });

describe('checkPause', () => {
  const promised = /** @type {const} */ ({
    freeze: [mail('over', 120_000 + PAUSE), mail('later', 200_000 + PAUSE)],
    keepClock: [mail('over', RESUMED), mail('later', 200_000)],
    skipOverdue: [mail('later', 200_000)],
  });
  for (const mode of /** @type {const} */ (['freeze', 'keepClock', 'skipOverdue'])) {
    it(`is content with what ${mode} promises`, () => {
      const findings = check(mode, [...promised[mode]]);
      assert.deepEqual([findings.isGood, findings.overdue, findings.people, findings.lateMs.most], [true, 1, 2, 0]);
    });

    it(`sees a mail of ${mode} that comes early, late, twice or never`, () => {
      const others = promised[mode].filter(({ to }) => to !== 'later');
      const due = promised[mode].find(({ to }) => to === 'later')?.at ?? 0;
      const with_ = (/** @type {number[]} */ ...at) => check(mode, [...others, ...at.map((one) => mail('later', one))]);
      assert.deepEqual([with_(due - 100).early, with_(due - 100).isGood], [1, false]);
      assert.deepEqual([with_(due + 700).lateMs.most, with_(due + 700).isGood], [700, true]);
      assert.deepEqual([with_(due, due + 5).duplicated, with_(due, due + 5).isGood], [1, false]);
      assert.deepEqual([with_().missing, with_().isGood], [1, false]);
    });

    it(`sees a mail of ${mode} during the pause`, () => {
      assert.equal(check(mode, [mail('over', 130_000), mail('later', 300_000)]).duringPause, 1);
    });
  }

  it('sees a mail that was to be skipped', () => {
    const findings = check('skipOverdue', [...promised.keepClock]);
    assert.deepEqual([findings.unpromised, findings.isGood], [1, false]);
  });

  it('expects no second mail where that fell due in the pause as well', () => {
    const waitMs = RESUMED - 120_000 - 1_000;
    const without = { mails: [...promised.skipOverdue, mail('later', 900_000, 'second')], waitMs };
    assert.deepEqual([check('skipOverdue', [], without).missing, check('skipOverdue', [], without).isGood], [0, true]);
    const findings = check('skipOverdue', [...promised.skipOverdue], { waitMs });
    assert.deepEqual([findings.unpromised, findings.isGood], [1, false]);
    assert.equal(
      check('keepClock', [], { ...without, mails: [...promised.keepClock, mail('later', 900_000, 'second')] }).missing,
      1,
    );
  });

  it('sees a second mail that never comes', () => {
    const run = { waiting: [...WAITING, { address: 'third', due: 210_000 }] };
    assert.equal(check('keepClock', [...promised.keepClock, mail('third', 210_000)], run).missing, 1);
  });

  it('holds those that were overdue to the rate, and not those who are in time', () => {
    const waiting = Array.from({ length: 100 }, (_, index) => ({
      address: `p${index}`,
      due: 120_000 + (index >= 60 ? PAUSE + index : 0),
    }));
    const mails = waiting.flatMap(({ address, due }, index) => [
      mail(address, Math.max(due, RESUMED + index * 1000)),
      mail(address, 900_000, 'second'),
    ]);
    const at = (/** @type {number} */ ratePerMinute) => {
      const { mostPerMinute, isGood } = check('keepClock', mails, { waiting, ratePerMinute });
      return { mostPerMinute, isGood };
    };
    assert.deepEqual(at(60), { mostPerMinute: 60, isGood: true });
    assert.deepEqual(at(59), { mostPerMinute: 60, isGood: false });
  });

  it('leaves out whose mail was due while the pause was being asked for', () => {
    const findings = check('freeze', [...promised.freeze], {
      pausedAt: [PAUSED - 50_000, 130_000],
      resumedAt: [RESUMED, RESUMED],
    });
    assert.equal(findings.people, 1);
  });
});

describe('mostWithin', () => {
  it('counts in a window that slides and has no end', () => {
    assert.equal(mostWithin([], 10), 0);
    assert.equal(mostWithin([1, 2, 3, 11, 12], 10), 3);
    assert.equal(mostWithin([0, 10, 20], 10), 1);
  });
});
