import type { Person } from '../segment/condition.js';
import type { Step } from '../sequence/step.js';
import type { Effect } from './decision.js';

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

/** The person as they are after an effect, for the steps that follow in the same decision. */
export function applyEffect(person: Person, effect: Effect): Person {
  switch (effect.kind) {
    case 'tag':
      return person.tags.includes(effect.tag) ? person : { ...person, tags: [...person.tags, effect.tag] };
    case 'untag':
      return { ...person, tags: person.tags.filter((tag) => tag !== effect.tag) };
    case 'setField':
      return { ...person, fields: { ...person.fields, [effect.field]: effect.value } };
    case 'addToList':
      return { ...person, lists: { ...person.lists, [effect.listId]: person.lists[effect.listId] ?? 'a list' } };
    case 'removeFromList': {
      const { [effect.listId]: _left, ...lists } = person.lists;
      return { ...person, lists };
    }
    case 'enroll':
      return person;
  }
}
