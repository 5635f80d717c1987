import { describe, expect, it } from '@jest/globals';
import { step as stepSchema, type Step } from '@dripemails/contracts';
import fc from 'fast-check';
import { kindGroups, newStep, newStepId } from './step-kinds';
import {
  applyEdit,
  armsOf,
  isListPath,
  isStepPath,
  listAt,
  moveTarget,
  parseEdit,
  pathAfter,
  placedSteps,
  stepAt,
  type MoveWay,
} from './step-tree';

const wait = (id: string): Step => ({ id, kind: 'wait', for: { amount: 1, unit: 'days' } });
const branch = (id: string, then: Step[], otherwise: Step[] = []): Step => ({
  id,
  kind: 'branch',
  if: { clicked: {} },
  then,
  else: otherwise,
});
const split = (id: string, ...arms: Step[][]): Step => ({
  id,
  kind: 'split',
  arms: arms.map((steps) => ({ weight: 1, steps })),
});
/** a, b(then: c, d; else: e), f(g | h(then: i)) */
const tree = [
  wait('a'),
  branch('b', [wait('c'), wait('d')], [wait('e')]),
  split('f', [wait('g')], [branch('h', [wait('i')])]),
];
const outline = (steps: readonly Step[]): string =>
  steps
    .map((step) => {
      const arms = armsOf(step).map((arm) => outline(arm.steps));
      return arms.length > 0 ? `${step.id}(${arms.join('|')})` : step.id;
    })
    .join(' ');
const move = (path: string, way: MoveWay) => outline(applyEdit(tree, { do: 'move', path, way }));

describe('paths', () => {
  it('address steps as the API does', () => {
    expect(stepAt(tree, 'steps.1.then.1')?.id).toBe('d');
    expect(stepAt(tree, 'steps.2.arms.1.steps.0.then.0')?.id).toBe('i');
    expect(stepAt(tree, 'steps.1.then.9')).toBeUndefined();
    expect(stepAt(tree, 'steps.0.then.0')).toBeUndefined();
    expect(listAt(tree, 'steps.1.else')?.length).toBe(1);
  });

  it('numbers every step for people', () => {
    expect(placedSteps(tree).map(({ place, step }) => `${place}=${step.id}`)).toEqual([
      '1=a',
      '2=b',
      '2a.1=c',
      '2a.2=d',
      '2b.1=e',
      '3=f',
      '3a.1=g',
      '3b.1=h',
      '3b.1a.1=i',
    ]);
    for (const { path, step } of placedSteps(tree)) {
      expect(isStepPath(path)).toBe(true);
      expect(stepAt(tree, path)).toBe(step);
    }
  });

  it.each(['', 'steps', 'steps.x', 'steps.1.arms.0', 'step.1', 'steps.1.then', 'steps.1.__proto__.0'])(
    'takes "%s" for no path of a step',
    (path) => {
      expect(isStepPath(path)).toBe(false);
    },
  );

  it('knows the paths of lists', () => {
    expect(['steps', 'steps.1.then', 'steps.2.arms.1.steps'].every(isListPath)).toBe(true);
    expect(['steps.1', '', 'steps.2.arms', 'steps.2.arms.1'].some(isListPath)).toBe(false);
  });
});

