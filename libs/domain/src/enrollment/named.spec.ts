import { describe, expect, it } from '@jest/globals';
import type { Person } from '../segment/condition.js';
import { DEFAULT_SETTINGS, type Reentry, type SequenceDefinition } from '../sequence/sequence-definition.js';
import type { Step } from '../sequence/step.js';
import { FULL_CONSENT } from '../subscriber/consent.js';
import type { Facts, Progress } from './decision.js';
import { mentionsOf, type Named, type NamedList, type NamedSequence } from './named.js';
import { planNext } from './plan-next.js';
import { simulate } from './simulate.js';

const DAY = 86_400_000;
const START = Date.parse('2026-11-25T09:00:00Z');
const add: Step = { id: 'add', kind: 'addToList', listId: 'l' };
const remove: Step = { id: 'remove', kind: 'removeFromList', listId: 'l' };
const enroll: Step = { id: 'enroll', kind: 'enroll', sequenceId: 'x' };
const mail: Step = { id: 'm', kind: 'email', subject: 'M', html: '<p>M</p>' };
const wait = (days: number): Step => ({ id: `w${days}`, kind: 'wait', for: { amount: days, unit: 'days' } });
const isOnList: Step = { id: 'b', kind: 'branch', if: { list: 'l' }, then: [], else: [] };

const definition = (...steps: Step[]): SequenceDefinition => ({
  ...{ sequenceId: 's', version: 1, steps, settings: DEFAULT_SETTINGS },
});
const progress: Progress = {
  ...{ state: 'active', outcome: null, reason: null, done: [], choices: {}, kept: [], anchorAt: START, shiftedBy: 0 },
  ...{ enrolledAt: START, pausedAt: null, parkedAt: null, notBefore: null, skipBefore: null, dueOverride: null },
};
const person: Person = {
  ...{ email: 'ada@example.com', firstName: 'Ada', lastName: null, timeZone: null, locale: null, createdAt: START },
  ...{ fields: {}, tags: [], lists: {}, events: [] },
};
const list = (change: Partial<NamedList> = {}): Named => ({
  lists: new Map([['l', { name: 'Friends', needsConfirmation: false, standing: null, ...change }]]),
  sequences: new Map(),
});
const sequence = (change: Partial<NamedSequence> = {}): Named => ({
  lists: new Map(),
  sequences: new Map([
    [
      'x',
      {
        ...{ name: 'Tour', state: 'active', isPublished: true, reentry: { rule: 'afterCompletion' } },
        ...{ isIn: false, enteredAt: null, ...change },
      },
    ],
  ]),
});
const GONE: Named = { lists: new Map(), sequences: new Map() };
const facts = (named: Named | null): Facts => ({
  ...{
    sequenceState: 'active',
    sequencePausedAt: null,
    subscriberStatus: 'active',
    consent: FULL_CONSENT,
    timeZone: 'UTC',
    seed: 'p',
    person,
  },
  ...{ cap: { perDay: null, perWeek: null }, recentSends: [], named },
  domain: { name: 'example.com', verdict: 'pass', policy: 'hold' },
});

