import {
  type Condition,
  evaluateCondition,
  matchesProperties,
  resolveUntil,
  triggerWatches,
  type SequenceSettings,
  type Trigger,
  type WorkspaceClock,
} from '@dripemails/domain';
import { needsOf, personInWorkspaceTime, type PersonNeeds, type RawPerson } from '../enrollment/person-port.js';
import type { Consequence, DueEntry, ScheduledDate } from './trigger-port.js';

type DateTrigger = Extract<Trigger, { on: 'dateReached' }>;

/** How the workspace tells the time. */
export interface WorkspaceTime {
  readonly clock: WorkspaceClock;
  /** For people without a zone of their own. */
  readonly timeZone: string;
}
export interface DecisionContext extends WorkspaceTime {
  readonly settings: SequenceSettings;
  /** Real ms. */
  readonly now: number;
}

/** A key of a keyed event is stored with the enrollment and indexed, so it is cut off here. */
const KEY_CHARS = 500;

/** What has to be read of the person to decide on an entry; null for nothing. */
export function needsOfEntry({ ask, trigger, isCurrent }: DueEntry): PersonNeeds | null {
  return ask === 'enter' || !isCurrent ? null : needsOf(triggerWatches(trigger));
}

/** What follows from an entry that is due. @param person null when nothing was read of them, or they are gone */
export function consequenceOf(entry: DueEntry, person: RawPerson | null, context: DecisionContext): Consequence {
  const { trigger, isCurrent } = entry;
  if (entry.ask === 'enter')
    return isMet(entry, context.timeZone) ? { enter: entranceOf(entry, context.settings) } : {};
  // a trigger that was taken away or changed asks nothing any more
  if (!isCurrent || person === null) return {};
  if (trigger.on === 'segmentEntered') return segmentConsequence(entry, trigger.if, person, context);
  if (trigger.on !== 'dateReached') return {};
  const now = context.clock.toWorkspace(context.now);
  return entry.ask === 'date'
    ? dateConsequence(entry, trigger, person, now, context)
    : { date: dateAfter(trigger, person, now, context) };
}

function segmentConsequence(
  entry: DueEntry,
  condition: Condition,
  person: RawPerson,
  context: DecisionContext,
): Consequence {
  return isInSegment(entry.sequenceId, condition, person, context)
    ? { presence: 'in', enter: entranceOf(entry, context.settings) }
    : { presence: 'out' };
}

/** Whether the condition of a sequence's trigger holds of a person. */
export function isInSegment(
  sequenceId: string,
  condition: Condition,
  person: RawPerson,
  { clock, timeZone, now }: WorkspaceTime & { readonly now: number },
): boolean {
  return evaluateCondition(condition, personInWorkspaceTime(person, clock), {
    ...{ now: clock.toWorkspace(now), timeZone: person.timeZone ?? timeZone, sequenceId },
  }).holds;
}

/** The date has come: they enter if it still is theirs. A yearly one comes again, a changed one at its new time. */
function dateConsequence(
  entry: DueEntry,
  trigger: DateTrigger,
  person: RawPerson,
  now: number,
  context: DecisionContext,
): Consequence {
  const expected = Date.parse(entry.date ?? '');
  const isStillTheirs = occurrence(trigger, person, expected, context) === expected;
  const next = isStillTheirs
    ? trigger.yearly === true
      ? dateAfter(trigger, person, Math.max(expected, now) + 1, context)
      : null
    : dateAfter(trigger, person, now, context);
  return { date: next, ...(isStillTheirs ? { enter: entranceOf(entry, context.settings) } : {}) };
}

/**
 * When a date trigger falls due for a person.
 * @param from workspace ms; the first occurrence at or after it
 * @returns null when the person has no such date, or it is over
 */
export function dateAfter(
  trigger: DateTrigger,
  person: RawPerson,
  from: number,
  time: WorkspaceTime,
): ScheduledDate | null {
  const at = occurrence(trigger, person, from, time);
  return at === null || at < from ? null : { date: new Date(at).toISOString(), dueAt: time.clock.toReal(at) };
}

/** The first occurrence of a person's date that is not before `from`, workspace ms; a date that is over is itself. */
function occurrence(trigger: DateTrigger, person: RawPerson, from: number, { clock, timeZone }: WorkspaceTime) {
  const { field, at, offset, yearly } = trigger;
  const fields = { createdAt: new Date(clock.toWorkspace(person.createdAt)).toISOString(), ...person.fields };
  return resolveUntil({ field, at, offset, yearly }, fields, from, person.timeZone ?? timeZone);
}

function isMet({ trigger, properties }: DueEntry, timeZone: string): boolean {
  if (trigger.on === 'event') return matchesProperties(trigger.where, properties, timeZone);
  if (trigger.on === 'formSubmitted') return properties['formId'] === trigger.formId;
  return true;
}

function entranceOf({ trigger, properties, reason }: DueEntry, settings: SequenceSettings) {
  const key = trigger.on === 'event' && settings.reentry.rule === 'always' ? trigger.key : undefined;
  return { reason, entryKey: key === undefined ? '' : keyOf(properties[key]) };
}

function keyOf(value: unknown): string {
  const text = typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '');
  return text.slice(0, KEY_CHARS);
}
