import type { Page, PageQuery } from '@dripemails/contracts';
import type { ClockSettings, Condition, SegmentRules } from '@dripemails/domain';

/** A dynamic rule over people; instants are real ms. */
export interface SegmentRecord {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly condition: Condition;
  /** When it was counted last; all three null before. */
  readonly count: number | null;
  readonly mailable: number | null;
  readonly countedAt: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}
export type SegmentContent = Pick<SegmentRecord, 'name' | 'description' | 'condition'>;

/** Something that would be wrong without the segment. */
export interface SegmentUse {
  readonly kind: 'sequence' | 'segment';
  readonly name: string;
  readonly where: 'draft' | 'published' | 'rule';
}

export interface SegmentRepository {
  /**
   * @param check sees the segments as they are, while nobody else changes them; throws to refuse
   * @throws DomainError `segment.name_taken`
   */
  create(
    workspaceId: string,
    segment: SegmentContent & { id: string },
    check: (rules: SegmentRules) => Promise<void>,
  ): Promise<void>;
  /**
   * A changed condition makes its numbers unknown.
   * @param check as for `create`
   * @throws DomainError `segment.not_found`, `segment.name_taken`
   */
  update(
    workspaceId: string,
    id: string,
    change: { readonly [Key in keyof SegmentContent]?: SegmentContent[Key] | undefined },
    check: (rules: SegmentRules) => Promise<void>,
  ): Promise<void>;
  /**
   * Deletes it unless it is used: by the draft or the current version of a sequence that is not archived, or by another
   * segment.
   * @returns the uses that stood in the way
   * @throws DomainError `segment.not_found`
   */
  delete(workspaceId: string, id: string): Promise<readonly SegmentUse[]>;
  /** @throws DomainError `segment.not_found` */
  get(workspaceId: string, id: string): Promise<SegmentRecord>;
  list(workspaceId: string, query: PageQuery): Promise<Page<SegmentRecord>>;
  /** All of them, as rules refer to them. */
  rules(workspaceId: string): Promise<SegmentRules>;
  saveCount(workspaceId: string, id: string, counted: AudienceCount & { readonly at: number }): Promise<void>;
}

/** A rule as it is asked of an audience. */
export interface AudienceQuestion {
  readonly workspaceId: string;
  /** Without segments in it (`expandSegments`). */
  readonly condition: Condition;
  /** Real ms. */
  readonly now: number;
  /** Of the workspace. */
  readonly clock: ClockSettings;
  /** For people without a zone of their own. */
  readonly timeZone: string;
}
export interface AudienceCount {
  readonly count: number;
  /** Those who are active. */
  readonly mailable: number;
}

/** Who fits a rule; those who were erased fit none. */
export interface SegmentAudience {
  /**
   * @param timeoutMs until it is given up
   * @throws DomainError `segment.too_slow`
   */
  count(question: AudienceQuestion, timeoutMs: number): Promise<AudienceCount>;
  /** The ids of the newest who fit. @throws DomainError `segment.too_slow` */
  newest(question: AudienceQuestion, limit: number, timeoutMs: number): Promise<readonly string[]>;
  /** Whether one person fits. */
  includes(question: AudienceQuestion, subscriberId: string): Promise<boolean>;
  /**
   * Goes through everybody of the workspace in the order of their ids, so many at a time.
   * @param cursor the last id of the slice before
   * @returns those of the slice who fit, and its last id, null where it is the last slice
   */
  slice(
    question: AudienceQuestion,
    cursor: string | null,
    size: number,
  ): Promise<{
    readonly people: readonly { subscriberId: string; timeZone: string | null; status: string }[];
    readonly cursor: string | null;
  }>;
}
