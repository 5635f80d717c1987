import { describe, expect, it } from '@jest/globals';
import type { Wait } from '../schedule/add-wait.js';
import type { Condition, FieldOperator, PropertyMatch, Scalar } from '../segment/condition.js';
import { findSequenceProblems } from './find-problems.js';
import type { PublishContext } from './publish-context.js';
import { DEFAULT_SETTINGS, type Reentry, type SequenceSettings } from './sequence-definition.js';
import type { Step } from './step.js';
import { nextSequenceState } from './sequence-state.js';

const context: PublishContext = {
  ...{ sequenceId: 'own', lists: new Set(['list-1']), topics: new Set(['topic-1']), aiProblem: null },
  forms: new Set(),
  fields: ['renewal', 'f', 'p', 'plan'].map((name) => ({ name, type: 'text' as const, choices: [] })),
  sequences: new Map([
    [
      'other',
      { name: 'Other', state: 'active', steps: [{ id: 'e', kind: 'enroll', sequenceId: 'own' }], triggers: [] },
    ],
    ['old', { name: 'Old', state: 'archived', steps: [], triggers: [] }],
    ['plain', { name: 'Plain', state: 'active', steps: [], triggers: [] }],
  ]),
};
const problemsOf = (steps: Step[], settings: Partial<SequenceSettings> = {}, change: Partial<PublishContext> = {}) =>
  findSequenceProblems(steps, { ...DEFAULT_SETTINGS, ...settings }, { ...context, ...change });
const mail: Step = { id: 'm', kind: 'email', subject: 'M', html: '<p>m</p>' };
const window = { weekdays: [1], from: '09:00', to: '09:00', timeZone: 'UTC', skipDates: [] };

