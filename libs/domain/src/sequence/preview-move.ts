import { Position } from '../enrollment/position.js';
import type { SequenceDefinition } from './sequence-definition.js';
import { armsOf, flattenSteps, type Step, type StepNames, stepTitle } from './step.js';

/** People who stand at the same place of the same version. */
export interface MovedGroup {
  readonly done: readonly string[];
  readonly choices: Readonly<Record<string, string>>;
  readonly count: number;
}

/** What moving people of one standing to another version would do to them. */
export interface MovePreview {
  /** The next step that acts on the way that is decided; null when there is none. */
  readonly next: string | null;
  /** Steps that act and stand in front of where they are, which they would have had ahead or never saw. */
  readonly skips: readonly string[];
  /** Mails ahead that they had already: never any. */
  readonly resends: readonly string[];
  /** Nothing that acts is left, although something was. */
  readonly finishes: boolean;
  /** Nothing is skipped, and what acts next is the same, whichever way they take where that is not decided yet. */
  readonly stays: boolean;
}

const ACTS: ReadonlySet<Step['kind']> = new Set(['email', 'webhook', 'aiRevise', 'enroll']);

/** What moving people of one standing from their version to another would do. */
export function previewMove(from: SequenceDefinition, to: SequenceDefinition, group: MovedGroup): MovePreview {
  const before = outlook(from.steps, group);
  const after = outlook(to.steps, group);
  const done = new Set(group.done);
  const known = new Set(flattenSteps(from.steps).map(({ step }) => step.id));
  const emails = new Set(flattenSteps(to.steps).flatMap(({ step }) => (step.kind === 'email' ? [step.id] : [])));
  const skips = passedOver(to.steps, group)
    .filter(({ id, kind }) => ACTS.has(kind) && !done.has(id) && (before.ahead.has(id) || !known.has(id)))
    .map(({ id }) => id);
  return {
    next: after.next,
    skips,
    resends: [...after.ahead].filter((id) => emails.has(id) && done.has(id)),
    finishes: after.ahead.size === 0 && before.ahead.size > 0,
    stays: skips.length === 0 && after.next === before.next && isSame(after.first, before.first),
  };
}

/** The steps that act and are ahead. */
interface Outlook {
  /** The next one on the way that is decided. */
  readonly next: string | null;
  /** Those that can come first: one for each way where a branch decides before. */
  readonly first: ReadonlySet<string>;
  /** All that can come, on any way. */
  readonly ahead: ReadonlySet<string>;
}

function outlook(steps: readonly Step[], { done, choices }: MovedGroup): Outlook {
  const position = new Position(done, choices);
  const way = waysAlong(position.ahead(steps), (step) => position.choiceAt(step) !== undefined);
  return { next: way.next, first: new Set(way.first), ahead: new Set(way.ahead) };
}

interface Ways {
  next: string | null;
  readonly first: string[];
  readonly ahead: string[];
  /** Whether somebody can come to its end without leaving, and without an action. */
  goesOn: boolean;
  isStillFirst: boolean;
}

/**
 * @param isDecided whether the arm of a step is known, so that its steps are among `steps`
 */
function waysAlong(steps: Iterable<Step>, isDecided: (step: Step) => boolean): Ways {
  const ways: Ways = { next: null, first: [], ahead: [], goesOn: true, isStillFirst: true };
  for (const step of steps) {
    if (step.kind === 'exit') return { ...ways, goesOn: false };
    if (ACTS.has(step.kind)) {
      ways.next ??= step.id;
      if (ways.isStillFirst) ways.first.push(step.id);
      ways.ahead.push(step.id);
      ways.isStillFirst = false;
    }
    if (armsOf(step).length === 0 || isDecided(step)) continue;
    const arms = armsOf(step).map((arm) => waysAlong(arm.steps, () => false));
    if (ways.isStillFirst) ways.first.push(...arms.flatMap((arm) => arm.first));
    ways.ahead.push(...arms.flatMap((arm) => arm.ahead));
    ways.isStillFirst &&= arms.some((arm) => arm.goesOn && arm.isStillFirst);
    if (!arms.some((arm) => arm.goesOn)) return { ...ways, goesOn: false };
  }
  return ways;
}

/** Steps in front of where they stand, but for those in an arm that they did not take. */
function passedOver(steps: readonly Step[], { done, choices }: MovedGroup): readonly Step[] {
  const position = new Position(done, choices);
  const ahead = new Set<Step>();
  for (const step of position.ahead(steps)) {
    ahead.add(step);
    for (const inner of flattenSteps([step])) ahead.add(inner.step);
  }
  return onTheWay(steps, position).filter((step) => !ahead.has(step));
}

/** Every step that is not in an arm that was not taken. */
function onTheWay(steps: readonly Step[], position: Position): Step[] {
  return steps.flatMap((step) => {
    const choice = position.choiceAt(step);
    const arms = armsOf(step).filter((arm) => choice === undefined || arm.choice === choice);
    return [step, ...arms.flatMap((arm) => onTheWay(arm.steps, position))];
  });
}

function isSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((id) => other.has(id));
}

/** One kind of thing that would happen, and to how many. */
export interface MoveEffect {
  readonly kind: 'stays' | 'skips' | 'finishes' | 'resends';
  readonly stepId: string | null;
  readonly count: number;
  readonly what: string;
}

/** What a move would do to everybody, in words with numbers. How many go on and how many are mailed again is always said. */
export function summarizeMove(
  to: SequenceDefinition,
  results: readonly { readonly count: number; readonly result: MovePreview }[],
  names: StepNames | null,
): readonly MoveEffect[] {
  const people = (count: number) => `${count} ${count === 1 ? 'person' : 'people'}`;
  const countOf = (holds: (result: MovePreview) => boolean) =>
    results.reduce((sum, { count, result }) => sum + (holds(result) ? count : 0), 0);
  const stays = countOf((result) => result.stays);
  const finishes = countOf((result) => result.finishes);
  const resends = countOf((result) => result.resends.length > 0);
  const skipped = flattenSteps(to.steps).flatMap(({ step }): MoveEffect[] => {
    const count = countOf(({ skips }) => skips.includes(step.id));
    const what = `${people(count)} would skip ${stepTitle(step, names)}`;
    return count === 0 ? [] : [{ kind: 'skips', stepId: step.id, count, what }];
  });
  const goOn = `${people(stays)} ${stays === 1 ? 'goes' : 'go'} on with the same next step`;
  const finished: MoveEffect[] =
    finishes === 0
      ? []
      : [{ kind: 'finishes', stepId: null, count: finishes, what: `${people(finishes)} would be finished` }];
  return [
    { kind: 'stays', stepId: null, count: stays, what: goOn },
    ...skipped,
    ...finished,
    { kind: 'resends', stepId: null, count: resends, what: `${resends} would get a mail again` },
  ];
}
