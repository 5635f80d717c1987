import { describe, expect, it } from '@jest/globals';
import { step as stepSchema, type Step } from '@dripemails/contracts';
import { changeRows, formTree } from './form-tree';
import { errorsByStep, headersFrom, headersText, readSteps, scalarFrom, scalarType } from './step-form';

const form = (fields: Record<string, string>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
};
const read = (fields: Record<string, string>) => readSteps(formTree(form(fields)));
/** Puts `steps.0.` before every name. */
const one = (kind: string, fields: Record<string, string>): Step | undefined =>
  read(
    Object.fromEntries(Object.entries({ id: 'a', kind, ...fields }).map(([name, value]) => [`steps.0.${name}`, value])),
  )[0];

describe('readSteps', () => {
  const listId = '019364a0-0000-7000-8000-000000000001';
  it.each<[string, Record<string, string>, unknown]>([
    ['email', { subject: 'Hi', html: '<p>x</p>\r\n', text: ' ' }, { subject: 'Hi', html: '<p>x</p>\n' }],
    ['email', { subject: 'Hi', html: '', text: 'plain' }, { subject: 'Hi', html: '', text: 'plain' }],
    ['wait', { mode: 'for', amount: '2', unit: 'weeks' }, { for: { amount: 2, unit: 'weeks' } }],
    ['wait', { amount: '1', unit: 'eons' }, { for: { amount: 1, unit: 'days' } }],
    [
      'wait',
      {
        mode: 'date',
        date: '2026-12-24',
        at: '09:00',
        'offset.amount': '2',
        'offset.unit': 'days',
        'offset.way': 'before',
      },
      { until: { date: '2026-12-24', at: '09:00', offset: { amount: -2, unit: 'days' } } },
    ],
    [
      'wait',
      { mode: 'field', field: 'birthday', at: '', 'offset.amount': '0', 'offset.way': 'after', yearly: 'yes' },
      { until: { field: 'birthday', yearly: true } },
    ],
    [
      'waitForEvent',
      {
        event: 'order.placed',
        'match.0.property': 'total',
        'match.0.op': 'greaterThan',
        'match.0.value': '40',
        'timeout.amount': '3',
        'timeout.unit': 'days',
      },
      {
        event: 'order.placed',
        match: [{ property: 'total', op: 'greaterThan', value: '40' }],
        timeout: { amount: 3, unit: 'days' },
        then: [],
        onTimeout: [],
      },
    ],
    ['tag', { tag: ' vip ' }, { tag: 'vip' }],
    ['untag', { tag: 'vip' }, { tag: 'vip' }],
    ['setField', { field: 'plan', type: 'text', value: 'pro' }, { field: 'plan', value: 'pro' }],
    ['setField', { field: 'age', type: 'number', value: '41.5' }, { field: 'age', value: 41.5 }],
    ['setField', { field: 'vip', type: 'yesNo', value: 'true' }, { field: 'vip', value: true }],
    ['setField', { field: 'plan', type: 'empty' }, { field: 'plan', value: null }],
    ['addToList', { listId }, { listId }],
    ['removeFromList', { listId }, { listId }],
    ['enroll', { sequenceId: listId }, { sequenceId: listId }],
    [
      'webhook',
      { url: 'https://example.com/h', headers: 'X-A: 1\r\nX-B: 2', onFailure: 'hold' },
      { url: 'https://example.com/h', headers: { 'X-A': '1', 'X-B': '2' }, onFailure: 'hold' },
    ],
    [
      'aiRevise',
      { of: 'm', instructions: 'shorter', scope: 'version', approval: 'required', onFailure: 'hold' },
      { of: 'm', instructions: 'shorter', scope: 'version', approval: 'required', onFailure: 'hold' },
    ],
    ['goal', { name: 'Bought', 'if.about': 'event', 'if.event': 'order' }, { name: 'Bought', if: { event: 'order' } }],
    ['exit', { reason: 'Enough' }, { reason: 'Enough' }],
    [
      'branch',
      { name: '', 'if.group': 'all', 'if.rules.0.about': 'tag', 'if.rules.0.tag': 'vip' },
      { if: { tag: 'vip' }, then: [], else: [] },
    ],
    [
      'split',
      { 'arms.0.name': 'Short', 'arms.0.weight': '60', 'arms.1.name': '', 'arms.1.weight': '40' },
      {
        arms: [
          { name: 'Short', weight: 60, steps: [] },
          { weight: 40, steps: [] },
        ],
      },
    ],
  ])('reads %s %j', (kind, fields, expected) => {
    const step = one(kind, fields);
    expect(step).toEqual({ id: 'a', kind, ...(expected as object) });
    expect(stepSchema.safeParse(step).error?.issues ?? []).toEqual([]);
  });

  it('reads steps within steps, in their order', () => {
    const leaf = (path: string, id: string) => ({ [`${path}.id`]: id, [`${path}.kind`]: 'tag', [`${path}.tag`]: id });
    const steps = read({
      'steps.0.id': 'b',
      'steps.0.kind': 'branch',
      'steps.0.if.group': 'all',
      'steps.0.if.rules.0.about': 'tag',
      'steps.0.if.rules.0.tag': 'x',
      ...leaf('steps.0.else.10', 'late'),
      ...leaf('steps.0.else.2', 'early'),
      'steps.0.then.0.id': 's',
      'steps.0.then.0.kind': 'split',
      'steps.0.then.0.arms.0.weight': '1',
      'steps.0.then.0.arms.1.weight': '1',
      ...leaf('steps.0.then.0.arms.1.steps.0', 'deep'),
    });
    expect(steps).toMatchObject([
      { then: [{ arms: [{ steps: [] }, { steps: [{ id: 'deep' }] }] }], else: [{ id: 'early' }, { id: 'late' }] },
    ]);
  });

  it('takes an amount that is missing for none, so that the API refuses it', () => {
    expect(one('wait', { amount: '', unit: 'days' })).toMatchObject({ for: { amount: Number.NaN } });
  });

  it('gives an empty list for a form without steps', () => {
    expect(read({ intent: 'save' })).toEqual([]);
  });
});

