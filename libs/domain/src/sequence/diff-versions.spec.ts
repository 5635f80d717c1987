import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { diffVersions } from './diff-versions.js';
import { DEFAULT_SETTINGS, type SequenceDefinition, type SequenceSettings } from './sequence-definition.js';
import type { Step, StepNames } from './step.js';

const version = (steps: readonly Step[], settings: Partial<SequenceSettings> = {}): SequenceDefinition => ({
  ...{ sequenceId: 'own', version: 1, steps, settings: { ...DEFAULT_SETTINGS, ...settings } },
});
const mail = (id: string, subject = id, html = '<p>Hi</p>'): Step => ({ id, kind: 'email', subject, html });
const wait = (id: string, amount: number): Step => ({ id, kind: 'wait', for: { amount, unit: 'days' } });
const branch = (then: readonly Step[], otherwise: readonly Step[] = []): Step => ({
  ...{ id: 'b', kind: 'branch', name: 'Keen', if: { tag: 'vip' }, then, else: otherwise },
});
const split = (weights: readonly number[], steps: readonly Step[] = []): Step => ({
  ...{ id: 's', kind: 'split', arms: weights.map((weight) => ({ weight, steps })) },
});
const NAMES: StepNames = {
  lists: new Map([['l', { name: 'Friends' }]]),
  sequences: new Map([['x', { name: 'Tour' }]]),
};
const wordsOf = (from: readonly Step[], to: readonly Step[]) =>
  diffVersions(version(from), version(to), NAMES).map(({ kind, stepId, what }) => `${kind} ${stepId ?? ''}: ${what}`);