describe(findSequenceProblems, () => {
  it.each<[string, Step[], Partial<SequenceSettings>, string, string]>([
    [
      'a step behind an exit',
      [mail, { id: 'x', kind: 'exit', reason: 'r' }, { ...mail, id: 'n' }],
      {},
      'steps.2',
      'Nobody gets to',
    ],
    [
      'a step behind a branch that everybody leaves in',
      [
        mail,
        {
          id: 'b',
          kind: 'branch',
          if: { tag: 't' },
          then: [{ id: 'x', kind: 'exit', reason: 'r' }],
          else: [{ id: 'y', kind: 'exit', reason: 'r' }],
        },
        { ...mail, id: 'n' },
      ],
      {},
      'steps.2',
      'Nobody gets to',
    ],
    [
      'an empty branch',
      [mail, { id: 'b', kind: 'branch', if: { tag: 't' }, then: [], else: [] }],
      {},
      'steps.1',
      'leads nowhere',
    ],
    [
      'a goal that can never be met',
      [mail, { id: 'g', kind: 'goal', if: { event: 'e', atLeast: 3, atMost: 2 } }],
      {},
      'steps.1.if',
      'never hold',
    ],
    [
      'a field that would need two values',
      [
        mail,
        {
          id: 'g',
          kind: 'goal',
          if: {
            all: [
              { field: 'p', op: 'is', value: 'a' },
              { field: 'p', op: 'is', value: 'b' },
            ],
          },
        },
      ],
      {},
      'steps.1.if',
      'two values',
    ],
    [
      'a click on a mail that does not exist',
      [mail, { id: 'b', kind: 'branch', if: { clicked: { step: 'gone' } }, then: [{ ...mail, id: 'n' }], else: [] }],
      {},
      'steps.1.if',
      "'gone'",
    ],
    ['an unknown list', [mail, { id: 'l', kind: 'addToList', listId: 'list-2' }], {}, 'steps.1.listId', 'no such list'],
    [
      'enrolling into itself',
      [mail, { id: 'e', kind: 'enroll', sequenceId: 'own' }],
      {},
      'steps.1.sequenceId',
      'that they are in',
    ],
    [
      'enrolling into an archived sequence',
      [mail, { id: 'e', kind: 'enroll', sequenceId: 'old' }],
      {},
      'steps.1.sequenceId',
      'archived',
    ],
    [
      'a loop over another sequence',
      [mail, { id: 'e', kind: 'enroll', sequenceId: 'other' }],
      {},
      'steps.1',
      'round for ever',
    ],
    [
      'a tag that is the own trigger',
      [mail, { id: 't', kind: 'tag', tag: 'vip' }],
      { triggers: [{ on: 'tagAdded', tag: 'vip' }] },
      'steps.1',
      'round for ever',
    ],
    ['a window that never opens', [mail], { window }, 'settings.window', ''],
    [
      'a trigger on an unknown list',
      [mail],
      { triggers: [{ on: 'listJoined', listId: 'x' }] },
      'settings.triggers.0.listId',
      'no such list',
    ],
    [
      'arms without weight',
      [
        mail,
        {
          id: 's',
          kind: 'split',
          arms: [
            { weight: 0, steps: [] },
            { weight: 0, steps: [{ ...mail, id: 'n' }] },
          ],
        },
      ],
      {},
      'steps.1.arms',
      'weight 0',
    ],
    [
      'a revision behind its mail',
      [
        mail,
        {
          id: 'ai',
          kind: 'aiRevise',
          of: 'm',
          instructions: 'i',
          scope: 'version',
          approval: 'none',
          onFailure: 'hold',
        },
      ],
      {},
      'steps.1.of',
      'in front of',
    ],
    [
      'an empty mail deep inside',
      [{ id: 'b', kind: 'branch', if: { tag: 't' }, then: [{ ...mail, html: ' ' }], else: [] }],
      {},
      'steps.0.then.0.html',
      'empty',
    ],
  ])('names %s, with the place and the cure', (_name, steps, settings, path, words) => {
    const problems = problemsOf(steps, settings);
    expect(problems.map((problem) => problem.path)).toContain(path);
    expect(problems.find((problem) => problem.path === path)?.message).toContain(words);
  });

  it('lets a loop be that ends by itself', () => {
    const loop: Step[] = [mail, { id: 'e', kind: 'enroll', sequenceId: 'other' }];
    expect(problemsOf(loop, { reentry: { rule: 'never' } })).toEqual([]);
  });

  it('says at publish that AI is not set up', () => {
    const revised: Step[] = [
      { id: 'ai', kind: 'aiRevise', of: 'm', instructions: 'i', scope: 'version', approval: 'none', onFailure: 'hold' },
      mail,
    ];
    expect(problemsOf(revised)).toEqual([]);
    expect(problemsOf(revised, {}, { aiProblem: 'AI is not set up' })).toMatchObject([
      { stepId: 'ai', path: 'steps.0.of' },
    ]);
  });

  it('has nothing against a sequence with every kind of step', () => {
    expect(
      problemsOf([
        mail,
        { id: 'w', kind: 'wait', until: { field: 'renewal' } },
        {
          id: 'b',
          kind: 'branch',
          if: { clicked: { step: 'm' } },
          then: [{ id: 't', kind: 'tag', tag: 'x' }],
          else: [],
        },
        {
          id: 's',
          kind: 'split',
          arms: [
            { weight: 1, steps: [{ ...mail, id: 'n' }] },
            { weight: 1, steps: [] },
          ],
        },
        {
          id: 'v',
          kind: 'waitForEvent',
          event: 'e',
          timeout: { amount: 1, unit: 'days' },
          then: [],
          onTimeout: [{ ...mail, id: 'o' }],
        },
        { id: 'f', kind: 'setField', field: 'a', value: 1 },
        { id: 'l', kind: 'addToList', listId: 'list-1' },
        { id: 'h', kind: 'webhook', url: 'https://example.com/hook', onFailure: 'continue' },
        { id: 'e', kind: 'enroll', sequenceId: 'plain' },
        { id: 'g', kind: 'goal', if: { event: 'bought' } },
      ]),
    ).toEqual([]);
  });

  it('asks for something to send', () => {
    expect(problemsOf([{ id: 'w', kind: 'wait', for: { amount: 1, unit: 'days' } }])).toEqual([
      expect.objectContaining({ stepId: null, path: 'steps' }),
    ]);
  });

  it('refuses waits that nobody lives to see', () => {
    const steps: Step[] = [
      { id: 'w', kind: 'wait', for: { amount: 90, unit: 'years' } },
      { id: 'v', kind: 'wait', for: { amount: 600, unit: 'weeks' } },
      { id: 'a', kind: 'email', subject: 'A', html: '<p>a</p>' },
    ];
    expect(problemsOf(steps)).toEqual([expect.objectContaining({ message: expect.stringContaining('100 years') })]);
  });

  it('finds two steps with one id and an empty mail', () => {
    const problems = problemsOf([
      { id: 'a', kind: 'email', subject: 'One', html: '<p>x</p>' },
      { id: 'a', kind: 'email', subject: 'Two', html: '  ' },
    ]);
    expect(problems.map(({ path }) => path)).toEqual(['steps.1.id', 'steps.1.html']);
  });
});