describe('rows before JavaScript', () => {
  it('are added and deleted by their buttons', () => {
    const tree = formTree(
      form({
        'steps.0.id': 'g',
        'steps.0.kind': 'goal',
        'steps.0.if.group': 'any',
        'steps.0.if.rules.0.about': 'tag',
        'steps.0.if.rules.0.tag': 'vip',
      }),
    );
    expect(changeRows(tree, 'push:steps.0.if.rules')).toBe(true);
    expect(changeRows(tree, 'push-group:steps.0.if.rules')).toBe(true);
    expect(readSteps(tree)).toMatchObject([
      { if: { any: [{ tag: 'vip' }, { field: '', op: 'is', value: '' }, { any: [] }] } },
    ]);
    expect(changeRows(tree, 'drop:steps.0.if.rules.0')).toBe(true);
    expect(readSteps(tree)).toMatchObject([{ if: { any: [{ field: '' }, { any: [] }] } }]);
    expect(changeRows(tree, 'save')).toBe(false);
    expect(changeRows(tree, 'up:steps.0')).toBe(false);
  });
});

describe('headers and values', () => {
  it('keep what is typed', () => {
    expect(headersFrom(headersText({ 'X-A': 'a:b', 'X-B': '' }))).toEqual({ 'X-A': 'a:b', 'X-B': '' });
    expect(headersFrom('\nno colon\n')).toEqual({ 'no colon': '' });
  });

  it.each(['x', 4.5, true, false, null])('tells the type of %p', (value) => {
    expect(scalarFrom(scalarType(value), String(value))).toEqual(value);
  });
});

describe('errorsByStep', () => {
  it('finds the innermost step in dotted and in slashed paths', () => {
    const errors = errorsByStep({
      'steps.2.subject': ['write a subject'],
      '/steps/2/then/0/timeout/amount': ['too long'],
      'steps.3.arms.1.steps.0.if.value': ['give one value'],
      'steps.3.arms.1.weight': ['too heavy'],
      name: ['give it a name'],
    });
    expect([...errors]).toEqual([
      ['steps.2', [{ field: 'subject', message: 'write a subject' }]],
      ['steps.2.then.0', [{ field: 'timeout.amount', message: 'too long' }]],
      ['steps.3.arms.1.steps.0', [{ field: 'if.value', message: 'give one value' }]],
      ['steps.3', [{ field: 'arms.1.weight', message: 'too heavy' }]],
    ]);
  });
});
