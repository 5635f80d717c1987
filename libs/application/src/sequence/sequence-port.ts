import type { Page, SequenceCounts, SequenceQuery } from '@dripemails/contracts';
import type { SequenceDefinition, SequenceState, Step } from '@dripemails/domain';

export interface SequenceRecord {
  readonly id: string;
  readonly name: string;
  readonly state: SequenceState;
  readonly version: number | null;
  /** The draft. */
  readonly steps: readonly Step[];
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
  readonly people: number;
}

export interface StepCounts {
  readonly stepId: string;
  readonly waiting: number;
  readonly passed: number;
  readonly failed: number;
  readonly unknown: number;
}

export interface SequenceRepository {
  create(workspaceId: string, sequence: { id: string; name: string; steps: readonly Step[] }): Promise<void>;
  /** @throws DomainError `sequence.not_found` */
  get(workspaceId: string, id: string): Promise<SequenceRecord>;
  list(workspaceId: string, query: SequenceQuery): Promise<Page<SequenceRecord>>;
  /** @throws DomainError `sequence.not_found` */
  updateDraft(
    workspaceId: string,
    id: string,
    change: { name?: string | undefined; steps?: readonly Step[] | undefined },
  ): Promise<void>;
  /**
   * Makes the steps the current version (a new one, unless they equal it) and, where asked, moves the running people to
   * it; one transaction.
   */
  publish(
    workspaceId: string,
    id: string,
    steps: readonly Step[],
    running: 'keep' | 'move',
  ): Promise<{ version: number; moved: number; kept: number }>;
  /** How many people are in it now, and how many of them on the current version. */
  countLive(workspaceId: string, id: string): Promise<{ live: number; current: number }>;
  /**
   * Changes the state if it still is `from`; one transaction. A resume with `freeze` shifts the waits of everybody who
   * is not paused alone by the length of the pause.
   * @returns false when the state was another by now
   */
  changeState(
    workspaceId: string,
    id: string,
    change: { from: SequenceState; to: SequenceState; at: number; freeze: boolean },
  ): Promise<boolean>;
  versions(workspaceId: string, id: string): Promise<readonly VersionRecord[]>;
  stats(workspaceId: string, id: string): Promise<{ outcomes: Record<string, number>; steps: readonly StepCounts[] }>;
  /** A published version; immutable, so that it may be kept in memory. @throws DomainError `sequence.not_found` */
  definition(workspaceId: string, id: string, version: number): Promise<SequenceDefinition>;
}
