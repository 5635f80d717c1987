import { watchesOf } from '../segment/evaluate-condition.js';
import type { Reentry, SequenceDefinition } from '../sequence/sequence-definition.js';
import type { SequenceState } from '../sequence/sequence-state.js';
import { describeWait, flattenSteps, type StepNames } from '../sequence/step.js';
import type { Effect } from './decision.js';

/** Ids of the lists and sequences that a version names in its steps and conditions. */
export interface Mentions {
  readonly lists: readonly string[];
  readonly sequences: readonly string[];
}

/** A list as it is now, and how one person stands to it. */
export interface NamedList {
  readonly name: string;
  /** Whether who is put on it has to confirm first. */
  readonly needsConfirmation: boolean;
  /** Null for who is not on it; `unsubscribed` for who left it by their own will, and is put back by nobody. */
  readonly standing: 'unconfirmed' | 'active' | 'unsubscribed' | null;
}

/** A sequence as it is now, and how one person stands to it. */
export interface NamedSequence {
  readonly name: string;
  readonly state: SequenceState;
  readonly isPublished: boolean;
  readonly reentry: Reentry;
  /** Whether they are in it, in a way that keeps them from entering once more. */
  readonly isIn: boolean;
  /** When they last entered it, in workspace time; null for never. */
  readonly enteredAt: number | null;
}

/** What a version names, for one person; a list or sequence that is absent is gone. */
export interface Named extends StepNames {
  readonly lists: ReadonlyMap<string, NamedList>;
  readonly sequences: ReadonlyMap<string, NamedSequence>;
}

const known = new WeakMap<SequenceDefinition, Mentions | null>();

/** What has to be looked up before a decision; null for a version that names no list and no other sequence. */
export function mentionsOf(definition: SequenceDefinition): Mentions | null {
  let mentions = known.get(definition);
  if (mentions === undefined) {
    mentions = findMentions(definition);
    known.set(definition, mentions);
  }
  return mentions;
}

function findMentions({ steps }: SequenceDefinition): Mentions | null {
  const lists = new Set<string>();
  const sequences = new Set<string>();
  for (const { step } of flattenSteps(steps)) {
    switch (step.kind) {
      case 'addToList':
      case 'removeFromList':
        lists.add(step.listId);
        break;
      case 'enroll':
        sequences.add(step.sequenceId);
        break;
      case 'branch':
      case 'goal':
        for (const key of watchesOf(step.if)) if (key.startsWith('list:')) lists.add(key.slice('list:'.length));
        break;
      default:
    }
  }
  return lists.size + sequences.size === 0 ? null : { lists: [...lists], sequences: [...sequences] };
}

const DAY_MS = 86_400_000;

/**
 * What an effect on a list or another sequence comes to for this person, in words.
 * @param now workspace time in ms
 * @returns `refused`: why nothing happens; else null, with what is to be known beside it (`why`)
 */
export function outcomeOf(
  effect: Effect,
  named: Named | null,
  now: number,
): { readonly refused: string | null; readonly why: string | null } {
  switch (effect.kind) {
    case 'addToList':
      return joining(lookedUp(named).lists.get(effect.listId));
    case 'removeFromList':
      return { refused: notLeaving(lookedUp(named).lists.get(effect.listId)), why: null };
    case 'enroll':
      return entering(lookedUp(named).sequences.get(effect.sequenceId), now);
    default:
      return { refused: null, why: null };
  }
}

function lookedUp(named: Named | null): Named {
  if (named === null) throw new Error('a step names a list or a sequence that was not looked up');
  return named;
}

function joining(list: NamedList | undefined) {
  const refused = (words: string) => ({ refused: words, why: null });
  if (list === undefined) return refused('Not added: the list is gone');
  if (list.standing === 'active') return refused(`Not added to list '${list.name}': already on it`);
  if (list.standing === 'unsubscribed') return refused(`Not added to list '${list.name}': they left it`);
  const isToConfirm = list.needsConfirmation || list.standing === 'unconfirmed';
  return { refused: null, why: isToConfirm ? 'They are on it once they have confirmed' : null };
}

function notLeaving(list: NamedList | undefined): string | null {
  if (list === undefined) return 'Not removed: the list is gone';
  if (list.standing === null) return `Not removed from list '${list.name}': not on it`;
  return list.standing === 'unsubscribed' ? `Not removed from list '${list.name}': they left it before` : null;
}

function entering(sequence: NamedSequence | undefined, now: number) {
  if (sequence === undefined) return { refused: 'Not enrolled: the sequence is gone', why: null };
  const why = reasonToStayOut(sequence, now);
  if (why !== null) return { refused: `Not enrolled in '${sequence.name}': ${why}`, why: null };
  return { refused: null, why: sequence.state === 'paused' ? 'It is paused: they begin when it goes on' : null };
}

function reasonToStayOut({ state, isPublished, reentry, isIn, enteredAt }: NamedSequence, now: number): string | null {
  if (state !== 'active' && state !== 'paused') return state === 'archived' ? 'it is archived' : 'it is not active';
  if (!isPublished) return 'it is not published';
  if (isIn) return 'already in it';
  if (enteredAt === null) return null;
  if (reentry.rule === 'never') return 'they were in it before, and may enter only once';
  const isTooSoon = reentry.rule === 'afterDays' && enteredAt > now - reentry.days * DAY_MS;
  return isTooSoon ? `they entered it less than ${describeWait({ amount: reentry.days, unit: 'days' })} ago` : null;
}

/** How the person stands to what is named after an effect that took place. */
export function namedAfter(named: Named, effect: Effect, now: number): Named {
  switch (effect.kind) {
    case 'addToList':
      return withList(named, effect.listId, ({ needsConfirmation, standing }) =>
        needsConfirmation || standing === 'unconfirmed' ? 'unconfirmed' : 'active',
      );
    case 'removeFromList':
      return withList(named, effect.listId, () => null);
    case 'enroll': {
      const sequence = named.sequences.get(effect.sequenceId);
      if (sequence === undefined) return named;
      const entered = { ...sequence, isIn: true, enteredAt: now };
      return { ...named, sequences: new Map([...named.sequences, [effect.sequenceId, entered]]) };
    }
    default:
      return named;
  }
}

function withList(named: Named, id: string, standing: (list: NamedList) => NamedList['standing']): Named {
  const list = named.lists.get(id);
  if (list === undefined) return named;
  return { ...named, lists: new Map([...named.lists, [id, { ...list, standing: standing(list) }]]) };
}
