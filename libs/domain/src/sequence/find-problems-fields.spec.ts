import { describe, expect, it } from '@jest/globals';
import type { Scalar } from '../segment/condition.js';
import { fieldsMade } from './fields-made.js';
import { findSequenceProblems } from './find-problems.js';
import type { PublishContext } from './publish-context.js';
import { DEFAULT_SETTINGS } from './sequence-definition.js';
import type { Step } from './step.js';

const context: PublishContext = {
  ...{ sequenceId: 'own', lists: new Set(), topics: new Set(), sequences: new Map(), aiProblem: null },
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

describe(fieldsMade, () => {
  it('makes a field of each new name, of the type of its first value', () => {
    const steps = [sets('a', 'n', null), sets('b', 'n', 3), sets('c', 'n', 'x'), sets('d', 'yes', true), sets('e', 'locale', 'de')]; // prettier-ignore
    expect(fieldsMade([...steps, sets('f', 'seats', 1)], context.fields)).toEqual([
      { name: 'n', type: 'number', choices: [] },
      { name: 'yes', type: 'boolean', choices: [] },
    ]);
  });
});
