import type { Operation, Page, PageQuery } from '@dripemails/contracts';

/** Bulk work; instants are real ms. `cursor` is how far it got, committed with each page. */
export interface OperationRecord {
  readonly id: string;
  readonly workspaceId: string;
  readonly kind: Operation['kind'];
  readonly status: Operation['status'];
  readonly title: string;
  readonly params: Readonly<Record<string, string>>;
  readonly cursor: string | null;
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: Operation['failures'];
  readonly createdAt: number;
  readonly completedAt: number | null;
}

/** What one page adds to an operation. */
export interface OperationProgress {
  readonly cursor: string | null;
  readonly done: number;
  readonly failed: number;
  readonly skipped: number;
  /** The whole list as it is now; absent leaves it. */
  readonly failures?: Operation['failures'];
  /** Set by the last page. */
  readonly completedAt: number | null;
}

export interface OperationRepository {
  create(operation: Pick<OperationRecord, 'id' | 'workspaceId' | 'kind' | 'title' | 'params' | 'total'>): Promise<void>;
  /** @throws DomainError `operation.not_found` */
  get(workspaceId: string, id: string): Promise<OperationRecord>;
  list(workspaceId: string, query: PageQuery): Promise<Page<OperationRecord>>;
  /** Adds a page's numbers if the operation still stands at `from`: a page run twice counts once. */
  advance(workspaceId: string, id: string, from: string | null, progress: OperationProgress): Promise<void>;
  fail(workspaceId: string, id: string, reason: string, at: number): Promise<void>;
}

/** Members of a list, page by page. */
export interface AudienceReader {
  members(
    workspaceId: string,
    listId: string,
    cursor: string | null,
    limit: number,
  ): Promise<readonly { subscriberId: string; timeZone: string | null; status: string }[]>;
  countMembers(workspaceId: string, listId: string): Promise<number>;
}
