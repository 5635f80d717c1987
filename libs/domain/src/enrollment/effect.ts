import { isTimeZone } from '../schedule/add-wait.js';
import type { Person, Scalar } from '../segment/condition.js';
import type { Step } from '../sequence/step.js';
import type { Effect, Facts } from './decision.js';
import { type Named, namedAfter } from './named.js';

/** What an instant step changes; null for the other kinds. */
export function effectOf(step: Step): Effect | null {
  switch (step.kind) {
    case 'tag':
    case 'untag':
      return { kind: step.kind, tag: step.tag };
    case 'setField':
      return { kind: 'setField', field: step.field, value: step.value };
    case 'addToList':
    case 'removeFromList':
      return { kind: step.kind, listId: step.listId };
    case 'enroll':
      return { kind: 'enroll', sequenceId: step.sequenceId, stepId: step.id };
    default:
      return null;
  }
}

/**
 * The facts after an effect that took place, for the steps that follow it.
 * @param now workspace time in ms
 */
export function factsAfter(facts: Facts, effect: Effect, now: number): Facts {
  const named = facts.named === null ? null : namedAfter(facts.named, effect, now);
  const person = facts.person === null ? null : applyEffect(facts.person, effect, named);
  return { ...facts, named, person, timeZone: zoneAfter(facts, effect) };
}

function applyEffect(person: Person, effect: Effect, named: Named | null): Person {
  switch (effect.kind) {
    case 'tag':
      return person.tags.includes(effect.tag) ? person : { ...person, tags: [...person.tags, effect.tag] };
    case 'untag':
      return { ...person, tags: person.tags.filter((tag) => tag !== effect.tag) };
    case 'setField':
      return withField(person, effect.field, effect.value);
    case 'addToList': {
      const list = named?.lists.get(effect.listId);
      // who has to confirm first is not on it yet
      if (list?.standing !== 'active') return person;
      return { ...person, lists: { ...person.lists, [effect.listId]: list.name } };
    }
    case 'removeFromList': {
      const { [effect.listId]: _left, ...lists } = person.lists;
      return { ...person, lists };
    }
    case 'enroll':
      return person;
  }
}

/** What everybody has is kept beside the custom fields, and is what a condition asks for. */
function withField(person: Person, field: string, value: Scalar): Person {
  switch (field) {
    case 'firstName':
    case 'lastName':
    case 'timeZone':
    case 'locale':
      return { ...person, [field]: value === null || value === '' ? null : String(value) };
    default:
      return { ...person, fields: { ...person.fields, [field]: value } };
  }
}

/** The time zone that counts after an effect: one that a step sets counts for the waits and windows behind it. */
function zoneAfter({ timeZone, workspaceTimeZone }: Facts, effect: Effect): string {
  if (effect.kind !== 'setField' || effect.field !== 'timeZone') return timeZone;
  if (effect.value === null || effect.value === '') return workspaceTimeZone ?? timeZone;
  const zone = String(effect.value);
  return isTimeZone(zone) ? zone : timeZone;
}
