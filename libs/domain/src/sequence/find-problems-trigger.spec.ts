import { describe, expect, it } from '@jest/globals';
import { findSequenceProblems } from './find-problems.js';
import type { PublishContext } from './publish-context.js';
import { DEFAULT_SETTINGS, type Trigger } from './sequence-definition.js';
import type { Step } from './step.js';

const context: PublishContext = {
  ...{ sequenceId: 'own', lists: new Set(), topics: new Set(), forms: new Set(['form-1']), aiProblem: null },
  ...{ fields: [], sequences: new Map() },
};
const mail: Step = { id: 'm', kind: 'email', subject: 'M', html: '<p>m</p>' };
const problemsOf = (...triggers: Trigger[]) => findSequenceProblems([mail], { ...DEFAULT_SETTINGS, triggers }, context);

describe('triggers that cannot fire, at publish', () => {
  it('are a date in no field, an event that contradicts itself, and a form that there is not', () => {
    const is = (value: number) => ({ property: 'p', op: 'is' as const, value });
    expect(
      problemsOf(
        { on: 'dateReached', field: 'gone' },
        { on: 'event', name: 'e', where: [is(1), is(2)] },
        { on: 'formSubmitted', formId: 'form-2' },
      ),
    ).toEqual([
      { stepId: null, path: 'settings.triggers.0.field', message: expect.stringContaining('define the field') },
      { stepId: null, path: 'settings.triggers.1.where', message: expect.stringContaining('never hold') },
      { stepId: null, path: 'settings.triggers.2.formId', message: expect.stringContaining('choose one that exists') },
    ]);
  });

  it('are none of an event without conditions and a form that there is', () => {
    expect(problemsOf({ on: 'event', name: 'e' }, { on: 'formSubmitted', formId: 'form-1' })).toEqual([]);
  });
});
