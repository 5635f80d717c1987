import type { Step } from '@dripemails/contracts';
import { newStep, newStepId, type StepKind } from './step-kinds';

/**
 * Steps nest, so a step is addressed by a path that reads like the API's own (`steps.2.then.0`), and a list of steps by
 * the path without the position (`steps`, `steps.2.then`, `steps.3.arms.1.steps`). Names of form fields and the paths
 * of the API's errors are the same paths with a field behind them.
 */
export interface StepPlace {
  list: string;
  at: number;
}

/** One list of steps within a step, such as the arm of a branch. */
export interface Arm {
  key: string;
  label: string;
  steps: readonly Step[];
}

/** One step where it stands; `place` is what people see: `3`, or `3a.1` for the first step of the first arm of step 3. */
export interface PlacedStep extends StepPlace {
  step: Step;
  path: string;
  place: string;
}

export type MoveWay = 'up' | 'down' | 'in' | 'out';

/** One change. `at` of an insertion is the position that the new step will have. */
export type StepEdit =
  | { do: 'add'; kind: StepKind; list: string; at: number }
  | { do: 'insert'; list: string; at: number; step: Step }
  | { do: 'move'; path: string; way: MoveWay }
  | { do: 'remove'; path: string }
  | { do: 'duplicate'; path: string }
  | { do: 'replace'; path: string; step: Step };

const letters = 'abcdefghij';

/** The lists within a step, in the order in which they are shown; empty for most kinds. */
export function armsOf(step: Step): Arm[] {
  switch (step.kind) {
    case 'branch':
      return [
        { key: 'then', label: 'Yes', steps: step.then },
        { key: 'else', label: 'No', steps: step.else },
      ];
    case 'waitForEvent':
      return [
        { key: 'then', label: 'It came', steps: step.then },
        { key: 'onTimeout', label: 'It did not come in time', steps: step.onTimeout },
      ];
    case 'split':
      return step.arms.map((arm, index) => ({
        key: `arms.${index}.steps`,
        label: arm.name?.trim() ? arm.name : `Arm ${letters.charAt(index).toUpperCase()}`,
        steps: arm.steps,
      }));
    default:
      return [];
  }
}

function withArm(step: Step, key: string, steps: Step[]): Step {
  if (step.kind === 'branch') return key === 'then' ? { ...step, then: steps } : { ...step, else: steps };
  if (step.kind === 'waitForEvent') return key === 'then' ? { ...step, then: steps } : { ...step, onTimeout: steps };
  if (step.kind === 'split')
    return { ...step, arms: step.arms.map((arm, index) => (key === `arms.${index}.steps` ? { ...arm, steps } : arm)) };
  return step;
}

const pathShape = /^steps\.\d{1,4}(\.(then|else|onTimeout|arms\.\d\.steps)\.\d{1,4}){0,40}$/;
const listShape = /^(steps(?:\..+)?\.\d+)\.(then|else|onTimeout|arms\.\d\.steps)$/;

export const isStepPath = (path: string): boolean => pathShape.test(path);
export const isListPath = (list: string): boolean => isStepPath(`${list}.0`);

export function placeOf(path: string): StepPlace {
  const dot = path.lastIndexOf('.');
  return { list: path.slice(0, dot), at: Number(path.slice(dot + 1)) };
}

/** The step that a list belongs to, and which of its lists it is; null for the list of the sequence itself. */
function ownerOf(list: string): { path: string; key: string } | null {
  const [, path, key] = listShape.exec(list) ?? [];
  return path && key ? { path, key } : null;
}

export function listAt(steps: readonly Step[], list: string): readonly Step[] | undefined {
  const owner = ownerOf(list);
  if (!owner) return list === 'steps' ? steps : undefined;
  const step = stepAt(steps, owner.path);
  return step && armsOf(step).find(({ key }) => key === owner.key)?.steps;
}

export function stepAt(steps: readonly Step[], path: string): Step | undefined {
  const { list, at } = placeOf(path);
  return listAt(steps, list)?.[at];
}

function withList(steps: readonly Step[], list: string, change: (before: Step[]) => Step[]): Step[] {
  const before = listAt(steps, list);
  if (!before) return [...steps];
  const after = change([...before]);
  const owner = ownerOf(list);
  if (!owner) return after;
  const parent = placeOf(owner.path);
  return withList(steps, parent.list, (siblings) =>
    siblings.map((one, index) => (index === parent.at ? withArm(one, owner.key, after) : one)),
  );
}

const inserted = (steps: readonly Step[], { list, at }: StepPlace, step: Step): Step[] =>
  withList(steps, list, (before) => before.toSpliced(at, 0, step));
const without = (steps: readonly Step[], path: string): Step[] => {
  const { list, at } = placeOf(path);
  return withList(steps, list, (before) => before.filter((_, index) => index !== at));
};

