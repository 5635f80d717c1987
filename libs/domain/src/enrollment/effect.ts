import { isTimeZone } from '../schedule/add-wait.js';
import type { Person, Scalar } from '../segment/condition.js';
import type { Step } from '../sequence/step.js';
import type { Effect, Facts } from './decision.js';

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
      return withField(person, effect.field, effect.value);
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
export function zoneAfter(timeZone: string, effect: Effect, { workspaceTimeZone }: Facts): string {
  if (effect.kind !== 'setField' || effect.field !== 'timeZone') return timeZone;
  if (effect.value === null || effect.value === '') return workspaceTimeZone ?? timeZone;
  const zone = String(effect.value);
  return isTimeZone(zone) ? zone : timeZone;
}
