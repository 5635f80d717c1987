import { describe, expect, it } from '@jest/globals';
import { condition as conditionSchema, type Condition } from '@dripemails/contracts';
import fc from 'fast-check';
import { readCondition } from './condition-form';
import {
  aboutOf,
  abouts,
  fromRoot,
  fromRule,
  newLeaf,
  operators,
  rootGroup,
  toRule,
  valueText,
  valueWait,
  withOperator,
  type Leaf,
  type Rule,
} from './condition-rule';
import { formTree } from './form-tree';

const word = fc.stringMatching(/^[a-z]{1,6}$/);
const period = fc.record({ amount: fc.nat(99), unit: fc.constantFrom('hours' as const, 'days' as const) });
const activity = fc.record({ step: word, within: period }, { requiredKeys: [] });
const match = fc.record({ property: word, op: fc.constant('is' as const), value: word });
const leaf: fc.Arbitrary<Leaf> = fc.oneof(
  fc.record({ field: word, op: fc.constantFrom('is' as const, 'contains' as const), value: word }),
  fc.record({ field: word, op: fc.constant('oneOf' as const), value: fc.array(word, { minLength: 1, maxLength: 3 }) }),
  fc.record({ field: word, op: fc.constant('withinLast' as const), value: period }),
  fc.record({ field: word, op: fc.constant('isSet' as const) }),
  fc.record({ tag: word }),
  fc.record({ segment: fc.constant('019364a0-0000-7000-8000-000000000002') }),
  fc.record({ list: fc.constant('019364a0-0000-7000-8000-000000000001') }),
  activity.map((opened) => ({ opened })),
  activity.map((clicked) => ({ clicked: { ...clicked, link: 'https://example.com' } })),
  activity.map((replied) => ({ replied })),
  fc.record(
    { event: word, atLeast: fc.nat(9), within: period, where: fc.array(match, { minLength: 1, maxLength: 2 }) },
    { requiredKeys: ['event'] },
  ),
);
const condition: fc.Arbitrary<Condition> = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie('node').map((not) => ({ not })),
  ),
})).node;

/** Answers a condition when each leaf holds or not by its text, so that two conditions can be compared by meaning. */
function holds(one: Condition, truth: (leaf: string) => boolean): boolean {
  if ('all' in one) return one.all.every((inner) => holds(inner, truth));
  if ('any' in one) return one.any.some((inner) => holds(inner, truth));
  if ('not' in one) return !holds(one.not, truth);
  return truth(JSON.stringify(one));
}

/** What the condition editor renders, as the form that a browser would send. */
function fieldsOf(name: string, rule: Rule, data: FormData): FormData {
  const put = (field: string, value: unknown) => data.append(`${name}.${field}`, String(value));
  const putPeriod = (field: string, value: { amount: number; unit: string } | undefined) => {
    put(`${field}.amount`, value?.amount ?? '');
    put(`${field}.unit`, value?.unit ?? 'days');
  };
  const putMatches = (rows: readonly { property: string; op: string; value?: unknown }[]) =>
    rows.forEach((row, index) => {
      put(`where.${index}.property`, row.property);
      put(`where.${index}.op`, row.op);
      put(`where.${index}.value`, row.value);
    });
  if ('group' in rule) {
    put('group', rule.group);
    rule.rules.forEach((inner, index) => fieldsOf(`${name}.rules.${index}`, inner, data));
    return data;
  }
  put('about', aboutOf(rule.leaf));
  if (rule.negated) put('negated', 'yes');
  const one = rule.leaf;
  if ('field' in one) {
    put('field', one.field);
    put('op', one.op);
    if (one.op === 'withinLast') putPeriod('period', valueWait(one.value));
    else if (one.op !== 'isSet') put('value', valueText(one.value));
  } else if ('tag' in one) put('tag', one.tag);
  else if ('list' in one) put('list', one.list);
  else if ('segment' in one) put('segment', one.segment);
  else if ('event' in one) {
    put('event', one.event);
    put('atLeast', one.atLeast ?? '');
    put('atMost', '');
    putPeriod('within', one.within);
    putMatches(one.where ?? []);
  } else {
    const { step, link, within } = 'opened' in one ? one.opened : 'clicked' in one ? one.clicked : one.replied;
    put('step', step ?? '');
    put('link', link ?? '');
    putPeriod('within', within);
  }
  return data;
}

describe('rules', () => {
  it('mean what the condition means, and give one that the API takes', () => {
    fc.assert(
      fc.property(condition, fc.func(fc.boolean()), (given, truth) => {
        const back = fromRoot(rootGroup(given));
        expect(conditionSchema.safeParse(back).success).toBe(true);
        expect(holds(back, truth)).toBe(holds(given, truth));
        expect(fromRule(toRule(back))).toEqual(back);
      }),
      { numRuns: 200 },
    );
  });

  it('come through the form of the editor unchanged', () => {
    fc.assert(
      fc.property(condition, (given) => {
        const root = rootGroup(given);
        expect(
          readCondition(formTree(fieldsOf('if', root, new FormData())).children.get('if') ?? formTree(new FormData())),
        ).toEqual(fromRoot(root));
      }),
      { numRuns: 200 },
    );
  });

  it('show "not" as a word of the rule, or as the kind of a group', () => {
    expect(toRule({ not: { tag: 'a' } })).toEqual({ leaf: { tag: 'a' }, negated: true });
    expect(toRule({ not: { any: [{ tag: 'a' }] } })).toMatchObject({ group: 'none' });
    expect(toRule({ not: { not: { tag: 'a' } } })).toEqual({ leaf: { tag: 'a' }, negated: false });
  });

  it('write a single rule without a group, but keep "any" as chosen', () => {
    const rules: Rule[] = [{ leaf: { tag: 'a' }, negated: false }];
    expect(fromRoot({ group: 'all', rules })).toEqual({ tag: 'a' });
    expect(fromRoot({ group: 'any', rules })).toEqual({ any: [{ tag: 'a' }] });
    expect(fromRoot({ group: 'all', rules: [] })).toEqual({ all: [] });
  });

  it('begin as what they are about', () => {
    expect(abouts.map((about) => aboutOf(newLeaf(about)))).toEqual([...abouts]);
  });
});

describe('withOperator', () => {
  it('gives every operator the value that the API wants, whatever stood before', () => {
    for (const before of operators)
      for (const after of operators) {
        const first = withOperator({ field: 'plan', op: 'is', value: 'pro' }, before);
        const result = withOperator(first, after);
        const valid = conditionSchema.safeParse(result).success;
        // Only a list can be left without a value: from an operator that had none to keep.
        expect([before, after, valid || valueText(result.value) === '']).toEqual([before, after, true]);
      }
  });

  it('keeps what was typed where it can', () => {
    const list = withOperator({ field: 'plan', op: 'is', value: 'pro' }, 'oneOf');
    expect(list).toEqual({ field: 'plan', op: 'oneOf', value: ['pro'] });
    expect(withOperator(list, 'contains')).toEqual({ field: 'plan', op: 'contains', value: 'pro' });
    expect(withOperator(list, 'isSet')).toEqual({ field: 'plan', op: 'isSet' });
  });
});