describe('applyEdit', () => {
  it('adds a step anywhere', () => {
    const add = (list: string, at: number) =>
      outline(applyEdit(tree, { do: 'add', kind: 'wait', list, at }, () => 'n'));
    expect(add('steps', 0)).toBe('n a b(c d|e) f(g|h(i|))');
    expect(add('steps.1.then', 1)).toBe('a b(c n d|e) f(g|h(i|))');
    expect(add('steps.2.arms.1.steps.0.else', 0)).toBe('a b(c d|e) f(g|h(i|n))');
    expect(add('steps.0.then', 0)).toBe(outline(tree));
  });

  it.each<[string, MoveWay, string]>([
    ['steps.1', 'up', 'b(c d|e) a f(g|h(i|))'],
    ['steps.0', 'up', 'a b(c d|e) f(g|h(i|))'],
    ['steps.2', 'down', 'a b(c d|e) f(g|h(i|))'],
    ['steps.1.then.1', 'down', 'a b(c|d e) f(g|h(i|))'],
    ['steps.1.else.0', 'up', 'a b(c d e|) f(g|h(i|))'],
    ['steps.1.else.0', 'down', 'a b(c d|e) f(g|h(i|))'],
    ['steps.1.then.0', 'out', 'a b(d|e) c f(g|h(i|))'],
    ['steps.2.arms.1.steps.0.then.0', 'out', 'a b(c d|e) f(g|h(|) i)'],
    ['steps.0', 'out', 'a b(c d|e) f(g|h(i|))'],
    ['steps.0', 'in', 'b(a c d|e) f(g|h(i|))'],
    ['steps.2', 'in', 'a b(c d f(g|h(i|))|e)'],
    ['steps.1.then.0', 'in', 'a b(c d|e) f(g|h(i|))'],
  ])('moves %s %s', (path, way, expected) => {
    expect(move(path, way)).toBe(expected);
  });

  it('tells where a moved step went', () => {
    const edit = { do: 'move', path: 'steps.0', way: 'in' } as const;
    const path = pathAfter(tree, edit);
    expect(path && stepAt(applyEdit(tree, edit), path)?.id).toBe('a');
    expect(pathAfter(tree, { do: 'move', path: 'steps.0', way: 'up' })).toBeNull();
  });

  it('removes with all that is inside, and putting it back restores the tree', () => {
    const removed = applyEdit(tree, { do: 'remove', path: 'steps.1' });
    expect(outline(removed)).toBe('a f(g|h(i|))');
    const [, taken] = tree;
    expect(taken && applyEdit(removed, { do: 'insert', list: 'steps', at: 1, step: taken })).toEqual(tree);
  });

  it('copies with ids of its own, and a revision in the copy means the mail in the copy', () => {
    const steps: Step[] = [
      branch('b', [
        {
          id: 'r',
          kind: 'aiRevise',
          of: 'm',
          instructions: 'x',
          scope: 'subscriber',
          approval: 'none',
          onFailure: 'useOriginal',
        },
        { id: 'm', kind: 'email', subject: 'S', html: '' },
      ]),
    ];
    const copied = applyEdit(steps, { do: 'duplicate', path: 'steps.0' });
    const ids = placedSteps(copied).map(({ step }) => step.id);
    expect(new Set(ids).size).toBe(6);
    const revision = stepAt(copied, 'steps.1.then.0');
    expect(revision).toMatchObject({ of: stepAt(copied, 'steps.1.then.1')?.id });
  });

  it('replaces one step and leaves the others as they are', () => {
    const after = applyEdit(tree, { do: 'replace', path: 'steps.2.arms.0.steps.0', step: wait('z') });
    expect(outline(after)).toBe('a b(c d|e) f(z|h(i|))');
    expect(after[1]).toBe(tree[1]);
    expect(outline(tree)).toBe('a b(c d|e) f(g|h(i|))');
  });

  it('never loses or doubles a step by moving', () => {
    const anyStep = fc.letrec<{ step: Step }>((tie) => ({
      step: fc.oneof(
        { maxDepth: 3 },
        fc.constant(null).map(() => wait(newStepId())),
        fc
          .tuple(fc.array(tie('step'), { maxLength: 3 }), fc.array(tie('step'), { maxLength: 3 }))
          .map(([then, otherwise]) => branch(newStepId(), then, otherwise)),
        fc
          .array(fc.array(tie('step'), { maxLength: 2 }), { minLength: 2, maxLength: 3 })
          .map((arms) => split(newStepId(), ...arms)),
      ),
    })).step;
    const ids = (steps: readonly Step[]) =>
      placedSteps(steps)
        .map(({ step }) => step.id)
        .sort();
    fc.assert(
      fc.property(
        fc.array(anyStep, { minLength: 1, maxLength: 4 }),
        fc.array(fc.tuple(fc.nat(), fc.constantFrom<MoveWay[]>('up', 'down', 'in', 'out')), { maxLength: 12 }),
        (steps, moves) => {
          let now: readonly Step[] = steps;
          for (const [which, way] of moves) {
            const placed = placedSteps(now);
            const chosen = placed[which % placed.length];
            if (!chosen) continue;
            const edit = { do: 'move', path: chosen.path, way } as const;
            const [target, path] = [moveTarget(now, chosen.path, way), pathAfter(now, edit)];
            now = applyEdit(now, edit);
            expect(path && stepAt(now, path)?.id).toEqual(target && chosen.step.id);
          }
          expect(ids(now)).toEqual(ids(steps));
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('newStep', () => {
  it('makes every kind of the menu, and the API takes those that need nothing of their author', () => {
    const kinds = kindGroups.flatMap((group) => group.kinds);
    expect(new Set(kinds).size).toBe(15);
    const mail: Step = { id: 'm', kind: 'email', subject: 'S', html: '' };
    const refused = kinds.filter((kind) => !stepSchema.safeParse(newStep(kind, 'n', [mail])).success);
    expect(refused).toEqual([
      'waitForEvent',
      'tag',
      'untag',
      'setField',
      'addToList',
      'removeFromList',
      'enroll',
      'webhook',
    ]);
  });
});

describe('parseEdit', () => {
  it('reads the values of the buttons', () => {
    expect(parseEdit('add:email:steps:2')).toEqual({ do: 'add', kind: 'email', list: 'steps', at: 2 });
    expect(parseEdit('add:goal:steps.0.then:0')).toEqual({ do: 'add', kind: 'goal', list: 'steps.0.then', at: 0 });
    expect(parseEdit('out:steps.0.then.1')).toEqual({ do: 'move', path: 'steps.0.then.1', way: 'out' });
    expect(parseEdit('duplicate:steps.3')).toEqual({ do: 'duplicate', path: 'steps.3' });
    expect(parseEdit('remove:steps.1')).toEqual({ do: 'remove', path: 'steps.1' });
  });

  it.each([
    'save',
    '',
    'add:magic:steps:1',
    'add:email:nowhere:1',
    'up:',
    'up:steps',
    'remove:steps.1:2',
    'push:steps',
  ])('takes "%s" for no edit', (intent) => {
    expect(parseEdit(intent)).toBeNull();
  });
});
