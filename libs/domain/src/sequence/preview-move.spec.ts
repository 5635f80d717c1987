import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Position } from '../enrollment/position.js';
import { type MovedGroup, type MovePreview, previewMove } from './preview-move.js';
import { DEFAULT_SETTINGS, type SequenceDefinition } from './sequence-definition.js';
import { armsOf, flattenSteps, type Step } from './step.js';

const NOW = Date.parse('2026-11-27T09:00:00Z');
const version = (steps: readonly Step[]): SequenceDefinition => ({
  ...{ sequenceId: 'own', version: 1, steps, settings: DEFAULT_SETTINGS },
});
const mail = (id: string): Step => ({ id, kind: 'email', subject: id, html: '<p>Hi</p>' });
const wait = (id: string): Step => ({ id, kind: 'wait', for: { amount: 1, unit: 'days' } });
const exit = (id: string): Step => ({ id, kind: 'exit', reason: 'done' });
const branch = (id: string, then: readonly Step[], otherwise: readonly Step[] = []): Step => ({
  ...{ id, kind: 'branch', if: { tag: 'vip' }, then, else: otherwise },
});
const at = (done: readonly string[], choices: Readonly<Record<string, string>> = {}): MovedGroup => ({
  ...{ done, choices, count: 1, waiting: { timeZone: 'UTC', since: [NOW], override: null } },
});
const nothing = { next: null, skips: [], resends: [], finishes: false, stays: false };

