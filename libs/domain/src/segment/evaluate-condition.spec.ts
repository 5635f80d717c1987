import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Condition, Person, PersonEvent } from './condition.js';
import { describeCondition, evaluateCondition, watchesOf } from './evaluate-condition.js';

const NOW = Date.parse('2026-11-25T12:00:00Z');
const HOUR = 3_600_000;
const CONTEXT = { now: NOW, timeZone: 'Europe/Paris', sequenceId: 'seq' };
const LIST = '0199a1c2-7d3e-7000-8000-000000000001';

const event = (kind: PersonEvent['kind'], hoursAgo: number, more: Partial<PersonEvent> = {}): PersonEvent => ({
  kind,
  name: kind,
  at: NOW - hoursAgo * HOUR,
  stepId: null,
  sequenceId: null,
  properties: {},
  ...more,
});
const purchase = (hoursAgo: number, amount: number) =>
  event('custom', hoursAgo, { name: 'purchased', properties: { amount } });
const PERSON: Person = {
  email: 'Ann@Example.org',
  firstName: 'Ann',
  lastName: null,
  timeZone: 'Europe/Paris',
  locale: 'fr',
  createdAt: Date.parse('2026-11-20T10:00:00Z'),
  fields: {
    plan: 'Pro',
    age: 42,
    seats: '10',
    trial: true,
    empty: '',
    none: null,
    renews: '2026-11-27',
    email: 'x@y.z',
  },
  tags: ['vip'],
  lists: { [LIST]: 'News' },
  events: [
    purchase(24 * 40, 5),
    event('opened', 100, { stepId: 'welcome', sequenceId: 'other' }),
    event('opened', 50, { stepId: 'second', sequenceId: 'seq' }),
    event('clicked', 30, {
      stepId: 'welcome',
      sequenceId: 'seq',
      properties: { url: 'https://a.example/pricing?x=1' },
    }),
    purchase(2, 50),
    event('replied', -1, { stepId: 'welcome', sequenceId: 'seq' }),
  ],
};
const ask = (condition: Condition, more: { since?: number } = {}) =>
  evaluateCondition(condition, PERSON, { ...CONTEXT, ...more });
const days = (amount: number) => ({ amount, unit: 'days' as const });