const exit = (id: string): Step => ({ id, kind: 'exit', reason: 'r' });
const mailNamed = (id: string): Step => ({ ...mail, id });
const branch = (condition: Condition, then: Step[] = [mailNamed('t')], otherwise: Step[] = []): Step => ({
  ...{ id: 'b', kind: 'branch', if: condition, then, else: otherwise },
});
const goal = (condition: Condition): Step => ({ id: 'g', kind: 'goal', if: condition });
const revise = (id: string, of: string): Step => ({
  ...{ id, kind: 'aiRevise', of, instructions: 'i', scope: 'version', approval: 'none', onFailure: 'hold' },
});
const waitFor = (timeout: Wait, match: PropertyMatch[] = []): Step => ({
  ...{ id: 'v', kind: 'waitForEvent', event: 'e', match, timeout, then: [mailNamed('t')], onTimeout: [] },
});
const webhook = (url: string): Step => ({ id: 'h', kind: 'webhook', url, onFailure: 'hold' });
const split = (...arms: [weight: number, steps: Step[]][]): Step => ({
  ...{ id: 's', kind: 'split', arms: arms.map(([weight, steps]) => ({ weight, steps })) },
});
const years = (id: string, amount: number): Step => ({ id, kind: 'wait', for: { amount, unit: 'years' } });
const clicked = (step: string): Condition => ({ clicked: { step } });
const plan = (op: FieldOperator, value?: Scalar | readonly Scalar[]): Condition => ({ field: 'plan', op, value });
const day = { amount: 1, unit: 'days' } as const;

describe('goals that can be met', () => {
  const linked: Step = { ...mail, html: '<a href="https://example.com">x</a>' } as Step;
  it.each<[string, Step[], Partial<SequenceSettings>]>([
    ['a link', [linked, goal(clicked('m'))], {}],
    ['another way to it', [mail, goal({ any: [clicked('m'), { replied: { step: 'm' } }, { tag: 'a' }] })], {}],
    ['replies that do not end', [mail, goal({ replied: { step: 'm' } })], { stopOnReply: false }],
    ['replies to any mail', [mail, goal({ replied: {} })], {}],
    ['a field that a step makes', [mail, { id: 'f', kind: 'setField', field: 'own', value: '2026-05-01' }, { id: 'w', kind: 'wait', until: { field: 'own' } }], { triggers: [{ on: 'dateReached', field: 'own' }] }], // prettier-ignore
  ])('has nothing against %s', (_name, steps, settings) => {
    expect(problemsOf(steps, settings)).toEqual([]);
  });
});

