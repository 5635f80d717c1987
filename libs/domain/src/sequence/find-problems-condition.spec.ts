import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Condition, FieldOperator, Person, PropertyMatch, Scalar } from '../segment/condition.js';
import { evaluateCondition } from '../segment/evaluate-condition.js';
import { conditionProblems } from './find-problems-condition.js';

const nothingNamed = {
  ...{ lists: new Set<string>(), emails: new Map(), got: null },
  fields: [{ name: 'plan', type: 'text' as const, choices: [] }],
};
const plan = (op: FieldOperator, value?: Scalar | readonly Scalar[]): Condition => ({ field: 'plan', op, value });

describe(conditionProblems, () => {
  it('calls no condition impossible that holds for somebody', () => {
    const values = fc.constantFrom<Scalar[]>(
      'a',
      'A',
      'ab',
      '1',
      '1.0',
      1,
      2,
      true,
      'true',
      null,
      '',
      '2026-05-01',
      '2026-05-02',
    );
    const days = fc.constantFrom<Scalar[]>('2026-05-01', '2026-05-02');
    const given = values.filter((value) => value !== null && value !== '');
    const comparing = (operators: FieldOperator[], operand: fc.Arbitrary<Scalar>) =>
      fc.record({ op: fc.constantFrom(...operators), value: operand });
    // what can be compared: the rest is refused, whether it is turned round or not
    const comparison = fc.oneof(
      comparing(['is', 'isNot'], values),
      comparing(['contains', 'startsWith', 'endsWith', 'greaterThan', 'lessThan'], given),
      comparing(['before', 'after'], days),
    );
    const leaf = fc.oneof(
      comparison.map(({ op, value }) => plan(op, value)),
      fc.array(values, { minLength: 1, maxLength: 3 }).map((some) => plan('oneOf', some)),
      fc.constantFrom(plan('isSet'), plan('isNotSet'), { tag: 'a' }, { event: 'e', atLeast: 0 }),
      fc.record({ event: fc.constant('e'), atLeast: fc.nat(2), atMost: fc.nat(2) }),
      comparison.map(({ op, value }) => ({
        ...{
          event: 'e',
          where: [
            { property: 'p', op: op as PropertyMatch['op'], value },
            { property: 'p', op: 'is' as const, value: 'a' },
          ],
        },
      })),
    );
    const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
      condition: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc.array(tie('condition'), { minLength: 1, maxLength: 4 }).map((all) => ({ all })),
        fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
        tie('condition').map((not) => ({ not })),
      ),
    }));
    const people = fc.record({ value: values, events: fc.array(values, { maxLength: 2 }), tags: fc.subarray(['a']) });
    let impossible = 0;
    fc.assert(
      fc.property(condition, people, (asked, { value, events, tags }) => {
        if (conditionProblems(asked, nothingNamed).length === 0) return;
        impossible += 1;
        const happened = events.map((p) => ({
          ...{ kind: 'custom' as const, name: 'e', at: 1, stepId: null, sequenceId: null, properties: { p } },
        }));
        const person: Person = {
          ...{ email: 'a@example.com', firstName: null, lastName: null, timeZone: null, locale: null, createdAt: 0 },
          ...{ fields: { plan: value }, tags, lists: {}, events: happened },
        };
        expect(evaluateCondition(asked, person, { now: 2, timeZone: 'UTC', sequenceId: 'own' }).holds).toBe(false);
      }),
      { numRuns: 3000 },
    );
    expect(impossible).toBeGreaterThan(50);
  });
});
