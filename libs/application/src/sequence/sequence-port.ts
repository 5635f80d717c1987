import type { Page, SequenceCounts, SequenceQuery } from '@dripemails/contracts';
import type { Reentry, SequenceDefinition, SequenceSettings, SequenceState, Step, Trigger } from '@dripemails/domain';

export interface SequenceRecord {
  readonly id: string;
  readonly name: string;
  readonly state: SequenceState;
  readonly version: number | null;
  /** The draft. */
  readonly steps: readonly Step[];
  /** Of the draft. */
  readonly settings: SequenceSettings;
  readonly hasUnpublishedChanges: boolean;
  readonly counts: SequenceCounts;
  readonly pausedAt: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface VersionRecord {
  readonly version: number;
  readonly publishedAt: number;
  readonly steps: readonly Step[];
  readonly settings: SequenceSettings;
  readonly people: number;
}

export interface StepCounts {
  readonly stepId: string;
  readonly waiting: number;
  readonly passed: number;
  readonly failed: number;
  readonly unknown: number;
}

/** People who stand at the same place, in the same time zone; instants are real ms. */
export interface StandingGroup {
  readonly version: number;
  readonly done: readonly string[];
  readonly choices: Readonly<Record<string, string>>;
  readonly count: number;
  /** Null for the workspace's. */
  readonly timeZone: string | null;
  /** Since when each of those waits who are neither held nor paused, nor told to come back later; in order. */
  readonly since: readonly number[];
  /** The step for which an operator set a due time, and those of the same people, in order. */
  readonly overrideStep: string | null;
  readonly overrideAt: readonly number[];
}

/** What is published. */
export interface PublishedContent {
  readonly steps: readonly Step[];
  readonly settings: SequenceSettings;
  /** What the author wrote, where it is another: with segments in place of their rules. */
  readonly written?: { readonly steps: readonly Step[]; readonly settings: SequenceSettings } | null;
}

/**
 * What steps and triggers can name. Sequences are as they were published last, which is what runs: one that never was has
 * no steps and no triggers, whatever its draft says.
 */
export interface SequenceSurroundings {
  readonly topics: ReadonlySet<string>;
  readonly forms: ReadonlySet<string>;
  readonly lists: ReadonlyMap<string, { readonly name: string }>;
  readonly sequences: ReadonlyMap<
    string,
    { name: string; state: SequenceState; steps: readonly Step[]; triggers: readonly Trigger[]; reentry: Reentry }
  >;
}

/**
 * What a resume does to everybody who is not paused alone: `freeze` shifts their waits by the length of the pause,
 * `skipOverdue` passes the mails that fell due in it. With a rate, overdue people are let go one after the other.
 */
export interface ResumeMode {
  readonly mode: 'freeze' | 'keepClock' | 'skipOverdue';
  /** Real milliseconds between two people; null for all at once. */
  readonly gapMs: number | null;
}

export interface SequenceRepository {
  create(
    workspaceId: string,
    sequence: { id: string; name: string; steps: readonly Step[]; settings: SequenceSettings },
  ): Promise<void>;
  /** @throws DomainError `sequence.not_found` */
  get(workspaceId: string, id: string): Promise<SequenceRecord>;
  list(workspaceId: string, query: SequenceQuery): Promise<Page<SequenceRecord>>;
  /** @throws DomainError `sequence.not_found` */
  updateDraft(
    workspaceId: string,
    id: string,
    change: {
      name?: string | undefined;
      steps?: readonly Step[] | undefined;
      settings?: SequenceSettings | undefined;
    },
  ): Promise<void>;
  /**
   * Makes the steps and settings the current version (a new one, unless they equal it) and, where asked, moves the running
   * people to it; one transaction.
   * @returns with `triggersChanged` the positions of triggers that are new or different
   */
  publish(
    workspaceId: string,
    id: string,
    content: PublishedContent,
    running: 'keep' | 'move',
  ): Promise<{ version: number; moved: number; kept: number; triggersChanged: readonly number[] }>;
  /** The running people by where they stand at an instant (real ms): each group has the same progress on the same version. */
  standings(workspaceId: string, id: string, now: number): Promise<readonly StandingGroup[]>;
  /** What the checks of a publish have to know about the rest of the workspace. */
  surroundings(workspaceId: string): Promise<SequenceSurroundings>;
  /** What a `publish` of the content would answer if it moved the running people. */
  countMove(workspaceId: string, id: string, content: PublishedContent): Promise<{ moved: number; kept: number }>;
  /**
   * Changes the state if it still is `from`; one transaction.
   * @returns false when the state was another by now
   */
  changeState(
    workspaceId: string,
    id: string,
    change: { from: SequenceState; to: SequenceState; at: number; resume: ResumeMode | null },
  ): Promise<boolean>;
  versions(workspaceId: string, id: string): Promise<readonly VersionRecord[]>;
  /** Whether any of its versions has the step. */
  hasStep(workspaceId: string, id: string, stepId: string): Promise<boolean>;
  stats(workspaceId: string, id: string): Promise<{ outcomes: Record<string, number>; steps: readonly StepCounts[] }>;
  /** A published version; immutable, so that it may be kept in memory. @throws DomainError `sequence.not_found` */
  definition(workspaceId: string, id: string, version: number): Promise<SequenceDefinition>;
}
