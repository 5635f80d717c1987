import { describe, expect, it } from '@jest/globals';
import type { Condition, Scalar } from '../segment/condition.js';
import { fieldsMade } from './fields-made.js';
import { findSequenceProblems } from './find-problems.js';
import type { PublishContext } from './publish-context.js';
import { DEFAULT_SETTINGS, type Trigger } from './sequence-definition.js';
import type { Step } from './step.js';

const context: PublishContext = {
  ...{ sequenceId: 'own', lists: new Set(), topics: new Set(), forms: new Set(), aiProblem: null },
  sequences: new Map(),
  fields: [
    { name: 'seats', type: 'number', choices: [] },
    { name: 'plan', type: 'choice', choices: ['Free', 'Pro'] },
  ],
};
const mail: Step = { id: 'm', kind: 'email', subject: 'M', html: '<p>m</p>' };
const sets = (id: string, field: string, value: Scalar): Step => ({ id, kind: 'setField', field, value });
const problemsOf = (...steps: Step[]) => findSequenceProblems([mail, ...steps], DEFAULT_SETTINGS, context);

describe('the fields that steps set, at publish', () => {
  it.each<[string, Step[], string, string]>([
    ['a value that does not fit', [sets('f', 'seats', 'many')], 'steps.1.value', "does not fit 'seats'. This field holds a number: write digits"], // prettier-ignore
    ['a choice that there is not', [sets('f', 'plan', 'gold')], 'steps.1.value', 'one of: Free, Pro'],
    ['a new field of two types', [sets('e', 'new', 1), sets('f', 'new', 'one')], 'steps.2.value', 'holds a number'],
    ['what a person is known by', [sets('f', 'email', 'a@example.com')], 'steps.1.field', "cannot change 'email'"],
    ['an unknown time zone', [sets('f', 'timeZone', 'Mars')], 'steps.1.value', 'IANA'],
  ])('names %s, with the step, the place and the cure', (_name, steps, path, words) => {
    expect(problemsOf(...steps)).toEqual([{ stepId: 'f', path, message: expect.stringContaining(words) }]);
  });

  it('judges a step deep inside as well', () => {
    const branch: Step = { id: 'b', kind: 'branch', if: { tag: 't' }, then: [sets('f', 'seats', true)], else: [] };
    expect(problemsOf(branch)).toMatchObject([{ stepId: 'f', path: 'steps.1.then.0.value' }]);
  });

  it('takes what fits, what has no value, and a field that is new', () => {
    const fitting: [string, Scalar][] = [['seats', '12'], ['seats', null], ['plan', 'pro'], ['new', 'x'], ['locale', 'de']]; // prettier-ignore
    expect(problemsOf(...fitting.map(([field, value], n) => sets(`f${n}`, field, value)))).toEqual([]);
  });
});

describe('the fields that rules compare, at publish', () => {
  const isIn = (field: string, value = 'a'): Condition => ({ field, op: 'is', value });
  const branch = (condition: Condition): Step => ({ id: 'b', kind: 'branch', if: condition, then: [sets('f', 'seats', 1)], else: [] }); // prettier-ignore
  const goal = (condition: Condition): Step => ({ id: 'g', kind: 'goal', if: condition });
  const message = "There is no custom field 'city', so nobody has a value in it: define the field, or choose one that exists."; // prettier-ignore

  it.each<[string, Step, string]>([
    ['a branch', branch(isIn('city')), 'b'],
    ['a goal', goal(isIn('city')), 'g'],
    ['one of several rules', goal({ any: [isIn('plan', 'Pro'), { all: [{ not: isIn('city') }, { tag: 'a' }] }] }), 'g'],
    ['a rule that holds for all who have nothing', branch({ field: 'city', op: 'isNotSet' }), 'b'],
    ['several rules, once', branch({ any: [isIn('city'), isIn('city', 'b')] }), 'b'],
  ])('names one that is not defined in %s, with the cure', (_name, step, stepId) => {
    expect(problemsOf(step)).toEqual([{ stepId, path: 'steps.1.if', message }]);
  });

  it('names one in a trigger on a segment', () => {
    const triggers: Trigger[] = [{ on: 'segmentEntered', if: { all: [{ tag: 'a' }, isIn('city')] } }];
    expect(findSequenceProblems([mail], { ...DEFAULT_SETTINGS, triggers }, context)).toEqual([
      { stepId: null, path: 'settings.triggers.0.if', message },
    ]);
  });

  it('takes what everybody has, what is defined, and what a step makes', () => {
    for (const field of ['email', 'firstName', 'lastName', 'timeZone', 'locale', 'createdAt', 'plan'])
      expect(problemsOf(branch({ field, op: 'isSet' }))).toEqual([]);
    expect(problemsOf(goal(isIn('city')), sets('c', 'city', 'Bristol'))).toEqual([]);
  });

  it('leaves the properties of events alone', () => {
    const where = [{ property: 'city', op: 'is' as const, value: 'Bristol' }];
    expect(problemsOf(goal({ event: 'order', where }))).toEqual([]);
  });
});

describe(fieldsMade, () => {
  it('makes a field of each new name, of the type of its first value', () => {
    const steps = [sets('a', 'n', null), sets('b', 'n', 3), sets('c', 'n', 'x'), sets('d', 'yes', true), sets('e', 'locale', 'de')]; // prettier-ignore
    expect(fieldsMade([...steps, sets('f', 'seats', 1)], context.fields)).toEqual([
      { name: 'n', type: 'number', choices: [] },
      { name: 'yes', type: 'boolean', choices: [] },
    ]);
  });
});