describe(previewMove, () => {
  it.each<[string, Step[], Step[], MovedGroup, Partial<MovePreview>]>([
    ['the same', [mail('a'), mail('c')], [mail('a'), mail('c')], at(['a']), { next: 'c', stays: true }],
    ['a longer wait', [mail('a'), mail('c')], [mail('a'), wait('w'), mail('c')], at(['a']), { next: 'c', stays: true }],
    ['a mail behind the next one', [mail('a')], [mail('a'), mail('n')], at([]), { next: 'a', stays: true }],
    ['a mail in front of the next one', [mail('a')], [mail('n'), mail('a')], at([]), { next: 'n' }],
    [
      'a mail in front of where they are',
      [mail('a'), mail('c')],
      [mail('n'), mail('a'), mail('c')],
      at(['a']),
      { next: 'c', skips: ['n'] },
    ],
    [
      'the next mail moved in front of where they are',
      [mail('a'), mail('c'), mail('d')],
      [mail('c'), mail('a'), mail('d')],
      at(['a']),
      { next: 'd', skips: ['c'] },
    ],
    [
      'a mail that they had moved behind where they are: it is not sent again',
      [mail('a'), mail('c'), mail('d')],
      [mail('c'), mail('d'), mail('a')],
      at(['a']),
      { skips: ['c', 'd'], finishes: true },
    ],
    [
      'what they skipped before is not skipped by this move',
      [mail('n'), mail('a'), mail('c')],
      [mail('n'), mail('a'), mail('c')],
      at(['a']),
      { next: 'c', stays: true },
    ],
    [
      'a mail that they had, removed and put back: nobody skips it',
      [mail('a'), mail('c')],
      [mail('n'), mail('a'), mail('c')],
      at(['n', 'a']),
      { next: 'c', stays: true },
    ],
    ['the rest removed', [mail('a'), mail('c')], [mail('a')], at(['a']), { finishes: true }],
    ['nothing was left anyway', [mail('a'), wait('w')], [mail('a')], at(['a']), { stays: true }],
    [
      'an exit in front of the rest',
      [mail('a'), mail('c')],
      [mail('a'), exit('x'), mail('c')],
      at(['a']),
      { finishes: true },
    ],
    [
      'a branch in which all leave, in front of the rest',
      [mail('a'), mail('c')],
      [mail('a'), branch('b', [exit('x')], [exit('y')]), mail('c')],
      at(['a']),
      { finishes: true },
    ],
    [
      'a mail in the arm that they took, in front of where they are',
      [branch('b', [mail('a')]), mail('c')],
      [branch('b', [mail('n'), mail('a')]), mail('c')],
      at(['b', 'a'], { b: 'then' }),
      { next: 'c', skips: ['n'] },
    ],
    [
      'a mail in the arm that they did not take',
      [branch('b', [mail('a')]), mail('c')],
      [branch('b', [mail('a')], [mail('n')]), mail('c')],
      at(['b', 'a'], { b: 'then' }),
      { next: 'c', stays: true },
    ],
    [
      'a mail at the end of the arm in which they are',
      [branch('b', [mail('a')]), mail('c')],
      [branch('b', [mail('a'), mail('n')]), mail('c')],
      at(['b', 'a'], { b: 'then' }),
      { next: 'n' },
    ],
    [
      'a branch that decides before the next mail, with mails in it',
      [mail('c')],
      [branch('b', [mail('n')]), mail('c')],
      at([]),
      { next: 'c' },
    ],
    [
      'mails that come only where a branch is decided',
      [mail('a'), mail('c')],
      [mail('a'), branch('b', [mail('c')])],
      at(['a']),
      {},
    ],
    [
      'a webhook in front of where they are',
      [mail('a')],
      [{ id: 'h', kind: 'webhook', url: 'https://example.com', onFailure: 'hold' }, wait('w'), mail('a')],
      at(['a']),
      { skips: ['h'] },
    ],
  ])('%s', (_name, from, to, group, expected) => {
    expect(previewMove(version(from), version(to), group, NOW)).toMatchObject({ ...nothing, ...expected });
  });

  it('sends nothing again and goes on with the next step ahead, whatever was edited and walked', () => {
    const rounds = fc.array(fc.record({ changes: edits, moves: walk }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(tree, rounds, (shapes, all) => {
        let steps = numbered(shapes);
        let group = at([]);
        all.forEach(({ changes, moves }, round) => {
          group = walked(steps, moves, group);
          const to = changes.reduce((some, change, index) => edited(some, change, `new-${round}-${index}`), steps);
          const result = previewMove(version(steps), version(to), group, NOW);
          const position = new Position(group.done, group.choices);
          const ahead = [...position.ahead(to)];
          const reachable = ahead.flatMap((step) =>
            position.choiceAt(step) === undefined ? flattenSteps([step]).map((inner) => inner.step) : [step],
          );
          const done = new Set(group.done);
          expect(reachable.filter(({ kind, id }) => kind === 'email' && done.has(id))).toEqual([]);
          expect(result.resends).toEqual([]);
          expect(result.next).toBe(ahead.find(({ kind }) => kind === 'email')?.id ?? null);
          expect(result.skips.filter((id) => done.has(id) || reachable.some((step) => step.id === id))).toEqual([]);
          if (result.finishes) expect(reachable.filter(({ kind }) => kind === 'email')).toEqual([]);
          if (result.stays) expect(result.skips).toEqual([]);
          // everybody is told of: they go on as before, get another step, skip one, or are finished
          const { stays, isOther, finishes, skips } = result;
          expect([stays, isOther, finishes, skips.length > 0]).toContain(true);
          steps = to;
        });
        expect(new Set(group.done).size).toBe(group.done.length);
      }),
      { numRuns: 1000 },
    );
  });

  it('changes nothing without an edit', () => {
    fc.assert(
      fc.property(tree, walk, (steps, moves) => {
        const from = version(numbered(steps));
        const result = previewMove(from, from, walked(from.steps, moves), NOW);
        expect(result).toMatchObject({
          ...{ skips: [], stays: true, finishes: false, isOther: false, atOnce: { atLeast: 0, atMost: 0 } },
        });
      }),
    );
  });

  it('names a new mail that is in front of where they are or ahead, and never loses one', () => {
    fc.assert(
      fc.property(tree, walk, fc.nat(), (steps, moves, place) => {
        const from = numbered(steps);
        const group = walked(from, moves);
        const to = edited(from, { does: 'insert', from: 0, to: place }, 'new');
        const { skips } = previewMove(version(from), version(to), group, NOW);
        const position = new Position(group.done, group.choices);
        const isAhead = [...position.ahead(to)].some((step) =>
          flattenSteps([step]).some(({ step: { id } }) => id === 'new'),
        );
        const isOnAnotherWay = flattenSteps(to).some(({ step }) => {
          const choice = position.choiceAt(step);
          const others = armsOf(step).filter((arm) => choice !== undefined && arm.choice !== choice);
          return others.some((arm) => flattenSteps(arm.steps).some(({ step: { id } }) => id === 'new'));
        });
        expect(skips).toEqual(isAhead || isOnAnotherWay ? [] : ['new']);
      }),
    );
  });
});

/** A tree of mails, waits, branches and splits, without ids. */
type Shape = 'email' | 'wait' | { readonly kind: 'branch' | 'split'; readonly arms: readonly (readonly Shape[])[] };
const { tree } = fc.letrec<{ tree: readonly Shape[]; shape: Shape; inner: Shape }>((tie) => ({
  tree: fc.array(tie('shape'), { maxLength: 5 }),
  shape: fc.oneof({ depthSize: 'small', withCrossShrink: true }, fc.constantFrom('email', 'wait'), tie('inner')),
  inner: fc.record({
    kind: fc.constantFrom('branch', 'split'),
    arms: fc.array(fc.array(tie('shape'), { maxLength: 3 }), { minLength: 2, maxLength: 2 }),
  }),
}));

function numbered(shapes: readonly Shape[]): readonly Step[] {
  let last = 0;
  const build = (shape: Shape): Step => {
    last += 1;
    const id = `step-${last}`;
    if (shape === 'email') return mail(id);
    if (shape === 'wait') return wait(id);
    const [first = [], second = []] = shape.arms.map((arm) => arm.map(build));
    if (shape.kind === 'branch') return branch(id, first, second);
    return { id, kind: 'split', arms: [first, second].map((steps) => ({ weight: 1, steps })) };
  };
  return shapes.map(build);
}

interface Edit {
  readonly does: 'insert' | 'remove' | 'move';
  readonly from: number;
  readonly to: number;
}
const edits = fc.array(fc.record({ does: fc.constantFrom('insert', 'remove', 'move'), from: fc.nat(), to: fc.nat() }), {
  minLength: 1,
  maxLength: 8,
});

function edited(steps: readonly Step[], { does, from, to }: Edit, newId: string): readonly Step[] {
  const all = flattenSteps(steps).map(({ step }) => step);
  const taken = does === 'insert' ? mail(newId) : all[from % Math.max(1, all.length)];
  if (taken === undefined) return steps;
  const rest = does === 'insert' ? steps : without(steps, taken.id);
  return does === 'remove' ? rest : inserted(rest, taken, to);
}

function withArms(step: Step, change: (steps: readonly Step[]) => readonly Step[]): Step {
  if (step.kind === 'branch') return { ...step, then: change(step.then), else: change(step.else) };
  if (step.kind === 'split') return { ...step, arms: step.arms.map((arm) => ({ ...arm, steps: change(arm.steps) })) };
  return step;
}

function without(steps: readonly Step[], id: string): readonly Step[] {
  return steps.filter((step) => step.id !== id).map((step) => withArms(step, (inner) => without(inner, id)));
}

/** With a step at one of all the gaps between steps, in arms too. */
function inserted(steps: readonly Step[], added: Step, gap: number): readonly Step[] {
  const gapsOf = (list: readonly Step[]): number =>
    list.length + 1 + list.reduce((sum, step) => sum + armsOf(step).reduce((n, arm) => n + gapsOf(arm.steps), 0), 0);
  let left = gap % gapsOf(steps);
  const visit = (list: readonly Step[]): readonly Step[] => {
    const at = left;
    left -= list.length + 1;
    const inner = list.map((step) => withArms(step, visit));
    return at >= 0 && at <= list.length ? inner.toSpliced(at, 0, added) : inner;
  };
  return visit(steps);
}

/** Which arm to take at each branch, and how many steps to do. */
const walk = fc.record({ arms: fc.array(fc.nat(1), { minLength: 1, maxLength: 6 }), count: fc.nat(15) });

/** A standing that comes about by walking on: steps in order, with the arms that are taken. */
function walked(
  steps: readonly Step[],
  { arms, count }: { readonly arms: readonly number[]; readonly count: number },
  from = at([]),
) {
  const done = [...from.done];
  const choices = { ...from.choices };
  const position = new Position(from.done, choices);
  for (const step of position.ahead(steps)) {
    if (done.length >= from.done.length + count) break;
    done.push(step.id);
    const choice = armsOf(step)[arms[done.length % arms.length] ?? 0]?.choice;
    if (choice === undefined) continue;
    choices[step.id] = choice;
    position.choose(step.id, choice);
  }
  return at(done, choices);
}