describe(diffVersions, () => {
  it.each<[string, Step[], Step[], string[]]>([
    ['nothing', [mail('a'), branch([mail('c')])], [mail('a'), branch([mail('c')])], []],
    [
      'a step added behind another',
      [mail('a'), wait('w', 2)],
      [mail('a'), wait('w', 2), mail('m', 'Day 3')],
      ["added m: Mail 'Day 3' was added after 'Wait 2 days'"],
    ],
    ['a step added in front', [mail('a')], [wait('w', 1), mail('a')], ['added w: Wait 1 day was added at the start']],
    [
      'a step added in an arm',
      [branch([])],
      [branch([], [mail('m')])],
      ["added m: Mail 'm' was added at the start of the no arm of Branch 'Keen'"],
    ],
    [
      'a step on a list and one that leads to another sequence, of which one is gone',
      [mail('a'), { id: 'gone', kind: 'enroll', sequenceId: 'y' }, { id: 'l', kind: 'addToList', listId: 'm' }],
      [mail('a'), { id: 'e', kind: 'enroll', sequenceId: 'x' }, { id: 'l', kind: 'addToList', listId: 'l' }],
      [
        'removed gone: Enroll in a deleted sequence was removed',
        "added e: Enroll in 'Tour' was added after 'a'",
        "changed l: List changed from a deleted list to list 'Friends'",
      ],
    ],
    [
      'the list of a condition',
      [{ id: 'b', kind: 'branch', if: { list: 'l' }, then: [mail('a')], else: [] }],
      [{ id: 'b', kind: 'branch', if: { list: 'm' }, then: [mail('a')], else: [] }],
      ["changed b: Condition changed from is on list 'Friends' to is on a deleted list"],
    ],
    ['a step removed', [mail('a'), mail('m')], [mail('a')], ["removed m: Mail 'm' was removed"]],
    [
      'a new subject and body',
      [mail('a', 'A')],
      [mail('a', 'B', '<p>New</p>')],
      ["changed a: Subject changed from 'A' to 'B'", "changed a: Body of 'B' changed"],
    ],
    ['a longer wait', [wait('w', 2)], [wait('w', 3)], ['changed w: Wait changed from 2 days to 3 days']],
    [
      'another offset of a date',
      [{ id: 'w', kind: 'wait', until: { field: 'renewal', offset: { amount: -3, unit: 'days' } } }],
      [{ id: 'w', kind: 'wait', until: { field: 'renewal', offset: { amount: 1, unit: 'weeks' } } }],
      ['changed w: Wait changed from until 3 days before renewal to until 1 week after renewal'],
    ],
    [
      'another condition, but not the steps inside',
      [branch([mail('m')])],
      [{ ...branch([mail('m')]), if: { tag: 'pro' } } as Step],
      ["changed b: Condition changed from has tag 'vip' to has tag 'pro'"],
    ],
    [
      'other weights',
      [split([1, 1])],
      [split([3, 1])],
      ['changed s: Arms changed from arm 1 1, arm 2 1 to arm 1 3, arm 2 1'],
    ],
    [
      'headers, without what they hold',
      [{ id: 'h', kind: 'webhook', url: 'https://a.example', headers: { key: 'secret-1' }, onFailure: 'hold' }],
      [{ id: 'h', kind: 'webhook', url: 'https://a.example', headers: { key: 'secret-2' }, onFailure: 'hold' }],
      ["changed h: Headers of 'Webhook' changed"],
    ],
    ['another kind', [wait('a', 1)], [mail('a')], ["changed a: Wait 1 day was replaced by 'a'"]],
    [
      'one step moved over many, and no other',
      [mail('a'), mail('c'), mail('d'), mail('e')],
      [mail('e'), mail('a'), mail('c'), mail('d')],
      ["moved e: Mail 'e' was moved to the start"],
    ],
    [
      'a step moved into an arm',
      [mail('a'), branch([])],
      [branch([mail('a')])],
      ["moved a: Mail 'a' was moved to the start of the yes arm of Branch 'Keen'"],
    ],
    [
      'a branch moved, but not the steps inside',
      [mail('a'), mail('c'), branch([mail('m')])],
      [branch([mail('m')]), mail('a'), mail('c')],
      ["moved b: Branch 'Keen' was moved to the start"],
    ],
    [
      'a step moved and changed',
      [mail('a'), mail('c'), wait('w', 1)],
      [wait('w', 2), mail('a'), mail('c')],
      ['moved w: Wait 2 days was moved to the start', 'changed w: Wait changed from 1 day to 2 days'],
    ],
  ])('names %s', (_name, from, to, words) => {
    expect(wordsOf(from, to)).toEqual(words);
  });

  it('does not care for the order of keys', () => {
    const other: Step = { html: '<p>Hi</p>', subject: 'a', kind: 'email', id: 'a' };
    expect(wordsOf([mail('a')], [other])).toEqual([]);
  });

  it('says in words what changed of the settings', () => {
    const window = { weekdays: [2, 1], from: '09:00', to: '17:00', timeZone: 'subscriber', skipDates: ['12-25'] };
    const from = version([], { triggers: [{ on: 'tagAdded', tag: 'vip' }] });
    const to = version([], {
      ...{ window, jitterMinutes: 5, reentry: { rule: 'afterDays', days: 30 }, stopOnReply: false },
      triggers: [{ on: 'dateReached', field: 'renewal', offset: { amount: -1, unit: 'months' } }],
    });
    expect(diffVersions(from, to, NAMES)).toEqual(
      [
        "Send window changed from any time to Mon, Tue 09:00 to 17:00 the subscriber's time without 12-25",
        'Spread changed from 1 minute to 5 minutes',
        'Re-entry changed from after completion to after 30 days',
        'A reply changed from ends it to changes nothing',
        "Trigger removed: tag 'vip' is added",
        'Trigger added: date 1 month before renewal is reached',
      ].map((what) => ({ stepId: null, kind: 'settings', what })),
    );
  });

  it('calls as few steps moved as can be, and the others are in their old order', () => {
    const ids = ['a', 'c', 'd', 'e', 'f', 'g'];
    const order = fc.shuffledSubarray(ids, { minLength: ids.length, maxLength: ids.length });
    fc.assert(
      fc.property(order, (shuffled) => {
        const changes = diffVersions(version(ids.map((id) => mail(id))), version(shuffled.map((id) => mail(id))), null);
        const moved = new Set(changes.filter(({ kind }) => kind === 'moved').map(({ stepId }) => stepId));
        const kept = shuffled.filter((id) => !moved.has(id));
        expect(kept).toEqual(kept.toSorted());
        expect(kept).toHaveLength(longestOrdered(shuffled));
      }),
    );
  });
});

/** By trying every subset. */
function longestOrdered(ids: readonly string[]): number {
  const subsets = ids.reduce<string[][]>((all, id) => [...all, ...all.map((some) => [...some, id])], [[]]);
  return Math.max(...subsets.filter((some) => some.join() === some.toSorted().join()).map((some) => some.length));
}
