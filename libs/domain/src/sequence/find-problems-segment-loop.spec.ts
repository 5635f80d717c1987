import { describe, expect, it } from '@jest/globals';
import type { Condition } from '../segment/condition.js';
import { findSequenceProblems } from './find-problems.js';
import type { PublishContext } from './publish-context.js';
import { DEFAULT_SETTINGS, type Reentry } from './sequence-definition.js';
import type { Step } from './step.js';

const context: PublishContext = {
  ...{ sequenceId: 'own', lists: new Set(['list-1']), topics: new Set(), forms: new Set(), aiProblem: null },
  fields: ['s', 'other'].map((name) => ({ name, type: 'text', choices: [] })),
  sequences: new Map(),
};
const mail: Step = { id: 'm', kind: 'email', subject: 'M', html: '<p>m</p>' };
const day: Step = { id: 'w', kind: 'wait', for: { amount: 1, unit: 'days' } };
const set = (value: string): Step => ({ id: `set-${value}`, kind: 'setField', field: 's', value });
const field = (op: 'is' | 'isNot' | 'isSet' | 'oneOf', value?: string | string[]): Condition =>
  value === undefined ? { field: 's', op } : { field: 's', op, value };
const problemsOf = (steps: Step[], condition: Condition, reentry: Reentry, change: Partial<PublishContext> = {}) =>
  findSequenceProblems(
    steps,
    { ...DEFAULT_SETTINGS, reentry, triggers: [{ on: 'segmentEntered', if: condition }] },
    { ...context, ...change },
  );
const always: Reentry = { rule: 'always' };
const tags: Step[] = [
  { id: 'u', kind: 'untag', tag: 'x' },
  { id: 't', kind: 'tag', tag: 'x' },
];

describe('loops over a segment that people enter by the steps themselves', () => {
  it.each<[string, Step[], Condition, Reentry, string]>([
    ['a value that is set', [set('a'), mail, day, set('b')], field('is', 'b'), always, 'set-b'],
    ['another value than one', [set('a'), mail, day, set('b')], field('isNot', 'a'), always, 'set-b'],
    ['one of some values', [set('a'), mail, day, set('b')], field('oneOf', ['b', 'c']), always, 'set-b'],
    ['one part of a rule', [set('a'), mail, set('b')], { all: [field('is', 'b'), { tag: 'x' }] }, always, 'set-b'],
    ['a tag, after completion', [mail, ...tags], { tag: 'x' }, { rule: 'afterCompletion' }, 't'],
    ['a tag taken away', [mail, ...tags], { not: { tag: 'x' } }, always, 'u'],
    [
      'a list',
      [mail, { id: 'r', kind: 'removeFromList', listId: 'list-1' }, { id: 'l', kind: 'addToList', listId: 'list-1' }],
      { list: 'list-1' },
      always,
      'l',
    ],
  ])('are found: %s', (_name, steps, condition, reentry, stepId) => {
    expect(problemsOf(steps, condition, reentry)).toEqual([
      expect.objectContaining({ stepId, message: expect.stringMatching(/round for ever.*Let them enter only once/) }),
    ]);
  });

  it.each<[string, Step[], Condition, Reentry]>([
    ['re-entry is never', [set('a'), mail, set('b')], field('is', 'b'), { rule: 'never' }],
    ['no step sets the value', [mail, set('a')], field('is', 'b'), always],
    ['no step changes the value back', [mail, set('b')], field('is', 'b'), always],
    ['another field is set', [mail, set('b')], { field: 'other', op: 'is', value: 'b' }, always],
    ['the tag is only taken away', [mail, { id: 'u', kind: 'untag', tag: 'x' }], { tag: 'x' }, always],
    ['the tag is only given', [mail, { id: 't', kind: 'tag', tag: 'x' }], { not: { tag: 'x' } }, always],
    ['what they do brings them in', [mail, set('b')], { event: 'paid' }, always],
  ])('are none where %s', (_name, steps, condition, reentry) => {
    expect(problemsOf(steps, condition, reentry)).toEqual([]);
  });

  it('are found over the steps of another sequence', () => {
    const sequences: PublishContext['sequences'] = new Map([
      ['second', { name: 'Second', state: 'active', steps: [set('b')], triggers: [{ on: 'tagAdded', tag: 'y' }] }],
    ]);
    const steps: Step[] = [set('a'), mail, { id: 'y', kind: 'tag', tag: 'y' }];
    expect(problemsOf(steps, field('is', 'b'), always, { sequences })).toMatchObject([
      { stepId: 'y', message: expect.stringContaining('Second') },
    ]);
  });
});
