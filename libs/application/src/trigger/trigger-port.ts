import type { Reentry, SequenceSettings, Trigger } from '@dripemails/domain';
import type { PersonNeeds, RawPerson } from '../enrollment/person-port.js';

/** A row of the outbox that is due: a trigger's fact about one person. Instants are real ms. */
export interface DueEntry {
  readonly id: string;
  readonly workspaceId: string;
  readonly sequenceId: string;
  readonly position: number;
  readonly subscriberId: string;
  /** Why they would enter, in words without personal data. */
  readonly reason: string;
  readonly dueAt: number;
  /** The trigger as it was published when the fact was recorded. */
  readonly trigger: Trigger;
  /** Whether the sequence still has it; a fact that was recorded before counts all the same, a question does not. */
  readonly isCurrent: boolean;
  /** What is asked: does the fact itself enroll, are they in the segment now, when is their date, is it their date. */
  readonly ask: 'enter' | 'segment' | 'schedule' | 'date';
  readonly properties: Readonly<Record<string, unknown>>;
  /** With `date`: the occurrence in workspace time, ISO 8601. */
  readonly date: string | null;
  /** The step of another sequence that sends them here; null where a trigger does. */
  readonly sentBy: { readonly enrollmentId: string; readonly stepId: string } | null;
}

/** A date of a `dateReached` trigger: the occurrence in workspace time (ISO 8601) and the real instant that it falls on. */
export interface ScheduledDate {
  readonly date: string;
  readonly dueAt: number;
}

/** What follows from an entry. What is absent changes nothing. */
export interface Consequence {
  /** They enter: with `presence` in only when they were not in the segment before. */
  readonly enter?: { readonly reason: string; readonly entryKey: string };
  readonly presence?: 'in' | 'out';
  /** The pending date that replaces the one before; null for none. */
  readonly date?: ScheduledDate | null;
}

/** An enrollment that a trigger made, whose workflow is to be started. */
export interface Entered {
  readonly enrollmentId: string;
  readonly version: number;
  readonly sequenceName: string;
}

/** One trigger of one sequence. */
export interface TriggerRef {
  readonly workspaceId: string;
  readonly sequenceId: string;
  readonly position: number;
}

/** How often somebody may enter, with what `afterDays` means in real time. */
export interface ReentryRule {
  readonly rule: Reentry['rule'];
  /** With `afterDays`: the last enrollment must be older than this real instant. */
  readonly enrolledBefore: number | null;
}

/** A settle is asked about every entry under the lock of its person. */
export interface SettleOptions {
  readonly reentry: ReentryRule;
  /** Real ms: when they enter. */
  readonly at: number;
  /** What is read of the people; null where the decision asks nothing about them. */
  readonly needs: PersonNeeds | null;
  readonly decide: (entry: DueEntry, person: RawPerson | null) => Consequence;
}

/** A page of the people whose date a trigger waits for. */
export interface DatePage {
  readonly cursor: string | null;
  readonly people: number;
  readonly scheduled: number;
}

/** The outbox of the triggers. */
export interface TriggerStore {
  /** Entries due at the real instant `now`, the oldest first; across all workspaces, because dispatchers serve all. */
  due(now: number, limit: number): Promise<readonly DueEntry[]>;
  /** When the next entry is due, real ms; null while the outbox is empty. */
  nextDueAt(): Promise<number | null>;
  /** Settings of the version that new people get; null when the sequence takes nobody. */
  settings(workspaceId: string, sequenceId: string): Promise<SequenceSettings | null>;
  /**
   * Uses up entries of one trigger and does what follows from them, in one transaction, so that an entry counts once
   * however many dispatchers run; entries that another one is settling are left to it. Nobody enters who may not be
   * mailed, or whom the re-entry rule or a sequence that takes nobody keeps out.
   */
  settle(trigger: TriggerRef, entries: readonly DueEntry[], options: SettleOptions): Promise<readonly Entered[]>;
  /** Puts entries off that could not be settled, so that they do not stand in the way of others. */
  postpone(ids: readonly string[], until: number): Promise<void>;
  /**
   * Sets the pending dates of one page of the workspace's subscribers, in id order after `cursor`.
   * @param date when the trigger falls due for a person; null for never
   */
  scheduleDates(
    trigger: TriggerRef,
    page: { cursor: string | null; limit: number },
    date: (person: RawPerson) => ScheduledDate | null,
  ): Promise<DatePage>;
  /**
   * Notes who of one page of subscribers is in the segment, so that they do not count as entering it. Those of whom
   * something has changed since the trigger was published are left out: their own entry says whether they enter.
   * @param needs what `isIn` looks at
   */
  notePresent(
    trigger: TriggerRef,
    page: { cursor: string | null; limit: number },
    needs: PersonNeeds,
    isIn: (person: RawPerson) => boolean,
  ): Promise<DatePage>;
  /** The trigger at this position as published; null when there is none. */
  trigger(ref: TriggerRef): Promise<Trigger | null>;
  countSubscribers(workspaceId: string): Promise<number>;
}

/** Wakes a dispatcher as soon as an entry is written. */
export interface TriggerSignal {
  /** Calls `onSignal` for each; also after a lost connection is back, since signals may have been missed. */
  listen(onSignal: () => void): Promise<{ close(): Promise<void> }>;
}