describe('one problem alone', () => {
  it.each<[string, Step[], string, string]>([
    // what is asked of mails
    [
      'a branch on a mail that comes later',
      [mailNamed('x'), branch(clicked('m')), mail],
      'steps.1.if',
      "has got 'M' by",
    ],
    [
      'a branch on a mail of the other arm',
      [branch({ tag: 'a' }, [mail], [{ ...branch(clicked('m')), id: 'c' }])],
      'steps.0.else.0.if',
      'by then',
    ],
    [
      'a goal on a mail of the other arm',
      [branch({ tag: 'a' }, [mail], [mailNamed('x'), goal(clicked('m'))])],
      'steps.0.else.1.if',
      'by then',
    ],
    ['a goal on a step that is no mail', [mail, years('w', 1), goal({ not: clicked('w') })], 'steps.2.if', "'w'"],
    [
      'a list that does not exist, deep in a condition',
      [mail, goal({ any: [{ not: { list: 'gone' } }] })],
      'steps.1.if',
      'list',
    ],
    // conditions
    ['a value and another', [mail, goal({ all: [plan('is', 'a'), plan('isNot', 'A')] })], 'steps.1.if', 'two values'],
    [
      'a value that is not one of',
      [mail, goal({ all: [plan('oneOf', ['a', 'c']), plan('is', 'd')] })],
      'steps.1.if',
      'two values',
    ],
    [
      'a value that is not set',
      [mail, goal({ all: [plan('isNotSet'), plan('contains', 'a')] })],
      'steps.1.if',
      'two values',
    ],
    [
      'a value without its part',
      [mail, goal({ all: [plan('is', 'pro'), plan('startsWith', 'x')] })],
      'steps.1.if',
      'two values',
    ],
    [
      'more than 5 and less than 5',
      [mail, goal({ all: [plan('greaterThan', 5), plan('lessThan', '5')] })],
      'steps.1.if',
      'limits',
    ],
    [
      'after and before a day',
      [mail, goal({ all: [plan('after', '2026-05-02'), plan('before', '2026-05-01')] })],
      'steps.1.if',
      'limits',
    ],
    [
      'a tag and not that tag',
      [mail, goal({ all: [{ all: [{ tag: 'a' }] }, { not: { tag: 'a' } }] })],
      'steps.1.if',
      'opposite',
    ],
    ['not what always holds', [mail, branch({ not: { event: 'e', atLeast: 0 } })], 'steps.1.if', 'never hold'],
    [
      'none of the ways',
      [mail, goal({ any: [{ event: 'e', atMost: 0, atLeast: 1 }, { any: [] }] })],
      'steps.1.if',
      "'e' at least 1",
    ],
    [
      'event properties',
      [
        mail,
        waitFor(day, [
          { property: 'p', op: 'is', value: 1 },
          { property: 'p', op: 'is', value: 2 },
        ]),
      ],
      'steps.1.match',
      'two values',
    ],
    // flow
    [
      'a step behind a wait for an event in which all leave',
      [mail, { ...waitFor(day), then: [exit('x')], onTimeout: [exit('y')] } as Step, mailNamed('n')],
      'steps.2',
      'Nobody',
    ],
    [
      'a step behind an exit in an arm',
      [mail, branch({ tag: 'a' }, [exit('x'), mailNamed('n')])],
      'steps.1.then.1',
      'Nobody',
    ],
    [
      'a date of no field',
      [mail, { id: 'w', kind: 'wait', until: { field: 'gone' } }],
      'steps.1.until.field',
      "'gone'",
    ],
    ['a goal on a mail without links', [mail, goal(clicked('m'))], 'steps.1.if', 'no link to click'],
    ['a goal on a reply, which ends', [mail, goal({ replied: { step: 'm' } })], 'steps.1.if', 'stop on reply'],
    ['an empty split', [mail, split([1, []], [1, []])], 'steps.1', 'leads nowhere'],
    ['a split without a choice', [mail, split([1, [mailNamed('n')]])], 'steps.1.arms', 'two arms'],
    ['a wait for no time', [mail, waitFor({ amount: 0, unit: 'days' })], 'steps.1.timeout', 'no time'],
    [
      'waits along one way',
      [mail, years('w', 60), branch({ tag: 'a' }, [years('u', 60)]), years('k', 1)],
      'steps.2.then.0',
      '100 years',
    ],
    [
      'a date that is too far',
      [mail, { id: 'w', kind: 'wait', until: { field: 'f', offset: { amount: 101, unit: 'years' } } }],
      'steps.1',
      '100 years',
    ],
    [
      'a wait behind a branch in which all leave',
      [mail, years('w', 60), branch({ tag: 'a' }, [exit('x')], [exit('y')]), years('k', 60)],
      'steps.3',
      'Nobody',
    ],
    [
      'waits behind the longer arm',
      [mail, branch({ tag: 'a' }, [years('u', 60)], [years('v', 1)]), years('w', 60)],
      'steps.2',
      '100 years',
    ],
    [
      'a branch on a mail of a way that is left',
      [branch({ tag: 'a' }, [mail, exit('x')]), { ...branch(clicked('m')), id: 'c' }],
      'steps.1.if',
      'by then',
    ],
    [
      'after and before the same day',
      [mail, goal({ all: [plan('after', '2026-05-01'), plan('before', '2026-05-01')] })],
      'steps.1.if',
      'limits',
    ],
    // the outside
    ['a password in an address', [mail, webhook('https://user:secret@example.com/hook')], 'steps.1.url', 'header'],
    ['a name in an address', [mail, webhook('https://user@example.com/hook')], 'steps.1.url', 'header'],
    ['an address that cannot be called', [mail, webhook('ftp://example.com/hook')], 'steps.1.url', 'https'],
    ['no address', [mail, webhook('example')], 'steps.1.url', 'https'],
    [
      'enrolling into a sequence that is gone',
      [mail, { id: 'e', kind: 'enroll', sequenceId: 'gone' }],
      'steps.1.sequenceId',
      'no such sequence',
    ],
    [
      'leaving a list that is gone',
      [mail, { id: 'l', kind: 'removeFromList', listId: 'gone' }],
      'steps.1.listId',
      'no such list',
    ],
    // revisions
    ['a revision of no mail', [mail, revise('r', 'gone')], 'steps.1.of', "'gone'"],
    [
      'a revision of a mail in another arm',
      [branch({ tag: 'a' }, [revise('r', 'm')], [mail])],
      'steps.0.then.0.of',
      'in front of',
    ],
    [
      'a revision in an arm that is left',
      [branch({ tag: 'a' }, [revise('r', 'm'), exit('x')]), mail],
      'steps.0.then.0.of',
      'in front of',
    ],
    ['two revisions of one mail', [revise('r', 'm'), revise('q', 'm'), mail], 'steps.1.of', 'same mail'],
    // the whole
    ['nothing but tags', [{ id: 't', kind: 'tag', tag: 'a' }], 'steps', 'sends nothing'],
    ['too many steps', Array.from({ length: 501 }, (_, index) => mailNamed(`m-${index}`)), 'steps', '500'],
    ['steps too deep inside', [nested(11)], 'steps', '10 deep'],
  ])('%s', (_name, steps, path, words) => {
    expect(problemsOf(steps)).toEqual([expect.objectContaining({ path, message: expect.stringContaining(words) })]);
  });

  it.each<[string, Partial<SequenceSettings>, string, string]>([
    [
      'completing a sequence that is gone',
      { triggers: [{ on: 'sequenceCompleted', sequenceId: 'gone' }] },
      'settings.triggers.0.sequenceId',
      'no such',
    ],
    [
      'completing an archived one',
      { triggers: [{ on: 'sequenceCompleted', sequenceId: 'old' }] },
      'settings.triggers.0.sequenceId',
      'archived',
    ],
    [
      'completing this one',
      { triggers: [{ on: 'sequenceCompleted', sequenceId: 'own' }] },
      'settings.triggers',
      'round for ever',
    ],
    [
      'a segment that nobody is in',
      { triggers: [{ on: 'segmentEntered', if: { all: [plan('is', 1), plan('is', 2)] } }] },
      'settings.triggers.0.if',
      'never hold',
    ],
    [
      'a time zone that is unknown',
      { window: { ...window, to: '17:00', timeZone: 'Mars/Base' } },
      'settings.window',
      'Mars/Base',
    ],
  ])('%s', (_name, settings, path, words) => {
    expect(problemsOf([mail], settings)).toEqual([
      expect.objectContaining({ stepId: null, path, message: expect.stringContaining(words) }),
    ]);
  });

  it.each<[string, Step[]]>([
    ['the most steps', Array.from({ length: 500 }, (_, index) => mailNamed(`m-${index}`))],
    ['steps as deep as may be', [nested(10)]],
    ['a webhook alone', [webhook('https://example.com/hook')]],
    [
      '100 years, and more in arms that nobody takes both',
      [mail, branch({ tag: 'a' }, [years('u', 60)], [years('k', 60)]), years('w', 40)],
    ],
    [
      'a long wait behind an exit of the other arm',
      [mail, branch({ tag: 'a' }, [years('u', 60), exit('x')]), years('w', 60)],
    ],
    ['a goal on a later mail', [goal(clicked('m')), { ...mail, html: '<a href="https://example.com">m</a>' } as Step]],
    ['a goal as the last step', [mail, goal({ event: 'bought' })]],
    ['a branch on a mail of one way before', [branch({ tag: 'a' }, [mail]), { ...branch(clicked('m')), id: 'c' }]],
    ['a wait for an event that both lead on from', [mail, { ...waitFor(day), then: [] } as Step]],
    ['an arm that nobody takes any more', [mail, split([0, [mailNamed('n')]], [1, []])]],
    ['an empty arm of weight 0', [split([0, []], [1, [mail]])]],
    ['a revision of a mail on one of the ways ahead', [revise('r', 'm'), branch({ tag: 'a' }, [mail])]],
    ['a revision in an arm, of a mail behind it', [branch({ tag: 'a' }, [revise('r', 'm')]), mail]],
    ['a number that is written in another way', [mail, goal({ all: [plan('is', '1'), plan('contains', '.')] })]],
    [
      'a day that begins later in another time zone',
      [mail, goal({ all: [plan('is', '2026-05-01'), plan('after', '2026-05-01T05:00:00Z')] })],
    ],
    [
      'never did what nobody can do',
      [
        mail,
        goal({
          event: 'e',
          atMost: 0,
          where: [
            { property: 'p', op: 'is', value: 1 },
            { property: 'p', op: 'is', value: 2 },
          ],
        }),
      ],
    ],
    ['never did', [mail, goal({ event: 'e', atMost: 0 })]],
    [
      'a value in two ways of writing',
      [mail, goal({ all: [plan('is', '1.0'), plan('isNot', 2), plan('contains', '.')] })],
    ],
    ['between two days', [mail, goal({ all: [plan('after', '2026-05-01'), plan('before', '2026-05-02')] })]],
    ['not both', [mail, goal({ not: { all: [{ tag: 'a' }, { tag: 'c' }] } })]],
  ])('is not seen in %s', (_name, steps) => {
    expect(problemsOf(steps)).toEqual([]);
  });
});