describe(evaluateCondition, () => {
  it.each<[Condition, boolean, string]>([
    [{ field: 'plan', op: 'is', value: 'pro' }, true, "plan is 'Pro'"],
    [{ field: 'plan', op: 'isNot', value: 'PRO' }, false, "plan is 'Pro'"],
    [{ field: 'absent', op: 'isNot', value: 'x' }, true, 'absent is not set'],
    [{ field: 'absent', op: 'is', value: null }, true, 'absent is not set'],
    [{ field: 'constructor', op: 'isSet' }, false, 'constructor is not set'],
    [{ field: 'seats', op: 'is', value: 10 }, true, "seats is '10'"],
    [{ field: 'age', op: 'is', value: '42.0' }, true, 'age is 42'],
    [{ field: 'trial', op: 'is', value: true }, true, 'trial is true'],
    [{ field: 'trial', op: 'is', value: 1 }, false, 'trial is true'],
    [{ field: 'plan', op: 'oneOf', value: ['free', 'pro'] }, true, "plan is 'Pro'"],
    [{ field: 'plan', op: 'oneOf', value: ['free'] }, false, "plan is 'Pro'"],
    [{ field: 'plan', op: 'contains', value: 'R' }, true, "plan is 'Pro'"],
    [{ field: 'plan', op: 'startsWith', value: 'pr' }, true, "plan is 'Pro'"],
    [{ field: 'plan', op: 'startsWith', value: 'ro' }, false, "plan is 'Pro'"],
    [{ field: 'plan', op: 'endsWith', value: 'RO' }, true, "plan is 'Pro'"],
    [{ field: 'absent', op: 'contains', value: '' }, false, 'absent is not set'],
    [{ field: 'seats', op: 'greaterThan', value: 9 }, true, "seats is '10'"],
    [{ field: 'seats', op: 'lessThan', value: '9' }, false, "seats is '10'"],
    [{ field: 'plan', op: 'greaterThan', value: 5 }, false, "plan is 'Pro'"],
    [{ field: 'plan', op: 'lessThan', value: 5 }, false, "plan is 'Pro'"],
    [{ field: 'plan', op: 'greaterThan', value: 'free' }, true, "plan is 'Pro'"],
    [{ field: 'absent', op: 'lessThan', value: 5 }, false, 'absent is not set'],
    [{ field: 'renews', op: 'before', value: '2026-11-26T23:30:00Z' }, true, "renews is '2026-11-27'"],
    [{ field: 'renews', op: 'before', value: '2026-11-26T22:30:00Z' }, false, "renews is '2026-11-27'"],
    [{ field: 'renews', op: 'after', value: '2026-11-26' }, true, "renews is '2026-11-27'"],
    [{ field: 'plan', op: 'after', value: '2026-11-26' }, false, "plan is 'Pro'"],
    [{ field: 'renews', op: 'withinNext', value: days(2) }, true, "renews is '2026-11-27'"],
    [{ field: 'renews', op: 'withinNext', value: days(1) }, false, "renews is '2026-11-27'"],
    [{ field: 'renews', op: 'withinLast', value: days(9) }, false, "renews is '2026-11-27'"],
    [{ field: 'createdAt', op: 'withinLast', value: days(6) }, true, "createdAt is '2026-11-20T10:00:00.000Z'"],
    [{ field: 'createdAt', op: 'withinLast', value: days(5) }, false, "createdAt is '2026-11-20T10:00:00.000Z'"],
    [{ field: 'empty', op: 'isSet' }, false, 'empty is not set'],
    [{ field: 'none', op: 'isNotSet' }, true, 'none is not set'],
    [{ field: 'plan', op: 'isNotSet' }, false, "plan is 'Pro'"],
    [{ field: 'email', op: 'endsWith', value: '@example.org' }, true, "email is 'Ann@Example.org'"],
    [{ tag: 'vip' }, true, "has tag 'vip': yes"],
    [{ tag: 'VIP' }, false, "has tag 'VIP': no"],
    [{ list: LIST }, true, "is on list 'News': yes"],
    [{ list: 'other' }, false, 'is on list other: no'],
    [{ opened: {} }, true, 'opened any mail: 2 times'],
    [{ opened: { step: 'welcome' } }, false, "opened 'welcome': 0 times"],
    [{ opened: { step: 'second' } }, true, "opened 'second': 1 time"],
    [{ opened: { within: days(2) } }, false, 'opened any mail in the last 2 days: 0 times'],
    [{ opened: { within: days(3) } }, true, 'opened any mail in the last 3 days: 1 time'],
    [{ clicked: { step: 'welcome' } }, true, "clicked 'welcome': 1 time"],
    [{ clicked: { link: 'https://a.example/*' } }, true, 'clicked any mail (link https://a.example/*): 1 time'],
    [{ clicked: { link: 'https://a.example/' } }, false, 'clicked any mail (link https://a.example/): 0 times'],
    [
      { clicked: { link: 'https://a.example/pricing?x=1' } },
      true,
      'clicked any mail (link https://a.example/pricing?x=1): 1 time',
    ],
    // what happens later does not count yet
    [{ replied: {} }, false, 'replied to any mail: 0 times'],
    [{ event: 'purchased' }, true, 'purchased: 2 times'],
    [{ event: 'opened' }, false, 'opened: 0 times'],
    [{ event: 'purchased', atLeast: 3 }, false, 'purchased: 2 times'],
    [{ event: 'purchased', atLeast: 2, within: days(30) }, false, 'purchased: 1 time'],
    [{ event: 'purchased', atMost: 1 }, false, 'purchased: 2 times'],
    [{ event: 'refunded', atMost: 1 }, true, 'refunded: 0 times'],
    [{ event: 'purchased', where: [{ property: 'amount', op: 'greaterThan', value: 10 }] }, true, 'purchased: 1 time'],
    [{ event: 'purchased', where: [{ property: 'amount', op: 'is', value: 7 }] }, false, 'purchased: 0 times'],
    [{ all: [] }, true, ''],
    [{ any: [] }, false, ''],
    [{ all: [{ tag: 'vip' }, { not: { field: 'age', op: 'is', value: 42 } }] }, false, "has tag 'vip': yes, age is 42"],
  ])('%j: %s', (condition, holds, saw) => expect(ask(condition)).toEqual({ holds, saw }));

  it('takes activities and events of a goal from its entry on, unless they have a period of their own', () => {
    const since = NOW - 10 * HOUR;
    expect(ask({ clicked: {} }, { since }).holds).toBe(false);
    expect(ask({ clicked: { within: days(2) } }, { since }).holds).toBe(true);
    expect(ask({ event: 'purchased' }, { since })).toEqual({ holds: true, saw: 'purchased: 1 time' });
    expect(ask({ tag: 'vip' }, { since }).holds).toBe(true);
  });

  it('counts a period by the calendar of the zone', () => {
    const person = { ...PERSON, events: [event('opened', 0, { at: Date.parse('2026-10-24T10:30:00Z') })] };
    // noon to noon in Paris is 25 hours over the end of summer time
    const now = Date.parse('2026-10-25T11:00:00Z');
    const asked = { opened: { within: days(1) } };
    expect(evaluateCondition(asked, person, { ...CONTEXT, now }).holds).toBe(true);
    expect(evaluateCondition(asked, person, { ...CONTEXT, now, timeZone: 'UTC' }).holds).toBe(false);
  });
});

