import type { SequenceSettings, Trigger } from '@dripemails/contracts';
import { readCondition, readMatch } from './condition-form';
import { amount, at, has, items, lines, oneOf, text, type FormTree } from './form-tree';
import { triggerKinds } from './trigger-words';
import { readDateParts } from './wait-form';

export const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
export const reentryRules = ['never', 'afterCompletion', 'afterDays', 'always'] as const;
export type ReentryRule = (typeof reentryRules)[number];

/** The window that is offered when one is switched on: working hours, in each person's own time. */
export const usualWindow: NonNullable<SequenceSettings['window']> = {
  weekdays: [1, 2, 3, 4, 5],
  from: '09:00',
  to: '17:00',
  timeZone: 'subscriber',
  skipDates: [],
};

/** The settings as their form holds them; what cannot be right is left for the API to refuse. */
export function readSettings(tree: FormTree): SequenceSettings {
  const rule = oneOf(reentryRules, text(tree, 'reentry.rule'), 'afterCompletion');
  return {
    window: text(tree, 'hasWindow') === '' ? null : readWindow(at(tree, 'window')),
    jitterMinutes: amount(tree, 'jitterMinutes'),
    reentry: rule === 'afterDays' ? { rule, days: amount(tree, 'reentry.days') } : { rule },
    triggers: items(tree, 'triggers').map(readTrigger),
    stopOnReply: text(tree, 'stopOnReply') !== '',
    ...(text(tree, 'topicId') !== '' && { topicId: text(tree, 'topicId') }),
  };
}

function readWindow(tree: FormTree): NonNullable<SequenceSettings['window']> {
  // A window that was just switched on before JavaScript came has no fields yet.
  if (!has(tree, 'from')) return usualWindow;
  return {
    weekdays: at(tree, 'weekdays').all.map(Number),
    from: text(tree, 'from'),
    to: untilMidnight(text(tree, 'to')),
    timeZone: text(tree, 'zone') === 'one' ? text(tree, 'timeZone').trim() || 'UTC' : 'subscriber',
    skipDates: datesFrom(lines(tree, 'skipDates')),
  };
}

/** A time field cannot hold 24:00; midnight as an end means that. */
export const untilMidnight = (to: string): string => (to === '00:00' ? '24:00' : to);

/** Dates one a line or apart by commas. */
export const datesFrom = (typed: string): string[] => typed.split(/[\s,;]+/).filter((one) => one !== '');

function readTrigger(tree: FormTree): Trigger {
  const on = oneOf(triggerKinds, text(tree, 'on'), 'listJoined');
  switch (on) {
    case 'listJoined':
      return { on, listId: text(tree, 'listId') };
    case 'tagAdded':
      return { on, tag: text(tree, 'tag').trim() };
    case 'event': {
      const key = text(tree, 'key').trim();
      return {
        on,
        name: text(tree, 'name').trim(),
        ...(has(tree, 'where') && { where: items(tree, 'where').map(readMatch) }),
        ...(key !== '' && { key }),
      };
    }
    case 'segmentEntered':
      return { on, if: readCondition(at(tree, 'if')) };
    case 'formSubmitted':
      return { on, formId: text(tree, 'formId').trim() };
    case 'dateReached':
      return { on, field: text(tree, 'field').trim(), ...readDateParts(tree) };
    case 'sequenceCompleted':
      return { on, sequenceId: text(tree, 'sequenceId') };
  }
}
