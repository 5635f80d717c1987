// @ts-check
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { possibleWays } from './expectation.mjs';
import { branchedSteps, linearSteps } from './steps.mjs';

const of = (/** @type {string} */ plan) => ({ fields: { plan }, tags: [] });

describe('possibleWays', () => {
  it('is one way through the linear drip', () => {
    assert.deepEqual(possibleWays(linearSteps(1), of('pro')), [['first', 'second', 'third']]);
  });

  it('follows the field and the tag, and allows either arm of the split and either end of the wait', () => {
    const ways = (/** @type {string} */ second, /** @type {string} */ last) =>
      ['arm-a', 'arm-b'].flatMap((arm) =>
        ['answered', 'nudge'].map((end) => ['welcome', second, arm, end, 'fifth', last]),
      );
    assert.deepEqual(possibleWays(branchedSteps(1), of('pro')), ways('pro', 'last-pro'));
    assert.deepEqual(possibleWays(branchedSteps(1), of('basic')), ways('basic', 'last'));
    assert.deepEqual(possibleWays(branchedSteps(1), { fields: {}, tags: ['chaos-pro'] }), ways('basic', 'last-pro'));
  });

  it('ends at an exit, also within an arm, and at a goal that is met', () => {
    /** @type {(id: string) => import('@dripemails/contracts').Step} */
    const mail = (id) => ({ id, kind: 'email', subject: id, html: '' });
    /** @type {import('@dripemails/contracts').Step[]} */
    const steps = [
      mail('a'),
      {
        ...{ id: 'b', kind: 'branch', then: [mail('c'), { id: 'x', kind: 'exit', reason: 'no more' }], else: [] },
        if: { all: [{ field: 'plan', op: 'isNot', value: 'pro' }, { not: { any: [{ tag: 'vip' }] } }] },
      },
      { id: 'g', kind: 'goal', if: { tag: 'vip' } },
      mail('d'),
    ];
    assert.deepEqual(possibleWays(steps, of('basic')), [['a', 'c']]);
    assert.deepEqual(possibleWays(steps, of('pro')), [['a', 'd']]);
    assert.deepEqual(possibleWays(steps, { fields: {}, tags: ['vip'] }), [['a']]);
  });

  it('leaves an arm without weight out', () => {
    /** @type {import('@dripemails/contracts').Step[]} */
    const steps = [
      {
        ...{ id: 's', kind: 'split' },
        arms: [
          { weight: 0, steps: [{ id: 'never', kind: 'email', subject: '', html: '' }] },
          { weight: 1, steps: [] },
        ],
      },
    ];
    assert.deepEqual(possibleWays(steps, of('pro')), [[]]);
  });

  it('says what it cannot foresee', () => {
    const enroll = /** @type {const} */ ({ id: 'e', kind: 'enroll', sequenceId: 'x' });
    assert.throws(() => possibleWays([enroll], of('pro')), /step e \(enroll\)/);
  });
});
