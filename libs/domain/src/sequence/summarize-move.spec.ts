import { describe, expect, it } from '@jest/globals';
import type { WaitingPeople } from './count-due.js';
import { type MovePreview, previewMove } from './preview-move.js';
import { DEFAULT_SETTINGS, type SequenceDefinition, type SequenceSettings } from './sequence-definition.js';
import type { Step } from './step.js';
import { summarizeMove } from './summarize-move.js';

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-27T09:00:00Z');
const version = (steps: readonly Step[], settings: Partial<SequenceSettings> = {}): SequenceDefinition => ({
  ...{ sequenceId: 'own', version: 1, steps, settings: { ...DEFAULT_SETTINGS, ...settings } },
});
const mail = (id: string): Step => ({ id, kind: 'email', subject: id, html: '<p>Hi</p>' });
const wait = (id: string, days: number): Step => ({ id, kind: 'wait', for: { amount: days, unit: 'days' } });
const branch = (id: string, then: readonly Step[], otherwise: readonly Step[] = []): Step => ({
  ...{ id, kind: 'branch', if: { tag: 'vip' }, then, else: otherwise },
});
const onEvent = (then: readonly Step[]): Step => ({
  ...{ id: 'e', kind: 'waitForEvent', event: 'paid', timeout: { amount: 9, unit: 'days' }, then, onTimeout: [] },
});
const nothing: MovePreview = {
  ...{ next: null, first: [], canEnd: false, isOther: false, atOnce: { atLeast: 0, atMost: 0 } },
  ...{ skips: [], resends: [], finishes: false, stays: false },
};

describe(summarizeMove, () => {
  const to = version([mail('a'), branch('b', [mail('Day 3')])]);

  it('counts people by what would happen to them, and always says that nobody is mailed again', () => {
    const summary = summarizeMove(
      to,
      [
        { count: 400, result: { ...nothing, next: 'a', stays: true } },
        { count: 12, result: { ...nothing, stays: true } },
        { count: 31, result: { ...nothing, skips: ['Day 3'] } },
        { count: 5, result: { ...nothing, finishes: true } },
      ],
      null,
    );
    expect(summary).toEqual([
      { kind: 'stays', stepId: null, count: 412, atOnce: 0, what: '412 people go on with the same next step' },
      { kind: 'skips', stepId: 'Day 3', count: 31, atOnce: 0, what: "31 people would skip 'Day 3'" },
      { kind: 'finishes', stepId: null, count: 5, atOnce: 0, what: '5 people would be finished' },
      { kind: 'resends', stepId: null, count: 0, atOnce: 0, what: '0 would get a mail again' },
    ]);
  });

  it('names the list of a step that would be skipped', () => {
    const toList = version([{ id: 'l', kind: 'addToList', listId: 'l' }]);
    const results = [{ count: 2, result: { ...nothing, skips: ['l'] } }];
    const said = (lists: Map<string, { name: string }>) =>
      summarizeMove(toList, results, { lists, sequences: new Map() })[1]?.what;
    expect(said(new Map([['l', { name: 'Friends' }]]))).toBe("2 people would skip Add to list 'Friends'");
    expect(said(new Map())).toBe('2 people would skip Add to a deleted list');
  });

  it('counts a person in every step that they would skip', () => {
    const summary = summarizeMove(to, [{ count: 1, result: { ...nothing, stays: true, skips: ['a', 'Day 3'] } }], null);
    expect(summary.map(({ what }) => what)).toEqual([
      '1 person goes on with the same next step',
      "1 person would skip 'a'",
      "1 person would skip 'Day 3'",
      '0 would get a mail again',
    ]);
  });
});

