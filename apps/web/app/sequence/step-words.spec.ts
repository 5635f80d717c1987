import { describe, expect, it } from '@jest/globals';
import type { Step } from '@dripemails/contracts';
import { kindGroups, newStep } from './step-kinds';
import { conditionWords, stepSubstance, stepTitle } from './step-words';

describe('stepTitle', () => {
  it.each<[Step, string]>([
    [{ id: 'a', kind: 'email', subject: ' ', html: '' }, 'Email without a subject'],
    [{ id: 'a', kind: 'email', subject: 'Hi {{ subscriber.firstName }}', html: '' }, 'Hi ‹first name›'],
    [{ id: 'a', kind: 'wait', for: { amount: 2, unit: 'hours' } }, 'Wait 2 hours'],
    [{ id: 'a', kind: 'wait', until: { date: '2026-12-24', at: '09:00' } }, 'Wait until 2026-12-24, 09:00'],
    [
      { id: 'a', kind: 'webhook', url: 'https://hooks.example.com/x', onFailure: 'hold' },
      'Webhook to hooks.example.com',
    ],
    [{ id: 'a', kind: 'setField', field: 'plan', value: null }, 'Set plan to nothing'],
    [{ id: 'a', kind: 'addToList', listId: 'l1' }, 'Add to Friends'],
    [{ id: 'a', kind: 'addToList', listId: 'gone' }, 'Add to a list'],
    [{ id: 'a', kind: 'branch', name: 'Keen?', if: { clicked: {} }, then: [], else: [] }, 'Keen?'],
    [{ id: 'a', kind: 'branch', if: { clicked: { step: 'm1' } }, then: [], else: [] }, 'If clicked in “Day 1”'],
  ])('%j', (step, title) => {
    expect(
      stepTitle(
        step,
        new Map([
          ['l1', 'Friends'],
          ['m1', 'Day 1'],
        ]),
      ),
    ).toBe(title);
  });

  it('calls what is absent deleted where nothing is left out, and only there', () => {
    const whole = Object.assign(new Map([['l1', 'Friends']]), { isWhole: true });
    const enroll: Step = { id: 'a', kind: 'enroll', sequenceId: 's' };
    const add = (listId: string): Step => ({ id: 'a', kind: 'addToList', listId });
    expect([add('l1'), add('gone'), add(''), enroll].map((step) => stepTitle(step, whole))).toEqual([
      ...['Add to Friends', 'Add to a deleted list', 'Add to a list', 'Start a deleted sequence'],
    ]);
    expect([add('gone'), enroll].map((step) => stepTitle(step))).toEqual(['Add to a list', 'Start a sequence']);
    expect(conditionWords({ not: { list: 'gone' } }, whole)).toContain('is on a deleted list');
  });

  it('has words for every kind as it is when just added', () => {
    for (const kind of kindGroups.flatMap((group) => group.kinds)) {
      const step = newStep(kind, 'n');
      expect([kind, stepTitle(step) !== '' && typeof stepSubstance(step) === 'string']).toEqual([kind, true]);
    }
  });
});

describe('conditionWords', () => {
  it('reads as a sentence', () => {
    expect(
      conditionWords({
        all: [
          { field: 'plan', op: 'oneOf', value: ['pro', 'team'] },
          { not: { tag: 'vip' } },
          { any: [{ event: 'order', atLeast: 2 }, { opened: { within: { amount: 7, unit: 'days' } } }] },
        ],
      }),
    ).toBe(
      'plan is one of pro, team, not: has the tag vip and (did order at least 2 times or opened any mail in the last 7 days)',
    );
  });
});
