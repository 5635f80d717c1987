import type { Page, Revision, RevisionQuery } from '@dripemails/contracts';

export type RevisionStatus = Revision['status'];

/** What a revision is of: one for each enrollment and `aiRevise` step of a version, or one for the version itself. */
export interface RevisionKey {
  readonly workspaceId: string;
  readonly sequenceId: string;
  readonly version: number;
  readonly aiStepId: string;
  /** The email step. */
  readonly stepId: string;
  /** Null for a revision that is made once for the version. */
  readonly enrollmentId: string | null;
}

/** A revision, or the failure to make one. Instants are real ms. */
export interface RevisionRecord extends RevisionKey {
  readonly id: string;
  readonly status: RevisionStatus;
  readonly instructions: string;
  readonly subject: string | null;
  readonly html: string | null;
  readonly model: string | null;
  readonly error: string | null;
  /** When it was first tried. */
  readonly createdAt: number;
  /** When it was answered, or given up; a failure without it is tried again. */
  readonly decidedAt: number | null;
}

/** What came of asking the model. */
export interface NewRevision {
  readonly id: string;
  readonly status: 'ready' | 'awaitingApproval' | 'failed';
  readonly instructions: string;
  readonly mail: { readonly subject: string; readonly html: string; readonly model: string } | null;
  readonly error: string | null;
  /** When the model was asked; stands as `createdAt` if nothing was noted before. */
  readonly askedAt: number;
  /** With `failed`: when it was given up for good, null while it may be tried again. */
  readonly givenUpAt: number | null;
}

/** Whether nothing is left to try: it is made, answered or given up. */
export function isSettled({ status, decidedAt }: Pick<RevisionRecord, 'status' | 'decidedAt'>): boolean {
  return status !== 'failed' || decidedAt !== null;
}

/** The mail that a step sends instead of its own. The text part is made from the HTML. */
export interface RevisedTemplate {
  readonly subject: string;
  readonly html: string;
  readonly text: null;
}

export interface RevisionReader {
  /**
   * The revision that an email step is sent with: ready or approved, of this enrollment or of the version, the newest.
   * @returns null when the mail goes as it was written
   */
  forMail(
    workspaceId: string,
    mail: { enrollmentId: string; sequenceId: string; version: number; stepId: string },
  ): Promise<RevisedTemplate | null>;
}

/** The revisions that a step makes. */
export interface RevisionStore {
  find(key: RevisionKey): Promise<RevisionRecord | null>;
  /**
   * Runs `work` unless somebody else, in whatever process, is at the same key; one who crashes holds nobody up.
   * @returns null when somebody else is at it
   */
  alone<T>(key: RevisionKey, work: () => Promise<T>): Promise<T | null>;
  /** Stores what came of a try, over a failure that may be tried again. @returns what stands now: what is settled stays */
  save(key: RevisionKey, revision: NewRevision): Promise<RevisionRecord>;
}

export interface RevisionRepository extends RevisionReader, RevisionStore {
  /** @throws DomainError `revision.not_found` */
  get(workspaceId: string, id: string): Promise<RevisionRecord>;
  /** Newest first. @throws DomainError `cursor.invalid` */
  list(workspaceId: string, query: RevisionQuery): Promise<Page<RevisionRecord>>;
  /**
   * Answers a revision that awaits approval; the same answer again changes nothing.
   * @param at real ms
   * @throws DomainError `revision.not_found`; `revision.already_answered` if it was answered otherwise or needs no answer
   */
  decide(workspaceId: string, id: string, status: 'approved' | 'declined', at: number): Promise<RevisionRecord>;
}