describe('whoever gets another next step by a move', () => {
  /** What is said of people who did `a` and then waited for so many days, those of groups after each other. */
  const said = (
    from: Step[],
    to: SequenceDefinition,
    days: number[],
    choices = {},
    more: Partial<WaitingPeople> = {},
  ) => {
    const since = days.map((count) => NOW - count * DAY).sort((one, other) => one - other);
    const waiting = { timeZone: 'UTC', since, override: null, ...more };
    const group = { done: ['a', ...Object.keys(choices)], choices, count: days.length, waiting };
    const result = previewMove(version(from), to, group, NOW);
    return summarizeMove(to, [{ count: days.length, result }], null)
      .filter(({ kind }) => kind === 'next' || kind === 'stays')
      .map(({ what }) => what);
  };
  const none = '0 people go on with the same next step';
  const plain = [mail('a'), wait('w', 5), mail('b')];

  it.each<[string, Step[], Step[], number[], string[]]>([
    ['a mail in front of theirs', plain, [mail('a'), wait('w', 5), mail('n'), mail('b')], [1, 2, 6], [none, "3 people get 'n' next, 1 of them at once"]], // prettier-ignore
    ['nothing to wait for', plain, [mail('a'), mail('n'), wait('w', 5), mail('b')], [1, 2, 3], [none, "3 people get 'n' next, all of them at once"]], // prettier-ignore
    ['one person', plain, [mail('a'), mail('n')], [1], [none, "1 person gets 'n' next, at once"]],
    ['a wait that has begun', plain, [mail('a'), wait('w', 7), mail('n')], [1, 6], [none, "2 people get 'n' next"]],
    ['a webhook', plain, [mail('a'), wait('w', 5), { id: 'h', kind: 'webhook', url: 'https://example.com', onFailure: 'hold' }], [1], [none, '1 person comes to Webhook next']], // prettier-ignore
    ['a branch', plain, [mail('a'), branch('c', [mail('n')], [wait('v', 5), mail('o')])], [1, 6], [none, "2 people get 'n' or 'o' next, up to 2 of them at once"]], // prettier-ignore
    ['a branch that may lead on to nothing', plain, [mail('a'), branch('c', [mail('n')])], [1], [none, "1 person gets 'n' next or none, up to 1 of them at once"]], // prettier-ignore
    ['an event', plain, [mail('a'), onEvent([mail('n')]), mail('b')], [1], [none, "1 person gets 'n' or 'b' next, up to 1 of them at once"]], // prettier-ignore
    ['a date that is over', plain, [mail('a'), { id: 'u', kind: 'wait', until: { date: '2026-11-01' } }, mail('n')], [1], [none, "1 person gets 'n' next, at once"]], // prettier-ignore
    ['a date to come', plain, [mail('a'), { id: 'u', kind: 'wait', until: { date: '2027-01-01' } }, mail('n')], [1], [none, "1 person gets 'n' next"]], // prettier-ignore
    ['a date of theirs', plain, [mail('a'), { id: 'u', kind: 'wait', until: { field: 'renewal' } }, mail('n')], [1], [none, "1 person gets 'n' next, up to 1 of them at once"]], // prettier-ignore
    [
      'the end before',
      [mail('a'), wait('w', 5)],
      [...plain, mail('n')],
      [6],
      [none, "1 person gets 'b' next, at once"],
    ],
    ['the same next mail', plain, plain, [1, 6], ['2 people go on with the same next step']],
    ['the same next mail, sooner', plain, [mail('a'), wait('w', 2), mail('b')], [1, 3, 6], ['3 people go on with the same next step, 1 of them at once']], // prettier-ignore
  ])('is told of, with how many get it at once: %s', (_name, from, to, days, words) => {
    expect(said(from, version(to), days)).toEqual(words);
  });

  it('is told of where the arm in which they are is taken away', () => {
    const from = [mail('a'), branch('c', [wait('w', 9), mail('x')]), mail('q')];
    const to = [mail('a'), branch('c', [], [mail('y')]), mail('q')];
    expect(said(from, version(to), [1, 1, 1], { c: 'then' })).toEqual([
      none,
      "3 people get 'q' next, all of them at once",
    ]);
  });

  it('gets it when the window opens, and at the time that an operator set', () => {
    const window = { weekdays: [1], from: '09:00', to: '10:00', timeZone: 'UTC', skipDates: [] };
    const to = version([mail('a'), wait('w', 5), mail('n')], { window });
    expect(said(plain, to, [1, 6])).toEqual([none, "2 people get 'n' next, 1 of them as soon as the window is open"]);
    const dated = (step: string) => ({ override: { step, at: [NOW - 1, NOW + 1] } });
    expect(said(plain, to, [1, 2], {}, dated('n'))[1]).toContain('1 of them as soon as');
    expect(said(plain, to, [1, 2], {}, dated('b'))[1]).toBe("2 people get 'n' next");
  });

  it('keeps nobody who waits for something else', () => {
    const to = version([mail('a'), mail('n')]);
    expect(said(plain, to, [1, 2], {}, { since: [NOW - DAY] })[1]).toBe("2 people get 'n' next, 1 of them at once");
    expect(said(plain, to, [1, 2], {}, { since: [] })[1]).toBe("2 people get 'n' next");
  });
});
