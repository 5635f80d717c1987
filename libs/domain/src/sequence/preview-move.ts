import { Position } from '../enrollment/position.js';
import { countDue, type DueCount, type WaitingPeople } from './count-due.js';
import type { SequenceDefinition } from './sequence-definition.js';
import { armsOf, flattenSteps, type Step } from './step.js';
import { ACTS, type WaysAhead, waysAhead } from './ways-ahead.js';

/** People who stand at the same place of the same version. */
export interface MovedGroup {
  readonly done: readonly string[];
  readonly choices: Readonly<Record<string, string>>;
  readonly count: number;
  /** Those of them whom nothing keeps but their waits. */
  readonly waiting: WaitingPeople;
}

/** What moving people of one standing to another version would do to them. */
export interface MovePreview {
  /** The next step that acts on the way that is decided; null when there is none. */
  readonly next: string | null;
  /** The steps that act and can come first: several where a branch decides before, or none. */
  readonly first: readonly string[];
  /** Whether they may come to the end without any. */
  readonly canEnd: boolean;
  /** What can come first is not what could before. */
  readonly isOther: boolean;
  /** How many come to it at once, who would not have without the move. */
  readonly atOnce: DueCount;
  /** Steps that act and stand in front of where they are, which they would have had ahead or never saw. */
  readonly skips: readonly string[];
  /** Mails ahead that they had already: never any. */
  readonly resends: readonly string[];
  /** Nothing that acts is left, although something was. */
  readonly finishes: boolean;
  /** Nothing is skipped, and what acts next is the same, whichever way they take where that is not decided yet. */
  readonly stays: boolean;
}

/**
 * What moving people of one standing from their version to another would do.
 * @param now workspace time, ms
 */
export function previewMove(
  from: SequenceDefinition,
  to: SequenceDefinition,
  group: MovedGroup,
  now: number,
): MovePreview {
  const before = outlook(from.steps, group);
  const after = outlook(to.steps, group);
  const done = new Set(group.done);
  const known = new Set(flattenSteps(from.steps).map(({ step }) => step.id));
  const emails = new Set(flattenSteps(to.steps).flatMap(({ step }) => (step.kind === 'email' ? [step.id] : [])));
  const skips = passedOver(to.steps, group)
    .filter(({ id, kind }) => ACTS.has(kind) && !done.has(id) && (before.ahead.includes(id) || !known.has(id)))
    .map(({ id }) => id);
  const first = idsOf(after);
  const isSameNext = after.next === before.next && isSame(first, idsOf(before));
  const due = countDue(after, group.waiting, now);
  // who was due anyway is not let go by the move
  const wasDue = isSameNext ? countDue(before, group.waiting, now).atMost : 0;
  return {
    next: after.next,
    first: [...first],
    canEnd: after.canEnd,
    isOther: !isSameNext && after.ahead.length > 0,
    atOnce: { atLeast: Math.max(0, due.atLeast - wasDue), atMost: Math.max(0, due.atMost - wasDue) },
    skips,
    resends: [...new Set(after.ahead)].filter((id) => emails.has(id) && done.has(id)),
    finishes: after.ahead.length === 0 && before.ahead.length > 0,
    stays: skips.length === 0 && isSameNext,
  };
}

const idsOf = ({ first }: WaysAhead): ReadonlySet<string> => new Set(first.map(({ id }) => id));

function outlook(steps: readonly Step[], { done, choices }: MovedGroup): WaysAhead {
  const position = new Position(done, choices);
  return waysAhead(position.ahead(steps), (step) => position.choiceAt(step) !== undefined);
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