/** Where a step goes when it is moved, as a place in the steps without it; null when there is nowhere to go. */
export function moveTarget(steps: readonly Step[], path: string, way: MoveWay): StepPlace | null {
  const { list, at } = placeOf(path);
  const siblings = listAt(steps, list);
  if (!siblings?.[at]) return null;
  const owner = ownerOf(list);
  const cousins = owner ? armsOf(stepAt(steps, owner.path) ?? siblings[at]) : [];
  const arm = cousins.findIndex(({ key }) => key === owner?.key);
  const cousin = (by: number) => (arm < 0 ? undefined : cousins[arm + by]);
  switch (way) {
    case 'up': {
      if (at > 0) return { list, at: at - 1 };
      const before = cousin(-1);
      return before && owner ? { list: `${owner.path}.${before.key}`, at: before.steps.length } : null;
    }
    case 'down': {
      if (at < siblings.length - 1) return { list, at: at + 1 };
      const after = cousin(1);
      return after && owner ? { list: `${owner.path}.${after.key}`, at: 0 } : null;
    }
    case 'in': {
      const [above, below] = [siblings[at - 1], siblings[at + 1]];
      const [intoAbove] = above ? armsOf(above) : [];
      if (intoAbove) return { list: `${list}.${at - 1}.${intoAbove.key}`, at: intoAbove.steps.length };
      const [intoBelow] = below ? armsOf(below) : [];
      return intoBelow ? { list: `${list}.${at}.${intoBelow.key}`, at: 0 } : null;
    }
    case 'out': {
      if (!owner) return null;
      const parent = placeOf(owner.path);
      return { list: parent.list, at: parent.at + 1 };
    }
  }
}

/** The steps after `edit`; one that points nowhere changes nothing. */
export function applyEdit(steps: readonly Step[], edit: StepEdit, newId: () => string = newStepId): Step[] {
  switch (edit.do) {
    case 'add': {
      const siblings = listAt(steps, edit.list);
      return siblings ? inserted(steps, edit, newStep(edit.kind, newId(), siblings.slice(edit.at))) : [...steps];
    }
    case 'insert':
      return inserted(steps, edit, edit.step);
    case 'remove':
      return without(steps, edit.path);
    case 'replace': {
      const { list, at } = placeOf(edit.path);
      return withList(steps, list, (before) => before.map((one, index) => (index === at ? edit.step : one)));
    }
    case 'duplicate': {
      const step = stepAt(steps, edit.path);
      const { list, at } = placeOf(edit.path);
      return step ? inserted(steps, { list, at: at + 1 }, copyOf(step, newId)) : [...steps];
    }
    case 'move': {
      const step = stepAt(steps, edit.path);
      const target = moveTarget(steps, edit.path, edit.way);
      return step && target ? inserted(without(steps, edit.path), target, step) : [...steps];
    }
  }
}

/** The path of the step that an edit leaves behind, to show it; null when it is gone or nothing happened. */
export function pathAfter(steps: readonly Step[], edit: StepEdit): string | null {
  switch (edit.do) {
    case 'add':
    case 'insert':
      return `${edit.list}.${edit.at}`;
    case 'replace':
      return edit.path;
    case 'duplicate': {
      const { list, at } = placeOf(edit.path);
      return `${list}.${at + 1}`;
    }
    case 'move': {
      const target = moveTarget(steps, edit.path, edit.way);
      return target && `${target.list}.${target.at}`;
    }
    case 'remove':
      return null;
  }
}

/** A copy with ids of its own, all the way down; a revision of a mail that is copied too means the copy. */
function copyOf(step: Step, newId: () => string): Step {
  const ids = new Map(placedSteps([step]).map((placed) => [placed.step.id, newId()]));
  const renamed = (one: Step): Step => {
    const copy = { ...one, id: ids.get(one.id) ?? newId() };
    if (copy.kind === 'aiRevise') return { ...copy, of: ids.get(copy.of) ?? copy.of };
    return armsOf(copy).reduce<Step>((into, arm) => withArm(into, arm.key, arm.steps.map(renamed)), copy);
  };
  return renamed(step);
}

/** Every step from top to bottom, those within a step after it. */
export function placedSteps(steps: readonly Step[], list = 'steps', prefix = ''): PlacedStep[] {
  return steps.flatMap((step, at) => {
    const path = `${list}.${at}`;
    const place = `${prefix}${at + 1}`;
    const within = armsOf(step).flatMap((arm, index) =>
      placedSteps(arm.steps, `${path}.${arm.key}`, `${place}${letters.charAt(index)}.`),
    );
    return [{ step, path, place, list, at }, ...within];
  });
}

/** The edit that a button of the editor stands for, as its value travels in a form: `add:email:steps.1.then:0`, `up:steps.3`. */
export function parseEdit(intent: string): StepEdit | null {
  const [verb = '', first = '', list = '', at = ''] = intent.split(':');
  if (verb === 'add') {
    const kind = isStepKind(first) ? first : null;
    return kind && isListPath(list) && /^\d{1,4}$/.test(at) ? { do: 'add', kind, list, at: Number(at) } : null;
  }
  if (!isStepPath(first) || list !== '') return null;
  if (verb === 'up' || verb === 'down' || verb === 'in' || verb === 'out')
    return { do: 'move', path: first, way: verb };
  if (verb === 'remove' || verb === 'duplicate') return { do: verb, path: first };
  return null;
}

const kinds: Record<StepKind, true> = {
  email: true,
  wait: true,
  waitForEvent: true,
  branch: true,
  split: true,
  goal: true,
  exit: true,
  tag: true,
  untag: true,
  setField: true,
  addToList: true,
  removeFromList: true,
  enroll: true,
  webhook: true,
  aiRevise: true,
};
export const isStepKind = (name: string): name is StepKind => Object.hasOwn(kinds, name);
