import type { DueCount } from './count-due.js';
import type { MovePreview } from './preview-move.js';
import type { SequenceDefinition } from './sequence-definition.js';
import { findStep, flattenSteps, type StepNames, stepTitle } from './step.js';

/** One kind of thing that would happen, and to how many. */
export interface MoveEffect {
  readonly kind: 'stays' | 'next' | 'skips' | 'finishes' | 'resends';
  readonly stepId: string | null;
  readonly count: number;
  /** Of these, how many at the most come to their next step by the move itself, without a wait. */
  readonly atOnce: number;
  readonly what: string;
}

type Results = readonly { readonly count: number; readonly result: MovePreview }[];

/** What a move would do to everybody, in words with numbers. How many go on and how many are mailed again is always said. */
export function summarizeMove(
  to: SequenceDefinition,
  results: Results,
  names: StepNames | null,
): readonly MoveEffect[] {
  const countOf = (holds: (result: MovePreview) => boolean) =>
    results.reduce((sum, { count, result }) => sum + (holds(result) ? count : 0), 0);
  const when = to.settings.window === null ? 'at once' : 'as soon as the window is open';
  const staying = results.filter(({ result }) => result.stays);
  const stays = sumOf(staying);
  const finishes = countOf((result) => result.finishes);
  const resends = countOf((result) => result.resends.length > 0);
  const skipped = flattenSteps(to.steps).flatMap(({ step }): MoveEffect[] => {
    const count = countOf(({ skips }) => skips.includes(step.id));
    const what = `${people(count)} would skip ${stepTitle(step, names)}`;
    return count === 0 ? [] : [{ kind: 'skips', stepId: step.id, count, atOnce: 0, what }];
  });
  const goOn = `${people(stays.count)} ${stays.count === 1 ? 'goes' : 'go'} on with the same next step`;
  const finished: MoveEffect = {
    ...{ kind: 'finishes', stepId: null, count: finishes, atOnce: 0 },
    what: `${people(finishes)} would be finished`,
  };
  return [
    {
      ...{ kind: 'stays', stepId: null, count: stays.count, atOnce: stays.due.atMost },
      what: `${goOn}${dueWords(stays, when)}`,
    },
    ...othersNext(to, results, names, when),
    ...skipped,
    ...(finishes === 0 ? [] : [finished]),
    { kind: 'resends', stepId: null, count: resends, atOnce: 0, what: `${resends} would get a mail again` },
  ];
}

/** Those who come to another step than they would have, by the step. */
function othersNext(
  { steps }: SequenceDefinition,
  results: Results,
  names: StepNames | null,
  when: string,
): MoveEffect[] {
  const groups = new Map<string, { first: readonly string[]; canEnd: boolean; group: Results[number][] }>();
  for (const one of results) {
    const { isOther, first, canEnd } = one.result;
    if (!isOther) continue;
    const key = JSON.stringify([first, canEnd]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { first, canEnd, group: [one] });
    else known.group.push(one);
  }
  return [...groups.values()].map(({ first, canEnd, group }): MoveEffect => {
    const named = first.flatMap((id) => findStep(steps, id) ?? []);
    const sum = sumOf(group);
    const verb = named.every(({ kind }) => kind === 'email') ? 'get' : 'come to';
    const does = sum.count === 1 ? verb.replace(/^(get|come)/, '$1s') : verb;
    const step = named.map((each) => stepTitle(each, names)).join(' or ');
    return {
      ...{ kind: 'next', stepId: first.length === 1 ? (first[0] ?? null) : null },
      ...{ count: sum.count, atOnce: sum.due.atMost },
      what: `${people(sum.count)} ${does} ${step} next${canEnd ? ' or none' : ''}${dueWords(sum, when)}`,
    };
  });
}

interface Sum {
  readonly count: number;
  readonly due: DueCount;
}

function sumOf(results: Results): Sum {
  const total = (of: (one: Results[number]) => number) => results.reduce((sum, one) => sum + of(one), 0);
  return {
    count: total(({ count }) => count),
    due: {
      atLeast: total(({ result }) => result.atOnce.atLeast),
      atMost: total(({ result }) => result.atOnce.atMost),
    },
  };
}

function dueWords({ count, due: { atLeast, atMost } }: Sum, when: string): string {
  if (atMost === 0) return '';
  if (atLeast < atMost) return `, up to ${atMost} of them ${when}`;
  if (count === 1) return `, ${when}`;
  return atMost === count ? `, all of them ${when}` : `, ${atMost} of them ${when}`;
}

function people(count: number): string {
  return `${count} ${count === 1 ? 'person' : 'people'}`;
}
