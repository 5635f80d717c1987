import type { SequenceSettings, Trigger } from '@dripemails/contracts';
import { conditionWords, nameOf, type Names } from './step-words';
import { untilWords } from './wait-words';

export type TriggerKind = Trigger['on'];
export const triggerLabels: Record<TriggerKind, string> = {
  listJoined: 'Joins a list',
  tagAdded: 'Gets a tag',
  event: 'Does something (an event)',
  segmentEntered: 'Comes to fit a condition',
  formSubmitted: 'Sends in a form',
  dateReached: 'Reaches a date of theirs',
  sequenceCompleted: 'Completes another sequence',
};
export const triggerKinds = Object.keys(triggerLabels) as TriggerKind[];

/** A trigger to begin with; what only its author can know is empty. */
export function newTrigger(on: TriggerKind): Trigger {
  switch (on) {
    case 'listJoined':
      return { on, listId: '' };
    case 'tagAdded':
      return { on, tag: '' };
    case 'event':
      return { on, name: '' };
    case 'segmentEntered':
      return { on, if: { field: '', op: 'is', value: '' } };
    case 'formSubmitted':
      return { on, formId: '' };
    case 'dateReached':
      return { on, field: '' };
    case 'sequenceCompleted':
      return { on, sequenceId: '' };
  }
}

/** Each trigger as the end of a sentence that begins with "When somebody". */
export const triggerWords = ({ triggers }: SequenceSettings, names: Names): string[] =>
  triggers.map((trigger) => oneTriggerWords(trigger, names));

function oneTriggerWords(trigger: Trigger, names: Names): string {
  switch (trigger.on) {
    case 'listJoined':
      return `joins ${nameOf(names, trigger.listId, 'list')}`;
    case 'tagAdded':
      return `gets the tag ${trigger.tag}`;
    case 'event':
      return `does ${trigger.name}`;
    case 'segmentEntered':
      return `comes to fit “${conditionWords(trigger.if, names)}”`;
    case 'formSubmitted':
      return `sends in the form ${names.get(trigger.formId) ?? trigger.formId}`;
    case 'dateReached':
      return `reaches ${untilWords(trigger)}`;
    case 'sequenceCompleted':
      return `completes ${nameOf(names, trigger.sequenceId, 'sequence')}`;
  }
}
