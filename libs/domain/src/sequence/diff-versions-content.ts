import type { Scalar } from '../segment/condition.js';
import { describeCondition } from '../segment/describe-condition.js';
import type { SendWindow } from '../schedule/send-window.js';
import type { Reentry, SequenceSettings, Trigger } from './sequence-definition.js';
import {
  describeWait,
  listNames,
  listWords,
  sequenceWords,
  type Step,
  type StepNames,
  stepTitle,
  type Until,
} from './step.js';

/** One property of a step or of the settings: what it is called, its content, and the content in words where it is short. */
export interface Property {
  readonly name: string;
  readonly content: unknown;
  readonly words: string | null;
}

const shown = (name: string, words: string, content: unknown = words): Property => ({ name, content, words });
const hidden = (name: string, content: unknown): Property => ({ name, content, words: null });
const quoted = (text: string) => `'${text}'`;

type Names = StepNames | null;

/** What a step holds, the steps inside it aside. */
export function contentOf(step: Step, names: Names): readonly Property[] {
  switch (step.kind) {
    case 'email':
      return [shown('Subject', quoted(step.subject)), hidden('Body', step.html), hidden('Text part', step.text ?? '')];
    case 'wait':
      return [shown('Wait', step.for === undefined ? `until ${untilWords(step.until ?? {})}` : describeWait(step.for))];
    case 'waitForEvent':
      return [
        shown('Event', quoted(step.event)),
        hidden('What the event must hold', step.match ?? []),
        shown('Longest wait', describeWait(step.timeout)),
      ];
    case 'branch':
    case 'goal':
      return [
        shown('Name', step.name === undefined ? 'none' : quoted(step.name)),
        shown('Condition', describeCondition(step.if, listNames(names)), step.if),
      ];
    case 'split': {
      const arms = step.arms.map(({ name, weight }, index) => `${name ?? `arm ${index + 1}`} ${weight}`);
      return [shown('Arms', arms.join(', '))];
    }
    case 'tag':
    case 'untag':
      return [shown('Tag', quoted(step.tag))];
    case 'setField':
      return [shown('Field', step.field), shown('Value', scalarWords(step.value), step.value)];
    case 'addToList':
    case 'removeFromList':
      return [shown('List', listWords(step.listId, names), step.listId)];
    case 'webhook':
      return [
        shown('Address', step.url),
        // they may hold a password
        hidden('Headers', Object.entries(step.headers ?? {}).sort()),
        shown('On failure', FAILURE_WORDS[step.onFailure]),
      ];
    case 'aiRevise':
      return [
        shown('Revised mail', quoted(step.of)),
        hidden('Instructions', step.instructions),
        shown('Revised', step.scope === 'version' ? 'once for everybody' : 'for each person'),
        shown('Approval', step.approval === 'required' ? 'by an operator' : 'none'),
        shown('On failure', FAILURE_WORDS[step.onFailure]),
      ];
    case 'enroll':
      return [shown('Sequence', sequenceWords(step.sequenceId, names), step.sequenceId)];
    case 'exit':
      return [shown('Reason', quoted(step.reason))];
  }
}

const FAILURE_WORDS = { continue: 'go on', hold: 'hold', useOriginal: 'send the original' } as const;

function untilWords({ date, field, at, offset, yearly }: Until): string {
  const day = date ?? `${yearly === true ? 'the anniversary of ' : ''}${field ?? ''}`;
  const time = at === undefined ? day : `${day} ${at}`;
  if (offset === undefined || offset.amount === 0) return time;
  const { amount, unit } = offset;
  return `${describeWait({ amount: Math.abs(amount), unit })} ${amount < 0 ? 'before' : 'after'} ${time}`;
}

function scalarWords(value: Scalar): string {
  return typeof value === 'string' ? quoted(value) : String(value ?? 'nothing');
}

/** What the settings hold, the triggers aside. */
export function settingsContent({
  window,
  jitterMinutes,
  reentry,
  stopOnReply,
  topicId,
}: SequenceSettings): readonly Property[] {
  return [
    shown('Send window', window === null ? 'any time' : windowWords(window), window),
    shown('Spread', describeWait({ amount: jitterMinutes, unit: 'minutes' })),
    shown('Re-entry', reentryWords(reentry)),
    shown('A reply', stopOnReply ? 'ends it' : 'changes nothing'),
    shown('Topic', topicId === undefined ? 'none' : 'chosen', topicId ?? null),
  ];
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

function windowWords({ weekdays, from, to, timeZone, skipDates }: SendWindow): string {
  const days = [...weekdays].sort((a, b) => a - b).map((day) => WEEKDAYS[day - 1] ?? String(day));
  const zone = timeZone === 'subscriber' ? "the subscriber's time" : timeZone;
  const skipped = skipDates.length === 0 ? '' : ` without ${[...skipDates].sort().join(', ')}`;
  return `${days.join(', ')} ${from} to ${to} ${zone}${skipped}`;
}

function reentryWords(reentry: Reentry): string {
  switch (reentry.rule) {
    case 'never':
      return 'never';
    case 'afterCompletion':
      return 'after completion';
    case 'afterDays':
      return `after ${describeWait({ amount: reentry.days, unit: 'days' })}`;
    case 'always':
      return 'always';
  }
}

/** A trigger in words: `tag 'vip' is added`. */
export function triggerWords(trigger: Trigger, names: Names): string {
  switch (trigger.on) {
    case 'listJoined':
      return `${listWords(trigger.listId, names)} is joined`;
    case 'tagAdded':
      return `tag '${trigger.tag}' is added`;
    case 'event':
      return `event '${trigger.name}'${trigger.key === undefined ? '' : ` by '${trigger.key}'`}`;
    case 'segmentEntered':
      return `it becomes true that ${describeCondition(trigger.if, listNames(names))}`;
    case 'formSubmitted':
      return `form '${trigger.formId}' is submitted`;
    case 'dateReached':
      return `date ${untilWords(trigger)} is reached`;
    case 'sequenceCompleted':
      return `${sequenceWords(trigger.sequenceId, names)} is completed`;
  }
}

/** What a step is called inside a sentence: `'Day 3'`, `'Wait 2 days'`. */
export function stepName(step: Step, names: Names): string {
  const title = stepTitle(step, names);
  return step.kind === 'email' || title.includes("'") ? title : quoted(title);
}

/** What a step is called at the beginning of a sentence: `Mail 'Day 3'`, `Wait 2 days`. */
export function stepSubject(step: Step, names: Names): string {
  return step.kind === 'email' ? `Mail ${stepTitle(step)}` : stepTitle(step, names);
}
