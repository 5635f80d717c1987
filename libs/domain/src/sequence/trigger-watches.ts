import { watchesOf } from '../segment/evaluate-condition.js';
import type { Trigger } from './sequence-definition.js';

/** Name of the custom event that a submitted form is recorded as; its property `formId` says which form. */
export const FORM_SUBMITTED = 'form_submitted';

/**
 * Keys of the facts that a trigger looks at: `list:<id>`, `tag:<tag>`, `event:<name>`, `field:<name>`, `opened`,
 * `clicked`, `replied`, `completed:<sequence id>`. A person who has just been added tells `field:createdAt`, since they
 * may be in a segment from the start; a date falls on another instant when the person's time zone changes.
 */
export function triggerWatches(trigger: Trigger): string[] {
  switch (trigger.on) {
    case 'listJoined':
      return [`list:${trigger.listId}`];
    case 'tagAdded':
      return [`tag:${trigger.tag}`];
    case 'event':
      return [`event:${trigger.name}`];
    case 'formSubmitted':
      return [`event:${FORM_SUBMITTED}`];
    case 'segmentEntered':
      return [...new Set([...watchesOf(trigger.if), 'field:createdAt'])];
    case 'dateReached':
      return [...new Set([`field:${trigger.field}`, 'field:timeZone'])];
    case 'sequenceCompleted':
      return [`completed:${trigger.sequenceId}`];
  }
}