describe('steps on lists and other sequences', () => {
  const tell = (named: Named, ...steps: Step[]) => {
    const { advance } = planNext(definition(...steps), progress, facts(named), START);
    return { lines: advance?.trail.map(({ what }) => what), effects: advance?.effects.map(({ kind }) => kind) };
  };
  const again = (reentry: Reentry, days: number) => sequence({ reentry, enteredAt: START - days * DAY });

  it.each<[string, Named, Step, string]>([
    ['a deleted list', GONE, add, 'Not added: the list is gone'],
    ['a list that they are on', list({ standing: 'active' }), add, "Not added to list 'Friends': already on it"],
    ['a list that they left', list({ standing: 'unsubscribed' }), add, "Not added to list 'Friends': they left it"],
    ['a deleted list', GONE, remove, 'Not removed: the list is gone'],
    ['a list that they are not on', list(), remove, "Not removed from list 'Friends': not on it"],
    ['a deleted sequence', GONE, enroll, 'Not enrolled: the sequence is gone'],
    ['one that they are in', sequence({ isIn: true }), enroll, "Not enrolled in 'Tour': already in it"],
    ['an archived one', sequence({ state: 'archived' }), enroll, "Not enrolled in 'Tour': it is archived"],
    ['a draft', sequence({ state: 'draft' }), enroll, "Not enrolled in 'Tour': it is not active"],
    [
      'one that lets nobody in twice',
      again({ rule: 'never' }, 90),
      enroll,
      "Not enrolled in 'Tour': they were in it before, and may enter only once",
    ],
    [
      'one that they were in of late',
      again({ rule: 'afterDays', days: 30 }, 20),
      enroll,
      "Not enrolled in 'Tour': they entered it less than 30 days ago",
    ],
  ])('that change nothing (%s) say so and do nothing', (_name, named, step, what) => {
    expect(tell(named, step)).toEqual({ lines: [what], effects: [] });
  });

  it.each<[Named, Step, string]>([
    [list(), add, "Add to list 'Friends'"],
    [list({ standing: 'active' }), remove, "Remove from list 'Friends'"],
    [list({ standing: 'unconfirmed' }), remove, "Remove from list 'Friends'"],
    [sequence(), enroll, "Enroll in 'Tour'"],
    [sequence({ state: 'paused' }), enroll, "Enroll in 'Tour'"],
    [again({ rule: 'afterCompletion' }, 1), enroll, "Enroll in 'Tour'"],
    [again({ rule: 'afterDays', days: 30 }, 31), enroll, "Enroll in 'Tour'"],
  ])('are told by name (%#)', (named, step, what) => {
    expect(tell(named, step)).toEqual({ lines: [what], effects: [step.kind] });
  });

  it('count for the steps that follow them', () => {
    expect(tell(list(), add, { ...add, id: 'add2' }, isOnList).lines).toEqual([
      "Add to list 'Friends'",
      "Not added to list 'Friends': already on it",
      "is on list 'Friends'? Yes",
    ]);
    expect(tell(sequence(), enroll, { ...enroll, id: 'again' }).lines?.[1]).toBe(
      "Not enrolled in 'Tour': already in it",
    );
  });

  it('put nobody on a list that has to be confirmed, or that they left', () => {
    expect(tell(list({ needsConfirmation: true }), add, isOnList).lines?.[1]).toBe("is on list 'Friends'? No");
    expect(tell(list({ standing: 'unsubscribed' }), add, isOnList).lines?.[1]).toBe("is on list 'Friends'? No");
  });

  it('are simulated as they are decided', () => {
    const steps = [add, remove, wait(1), { ...remove, id: 'r2' }, mail, wait(2), { ...enroll, id: 'e2' }];
    const { entries } = simulate(
      definition(...steps),
      { progress, facts: facts({ ...list(), sequences: new Map() }) },
      START,
    );
    expect(entries.map(({ what }) => what)).toEqual([
      "Add to list 'Friends'",
      "Remove from list 'Friends'",
      "Not removed from list 'Friends': not on it",
      "Mail 'M'",
      'Not enrolled: the sequence is gone',
      'Completes the sequence',
    ]);
  });

  it('are named to whoever waits for them, a deleted one as that', () => {
    const waiting = definition(wait(1), add);
    const why = (named: Named) => planNext(waiting, progress, facts(named), START).why;
    expect(why(list())).toBe("Waiting until Thu 26 Nov 2026 09:00 UTC to add to list 'Friends'");
    expect(why(GONE)).toBe('Waiting until Thu 26 Nov 2026 09:00 UTC to add to a deleted list');
  });

  it('are not decided without having been looked up', () => {
    expect(() => planNext(definition(add), progress, facts(null), START)).toThrow('not looked up');
  });

  it('tell a condition by the name of its list', () => {
    const { advance } = planNext(definition(isOnList), progress, facts(GONE), START);
    expect(advance?.trail).toMatchObject([{ what: 'is on a deleted list? No', why: 'is on a deleted list: no' }]);
    const known = planNext(definition(isOnList), progress, facts(list()), START);
    expect(known.advance?.trail[0]?.why).toBe("is on list 'Friends': no");
  });
});

describe(mentionsOf, () => {
  it('finds every list and sequence once, in arms and conditions too', () => {
    const arm: Step = { id: 'c', kind: 'branch', if: { not: { list: 'l2' } }, then: [add, enroll], else: [remove] };
    expect(mentionsOf(definition(mail, arm))).toEqual({ lists: ['l2', 'l'], sequences: ['x'] });
    expect(mentionsOf(definition(mail, wait(1)))).toBeNull();
  });
});