describe('loops over other sequences', () => {
  const list = 'list-1';
  const tag: Step = { id: 't', kind: 'tag', tag: 'vip' };
  const around = (reentry?: Reentry): PublishContext['sequences'] =>
    new Map([
      ['own', { name: 'Own', state: 'active', steps: [], triggers: [] }],
      [
        'second',
        {
          ...{ name: 'Second', state: 'draft', reentry, triggers: [{ on: 'tagAdded', tag: 'vip' }] },
          steps: [{ id: 'l', kind: 'addToList', listId: list }],
        },
      ],
      ['third', { name: 'Third', state: 'active', steps: [], triggers: [{ on: 'listJoined', listId: list }] }],
    ]);
  const back: Partial<SequenceSettings> = { triggers: [{ on: 'sequenceCompleted', sequenceId: 'third' }] };

  it('are named with every sequence on the way', () => {
    const problems = problemsOf([mail, tag], back, { sequences: around() });
    expect(problems).toEqual([
      { stepId: 't', path: 'steps.1', message: expect.stringContaining('Own → Second → Third → Own') },
    ]);
  });

  it.each<[string, Partial<SequenceSettings>, PublishContext['sequences']]>([
    ['nothing leads back', {}, around()],
    ['this sequence lets people in once', { ...back, reentry: { rule: 'never' } }, around()],
    ['this sequence lets people in after days', { ...back, reentry: { rule: 'afterDays', days: 1 } }, around()],
    ['another on the way lets people in once', back, around({ rule: 'never' })],
  ])('end where %s', (_name, settings, sequences) => {
    expect(problemsOf([mail, tag], settings, { sequences })).toEqual([]);
  });
});

/** A mail so many steps deep inside. */
function nested(depth: number): Step {
  return depth === 0 ? mail : { ...branch({ tag: 'a' }, [nested(depth - 1)]), id: `b-${depth}` };
}

describe(nextSequenceState, () => {
  it('leads from draft to active to paused and back', () => {
    expect(nextSequenceState('draft', 'activate')).toBe('active');
    expect(nextSequenceState('active', 'pause')).toBe('paused');
    expect(nextSequenceState('paused', 'resume')).toBe('active');
  });

  it('says what fits instead', () => {
    expect(() => nextSequenceState('paused', 'activate')).toThrow(/resume a paused one/);
    expect(() => nextSequenceState('archived', 'resume')).toThrow(
      expect.objectContaining({ code: 'sequence.wrong_state' }),
    );
  });
});