const leaf = fc.oneof(
  fc.record({ tag: fc.constantFrom('vip', 'other') }),
  fc.record({
    field: fc.constantFrom('plan', 'age', 'absent', 'renews'),
    op: fc.constantFrom('is', 'isNot', 'contains', 'greaterThan', 'before'),
    value: fc.constantFrom('pro', 42, null, '2026-12-01'),
  }),
  fc.record({ opened: fc.record({ step: fc.constantFrom('welcome', 'second') }) }),
  fc.record({ event: fc.constant('purchased'), atLeast: fc.integer({ min: 0, max: 4 }) }),
);
const { tree } = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.record({ not: tie('tree') }),
    fc.record({ all: fc.array(tie('tree'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('tree'), { maxLength: 3 }) }),
  ),
}));

describe('the logic of conditions', () => {
  it('inverts with not, and shows the same values', () => {
    fc.assert(
      fc.property(tree, (condition) => {
        const { holds, saw } = ask(condition);
        expect(ask({ not: condition })).toEqual({ holds: !holds, saw });
      }),
    );
  });

  it('obeys de Morgan', () => {
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 4 }), (parts) => {
        const inverted = parts.map((part) => ({ not: part }));
        expect(ask({ not: { all: parts } })).toEqual(ask({ any: inverted }));
        expect(ask({ not: { any: parts } })).toEqual(ask({ all: inverted }));
      }),
    );
  });
});

const SAMPLE: Condition = {
  all: [
    { clicked: { step: 'welcome' } },
    { any: [{ field: 'plan', op: 'is', value: 'pro' }, { not: { tag: 'vip' } }, { list: 'l1' }] },
    { event: 'purchased', atLeast: 2, within: days(7), where: [{ property: 'amount', op: 'greaterThan', value: 9 }] },
    { opened: {} },
    { replied: { within: days(1) } },
    { field: 'plan', op: 'isSet' },
  ],
};

describe(watchesOf, () => {
  it('names every fact once, sorted', () => {
    expect(watchesOf(SAMPLE)).toEqual([
      'clicked',
      'event:purchased',
      'field:plan',
      'list:l1',
      'opened',
      'replied',
      'tag:vip',
    ]);
  });
});

describe(describeCondition, () => {
  it('reads as a sentence', () => {
    expect(describeCondition(SAMPLE)).toBe(
      "clicked 'welcome' and (plan is 'pro' or not (has tag 'vip') or is on list l1) and purchased (amount is greater " +
        'than 9) at least 2 times in the last 7 days and opened any mail and replied to any mail in the last 1 day and ' +
        'plan is set',
    );
  });

  it.each<[Condition, string]>([
    [
      { all: [{ clicked: { step: 'welcome' } }, { field: 'plan', op: 'is', value: 'pro' }] },
      "clicked 'welcome' and plan is 'pro'",
    ],
    [{ any: [{ all: [{ tag: 'a' }, { tag: 'b' }] }] }, "has tag 'a' and has tag 'b'"],
    [{ field: 'plan', op: 'oneOf', value: ['a', 2, null] }, "plan is one of 'a', 2, nothing"],
    [{ field: 'due', op: 'withinNext', value: days(3) }, 'due is within the next 3 days'],
    [{ all: [] }, 'always'],
    [{ any: [] }, 'never'],
  ])('%j: %s', (condition, words) => expect(describeCondition(condition)).toBe(words));
});
